"""What nobody sends by mistake, and a few things that somebody does."""

from urllib.parse import quote

MEGABYTE = 1_000_000

# Each as the bytes that arrive.
TEXTS = {
    "NUL": b"\x00",
    "NUL inside": b"Ada\x00Lovelace",
    "a megabyte": b"x" * MEGABYTE,
    "a megabyte of blanks": b" " * MEGABYTE + b"x",
    "marks on one letter": b"a" + "\u0301".encode() * 50_000,
    "lone surrogate": b"a\xed\xa0\x80b",
    "invalid UTF-8": b"\xff\xfe\xc0\xaf\x80",
    "bidi override": "\u202egro.elpmaxe@ada\u2066".encode(),
    "emoji": "🧡👩‍👩‍👧‍👦🏴\U000e0067\U000e007f".encode(),
    "controls": bytes(range(1, 32)) + b"\x7f\xc2\x85",
    "header injection": b"x\r\nSet-Cookie: evil=1\r\n\r\n<h1>",
    "markup": b"\"><script>alert(1)</script>'><img src=x onerror=alert(1)>",
    "SQL": b"' OR 1=1; DROP TABLE articles_article; --",
    "operators": b"a & | ! ( <-> :* \\ ' \" % _ [ ^ $ * +",
    "template": b"{{ settings.SECRET_KEY }}{% debug %}%s%n%(x)s{0.__class__}",
    "path": b"../../../../etc/passwd",
    "address elsewhere": b"//evil.example/\\@evil.example",
    "script address": b"javascript:alert(1)",
    "deep": b"[" * 100_000,
    "empty": b"",
    "blank": b" \t\r\n\xc2\xa0\xe2\x80\x8b",
}
NUMBERS = {
    "zero": b"0",
    "minus one": b"-1",
    "beyond 31 bits": str(2**31).encode(),
    "beyond 63 bits": str(2**63).encode(),
    "far below": str(-(2**63) - 1).encode(),
    "400 digits": b"9" * 400,
    "5,000 digits": b"9" * 5000,
    "zeros before many digits": b"000001" + b"9" * 40,
    "zeros before 5,000 digits": b"000001" + b"9" * 5000,
    "a fraction": b"1.5",
    "beyond floats": b"1e309",
    "not a number": b"NaN",
    "superscript two": "²".encode(),
    "Arabic three": "٣".encode(),
    "with underscores": b"1_000",
}
EVERYTHING = {**TEXTS, **NUMBERS}
SHORT = {name: value for name, value in EVERYTHING.items() if len(value) <= 6000}

# What may stand where a key for paging, a date or a token is expected.
SHAPED = {
    "a moment beyond years": b"9999-12-31T23:59:59+00:00~1",
    "a moment before years": b"0001-01-01T00:00:00+23:59~1",
    "a moment with another number": b"2026-11-24T00:00:00+00:00~" + b"9" * 18,
    "a moment with NUL": b"2026-11-24T00:00:00+00:00~\x00",
    "a token of nobody": b"MTI:1xVp0p:O_G4FCSGp0N6ZQhmaOhVJBG0Dlx6pP0k-x4gsVHwXew",
    "a compressed token": b".eJwrTi1RSM7PLShKLS4GACDsBVs:1xVp0p:O_G4FCSGp0N6ZQhmaOhVJBG0Dlx6pP0k",
    "colons": b":::",
}

HEADERS = {
    "Accept-Language": ["en\x00", "x" * 5000, ";q=,,*;q=9,zh-\xff", "ar;q=1e309"],
    "Origin": ["null", "http://[::1", "\xff", "http://testserver@evil.example"],
    "Referer": ["http://[::1", "about:blank", "http://testserver.evil.example/", "\xff"],
    "Sec-Fetch-Site": ["", "same-origin, cross-site", "\xff"],
    "X-Forwarded-For": ["' OR 1=1", "256.1.1.1", "::ffff:1.2.3.4%eth0", "1.2.3.4, \xff"],
    "X-Forwarded-Host": ["evil.example"],
    "X-Forwarded-Proto": ["gopher"],
    "X-HTTP-Method-Override": ["DELETE"],
    "If-None-Match": ['"', 'W/"' + "x" * 5000, "*", "\xff"],
    "If-Modified-Since": ["yesterday", "Thu, 99 Foo 99999 99:99:99 GMT", "\xff"],
    "Range": ["bytes=0-0,1-1", "bytes=9-1", "bytes=-99999999999999999999"],
    "Content-Type": ["multipart/form-data", "x" * 5000, "text/html; charset=\xff"],
    "Accept": ["\xff", "text/html;q=nan"],
    "Host": ["evil.example", "testserver:port", "testserver evil.example", "", "[::1", "\xff"],
    "Cookie": [
        "sessionid=\x00; theme=dark; theme=light",
        "commenter=" + "x" * 5000,
        'voter="MTI:1xVp0p:forged"; commenter=:::',
        "theme=<script>; csrftoken=; messages=[[]]",
        "\xff=\xff; sessionid=" + "a" * 32,
    ],
}

FILE_PART = b"""--x\r
Content-Disposition: form-data; name="comment"; filename="../\x00.php"\r
Content-Type: text/php\r\n\r
<?php\r
--x--\r
"""
BASE64_PART = b"""--x\r
Content-Disposition: form-data; name="note"\r
Content-Transfer-Encoding: base64\r\n\r
!!!\r
--x--\r
"""

# A body, the type it says it is, and what must not be made of it: a success.
BODIES = [
    (b"", ""),
    (b"a=1&b=2", ""),
    (b"{", "application/json"),
    (b'{"comment": "x"}', "application/json"),
    (b"<a/>", "application/xml"),
    (b"\x00\xff", "application/octet-stream"),
    (b"comment=x", "text/plain"),
    (b"comment=%E9", "application/x-www-form-urlencoded; charset=latin-1"),
    (b"comment=x", "application/x-www-form-urlencoded; charset=nonsense"),
    (b"c\x00o\x00", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"=&&&==&%&%zz=%z", "application/x-www-form-urlencoded"),
    (b"&".join(b"f%d=1" % number for number in range(500)), "application/x-www-form-urlencoded"),
    (b"comment=" + b"x" * (3 * MEGABYTE), "application/x-www-form-urlencoded"),
    (b"", "multipart/form-data"),
    (b"junk", "multipart/form-data; boundary="),
    (b"junk", "multipart/form-data; boundary=x"),
    (b"--x\r\njunk", "multipart/form-data; boundary=x"),
    (b"--x\r\nContent-Disposition: form-data\r\n\r\nq\r\n--x--", "multipart/form-data; boundary=x"),
    (FILE_PART, "multipart/form-data; boundary=x"),
    (BASE64_PART, "multipart/form-data; boundary=x"),
    (b"--x" * 20_000, "multipart/form-data; boundary=" + "x" * 300),
]


def encoded(value: bytes) -> str:
    """As it stands in a query or a form."""
    return quote(value, safe="")
