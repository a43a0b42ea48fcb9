"""WordPress's own HTML, and what becomes of it."""

import pytest

from articles.imported_html import from_wordpress


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One\nline.", "<p>One<br>\nline.</p>"),
        ("<p>Done.</p>", "<p>Done.</p>"),
        ("<ul>\n\n<li>a</li>\n\n<li>b</li>\n\n</ul>\n\nAfter.",
         "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>After.</p>"),
        ("<h1>Head</h1>\n\nText", "<h2>Head</h2>\n<p>Text</p>"),
        ("<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->", "<p>x</p>"),
        ("Before <!--more--> after", "<p>Before  after</p>"),
        ("Cut <!-- never closed", "<p>Cut</p>"),
        ('[caption id="a" width="9"]<em>Words</em>[/caption]', "<p><em>Words</em></p>"),
        ("A list [1] and [see below]", "<p>A list [1] and [see below]</p>"),
        ("\r\n\r\nWindows\r\n\r\nlines\r\n", "<p>Windows</p>\n<p>lines</p>"),
        ("", ""),
        ("<p></p><p>&nbsp;</p>", ""),
    ],
)  # fmt: skip
def test_the_text_is_kept_and_its_paragraphs_are_made(content, html):
    assert from_wordpress(content).html == html


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ("[gallery ids=1,2]", "the shortcode [gallery] was left out"),
        ('[my-plugin key="x"]', "the shortcode [my-plugin] was left out"),
        ('<img src="https://other.example/a.jpg">', "1 picture of another host left out"),
        ("<img src=//a.example/b><IMG SRC='http://c.example'>", "2 pictures of another host"),
    ],
)
def test_what_cannot_come_along_is_said(content, note):
    text = from_wordpress(content)
    assert text.html == ""
    assert note in "; ".join(text.notes)


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)">x</a>',
        "<svg onload=alert(1)>",
        '<iframe src="//x.example"></iframe>',
        "<style>@import url(//x.example)</style>",
        '<p style="background:url(//x.example)">x</p>',
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        '[caption onclick="x"]<b onmouseover=alert(1)>y</b>[/caption]',
    ],
)
def test_nothing_that_acts_comes_along(content):
    html = from_wordpress(content).html
    for sign in ("script", "alert", "<iframe", "style", "x.example", " on"):
        assert sign not in html, html
