import pytest
from django.db import IntegrityError, transaction

from mailing.addresses import BadAddress, canonical_address, email_key
from mailing.consent import has_consented, record_consent, wording
from mailing.models import ConsentEvent, ConsentText


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada@Example.ORG", "ada@example.org"),
        (" ada@example.org ", "ada@example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@BU\u0308CHER.example", "ada@bücher.example"),
    ],
)
def test_two_spellings_of_an_address_are_one_person(one, other):
    assert email_key(one) == email_key(other)
    assert len(email_key(one)) == 32


def test_different_people_have_different_keys():
    assert email_key("ada@example.org") != email_key("ida@example.org")


@pytest.mark.parametrize("address", ["a@" + "ü" * 80 + ".example", "a@b..example", "a@-x.org"])
def test_an_address_without_a_domain_is_refused(address):
    with pytest.raises(BadAddress):
        canonical_address(address)


@pytest.mark.django_db
def test_new_words_make_a_new_version_and_old_ones_stay():
    first = wording("updates", "Mail me news.", language="en")
    assert wording("updates", "Mail me news.", language="en") == first
    second = wording("updates", "Mail me news, monthly.", language="en")
    assert (first.version, second.version) == (1, 2)
    assert ConsentText.objects.get(pk=first.pk).body == "Mail me news."


@pytest.mark.django_db
def test_the_last_word_counts():
    text, person = wording("updates", "Mail me.", language="en"), email_key("a@example.org")
    assert not has_consented(person, "updates")
    record_consent(person, purpose="updates", granted=True, text=text, how="form")
    assert has_consented(person, "updates")
    record_consent(person, purpose="updates", granted=False, text=text, how="link")
    assert not has_consented(person, "updates")


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_ledger_only_grows(change):
    text = wording("updates", "Mail me.", language="en")
    record_consent(email_key("a@example.org"), purpose="x", granted=True, text=text, how="form")
    for rows in (ConsentEvent.objects.all(), ConsentText.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            if change == "update":
                field = "purpose" if rows.model is ConsentEvent else "body"
                rows.update(**{field: "changed"})
            else:
                rows._raw_delete(rows.db)
