"""The ledger of consent: who agreed to which words, when and how."""

import hashlib

from django.db import IntegrityError, transaction
from django.db.models import Max

from mailing.models import ConsentEvent, ConsentText


def wording(key: str, body: str, *, language: str) -> ConsentText:
    """The recorded form of ``body`` under ``key``; new words make the next version."""
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    texts = ConsentText.objects.filter(key=key, language=language)
    for _attempt in range(5):  # two writers may choose the same version
        known = texts.filter(sha256=sha256).first()
        if known:
            return known
        latest = texts.aggregate(latest=Max("version"))["latest"] or 0
        try:
            with transaction.atomic():
                return ConsentText.objects.create(
                    key=key, version=latest + 1, language=language, body=body, sha256=sha256
                )
        except IntegrityError:
            continue
    raise RuntimeError("The wording could not be recorded: its versions change too fast.")


def record_consent(
    subject_key: bytes, *, purpose: str, granted: bool, text: ConsentText, how: str
) -> ConsentEvent:
    """Write down that the person agreed to ``purpose`` or took it back."""
    return ConsentEvent.objects.create(
        subject_key=subject_key, purpose=purpose, is_granted=granted, text=text, how=how
    )


def has_consented(subject_key: bytes, purpose: str) -> bool:
    """Whether the person's last word on ``purpose`` was yes."""
    last = (
        ConsentEvent.objects.filter(subject_key=subject_key, purpose=purpose)
        .order_by("-happened_at", "-pk")
        .first()
    )
    return last is not None and last.is_granted
