"""Spanish, French and Arabic: hate is stopped, and only what is plain is let through."""

import pytest

from comments.screening.engine import screen
from comments.screening.plainly import PLAIN, POINTED
from comments.screening.verdict import Outcome
from tests.screening.cases import marked

LANGUAGES = ("es", "fr", "ar")
FILES = [f"{language}{part}.tsv" for language in LANGUAGES for part in ("", "-second")]
HATE = [text for name in FILES for text in marked(name, "hate")]
CIVIL = [text for name in FILES for text in marked(name, "civil")]
MOST_PUBLISHED = 0.02
FEWEST_PUBLISHED = {"es": 0.4, "fr": 0.4, "ar": 0.5}


def test_hardly_any_hate_is_published() -> None:
    published = [text for text in HATE if screen(text).outcome is Outcome.PUBLISH]
    assert len(published) <= MOST_PUBLISHED * len(HATE)


@pytest.mark.parametrize("text", CIVIL)
def test_a_civil_text_is_published_or_held_because_it_is_not_understood(text: str) -> None:
    verdict = screen(text)
    if verdict.outcome is not Outcome.PUBLISH:
        assert verdict.outcome is Outcome.HOLD
        assert {finding.rule for finding in verdict.findings} == {"unknown_language"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_texts_are_published(language: str) -> None:
    texts = marked(f"{language}.tsv", "civil")
    published = [text for text in texts if screen(text).outcome is Outcome.PUBLISH]
    assert len(published) >= FEWEST_PUBLISHED[language] * len(texts)


@pytest.mark.parametrize("text", marked("languages.tsv", "HOLD"))
def test_a_language_that_is_not_read_waits_for_a_person(text: str) -> None:
    assert screen(text).outcome is Outcome.HOLD


@pytest.mark.parametrize("text", marked("languages.tsv", "PUB"))
def test_english_with_foreign_names_and_quotes_is_published(text: str) -> None:
    assert screen(text).outcome is Outcome.PUBLISH


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_about_a_group_or_against_somebody_is_plain(language: str) -> None:
    assert not PLAIN[language] & POINTED[language]


@pytest.mark.parametrize(
    "text", ["No son personas.", "Ce ne sont pas des humains.", "هم ليسوا بشرا"]
)
def test_a_denial_made_of_plain_words_waits_for_a_person(text: str) -> None:
    assert screen(text).outcome is Outcome.HOLD
