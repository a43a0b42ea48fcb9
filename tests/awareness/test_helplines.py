"""The helplines are there whatever else is not, and say how sure they are."""

import datetime as dt

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.template import Context, Template

from awareness import helplines
from awareness.loading import load_awareness
from awareness.models import Helpline


def make_helpline(**changes):
    values = {
        "iso": "GB",
        "country": "UK",
        "service": "A helpline",
        "number": "0800 111 222",
        "source": "example.org",
        "confidence": "A",
        "found_on": dt.date(2026, 11, 24),
        **changes,
    }
    return Helpline(**values)


def test_every_packaged_row_has_a_number_a_source_and_a_grade():
    rows = helplines.packaged()
    assert len(rows) >= 30
    assert all(row.number and row.source and row.confidence in {"A", "B", "C"} for row in rows)


def test_no_packaged_row_claims_to_have_been_confirmed_by_us():
    assert [row for row in helplines.packaged() if row.verified_on] == []


def test_open_questions_stay_open():
    asked = {row.iso for row in helplines.packaged() if "⚠" in row.open_question}
    assert {"US", "UA"} <= asked


def test_the_short_list_holds_rows_from_official_sources_alone():
    rows = helplines.sure(helplines.packaged())
    assert {row.confidence for row in rows} == {"A"}
    assert not [row for row in rows if row.is_emergency]


def test_each_country_is_named_once_with_its_surest_number():
    rows = [make_helpline(service="first"), make_helpline(service="second")]
    assert [row.service for row in helplines.one_for_each_country(rows)] == ["first"]


@pytest.mark.parametrize(
    ("number", "shown", "dialled", "rest"),
    [
        ("1-888-373-7888, text 233733, TTY 711", "1-888-373-7888", "18883737888", "text 233733"),
        ("131 237 (131 AFP); emergency 000", "131 237", "131237", "(131 AFP)"),
        ("1547 / 527; abroad +380 44 284 19 15", "1547", "1547", "527; abroad"),
        ("+45 70 20 25 50", "+45 70 20 25 50", "+4570202550", ""),
        ("145", "145", "145", ""),
        ("ask at the counter", "ask at the counter", "", ""),
    ],
)
def test_a_row_with_several_numbers_dials_its_first(number, shown, dialled, rest):
    line = make_helpline(number=number)
    assert (line.first_number, line.dialled) == (shown, dialled)
    assert line.other_ways.startswith(rest)


def test_every_packaged_row_can_be_dialled():
    assert [row.service for row in helplines.packaged() if not row.dialled] == []


def test_a_note_is_not_said_twice():
    line = make_helpline(
        hours_and_notes="365 days; check hours", open_question="check hours", hours="365 days"
    )
    assert line.notes == "365 days"


def test_only_the_european_union_gets_112():
    assert helplines.emergency_number("BG") == "112"
    assert helplines.emergency_number("US") == helplines.emergency_number("GB") == ""


def test_an_empty_table_shows_the_packaged_rows(db):
    helplines.keep(None)
    assert helplines.current() == helplines.packaged()


def test_the_tables_rows_come_before_the_packaged(db):
    make_helpline().save()
    helplines.keep(None)
    assert [row.service for row in helplines.current()] == ["A helpline"]


def test_the_database_is_asked_once_a_minute(db, django_assert_num_queries, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)
    load_awareness()
    helplines.keep(None)
    with django_assert_num_queries(1):
        helplines.current()
        helplines.current()
    with django_assert_num_queries(0):
        Template("{% load awareness_tags %}{% helplines %}").render(Context())


def test_the_foot_of_a_page_survives_the_loss_of_the_database(db):
    def fail(*args):
        raise OperationalError

    helplines.keep(None)
    with connection.execute_wrapper(fail):
        shown = Template("{% load awareness_tags %}{% helplines %}").render(Context())
    assert "08000 121 700" in shown


def test_the_packaged_list_never_asks_the_database():
    shown = Template("{% load awareness_tags %}{% packaged_helplines %}").render(Context())
    assert "1-888-373-7888" in shown
    assert "not yet confirmed by us" in shown


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"iso": "gb"}, "country_code_is_two_capitals"),
        ({"confidence": "D"}, "confidence_is_a_b_or_c"),
        ({"number": ""}, "helpline_has_a_number"),
    ],
)
def test_the_database_refuses_a_row_that_could_mislead(db, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_helpline(**changes).save()


def test_a_service_stands_once_in_its_country(db):
    make_helpline().save()
    with pytest.raises(IntegrityError, match="one_row_for_each_service"), transaction.atomic():
        make_helpline().save()


def test_where_all_are_confirmed_nothing_says_otherwise():
    helplines.keep([make_helpline(verified_on=dt.date(2026, 12, 1))])
    shown = Template("{% load awareness_tags %}{% helplines %}").render(Context())
    assert "not yet confirmed" not in shown
    assert "*" not in shown
