"""Topic words, anger, dissent, counter-speech and odd names break no rule."""

import pytest

from comments.screening.engine import screen
from comments.screening.verdict import Outcome
from tests.screening.cases import texts

CIVIL = texts("civil.txt")


@pytest.mark.parametrize("text", CIVIL)
def test_a_civil_comment_is_published(text: str) -> None:
    verdict = screen(text)
    assert verdict.outcome is Outcome.PUBLISH
    assert verdict.score < 0.5
    assert verdict.findings == ()


@pytest.mark.parametrize("place", range(0, len(CIVIL), 4))
def test_civil_comments_one_after_the_other_are_never_declined(place: int) -> None:
    assert screen(" ".join(CIVIL[place : place + 4])).outcome is not Outcome.DECLINE


GROUPS = (
    "Muslims", "Jews", "Christians", "gay people", "lesbians", "trans people", "women", "men",
    "black people", "white people", "Asians", "Roma people", "immigrants", "refugees", "migrants",
    "Nigerians", "Romanians", "Albanians", "Vietnamese people", "disabled people", "old people",
    "homeless people", "sex workers", "Mexicans", "Poles",
)  # fmt: skip
KIND = (
    "{} are our neighbours.",
    "{} deserve the same rights as everybody.",
    "I work with {} every day and learn from them.",
    "Many {} are targeted by recruiters.",
    "{} are not criminals.",
    "{} are not animals, and nobody should say so.",
    "Nobody should be afraid because they belong to the {}.",
    "Please stop saying that {} are dirty.",
    "It is wrong to claim that {} are liars.",
    'Somebody shouted "{} are vermin" at the vigil and the crowd answered with songs.',
    "I love how {} came together after the raid.",
    "None of the {} should be deported.",
    "We should protect {} from violence.",
)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("sentence", KIND)
def test_a_kind_or_defending_sentence_is_published_whoever_it_is_about(
    group: str, sentence: str
) -> None:
    text = sentence.format(group)
    assert screen(text[:1].upper() + text[1:]).outcome is Outcome.PUBLISH
