import threading

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from comments import moderation
from comments.models import ModerationEvent, ScreenedComment, ScreeningResult, State
from comments.moderation import Changed
from mailing.models import OutboxMail
from tests.factories.comments import make_comment
from tests.factories.staff import make_staff

SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK")


def queries(context):
    return [each["sql"] for each in context if not each["sql"].startswith(SAVEPOINTS)]


def make_held(count, story=None):
    parent = make_comment(story=story)
    for number in range(count):
        comment = make_comment(f"Held, number {number}.", parent=parent, state=State.HELD)
        ScreeningResult.objects.create(
            comment=comment, revision=1, outcome="hold", score=0.5, engine_version="1",
            ruleset_version="1", milliseconds=1,
        )  # fmt: skip
    return parent


@pytest.mark.django_db
def test_a_page_of_the_queue_asks_the_same_number_of_queries_at_any_length(client):
    client.force_login(make_staff("moderator"))
    make_held(1)
    client.get("/moderation/")
    with CaptureQueriesContext(connection) as one:
        client.get("/moderation/")
    for _story in range(3):
        make_held(10)
    with CaptureQueriesContext(connection) as many:
        client.get("/moderation/")
    assert len(queries(many)) == len(queries(one)) <= 8


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["approve", "decline"])
def test_a_decision_asks_ten_queries_at_most(act):
    moderator = make_staff("moderator")
    make_held(2)
    comment = ScreenedComment.objects.held().first()
    rule = {"rule": 4} if act == "decline" else {}
    with CaptureQueriesContext(connection) as asked:
        getattr(moderation, act)(comment.pk, moderator=moderator, revision=1, **rule)
    assert len(queries(asked)) <= 10, queries(asked)


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_the_same_moment_one_decides_and_the_other_learns_who():
    comment = make_comment(state=State.HELD)
    people = [make_staff("moderator", name=name) for name in ("Ana", "Ben")]
    ready, outcomes = threading.Barrier(2), {}

    def decide(person):
        try:
            ready.wait()
            if person.first_name == "Ana":
                moderation.approve(comment.pk, moderator=person, revision=1)
            else:
                moderation.decline(comment.pk, moderator=person, revision=1, rule=4)
            outcomes[person.first_name] = "won"
        except Changed as changed:
            outcomes[person.first_name] = changed.event.actor.first_name
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winner = next(name for name, outcome in outcomes.items() if outcome == "won")
    loser = next(name for name in outcomes if name != winner)
    assert outcomes == {winner: "won", loser: winner}
    decided = ModerationEvent.objects.filter(actor__isnull=False)
    assert [event.actor.first_name for event in decided] == [winner]
    assert OutboxMail.objects.count() == 1
    comment.refresh_from_db()
    assert comment.state == (State.PUBLISHED if winner == "Ana" else State.DECLINED)
    assert comment.is_public == (comment.state == State.PUBLISHED)
