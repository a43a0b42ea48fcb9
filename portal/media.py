"""Pictures of stories, as they were written by ``articles.pictures``."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A story's picture; it never changes under its name, and can do nothing but be looked at."""
    del request
    try:
        file = (settings.MEDIA_ROOT / "stories" / f"{name}.webp").open("rb")
    except OSError as problem:
        raise Http404 from problem
    return FileResponse(
        file,
        content_type="image/webp",
        headers={
            "Cache-Control": "public, max-age=31536000, immutable",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
