"""Pictures as cameras make them, with notes of place, time and device in them."""

from __future__ import annotations

import io

from PIL import Image, PngImagePlugin

MAKER, PLACE, WORDS = "DEVICE-OF-SOMEBODY", (35.0, 3.0, 17.0), "taken at home"
LANDSCAPE = (40, 20)
TURNED = 6
"""Orientation: the camera was held upright."""


def with_notes(
    kind: str, orientation: int = 1, size: tuple[int, int] = LANDSCAPE, mode: str = "RGB"
) -> bytes:
    """A picture whose left half is red, with EXIF, GPS and comments."""
    picture = Image.new(mode, size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, MAKER
    exif.get_ifd(0x8825).update({1: "N", 2: PLACE})
    written = io.BytesIO()
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", WORDS)
        picture.save(written, kind, exif=exif, pnginfo=words)
    elif kind == "JPEG":
        picture.save(written, kind, exif=exif, comment=WORDS)
    else:
        picture.save(written, kind, exif=exif, xmp=WORDS.encode())
    return written.getvalue()


def notes_in(content: bytes) -> list[str]:
    """What of such notes stands in a picture, in its bytes or by its tags."""
    found = [each for each in (MAKER, WORDS) if each.encode() in content]
    with Image.open(io.BytesIO(content)) as picture:
        return found + [f"tag {each}" for each in picture.getexif()]
