"""Whatever is sent to whatever address, the answer is clear, and never a fault of ours."""

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

import pytest
from django.test import Client

from tests.rules.addresses import public_addresses
from tests.rules.hostile import BODIES, EVERYTHING, HEADERS, SHAPED, SHORT, encoded
from tests.rules.house import ROOT, packages
from tests.rules.public_forms import World
from tests.rules.sending import URLENCODED, Sender, urlencoded

pytestmark = pytest.mark.django_db

ASKED = re.compile(r"""GET(?:\.get\(|\[)["'](\w+)["']""")
PLENTY = (10**9, 1)
# Every question that an address may ask, and a page that reads it.
QUESTIONS = {
    "after": "/corrections/",
    "older": "/campaigns/",
    "state": "/campaigns/",
    "q": "/search/",
    "country": "/help/",
    "to": "/demo/mail/",
    "joined": "{campaign}thanks/",
    "sort": "{story}",
    "page": "{story}",
    "paragraph": "{story}",
}
A_FEW = (
    "NUL", "lone surrogate", "invalid UTF-8", "bidi override", "header injection", "markup",
    "beyond 31 bits", "beyond 63 bits", "5,000 digits", "superscript two", "minus one", "path",
)  # fmt: skip
UNTYPED = {
    "show_name", "wants_updates", "wants_text", "stamp", "source", "homepage", "honeypot",
    "content_type", "object_pk", "unknown",
}  # fmt: skip
FEW = {name: EVERYTHING[name] for name in A_FEW}


@pytest.fixture
def world(settings):
    settings.COMMENT_LIMITS = dict.fromkeys(settings.COMMENT_LIMITS, PLENTY)
    settings.SIGNUP_LIMITS = dict.fromkeys(settings.SIGNUP_LIMITS, PLENTY)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
    return World()


@pytest.fixture
def sender() -> Iterator[Sender]:
    sender = Sender()
    yield sender
    assert sender.faults == []


def test_every_form_takes_what_is_meant_well(world, sender):
    for name, form in world.forms().items():
        answer = sender.post(form.address, form.body, name)
        assert answer.status_code in {200, 303}, name


def test_every_address_that_takes_a_post_is_in_the_table(world):
    client = Client(raise_request_exception=False)
    takers = {
        address.name
        for address in public_addresses()
        if client.post(world.path(address)).status_code not in {404, 405}
    }
    assert takers == set(world.forms())


def test_a_method_that_an_address_does_not_know_is_refused_as_such(world, sender):
    for address in public_addresses():
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "GARBAGE"):
            answer = sender.send(method, world.path(address), address.name)
            assert answer.status_code in {405, 404}, (method, address.name)


FORMS = [
    "campaigns:sign", "campaigns:confirm", "campaigns:withdraw", "comments:post", "comments:vote",
    "comments:report", "comments:confirm", "comments:unfollow", "comments:revise",
    "comments:withdraw", "comments:appeal", "theme",
]  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_nothing_that_can_be_typed_into_a_field_breaks_its_form(world, sender, name):
    form = world.forms()[name]
    for field in (*form.body, "unknown"):
        for what, value in (FEW if field in UNTYPED else EVERYTHING).items():
            answer = sender.post(form.address, {**form.body, field: value}, f"{field} {what}")
            if answer.status_code == 422:
                assert "form-errors" in answer.text, (field, what)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_with_all_or_none_of_its_fields_wrong_is_answered(world, sender, name):
    form = world.forms()[name]
    for what, value in EVERYTHING.items():
        if len(value) * len(form.body) < 2_000_000:
            sender.post(form.address, dict.fromkeys(form.body, value), f"all {what}")
    sender.post(form.address, {}, "nothing")
    for field in form.body:
        sender.post(form.address, {k: v for k, v in form.body.items() if k != field}, f"no {field}")


@pytest.mark.parametrize("name", FORMS)
def test_a_field_given_twice_is_answered(world, sender, name):
    form = world.forms()[name]
    for field in form.body:
        for value in (b"\x00", b"x", b"-1"):
            twice = f"{urlencoded(form.body)}&{urlencoded({field: value})}"
            sender.send("POST", form.address, field, data=twice, content_type=URLENCODED)


@pytest.mark.parametrize("name", FORMS)
def test_a_body_of_another_kind_is_answered_and_not_taken(world, sender, name):
    form = world.forms()[name]
    for body, content_type in BODIES:
        answer = sender.send(
            "POST", form.address, f"{content_type[:60]} {body[:20]!r}", data=body,
            content_type=content_type,
        )  # fmt: skip
        if "comment" in form.body or "email" in form.body:
            assert answer.status_code in {400, 413, 415, 422}, (content_type, body[:40])


def test_no_question_in_an_address_breaks_a_page(world, sender):
    for address in public_addresses():
        for what, value in FEW.items():
            query = "&".join(f"{name}={encoded(value)}" for name in QUESTIONS)
            sender.send("GET", f"{world.path(address)}?{query}", f"{address.name} {what}")


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_answer_to_a_question_breaks_the_page_that_asks_it(world, sender, name):
    path = QUESTIONS[name].format(
        story=world.story.get_absolute_url(), campaign=world.campaign.get_absolute_url()
    )
    for what, value in {**SHORT, **SHAPED}.items():
        sender.send("GET", f"{path}?{name}=x&{name}={encoded(value)}", f"{name} {what}")
    for query in ("%00", "=", "&&&", "=x", f"{name}[]=1", "%", "%zz", "+", f"{name}=" * 300, "ÿ"):
        sender.send("GET", f"{path}?{query}", f"{name} {query[:20]}")


def test_every_question_that_the_site_reads_is_in_the_table():
    """Read from the sources, so that a new question finds its way here."""
    read = {
        name
        for package in packages()
        for path in (ROOT / package).rglob("*.py")
        for name in ASKED.findall(path.read_text(encoding="utf-8"))
    }
    assert read - {"next"} <= set(QUESTIONS)


def test_no_part_of_an_address_breaks_a_page(world, sender):
    for address in public_addresses():
        for part in address.converters:
            for what, value in {**FEW, **SHAPED}.items():
                path = address.filled(**{part: encoded(value)})
                answer = sender.send("GET", path, f"{address.name} {part} {what}")
                assert answer.status_code in {200, 301, 302, 404, 405}, path[:200]


def test_a_token_cut_or_changed_opens_nothing(world, sender):
    for name, form in world.forms().items():
        if not name.endswith(("confirm", "withdraw", "unfollow", "revise", "appeal")):
            continue
        token = max(form.address.split("/"), key=len)
        changed = [token[:-1], token[1:], token + "A", token.swapcase(), token[::-1], token[:20]]
        changed += [token.replace(":", "", 1), f"{token}%00", f"{token}%0a", f"%20{token}"]
        for forged in changed:
            for method in ("GET", "POST"):
                answer = sender.send(method, form.address.replace(token, forged), name)
                assert answer.status_code in {404, 405}, (name, forged)


def test_ids_of_what_is_not_public_look_like_ids_of_nothing(world, sender):
    for number in (world.declined.pk, world.comment.pk + 10**6, 0, 2**31, 2**63):
        for ending in ("", "reply/", "report/"):
            answer = sender.send("GET", f"/comments/{number}/{ending}", ending)
            assert answer.status_code == 404
        for ending in ("vote/", "report/"):
            answer = sender.post(f"/comments/{number}/{ending}", {"reason": "other"}, ending)
            assert answer.status_code == 404


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_breaks_a_page(world, sender, header):
    variable = header.upper().replace("-", "_")
    if header != "Content-Type":
        variable = f"HTTP_{variable}"
    for value in HEADERS[header]:
        for name in ("campaigns:sign", "comments:post", "comments:vote", "theme"):
            form = world.forms()[name]
            sent = {"content_type": URLENCODED, variable: value}
            sender.send("POST", form.address, value[:40], data=urlencoded(form.body), **sent)
        for path in ("/", "/feeds/news.atom", "/account/", world.story.get_absolute_url()):
            sender.send("GET", path, value[:40], **{variable: value})


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/", "//evil.example/..", "//evil.example", "/\\evil.example", "/news//",
        "/./", "/%2e%2e/", "/%00", "/%ff", "/%ed%a0%80/", "/news/2026", "/HELP/", "/help/GB/",
        "/help/g%00/",
        "/" + "x" * 8000, "/static/../../etc/passwd", "/static/%2e%2e/%2e%2e/manage.py",
        "/static/%00", "/media/stories/../../secret-key", "/media/stories/%00.webp",
        "/demo/mail/%00/",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_site_or_into_its_files(sender, path):
    # What comes after two slashes is a host to the client, so the path is put in its place.
    answer = sender.send("GET", "/", path[:40], PATH_INFO=unquote_to_bytes(path).decode("latin-1"))
    assert answer.status_code in {301, 302, 404}
