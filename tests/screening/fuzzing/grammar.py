"""Texts as nobody would write them, and as those write who want to slip through."""

from __future__ import annotations

from hypothesis import strategies as st

from comments.screening.context import Context
from tests.screening.cases import texts
from tests.screening.disguises import ALL

CASES = [
    line.split("\t")[-1]
    for name in ("civil.txt", "disclosures.txt", "uncivil.tsv")
    for line in texts(name)
]
MOST = 12_500
"""A little more than the engine reads."""
MEGABYTE = 1_000_000

FRAGMENTS = (
    "you ", "you are ", "i was ", "my boss ", "fuck", "idiot", "sold ", "at (dot) com", "call me ",
    "kill all ", "never ", '"', "'", "“", "”", "«", "> ", ">> ", "he said ", "{words}", "{0}", "%s",
    "\\ud800", "\\x00", "\x1b[31m", "<b>", "</b>", "<!--", "<script>", "&#117;", "&shy;", "&amp;",
    "&#x202e;", "]]>", "http://", "https://a.example/", "www.", "a@b.example", "@", "#", "+44 7911",
    "07911 123456", "4111 1111 1111 1111", "GB82 WEST 1234 5698 7654 32", "12 High Street",
    "SW1A 1AA", "12345678Z", "ſt", "ﬀ", "ﷺ", "İ", "ß", "ŉ", "ǰ", "ς", "½", "²", "①", "٣", "৪", "Ⅷ",
)  # fmt: skip
MARKS = "\u0301\u0489\u0323\u0336\u20e3\u0e47\u0670"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069\u00ad\ufeff"
EMOJI = (
    "😀", "👩\u200d👩\u200d👧\u200d👦", "🏳\ufe0f\u200d🌈", "👍🏿", "1\ufe0f\u20e3", "🖕", "🐒",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🇬🇧", "🇫🇺🇨🇰",
    "❤\ufe0f", "\ufe0f", "\u200d",
)  # fmt: skip
SCRIPTS = (
    "شكرا على هذا المقال ", "أنا بخير ", "Спасибо за статью ", "谢谢你的文章", "यह लेख ",
    "ขอบคุณ", "תודה רבה ", "ありがとう", "감사합니다 ", "ᎣᏏᏲ ", "Creo que la ley ",
    "C'est l'été, n'est-ce pas ", "Ich finde, daß ",
)  # fmt: skip

noise = st.text(max_size=60) | st.text(alphabet=st.characters(), max_size=40)
figures = st.text(alphabet="0123456789٠١٢٣ -+()./,ABXYZ", max_size=90)
addresses = st.text(alphabet="abcm.-/:@%?#&=_[]() \u3002", max_size=120)
signs = st.text(alphabet="*#@$!.,;:-_~'\"()[]{}<>|/\\^`+=", max_size=60)
letters = st.text(alphabet="aeioufckshtnig*1! ", max_size=60)
mixture = st.text(alphabet="aаαａᴀ𝐚ⓐbЬβcсⅽeеεiіιoоοpрρxхχ " + MARKS + INVISIBLE, max_size=80)

case = st.sampled_from(CASES)
disguised = st.builds(
    lambda text, dress, first, length: ALL[dress](text[first : first + length]),
    case,
    st.sampled_from(sorted(ALL)),
    st.integers(0, 20),
    st.integers(2, 60),
)
fragment = st.sampled_from(FRAGMENTS + EMOJI + SCRIPTS + tuple(MARKS) + tuple(INVISIBLE))
small = noise | figures | addresses | signs | letters | mixture | fragment
times = st.sampled_from([2, 3, 7, 13, 40, 200, 1_500, MOST])
flood = st.builds(lambda piece, count: (piece * count)[:MOST], small | case, times)
nested = st.builds(
    lambda pair, text, depth: (pair[0] * depth + text + pair[1] * depth)[:MOST],
    st.sampled_from(
        ["()", "[]", "{}", "“”", "«»", '""', "''", "><", "\u202e\u202c", "\u2067\u2069"]
    ),
    case,
    times,
)
marked = st.builds(
    lambda text, marks, count: "".join(letter + marks * count for letter in text)[:MOST],
    case | letters,
    st.text(alphabet=MARKS + INVISIBLE, min_size=1, max_size=4),
    st.sampled_from([1, 2, 9, 80]),
)
turned = st.builds(lambda text: f"\u202e{text}\u202c", case | small)
cut = st.builds(
    lambda text, sign, place: text[: place % len(text)] + sign + text[place % len(text) :],
    case,
    st.characters() | fragment,
    st.integers(0, 500),
)
piece = case | disguised | disguised | small | small | flood | nested | marked | turned | cut
glue = st.sampled_from(
    ["", "", " ", " ", "\n", "\n\n", ". ", "\t", "\u200b", "\x00", "\u202e", "; "]
)


@st.composite
def any_text(draw: st.DrawFn) -> str:
    """A text of a few pieces that hardly fit together."""
    pieces = draw(st.lists(piece, max_size=8))
    between = draw(glue)
    return between.join(pieces)[: 2 * MOST]


huge_text = st.builds(
    lambda piece, end: piece * (MEGABYTE // len(piece)) + end,
    (small | case | disguised).filter(len),
    small,
)
"""A megabyte of one thing."""

contexts = st.none() | st.builds(
    Context,
    parent_text=st.just("") | case | small,
    parent_held=st.booleans(),
    previous_texts=st.lists(case | small, max_size=3).map(tuple),
    site_hosts=st.just(frozenset[str]()) | st.frozensets(addresses, max_size=2),
    helpline_numbers=st.just(frozenset[str]()) | st.frozensets(figures, max_size=2),
    policy=st.sampled_from(["open", "premoderated"]),
    language_hint=st.sampled_from(["", "en", "es", "fr", "ar", "de", "xx", "\ud800"]),
    region=st.sampled_from(["GB", "US", "FR", "ZZ", "", "nowhere"]),
)
"""What may stand around a text, mostly nothing."""
