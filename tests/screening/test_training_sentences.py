"""The contrast sentences a model is trained on: enough of each kind, and never at odds."""

from collections import Counter

import pytest

from comments.screening.rules import HEADS
from comments.screening.training import contrast


@pytest.fixture(scope="module")
def drawn() -> list[contrast.Example]:
    return list(contrast.examples(seed=7))


def test_the_same_seed_draws_the_same_sentences(drawn) -> None:
    assert list(contrast.examples(seed=7)) == drawn
    assert list(contrast.examples(seed=8)) != drawn


def test_every_sentence_answers_every_head_or_leaves_it_open(drawn) -> None:
    assert all(set(example.labels) == set(HEADS) for example in drawn)
    assert all(set(example.labels.values()) <= {0, 1, None} for example in drawn)


def test_attacks_and_kind_sentences_are_about_as_many(drawn) -> None:
    hateful = Counter(example.labels["hate"] for example in drawn)
    assert 0.5 < hateful[1] / hateful[0] < 1.0
    assert Counter(example.labels["disclose"] for example in drawn)[1] > 500


def test_no_sentence_is_both_hateful_and_kind(drawn) -> None:
    labels: dict[str, set[int | None]] = {}
    for example in drawn:
        labels.setdefault(example.text, set()).add(example.labels["hate"])
    assert not [text for text, said in labels.items() if said >= {0, 1}]


def test_every_slot_of_every_frame_is_filled(drawn) -> None:
    assert not [example.text for example in drawn if "{" in example.text or "}" in example.text]
