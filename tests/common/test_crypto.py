import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from common.crypto import Unreadable, seal, unseal


@pytest.fixture
def key_file(settings, tmp_path) -> Path:
    settings.CONTENT_KEY_FILE = tmp_path / "keys" / "content-key"
    return settings.CONTENT_KEY_FILE


def test_a_sealed_text_opens_and_does_not_show(key_file):
    sealed = seal("They kept my passport.")
    assert b"passport" not in sealed
    assert unseal(sealed) == "They kept my passport."


def test_the_key_file_is_its_owners_alone(key_file):
    seal("x")
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert list(key_file.parent.iterdir()) == [key_file]


def test_an_old_key_still_opens_after_a_new_one_was_put_before_it(key_file, settings, tmp_path):
    sealed = seal("before")
    rotated = tmp_path / "rotated"
    rotated.write_bytes(Fernet.generate_key() + b"\n" + key_file.read_bytes())
    settings.CONTENT_KEY_FILE = rotated
    assert unseal(sealed) == "before"


def test_a_text_sealed_elsewhere_or_damaged_is_unreadable(key_file, settings, tmp_path):
    sealed = seal("before")
    with pytest.raises(Unreadable):
        unseal(sealed[:-4] + b"AAAA")
    settings.CONTENT_KEY_FILE = tmp_path / "other"
    with pytest.raises(Unreadable):
        unseal(sealed)
