"""People are taken out of a text before anybody learns from it."""

import pytest

from comments.screening.redaction import Names, is_bare, redact, tells_of_somebody

NOBODY = Names([])
PEOPLE = Names(["Ada Lovelace", "Zoë", "Hope", "O'Brien", "J.", "李明", "", "Ines de la Cruz"])


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Write to ada@example.org now.", "Write to [email] now."),
        ("Write to ADA.L+x@mail.example.co.uk", "Write to [email]"),
        ("me (at) example (dot) com", "[email]"),
        ("See https://example.org/a?b=c#d.", "See [link]"),
        ("See www.example.org and t.me/someone", "See [link] and [link]"),
        ("https://www.bbc.co.uk/news is public", "[link] is public"),
        ("ftp://files.example/x is old", "[link] is old"),
        ("Call 020 7946 0958 today", "Call [number] today"),
        ("Call +44 20 7946 0958!", "Call [number]!"),
        ("The helpline is 08000 121 700.", "The helpline is [number]."),
        ("Ask @some_one about it", "Ask [handle] about it"),
        ("on telegram @some_one", "on [handle]"),
        ("In 2024 there were 1,200 of them.", "In 2024 there were 1,200 of them."),
        ("Nothing to hide here.", "Nothing to hide here."),
        ("a\ud800b", "a?b"),
        ("", ""),
    ],
)
def test_addresses_numbers_and_links_become_placeholders(text, redacted):
    assert redact(text, NOBODY) == redacted
    assert is_bare(redacted)


def test_an_account_number_is_a_number():
    assert redact("Pay GB82 WEST 1234 5698 7654 32 please", NOBODY) == "Pay [number] please"


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Ada Lovelace says so.", "[name] says so."),
        ("ada lovelace says so.", "[name] says so."),
        ("I am with Lovelace, and with Ada's aunt.", "I am with [name], and with [name]'s aunt."),
        ("Adam and Adaline are others.", "Adam and Adaline are others."),
        ("Thanks zoe!", "Thanks [name]!"),
        ("ZOË!", "[name]!"),
        ("I hope so, Hope.", "I hope so, [name]."),
        ("As O'Brien wrote", "As [name] wrote"),
        ("李明 说", "[name] 说"),
        ("de la is not telling, Cruz is", "de la is not telling, [name] is"),
        ("Ｌｏｖｅｌａｃｅ in wide letters", "[name] in wide letters"),
    ],
)  # fmt: skip
def test_names_of_people_become_placeholders(text, redacted):
    assert redact(text, PEOPLE) == redacted


def test_where_two_overlap_nothing_of_either_is_left():
    redacted = redact("zoe@example.org or https://example.org/Ada", PEOPLE)
    assert redacted == "[email] or [link]"


@pytest.mark.parametrize(
    "text", ["She lives at 5 High Street.", "The victim is called Maria Lopez."]
)
def test_what_says_who_or_where_somebody_is_cannot_be_redacted(text):
    assert tells_of_somebody(text) or redact(text, NOBODY) != text


def test_a_long_text_takes_no_long_time():
    names = Names(f"Person{number} Surname{number}" for number in range(5_000))
    text = "Person17 and Surname4999 and others. " * 300
    assert redact(text, names) == "[name] and [name] and others. " * 300
