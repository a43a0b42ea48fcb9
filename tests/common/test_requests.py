import pytest
import time_machine
from django.test import RequestFactory

from common.requests import client_address, network_key


def from_address(address, **headers):
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


def test_neighbours_share_a_network_and_strangers_do_not():
    assert network_key(from_address("192.0.2.1")) == network_key(from_address("192.0.2.200"))
    assert network_key(from_address("192.0.2.1")) != network_key(from_address("192.0.3.1"))
    assert network_key(from_address("2001:db8:1::1")) == network_key(
        from_address("2001:db8:1:2::1")
    )


def test_the_key_of_a_network_is_another_one_tomorrow():
    with time_machine.travel("2026-01-01"):
        today = network_key(from_address("192.0.2.1"))
    with time_machine.travel("2026-01-02"):
        assert network_key(from_address("192.0.2.1")) != today


@pytest.mark.parametrize("forwarded", ["203.0.113.9", "10.0.0.1, 203.0.113.9"])
def test_a_forwarded_address_is_believed_from_the_proxy_alone(settings, forwarded):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert (
        client_address(from_address("127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)) == "203.0.113.9"
    )
    assert client_address(from_address("192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)) == "192.0.2.1"


def test_an_address_that_is_none_is_not_a_crash():
    assert len(network_key(from_address("unix:"))) == 16


def test_an_ipv4_address_in_ipv6_clothes_is_the_same_network():
    assert network_key(from_address("::ffff:192.0.2.1")) == network_key(from_address("192.0.2.9"))
    assert network_key(from_address("::ffff:192.0.2.1")) != network_key(
        from_address("::ffff:192.0.3.1")
    )
