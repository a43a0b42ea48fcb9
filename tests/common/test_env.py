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
        ("REDIS_URL", "http://x", lambda: env.redis("REDIS_URL", "")),
        ("EMAIL_URL", "smtp+tls://u:p@mail.example:587", lambda: env.mail("EMAIL_URL", "")),
        ("PORTAL_HOSTS", "https://a.example", lambda: env.hosts("PORTAL_HOSTS")),
        ("PORTAL_PROXIES", "10.0.0.1,proxy", lambda: env.ip_addresses("PORTAL_PROXIES")),
        ("PORTAL_URL", "a.example", lambda: env.address("PORTAL_URL", schemes=("https",))),
        ("PORTAL_EXIT", "javascript:1", lambda: env.address("PORTAL_EXIT", schemes=("https",))),
        ("PORTAL_TIME_ZONE", "Mars", lambda: env.time_zone("PORTAL_TIME_ZONE", "UTC")),
        ("PORTAL_TIME_ZONE", "/etc/passwd", lambda: env.time_zone("PORTAL_TIME_ZONE", "UTC")),
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


def test_addresses_hosts_and_proxies_are_taken_as_they_are(monkeypatch):
    monkeypatch.setenv(
        "PORTAL_HOSTS", "a.example, .b.example, 127.0.0.1, [::1], *, xn--bcher-kva.example"
    )
    monkeypatch.setenv("PORTAL_PROXIES", "10.0.0.1, ::1")
    monkeypatch.setenv("PORTAL_CONTACT", "mailto:post@a.example")
    assert len(env.hosts("PORTAL_HOSTS")) == 6
    assert env.ip_addresses("PORTAL_PROXIES") == ["10.0.0.1", "::1"]
    assert env.address("PORTAL_CONTACT", schemes=("mailto",)) == "mailto:post@a.example"
    assert env.address("PORTAL_NONE", schemes=("https",)) == ""
    assert env.time_zone("PORTAL_NONE", "Europe/Vienna") == "Europe/Vienna"
