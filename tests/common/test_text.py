import pytest

from common.html import HTMLTooLarge, clean_body, linkify, paragraphs, plain_text
from common.text import fold, opening, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  plain  ", "plain"),
        ("nul\x00byte", "nulbyte"),
        ("bidi\u202eoverride", "bidioverride"),
        ("zero\u200bwidth", "zerowidth"),
        ("two\nlines", "two lines"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("e\u0301", "é"),
    ],
)
def test_one_line_of_text_is_tidied(typed, kept):
    assert tidy(typed) == kept


def test_a_text_area_keeps_its_lines():
    assert tidy("one\r\n\r\n\r\n\r\ntwo \t x", multiline=True) == "one\n\ntwo x"


def test_folding_forgets_case_marks_and_spaces():
    assert fold("Ángel  O'Neil") == fold("angeloneil")


def test_an_opening_is_cut_between_words():
    assert opening("one two three", 9) == "one two…"
    assert opening("short", 9) == "short"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        "<p style='background:url(//evil.example)'>x</p>",
        "<img src=//evil.example/x.png>",
        "<img src=https://evil.example/x.png onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<iframe src=/x></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<form action=/x><input></form>",
        "<base href=//evil.example>",
    ],
)
def test_nothing_hostile_survives_cleaning(hostile):
    cleaned = clean_body(hostile).lower()
    for trace in (
        "script",
        "onclick",
        "onerror",
        "style",
        "evil",
        "iframe",
        "<form",
        "<base",
        "svg",
    ):
        assert trace not in cleaned


def test_old_names_of_tags_become_new_ones():
    assert (
        clean_body("<p><b>bold</b> <i>soft</i></p>") == "<p><strong>bold</strong> <em>soft</em></p>"
    )


def test_paragraphs_keep_their_key_when_they_move():
    before = paragraphs("<p>One.</p><p>Two.</p>")
    after = paragraphs("<h2>New</h2><p>Two.</p><p>One.</p>")
    assert {paragraph.key for paragraph in before} < {paragraph.key for paragraph in after}
    assert plain_text("<p>a <em>b</em></p><ul><li>c</li></ul>") == "a b\nc"


def test_addresses_become_links_that_search_engines_do_not_follow():
    html = linkify("see https://example.org/a?b=1&c=2. <b>no</b>\n\nnext")
    assert (
        html == '<p>see <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">'
        "https://example.org/a?b=1&amp;c=2</a>. &lt;b&gt;no&lt;/b&gt;</p><p>next</p>"
    )


def test_closing_tags_that_close_nothing_hide_no_depth():
    with pytest.raises(HTMLTooLarge):
        clean_body("<q></x>" * 200)
    assert clean_body("<p>a</p>" * 300)


@pytest.mark.parametrize("address", ["/\t/evil.example/x.png", "/&#9;/evil.example/x.png", "/\n/e"])
def test_a_picture_of_another_host_hides_in_no_blank(address):
    assert "src" not in clean_body(f'<img src="{address}" alt="">')
