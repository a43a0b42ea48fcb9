"""How a text is written out for the model, in training and in use alike."""

import re

import emoji

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_HANDLE = re.compile(r"(?<!\w)@\w{2,30}")
_SPACES = re.compile(r"\s+")
MOST_CHARACTERS = 1_500


def for_model(text: str) -> str:
    """Emoji as their names, handles as ``@user``, no web addresses, single spaces.

    The vocabulary holds almost none, and two sentences may differ by an emoji alone.
    """
    text = _ADDRESS.sub(" ", text[:MOST_CHARACTERS])
    text = _HANDLE.sub("@user", text)
    text = emoji.demojize(text, delimiters=(" ", " ")).replace("_", " ")
    return _SPACES.sub(" ", text).strip()
