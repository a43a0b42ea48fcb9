"""What no browser sends, sent to the real server: refused, and the next visitor is served."""

import socket

import pytest

from tests.faults.serving import web_server

HOST = b"Host: 127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    nowhere = "postgres://portal@%2Fnowhere/portal"
    data_dir = tmp_path_factory.mktemp("wire")
    with web_server(data_dir, database=nowhere, broker="unix:///nowhere/valkey.sock?db=0") as web:
        yield web


@pytest.mark.parametrize(
    ("sent", "statuses"),
    [
        (b"GET /about/ HTTP/1.1\r\n\r\n", {400}),
        (b"GET /about/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", {400}),
        (b"GET /about/ HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n", {400}),
        (b"POST /theme/ HTTP/1.1\r\n" + HOST + b"Content-Length: soon\r\n\r\n", {400}),
        (b"POST /theme/ HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", {400}),
        (b"GET /about/ HTTP/1.1\r\n" + HOST + b"X-A: a\x00b\r\n\r\n", {400}),
        (b"GET /about/ HTTP/1.1\r\n" + HOST + b"Cookie: " + b"x" * 500_000 + b"\r\n\r\n", {431}),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", {414}),
        (b"GET /\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n", {400}),
        (b"GARBAGE /about/ HTTP/1.1\r\n" + HOST + b"\r\n", {405}),
        (b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n", {405}),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", {400}),
        (
            b"POST /theme/ HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 3000000\r\n\r\n"
            + b"x" * 3_000_000,
            {400, 413},
        ),
    ],
    ids=["no host", "foreign host", "two hosts", "length in words", "length below zero",
         "NUL in a header", "a vast cookie", "a vast address", "no UTF-8", "no such method",
         "a tunnel", "another protocol", "three megabytes"],
)  # fmt: skip
def test_nonsense_is_refused_and_the_next_visitor_is_served(web, sent, statuses):
    with socket.create_connection(("127.0.0.1", web.port), timeout=10) as wire:
        wire.sendall(sent)
        answer = wire.recv(4096)
    assert answer.startswith(b"HTTP/1.")
    assert int(answer.split()[1]) in statuses
    assert web.get("/about/").status == 200
