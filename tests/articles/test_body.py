"""The body as the page shows it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.body import pieces, reading_minutes
from articles.fields import BodyField
from common.html import paragraphs

BLOCKS = st.sampled_from(
    [
        "<p>One &amp; two</p>", "<p>One &amp; two</p>",
        "<h2>Head</h2>", "<ul><li>a</li><li>b</li></ul>",
        "<blockquote><p>Said</p></blockquote>", "<p>x<br>y</p>", "plain words", "<p></p>",
        "<figure><figcaption>Fig</figcaption></figure>", "<p>caf&eacute; <em>&#8217;s</em></p>",
        "<ul><li>outer<p>inner</p></li></ul>", "<hr>", '<p id="own">Named</p>', "<pre>a\n b</pre>",
    ]
)  # fmt: skip


def joined(body: str) -> str:
    return "".join(piece.html for piece in pieces(body))


@given(st.lists(BLOCKS, max_size=8))
def test_each_paragraph_has_an_anchor_and_nothing_else_changes(blocks):
    body = BodyField().cleaned("".join(blocks))
    html = joined(body)
    anchors = re.findall(r'id="p-([0-9a-f]{12})(?:-\d+)?"', html)
    inside = [each.key for each in paragraphs(body) if "plain words" not in each.text]
    assert anchors == inside
    written = [identity for identity in re.findall(r'id="([^"]+)"', html) if identity != "t-own"]
    assert len(written) == len(set(written))
    without = re.sub(r' id="p-[0-9a-f]{12}(-\d+)?"', "", html)
    without = re.sub(r'<span id="t-own"></span>', "", without)
    assert without == body.replace(' id="own"', "")


def test_pieces_end_after_each_paragraph_at_the_top():
    body = (
        "<p>1</p><h2>h</h2><p>2</p><blockquote><p>said</p></blockquote><p>3</p><ul><li>x</li></ul>"
    )
    assert [piece.number for piece in pieces(body)] == [1, 2, 3, 0]
    assert pieces(body)[1].html.startswith("<h2")


def test_an_id_of_the_body_never_meets_one_of_the_page():
    html = joined(BodyField().cleaned('<h3 id="main">x</h3><a id="leave" href="#main">y</a>'))
    assert 'id="t-main"' in html
    assert 'id="t-leave"' in html
    assert 'href="#t-main"' in html


def test_reading_takes_a_minute_at_least():
    assert reading_minutes("") == 1
    assert reading_minutes("<p>" + "word " * 690 + "</p>") == 3
