"""Whatever happens to comments, in whatever order: the invariants hold after each step."""

from unittest import mock

from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from comments import (
    answers,
    appeals,
    authorship,
    discussion,
    erasure,
    moderation,
    rescreening,
    verdicts,
)
from comments.models import Appeal, Conversation, ModerationEvent, ScreenedComment, State
from comments.moves import Changed
from comments.screening.ruleset import PACKAGED
from comments.screening.verdict import Outcome, Verdict
from comments.states import MOVES, Kind
from mailing.models import OutboxMail
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_moderator

REFUSALS = (
    Changed,
    moderation.ClaimedByAnother,
    moderation.NotUndoable,
    authorship.TooLate,
    appeals.AskedBefore,
    appeals.SamePerson,
)
DECISIONS = ("approve", "decline", "remove", "escalate")


class Conversing(RuleBasedStateMachine):
    """Readers, writers, moderators and the screening at work on one story."""

    comments = Bundle("comments")

    def __init__(self):
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.story = make_article()
        self.people = [make_moderator(), make_moderator()]

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @rule(target=comments, confirmed=st.booleans())
    def submit(self, confirmed):
        state = State.RECEIVED if confirmed else State.UNCONFIRMED
        return make_comment("Words.", story=self.story, state=state).pk

    @rule(target=comments, parent=comments)
    def answer(self, parent):
        above = ScreenedComment.objects.get(pk=parent)
        return make_comment("An answer.", parent=above, state=State.RECEIVED).pk

    @rule(comment=comments)
    def confirm(self, comment):
        self.attempt(authorship.confirm, comment)

    @rule(comment=comments, outcome=st.sampled_from(Outcome))
    def screen(self, comment, outcome):
        begun = verdicts.begin(comment)
        if begun is not None:
            verdicts.apply_verdict(begun, Verdict(outcome, 0.5, (), {}, "en", "1", "1", 1.0))

    @rule(comment=comments, outcome=st.sampled_from(Outcome))
    def screen_again(self, comment, outcome):
        said = Verdict(outcome, 0.5, (), {}, "en", "1", "2", 1.0)
        found = ScreenedComment.objects.select_related("participant", "conversation")
        with mock.patch.object(rescreening, "screen", return_value=said):
            rescreening.rescreen(found.get(pk=comment), PACKAGED, is_real=True)

    @rule(
        comment=comments, act=st.sampled_from(DECISIONS), who=st.integers(0, 1), stale=st.booleans()
    )
    def decide(self, comment, act, who, stale):
        revision = ScreenedComment.objects.values_list("revision", flat=True).get(pk=comment)
        given = {"rule": 4} if act in {"decline", "remove"} else {}
        self.attempt(
            getattr(moderation, act),
            comment,
            moderator=self.people[who],
            revision=revision + stale,
            **given,
        )

    @rule(comment=comments, who=st.integers(0, 1))
    def undo(self, comment, who):
        self.attempt(moderation.undo, comment, moderator=self.people[who])

    @rule(comment=comments, stale=st.booleans())
    def revise(self, comment, stale):
        revision = ScreenedComment.objects.values_list("revision", flat=True).get(pk=comment)
        self.attempt(authorship.revise, comment, revision=revision + stale, text="Other words.")

    @rule(comment=comments)
    def withdraw(self, comment):
        self.attempt(authorship.withdraw, comment)

    @rule(comment=comments, reporter=st.integers(0, 5))
    def report(self, comment, reporter):
        found = ScreenedComment.objects.get(pk=comment)
        if found.state == State.PUBLISHED:
            answers.report(found, reporter=str(reporter), reason="insult")

    @rule(comment=comments)
    def appeal(self, comment):
        self.attempt(appeals.appeal, comment, statement="Look again.")

    @rule(comment=comments, who=st.integers(0, 1), overturn=st.booleans())
    def look_again(self, comment, who, overturn):
        act = appeals.overturn if overturn else appeals.uphold
        self.attempt(act, comment, moderator=self.people[who])

    @rule(comment=comments, act=st.sampled_from(["send_back", "close"]))
    def safeguard(self, comment, act):
        revision = ScreenedComment.objects.values_list("revision", flat=True).get(pk=comment)
        self.attempt(
            getattr(moderation, act), comment, safeguarder=self.people[0], revision=revision
        )

    @rule(comment=comments)
    def erase(self, comment):
        self.attempt(erasure.erase, comment)

    def attempt(self, act, comment, **given):
        try:
            act(comment, **given)
        except REFUSALS:
            return

    @invariant()
    def public_means_published(self):
        for comment in ScreenedComment.objects.all():
            assert comment.is_public == (comment.state == State.PUBLISHED)
            assert bool(comment.comment) == comment.is_public

    @invariant()
    def nothing_is_public_without_a_verdict_or_a_person(self):
        for comment in ScreenedComment.objects.published():
            events = ModerationEvent.objects.filter(comment=comment, to_state=State.PUBLISHED)
            allowed = events.filter(revision=comment.revision)
            assert allowed.filter(kind__in=[Kind.SCREEN, Kind.APPROVE, Kind.OVERTURN]).exists()

    @invariant()
    def no_machine_hides_what_a_person_let_stand(self):
        for event in ModerationEvent.objects.filter(kind=Kind.RESCREEN):
            earlier = ModerationEvent.objects.filter(comment=event.comment_id, pk__lt=event.pk)
            here = earlier.filter(revision=event.revision, to_state=State.PUBLISHED)
            assert not here.filter(actor__isnull=False).exists()

    @invariant()
    def replaying_the_log_gives_the_state(self):
        states = {}
        for event in ModerationEvent.objects.oldest_first():
            assert states.get(event.comment_id, "") == event.from_state
            if event.kind != Kind.SUBMIT:
                starts, ends = MOVES[Kind(event.kind)]
                assert event.from_state in starts
                assert event.to_state in ends
            states[event.comment_id] = event.to_state
        assert states == dict(ScreenedComment.objects.values_list("pk", "state"))

    @invariant()
    def the_counts_are_right(self):
        for conversation in Conversation.objects.all():
            published = ScreenedComment.objects.published().filter(conversation=conversation)
            assert conversation.published_count == published.count()

    @invariant()
    def no_reply_is_read_under_what_is_not_shown(self):
        _conversation, page = discussion.read_page(self.story, discussion.Asked())
        on_page = {entry.comment.pk for entry in page.entries}
        for entry in page.entries:
            assert not entry.comment.is_reply or entry.comment.parent_id in on_page
            assert entry.comment.published_at is not None

    @invariant()
    def a_second_look_is_never_the_first_deciders(self):
        for asked in Appeal.objects.filter(decided_by__isnull=False):
            assert asked.decided_by_id != asked.first_decider_id

    @invariant()
    def what_is_erased_is_gone(self):
        for comment in ScreenedComment.objects.filter(state=State.ERASED):
            assert (comment.text, comment.user_name, comment.user_email) == ("", "", "")
            assert not [each for each in comment.revisions.all() if each.text]

    @invariant()
    def one_event_makes_one_mail(self):
        keys = list(OutboxMail.objects.values_list("dedupe_key", flat=True))
        assert len(keys) == len(set(keys))

    @invariant()
    def the_database_agrees(self):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_the_invariants_hold_in_any_order_of_events(db):
    sample = settings(
        max_examples=10,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Conversing, settings=sample)
