"""The reader of WordPress exports."""

import io
from pathlib import Path

import pytest

from common import wxr

SMALL = Path(__file__).resolve().parent.parent / "portal" / "samples" / "small.xml"


def read(text: str | bytes) -> list[wxr.Record]:
    data = text.encode() if isinstance(text, str) else text
    return list(wxr.read(io.BytesIO(data)))


def test_the_site_is_told_first_and_then_every_record_once():
    records = read(SMALL.read_bytes())
    assert records[0] == wxr.Site("The Old Lamp", "https://old.example", "1.2")
    assert [type(record).__name__ for record in records[1:4]] == ["Author", "Term", "Term"]
    assert [record.external_id for record in records if isinstance(record, wxr.Item)] == [
        "7", "8", "9", "2", "3",
    ]  # fmt: skip


def test_comments_keep_their_parents_and_lose_their_network_addresses():
    item = next(record for record in read(SMALL.read_bytes()) if isinstance(record, wxr.Item))
    assert [(each.external_id, each.parent_id) for each in item.comments] == [
        ("21", ""), ("22", "21"), ("23", ""), ("24", ""),
    ]  # fmt: skip
    assert [each.is_approved for each in item.comments] == [True, True, False, True]
    assert item.comments[0].meta == {"wpdiscuz_votes": "3"}
    assert "203.0.113.9" not in repr(item)


def test_a_file_cut_short_says_at_which_line():
    cut = SMALL.read_bytes()[:3000]
    with pytest.raises(wxr.NotReadable, match=r"damaged at line \d+"):
        read(cut)


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel><title>Just a feed</title><item><title>x</title></item></channel></rss>",
        SMALL.read_text().replace(
            "<wp:wxr_version>1.2</wp:wxr_version>", "<wp:wxr_version>9.9</wp:wxr_version>"
        ),
        "<html></html>",
    ],
)
def test_what_is_no_export_is_called_so(text):
    with pytest.raises(wxr.NotReadable, match="no WordPress export"):
        read(text)


@pytest.mark.parametrize("text", ["", "no xml at all", "\x1f\x8b\x08 gzip"])
def test_what_is_no_xml_is_refused_with_a_sentence(text):
    with pytest.raises(wxr.NotReadable):
        read(text)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd">',
    ],
)
def test_entities_and_document_types_are_refused(declared):
    text = SMALL.read_text().replace("?>", "?>" + declared, 1)
    with pytest.raises(wxr.NotReadable, match="document type"):
        read(text)


def test_control_characters_are_dropped_and_an_unknown_encoding_is_named():
    data = SMALL.read_bytes().replace(b"What a deckhand", b"What\x08 a\x00 deckhand")
    item = next(record for record in read(data) if isinstance(record, wxr.Item))
    assert item.title == "What a deckhand is owed"
    with pytest.raises(wxr.NotReadable, match="encoding"):
        read(SMALL.read_text().replace('encoding="UTF-8"', 'encoding="martian"'))


def test_an_export_in_sixteen_bits_is_read():
    text = SMALL.read_text().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert len(read(text.encode("utf-16"))) == len(read(SMALL.read_bytes()))


def test_an_item_larger_than_the_bound_is_refused(monkeypatch):
    monkeypatch.setattr("common.wxr.reader.MAX_ITEM_BYTES", 100_000)
    text = SMALL.read_text().replace("It is due.", "long " * 40_000)
    with pytest.raises(wxr.NotReadable, match="larger than"):
        read(text)
