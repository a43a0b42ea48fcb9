import pytest
from django.core.exceptions import ImproperlyConfigured

from common import env


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("PORTAL_PORT", "eight", lambda: env.number("PORTAL_PORT", 8000)),
        ("PORTAL_PORT", "70000", lambda: env.number("PORTAL_PORT", 8000, least=1, most=65535)),
        ("PORTAL_MODE", "prod", lambda: env.choice("PORTAL_MODE", ("demo", "site"), "demo")),
        ("PORTAL_FLAG", "perhaps", lambda: env.flag("PORTAL_FLAG")),
        ("DATABASE_URL", "mysql://x/y", lambda: env.database("DATABASE_URL", "")),
    ],
)
def test_a_bad_value_is_refused_by_its_name(monkeypatch, name, value, read):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        read()


def test_good_values_are_read_by_type(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_PORT", " 8080 ")
    monkeypatch.setenv("PORTAL_HOSTS", "a.example, b.example,")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path / "with space"))
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p%40@h:5433/d")
    assert env.number("PORTAL_PORT", 1) == 8080
    assert env.words("PORTAL_HOSTS") == ["a.example", "b.example"]
    assert env.folder("PORTAL_DATA_DIR", tmp_path) == tmp_path / "with space"
    assert env.database("DATABASE_URL", "")["PASSWORD"] == "p@"


def test_a_mail_server_is_read_from_one_address(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "submission://u:p@mail.example:587")
    read = env.mail("EMAIL_URL", "")
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"], read["EMAIL_USE_TLS"]) == (
        "mail.example",
        587,
        True,
    )
