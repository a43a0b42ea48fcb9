"""A word stays a word however it is dressed up, and a harmless one stays harmless."""

import pytest

from comments.screening.clear import clear
from comments.screening.engine import screen
from comments.screening.fold import fold
from comments.screening.verdict import Outcome
from tests.screening.cases import DISGUISES

WORDS = (
    "fuck", "fucking", "shit", "bitch", "asshole", "cunt", "bastard", "motherfucker", "wanker",
    "nigger", "faggot", "tranny", "retard", "whore", "slut", "idiot", "moron", "imbecile",
    "scumbag",
    "bullshit", "dickhead", "kike", "chinks", "twat",
)  # fmt: skip


@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.__name__)
@pytest.mark.parametrize("word", WORDS)
def test_a_disguised_word_is_found_and_marked_where_it_stands(word: str, disguise) -> None:
    written = disguise(word)
    text = f"And then you, {written} that you are, come here."
    verdict = screen(text)
    assert verdict.outcome in {Outcome.HOLD, Outcome.DECLINE}
    marked = {place for f in verdict.findings for place in range(f.start, f.end)}
    assert set(range(text.index(written), text.index(written) + len(written))) <= marked


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("f**k", "fuck"), ("f***", "fuck"), ("sh*t", "shit"), ("b!tch", "bitch"),
        ("n****r", "nigger"), ("fu ck", "fuck"), ("nig ger", "nigger"),
        ("stupididiot", "stupid idiot"),
        ("#killallmuslims", "#kill all muslims"), ("k1ll y0urself", "kill yourself"),
        ("idoit", "idiot"), ("don't", "do not"), ("I'm", "i am"), ("they'll", "they will"),
        ("SHIIIIT", "shit"), ("🅵🆄🅲🅺", "fuck"), ("u r", "you are"), ("raped", "raped"),
    ],
)  # fmt: skip
def test_a_disguise_is_undone(written: str, meant: str) -> None:
    assert clear(fold(written)).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "assassin", "cocktail", "Scunthorpe", "Penistone", "class", "passion", "Niger", "analysis",
        "shiitake", "pass-word", "2nd", "b2b", "24/7", "e.g.", "U.S.A.", "mp3", "covid-19",
        "push it", "as hit", "class hit", "grape", "therapist", "Dickens", "cockpit", "Essex",
        "document", "circumstance", "peacock", "raccoon", "snigger", "title", "button", "hello",
    ],
)  # fmt: skip
def test_a_harmless_word_is_left_alone(text: str) -> None:
    assert clear(fold(text)).text == text.lower()
    assert screen(f"We talked about {text} there.").outcome is Outcome.PUBLISH
