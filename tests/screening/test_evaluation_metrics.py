"""The figures of the evaluation, against figures worked out by hand."""

import pytest

from comments.screening.evaluation.contestants import Answer, Place
from comments.screening.evaluation.identities import groups_of, measure_gaps
from comments.screening.evaluation.metrics import (
    Judged,
    auc,
    calibration_error,
    figures,
    mean_deviation,
    percentile,
    reliability,
)
from comments.screening.evaluation.rows import Row


def judged(*answers: tuple[int, int, float]) -> list[Judged]:
    return [Judged(bool(truth), bool(said), score) for truth, said, score in answers]


def row(text: str = "Some words.", *, must_stop: bool | None = None, group: str = "") -> Row:
    return Row(1, text, "", "", group, {}, must_stop)


def answer(*, stopped: bool, findings: tuple[Place, ...] = ()) -> Answer:
    return Answer(stopped, "hold" if stopped else "publish", float(stopped), {}, findings, 1.0)


@pytest.mark.parametrize(
    ("answers", "accuracy", "balanced", "caught", "passed"),
    [
        # Three of four caught, one of two let pass.
        ([(1, 1, 1)] * 3 + [(1, 0, 0), (0, 0, 0), (0, 1, 1)], 4 / 6, 0.625, 0.75, 0.5),
        # Whoever says no to everything is right nine times in ten, and no better than chance.
        ([(1, 0, 0)] + [(0, 0, 0)] * 9, 0.9, 0.5, 0.0, 1.0),
        ([(1, 1, 1), (1, 0, 0)], 0.5, None, 0.5, None),
        ([(0, 0, 0)], 1.0, None, None, 1.0),
        ([], None, None, None, None),
    ],
)
def test_shares_are_those_counted_by_hand(answers, accuracy, balanced, caught, passed):
    found = figures(judged(*answers))
    assert (found.accuracy, found.balanced) == (pytest.approx(accuracy), balanced)
    assert (found.caught, found.passed) == (caught, passed)
    assert found.rows == len(answers)


def test_the_margin_shrinks_with_the_rows():
    half_right = [(1, 1, 1), (1, 0, 0), (0, 0, 0), (0, 1, 1)]
    # 1.96 / 2 * sqrt(2 * 0.5 * 0.5 / rows of each kind)
    assert figures(judged(*half_right * 50)).margin == pytest.approx(0.0693, abs=1e-4)
    assert figures(judged(*half_right * 200)).margin == pytest.approx(0.0346, abs=1e-4)
    assert figures(judged((1, 1, 1))).margin is None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([(1, 1, 0.9), (0, 0, 0.1)], 1.0),
        ([(1, 0, 0.1), (0, 1, 0.9)], 0.0),
        ([(1, 0, 0.5), (0, 0, 0.5)], 0.5),
        # Of the six pairs of a true and a false row four are in order and one is a tie.
        ([(1, 1, 0.9), (1, 1, 0.6), (1, 0, 0.4), (0, 1, 0.6), (0, 0, 0.2)], 4.5 / 6),
        ([(1, 1, 0.9)], None),
        ([], None),
    ],
)
def test_auc_is_the_share_of_pairs_in_order(answers, expected):
    assert auc(judged(*answers)) == expected


def test_a_curve_has_the_mean_score_and_the_share_of_each_bin():
    low, high = reliability(judged((0, 0, 0.0), (1, 0, 0.04), (1, 1, 0.9), (1, 1, 1.0)))
    assert (low.rows, low.promised, low.came_true) == (2, 0.02, 0.5)
    assert (high.low, high.high, high.promised, high.came_true) == (0.9, 1.0, 0.95, 1.0)
    # Half the rows are 0.48 off and half are 0.05 off.
    assert calibration_error([low, high]) == pytest.approx(0.265)
    assert calibration_error([]) is None


def test_kept_promises_have_no_error():
    answers = judged(*[(number < 3, 0, 0.3) for number in range(10)])
    assert calibration_error(reliability(answers)) == pytest.approx(0)


def test_the_mean_deviation_is_that_of_the_groups():
    assert mean_deviation({"a": 0.1, "b": 0.4, "c": 0.2}, 0.2) == pytest.approx(0.1)
    assert mean_deviation({}, 0.2) is None


def test_gaps_compare_each_group_with_all_that_have_one():
    def people(group: str, *, stopped: int) -> list[tuple[Row, Answer]]:
        civil = row(must_stop=False, group=group)
        return [(civil, answer(stopped=number < stopped)) for number in range(10)]

    pairs = people("a", stopped=1) + people("b", stopped=3)
    pairs += [(row(must_stop=False), answer(stopped=True)), (row(group="a"), answer(stopped=True))]
    gaps = measure_gaps(*zip(*pairs, strict=True))
    assert (gaps.groups["a"].civil_stopped, gaps.groups["b"].civil_stopped) == (0.1, 0.3)
    assert gaps.everyone.civil == 20
    assert gaps.civil_deviation == pytest.approx(0.1)
    assert gaps.uncivil_deviation is None


def test_without_groups_in_the_file_words_tell_them():
    text = "Muslim women spoke first, then the whitewash began."
    assert groups_of(row(text), by_words=True) == ["women", "Muslims"]
    assert groups_of(row(text, group="x"), by_words=False) == ["x"]
    assert measure_gaps([row(text, must_stop=False)], [answer(stopped=False)]).is_by_words


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("profanity", "profanity", 0, 4), True),
        (Place("profanity", "profanity", 0, 11), False),
        (Place("profanity", "profanity", 3, 3), False),
        (Place("unknown_language", "unknown_language", 0, 4), False),
    ],
)
def test_a_finding_of_the_whole_text_points_at_nothing(place, expected):
    assert answer(stopped=True, findings=(place,)).points_at_words(" Some words.") is expected


@pytest.mark.parametrize(("wanted", "expected"), [(0.5, 2), (0.95, 4), (0.25, 1), (0.26, 2)])
def test_a_percentile_is_one_of_the_values(wanted, expected):
    assert percentile([4, 1, 3, 2], wanted) == expected
