"""Links and bare host names; the site's own and those of public bodies are let through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import re2

from comments.screening import data
from comments.screening.candidate import Candidate, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.context import Context
    from comments.screening.view import View

_FORMS: Final = data.toml("forms.toml")["links"]
LINK: Final = re2.compile(_FORMS["link"])
_WORDS_ONLY: Final = re2.compile(_FORMS["words_only"])
_MAIL: Final = re2.compile(_FORMS["mail"])
_HOST: Final = re2.compile(_FORMS["host"])
_MAX: Final = 10
PUBLIC_HOSTS: Final = data.words("public_hosts.txt")
"""Sites of public bodies and well-known news, whose links no reader has reason to fear."""


def find(folded: View, context: Context) -> Iterator[Candidate]:
    """Every link that leads to a site not known here, the first ten."""
    known = PUBLIC_HOSTS | {host.casefold().removeprefix("www.") for host in context.site_hosts}
    count = 0
    for match in LINK.finditer(folded.text):
        link = match.group().rstrip(".,;:!?)")
        if _WORDS_ONLY.match(link) or _MAIL.search(folded.text[: match.start()][-70:]):
            continue
        if not _is_known(link, known) and count < _MAX:
            count += 1
            yield mark(folded, match.start(), match.start() + len(link), "off_topic", "link")


def _is_known(link: str, known: frozenset[str]) -> bool:
    found = _HOST.match(link)
    host = found.group(1) if found else ""
    labels = host.split(".")
    return any(".".join(labels[place:]) in known for place in range(len(labels)))
