import pytest
from django.core.mail import EmailMessage

from mailing.backends import EmlBackend


@pytest.fixture(autouse=True)
def _mailbox(settings, tmp_path):
    settings.DEMO_MAIL_DIR = tmp_path / "mail"


def deliver(subject="Confirm your name", body="Open https://lantern.example/x/?a=1&b=2 now."):
    EmlBackend().send_messages([EmailMessage(subject, body, "us@example.org", ["ada@example.org"])])


def names(settings):
    return sorted(file.stem for file in settings.DEMO_MAIL_DIR.iterdir())


def test_an_empty_mailbox_says_what_to_do(client):
    page = client.get("/demo/mail/")
    assert "No mail yet" in page.content.decode()
    assert page["Cache-Control"] == "no-store"


def test_the_newest_mail_stands_first_and_can_be_kept_to_one_person(client):
    deliver("morning")
    deliver("evening")
    page = client.get("/demo/mail/", {"to": "Ada@"}).content.decode()
    assert page.index("evening") < page.index("morning")
    assert "No mail to ida" in client.get("/demo/mail/", {"to": "ida"}).content.decode()


def test_links_of_a_mail_can_be_opened(client, settings):
    deliver(subject="<b>bold</b>")
    page = client.get(f"/demo/mail/{names(settings)[0]}/").content.decode()
    assert 'href="https://lantern.example/x/?a=1&amp;b=2"' in page
    assert "<b>bold" not in page


def test_no_other_file_can_be_read(db, client, settings, tmp_path):
    deliver()
    (tmp_path / "secret.eml").write_text("Subject: secret\n\nsecret")
    (settings.DEMO_MAIL_DIR / "note.eml").write_text("Subject: note\n\nnote")
    for name in ("..%2Fsecret", "../secret", "note", "%2e%2e/secret", "x" * 300, "00000\x00"):
        assert client.get(f"/demo/mail/{name}/").status_code == 404


def test_a_damaged_mail_breaks_no_page(client, settings):
    deliver()
    (name,) = names(settings)
    (settings.DEMO_MAIL_DIR / f"{name}.eml").write_bytes(
        b"Subject: =?none?b?/////?=\nDate: never\nContent-Type: text/plain; charset=none\n\n\xff"
    )
    assert client.get("/demo/mail/").status_code == 200
    assert client.get(f"/demo/mail/{name}/").status_code == 200


def test_a_real_site_has_no_such_mailbox(db, client, settings):
    deliver()
    settings.DEMO = False
    assert client.get("/demo/mail/").status_code == 404
    assert client.get(f"/demo/mail/{names(settings)[0]}/").status_code == 404


def test_a_file_is_there_whole_or_not_at_all(settings):
    deliver()
    assert [file.suffix for file in settings.DEMO_MAIL_DIR.iterdir()] == [".eml"]
