"""Pictures that people upload: decoded and written anew, so that nothing else comes with them."""

import hashlib
import io
import warnings
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_PIXELS = 40_000_000
MAX_BYTES = 15 * 1024 * 1024
WIDEST = 1920
QUALITY = 82


def rewritten(file: IO[bytes]) -> "ContentFile[bytes]":
    """The picture as WebP at most 1920 pixels wide, upright, without EXIF, place or colour tricks.

    Its name is the hash of its content: an address never shows another picture later.
    The header is read before a pixel is decoded. A drawing in SVG is refused: it can hold script.

    Raises:
        ValidationError: with a sentence for the editor.
    """
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValidationError(_("The picture is larger than 15 MB. Save it smaller and try again."))
    try:
        with warnings.catch_warnings():
            # The bound below is lower than Pillow's, and a picture over it is refused.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = _decoded(data)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValidationError(
            _("This file cannot be read as a picture. Use a JPEG, PNG, WebP or GIF file.")
        ) from None
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=4)
    stored = out.getvalue()
    return ContentFile(stored, name=f"{hashlib.sha256(stored).hexdigest()[:20]}.webp")


def _decoded(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        width, height = opened.size
        if width * height > MAX_PIXELS:
            raise ValidationError(
                _("The picture has more than 40 megapixels. Save it smaller and try again.")
            )
        opened.seek(0)
        upright = ImageOps.exif_transpose(opened)
        mode = "RGBA" if upright.has_transparency_data else "RGB"
        picture = upright.convert(mode)
    picture.thumbnail((WIDEST, WIDEST * 4))
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return clean
