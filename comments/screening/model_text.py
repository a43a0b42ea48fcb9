"""How a text is written out for the model, in training and in use alike."""

import re

import emoji

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_HANDLE = re.compile(r"(?<!\w)@\w{2,30}")
_LONE = re.compile("[\ud800-\udfff]")  # halves of characters, which no tokenizer takes
_SPACES = re.compile(r"\s+")


def for_model(text: str) -> str:
    """Emoji as their names, handles as ``@user``, no web addresses, single spaces.

    The vocabulary holds almost no emoji, and two sentences may differ by an emoji alone. What is
    said of a text is said of each of its words: they can be written out one by one.
    """
    text = _ADDRESS.sub(" ", text)
    text = _HANDLE.sub("@user", text)
    if not text.isascii():
        text = _LONE.sub(" ", text)
        text = emoji.demojize(text, delimiters=(" ", " "))
    return _SPACES.sub(" ", text.replace("_", " ")).strip()
