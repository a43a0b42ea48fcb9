import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from portal.middleware import PageHeaders, SameOrigin


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def posted(**headers):
    request = RequestFactory().post("/comments/story/1/post/", **headers)
    request.META["SERVER_NAME"] = "testserver"
    return SameOrigin(answer).process_view(request, answer, (), {})


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_REFERER": "http://testserver/news/"},
        {},
    ],
)
def test_a_form_of_our_own_page_is_taken(headers):
    assert posted(**headers) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "http://testserver.evil.example"},
        {"HTTP_REFERER": "https://evil.example/?http://testserver"},
    ],
)
@pytest.mark.django_db
def test_a_form_of_another_sites_page_is_refused(headers):
    assert posted(**headers).status_code == 403


def test_a_view_that_mail_programs_call_takes_any_origin():
    def one_click(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    one_click.cross_origin_allowed = True
    request = RequestFactory().post("/unsubscribe/x/", HTTP_ORIGIN="https://mail.example")
    assert SameOrigin(answer).process_view(request, one_click, (), {}) is None


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/news/", "public, no-cache"),
        ("/help/", "no-store"),
        ("/moderation/", "no-store"),
        ("/account/login/", "no-store"),
    ],
)
def test_headers_follow_the_class_of_the_page(path, kept):
    response = PageHeaders(answer)(RequestFactory().get(path))
    assert response["Cache-Control"] == kept
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_view_that_chose_its_own_headers_keeps_them():
    def own(request: HttpRequest) -> HttpResponse:
        return HttpResponse(
            headers={"Cache-Control": "public, max-age=60", "Referrer-Policy": "no-referrer"}
        )

    response = PageHeaders(own)(RequestFactory().get("/news/"))
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.django_db
def test_a_page_travels_compressed_and_is_not_sent_twice(client):
    first = client.get("/campaigns/", headers={"accept-encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    again = client.get(
        "/campaigns/", headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
