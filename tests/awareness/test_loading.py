"""What comes with the portal is loaded, again and again, and never over a correction."""

import datetime as dt
from io import StringIO

import pytest
from django.contrib.admin.sites import site
from django.core.management import call_command

from awareness import loading, texts
from awareness.models import GlossaryTerm, Helpline, LearnPage


def test_loading_twice_leaves_one_of_each(db):
    first = loading.load_awareness()
    second = loading.load_awareness()
    assert first == second
    assert Helpline.objects.count() == first.helplines >= 30
    assert LearnPage.objects.count() == first.learn_pages >= 6
    assert GlossaryTerm.objects.count() == first.terms >= 12


def test_the_command_says_what_is_in_place(db):
    said = StringIO()
    call_command("load_awareness", stdout=said)
    assert "helplines" in said.getvalue()


def test_a_stale_row_is_rewritten(db):
    loading.load_awareness()
    Helpline.objects.filter(iso="MX").update(number="000")
    loading.load_awareness()
    assert Helpline.objects.get(iso="MX").number.startswith("800 5533 000")


def test_a_row_that_was_corrected_here_is_left_alone(db, rf):
    loading.load_awareness()
    line = Helpline.objects.get(iso="MX")
    line.verified_on = dt.date(2026, 12, 1)
    site.get_model_admin(Helpline).save_model(rf.post("/"), line, None, True)
    loading.load_awareness()
    assert Helpline.objects.get(iso="MX").verified_on == dt.date(2026, 12, 1)


def test_a_row_that_was_added_here_stays(db):
    GlossaryTerm.objects.create(slug="ours", term="Ours", short="One of ours.", body="<p>Yes.</p>")
    loading.load_awareness()
    assert GlossaryTerm.objects.filter(slug="ours").exists()


def test_script_in_a_text_is_not_kept(db):
    page = LearnPage.objects.create(
        slug="x",
        title="X",
        summary="X",
        body="<p>a<script>b</script></p>",
        reviewed_on="2026-11-24",
    )
    assert page.body == "<p>a</p>"


def test_every_learn_page_names_a_review_date_and_no_word_points_nowhere(db):
    loading.load_awareness()
    known = set(GlossaryTerm.objects.values_list("slug", flat=True))
    pointed = {slug for term in GlossaryTerm.objects.all() for slug in term.see_also}
    assert pointed <= known
    assert all(page.reviewed_on for page in texts.learn_pages())


@pytest.mark.parametrize(
    "content",
    ["<p>no head</p>", '+++\ntitle = "x"\n<p>open head</p>', '+++\ntitle = "x"\n+++\n<p>y</p>'],
)
def test_a_file_without_its_head_is_named(tmp_path, content):
    path = tmp_path / "page.html"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(texts.TextFileError, match=r"page\.html"):
        texts.read_page(path)
