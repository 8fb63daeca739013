"""Photographs as they are kept: upright, and without what the camera wrote into them (place, time, device)."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from services.voting.domain.errors import PhotographTooLarge, PhotographUnreadable

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MOST_PIXELS = 40_000_000
"""More than a telephone's camera gives; a picture that unpacks to more is refused before it is unpacked."""

QUALITY = 88


def cleaned(media_type: str, content: bytes) -> bytes:
    """The picture alone, drawn anew as it is meant to be seen.

    Raises ``PhotographUnreadable`` for what is no picture of that kind, ``PhotographTooLarge`` for too many pixels.
    """
    kind = FORMATS[media_type]
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PhotographTooLarge(most=MOST_PIXELS // 1_000_000)
            seen = ImageOps.exif_transpose(picture)
            upright = seen.convert("RGBA" if seen.has_transparency_data and kind != "JPEG" else "RGB")
            # A converted picture still carries the notes of its file; what is drawn on a new one does not.
            alone = Image.new(upright.mode, upright.size)
            alone.paste(upright)
    except Image.DecompressionBombError as bomb:
        raise PhotographTooLarge(most=MOST_PIXELS // 1_000_000) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as broken:
        raise PhotographUnreadable() from broken
    written = io.BytesIO()
    alone.save(written, kind, quality=QUALITY)
    return written.getvalue()
