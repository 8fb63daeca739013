"""A photograph is kept upright and without what the camera wrote into it; what is no photograph is refused (A10.2)."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from services.voting import pictures
from services.voting.domain.errors import PhotographTooLarge, PhotographUnreadable
from services.voting.pictures import FORMATS, cleaned
from tests.unit.voting.photographs import LANDSCAPE, TURNED, notes_in, with_notes

KINDS = list(FORMATS.items())


@pytest.mark.parametrize(("media_type", "kind"), KINDS)
def test_place_time_and_device_are_not_kept(media_type: str, kind: str) -> None:
    taken = with_notes(kind)
    assert notes_in(taken) != []
    kept = cleaned(media_type, taken)
    assert notes_in(kept) == []
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.format, picture.size) == (kind, LANDSCAPE)
        assert picture.info.keys() <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "loop",
            "background",
        }


@pytest.mark.parametrize(("media_type", "kind"), KINDS)
def test_a_sheet_that_was_photographed_sideways_stands_upright(media_type: str, kind: str) -> None:
    with Image.open(io.BytesIO(cleaned(media_type, with_notes(kind, TURNED)))) as picture:
        assert picture.size == LANDSCAPE[::-1]
        red, white = (picture.convert("RGB").getpixel((10, row)) for row in (5, 35))
    assert isinstance(red, tuple) and isinstance(white, tuple)
    assert red[0] > 200 > red[1] and min(white) > 200


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1"])
def test_scans_of_every_kind_are_taken(mode: str) -> None:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), "white").convert(mode).save(written, "PNG")
    with Image.open(io.BytesIO(cleaned("image/png", written.getvalue()))) as picture:
        assert picture.convert("RGB").getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(("media_type", "kind"), KINDS)
@given(data=st.data())
def test_a_broken_picture_is_refused_and_breaks_nothing(
    data: st.DataObject, media_type: str, kind: str
) -> None:
    whole = with_notes(kind)
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for at in data.draw(st.lists(st.integers(0, max(len(broken) - 1, 0)), max_size=8)) if broken else ():
        broken[at] ^= data.draw(st.integers(1, 255))
    try:
        kept = cleaned(media_type, bytes(broken))
    except (PhotographUnreadable, PhotographTooLarge):
        return
    assert notes_in(kept) == []


@pytest.mark.parametrize("media_type", FORMATS)
@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg onload=alert(1)>", b"%PDF-1.7"])
def test_what_is_no_picture_of_its_kind_is_refused(media_type: str, content: bytes) -> None:
    with pytest.raises(PhotographUnreadable):
        cleaned(media_type, content)
    others = [kind for other, kind in KINDS if other != media_type]
    for kind in others:
        with pytest.raises(PhotographUnreadable):
            cleaned(media_type, with_notes(kind))


def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused_unopened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = io.BytesIO()
    Image.new("1", (8000, 8000)).save(written, "PNG")
    assert len(written.getvalue()) < 100_000
    with pytest.raises(PhotographTooLarge, match="40"):
        cleaned("image/png", written.getvalue())
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1_000)
    with pytest.raises(PhotographTooLarge):
        cleaned("image/png", written.getvalue())
    assert pictures.MOST_PIXELS == 40_000_000
