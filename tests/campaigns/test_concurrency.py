import random
import threading

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns import counting, signups
from campaigns.models import Signup, SignupDelta
from mailing.models import OutboxMail
from tests.campaigns.agreement import assert_counts_agree
from tests.factories.campaigns import make_campaign, make_signup


def in_threads(*jobs):
    """Run each job on a connection of its own, all at once."""
    barrier, problems = threading.Barrier(len(jobs)), []

    def run(job):
        try:
            barrier.wait(timeout=10)
            job()
        except Exception as problem:  # noqa: BLE001  shown below
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert problems == []


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_confirm_at_once_count_once(campaign):
    for _round in range(5):
        signup = make_signup(campaign)
        in_threads(*[lambda pk=signup.pk: signups.confirm(pk, 1)] * 4)
    assert SignupDelta.objects.count() == 5
    assert_counts_agree(campaign)


@pytest.mark.django_db(transaction=True)
def test_leaving_and_confirming_at_once_leave_the_count_right(campaign):
    for _round in range(5):
        signup = make_signup(campaign)
        in_threads(
            lambda pk=signup.pk: signups.confirm(pk, 1),
            lambda pk=signup.pk: signups.withdraw(pk, 1),
            counting.fold_counts,
        )
    assert_counts_agree(campaign)


@pytest.mark.django_db(transaction=True)
def test_the_same_person_sent_many_times_at_once_is_one_row_with_one_mail(campaign):
    entry = signups.Entry("ada@example.org", "Ada", "L", "NL", wants_updates=True)
    in_threads(*[lambda: signups.submit(campaign, entry)] * 6)
    assert Signup.objects.count() == 1
    assert OutboxMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_count_and_tallies_equal_a_recount_whatever_happens_at_once(seed):
    """Submit, confirm, withdraw, sign again, reject and fold on four connections at random."""
    campaigns = [make_campaign(), make_campaign()]
    people = [f"person{number}-{seed}@example.org" for number in range(6)]

    def supporter(number):
        drawn = random.Random(seed + number)
        for _step in range(12):
            campaign, email = drawn.choice(campaigns), drawn.choice(people)
            row = Signup.objects.filter(campaign=campaign).order_by("?").first()
            act = drawn.choice(["submit", "confirm", "confirm", "withdraw", "reject", "fold"])
            if act == "submit" or row is None:
                country = drawn.choice(["NL", "GB", "KE"])
                signups.submit(campaign, signups.Entry(email, "Ada", "L", country))
            elif act == "confirm":
                signups.confirm(row.pk, row.token_version)
            elif act == "withdraw":
                signups.withdraw(row.pk, row.token_version)
            elif act == "reject" and drawn.random() < 0.3:
                signups.reject(row.pk)
            else:
                counting.fold_counts()

    in_threads(*[lambda number=number: supporter(number) for number in range(4)])
    for campaign in campaigns:
        assert_counts_agree(campaign)
    Signup.objects.filter(campaign__in=campaigns).delete()
