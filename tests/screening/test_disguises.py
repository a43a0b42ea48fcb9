"""A word stays a word however it is dressed up, and a harmless one stays harmless."""

import pytest

from comments.screening.clear import clear
from comments.screening.engine import screen
from comments.screening.fold import fold
from comments.screening.verdict import Outcome
from tests.screening.disguises import ALL

WORDS = (
    "fuck", "fucking", "shit", "bitch", "asshole", "cunt", "bastard", "motherfucker", "wanker",
    "nigger", "faggot", "tranny", "retard", "whore", "slut", "idiot", "moron", "imbecile",
    "scumbag",
    "bullshit", "dickhead", "kike", "chinks", "twat",
)  # fmt: skip


@pytest.mark.parametrize("disguise", ALL)
@pytest.mark.parametrize("word", WORDS)
def test_a_disguised_word_is_found_and_marked_where_it_stands(word: str, disguise: str) -> None:
    written = ALL[disguise](word)
    text = f"And then you, {written} that you are, come here."
    verdict = screen(text)
    assert verdict.outcome in {Outcome.HOLD, Outcome.DECLINE}
    marked = {place for f in verdict.findings for place in range(f.start, f.end)}
    first = text.index(written)
    letters = {first + place for place, sign in enumerate(written) if sign.isalpha()}
    assert letters <= marked


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("f**k", "fuck"), ("f***", "fuck"), ("sh*t", "shit"), ("b!tch", "bitch"),
        ("n****r", "nigger"), ("fu ck", "fuck"), ("nig ger", "nigger"),
        ("stupididiot", "stupid idiot"),
        ("#killallmuslims", "#kill all muslims"), ("k1ll y0urself", "kill yourself"),
        ("idoit", "idiot"), ("don't", "do not"), ("I'm", "i am"), ("they'll", "they will"),
        ("SHIIIIT", "shit"), ("niggggger", "nigger"), ("Nigerrr", "niger"),
        ("fu¢k", "fuck"), ("fuckz", "fuck"), ("slvt", "slut"), ("vvhore", "whore"),
        ("bstrd", "bastard"), ("8u!!5h17", "bullshit"), ("fuck123", "fuck"),
        ("as shole", "asshole"),
        ("idiot. a", "idiot. a"), ("an idiot a", "an idiot a"), ("dick head", "dickhead"),
        ("sh&#105;t", "shit"), ("s<i>h</i>it", "shit"), ("sh🌟t", "shit"), ("tihs", "shit"),
        ("🅵🆄🅲🅺", "fuck"), ("u r", "you are"), ("raped", "raped"),
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
        "assez", "AT&T", "intl", "mngr", "2nd-hand", "area51", "b&b", "x<y", "vroom", "bl!nd",
        "Steven", "phone", "pizza", "jazz", "quiz", "Vvedensky", "bookkeeper", "🇳🇴", "🇫🇷 🇩🇪",
    ],
)  # fmt: skip
def test_a_harmless_word_is_left_alone(text: str) -> None:
    assert clear(fold(text)).text == text.lower()
    assert screen(f"We talked about {text} there.").outcome is Outcome.PUBLISH


@pytest.mark.parametrize(
    "text",
    [
        "\u202e.toidi na era uoY\u202c", "\u202eYou are an idiot.", "˙ʇoᴉpᴉ uɐ ǝɹɐ noʎ",
        "Sent from Kyiv: \u202ekcuf uoy\u202c", "Call me on ٠٧٩١١ ١٢٣٤٥٦.", "ＳＷ１Ａ　１ＡＡ",
        "4111\u200b1111\u200b1111\u200b1111",
        "𝐆𝐁82 WEST 1234 5698 7654 32", " Shoot them at the border.",
        "The second part was better. Shoot them at the border.",
    ],
)  # fmt: skip
def test_what_is_seen_is_read_too_and_marked_where_it_stands(text: str) -> None:
    verdict = screen(text)
    assert verdict.outcome is not Outcome.PUBLISH
    assert all(f.words == text[f.start : f.end] and f.words.strip() for f in verdict.findings)
    assert all(f.reason not in {"engine_failed", "unknown_language"} for f in verdict.findings)


@pytest.mark.parametrize(
    "word", ["&foo;", "<>", "&", "&&&;", "<<>>", "&#0;", "&#xd800;", "&lt;b&gt;"]
)
def test_markup_that_is_none_harms_nobody(word: str) -> None:
    assert screen(f"It says {word} there.").outcome is Outcome.PUBLISH
    assert screen(f"It says {word} there, you idiot.").outcome is Outcome.HOLD
