"""Marks text for translation without needing a translator."""


def gettext_noop(message: str) -> str:
    """Return the message as it is; the name lets ``makemessages`` collect it."""
    return message
