"""The pages by which a site is trusted: about, privacy, accessibility.

An operator's own text in ``PORTAL_DATA_DIR/pages/`` comes first; then the demonstration's, or the
plain one of ``portal/pages/``.
"""

from pathlib import Path

from django.conf import settings

from awareness.texts import TextPage, read_page

PAGES = Path(__file__).parent / "pages"
DEMO_PAGES = Path(__file__).parent / "demo" / "pages"


def trust_page(name: str) -> TextPage:
    """The text of the page ``name`` as it stands now."""
    folders = [settings.DATA_DIR / "pages", *([DEMO_PAGES] if settings.DEMO else []), PAGES]
    for folder in folders:
        path = folder / f"{name}.html"
        if path.is_file():
            return read_page(path)
    raise FileNotFoundError(f"portal/pages/{name}.html is missing.")
