"""Photographs for the stories of this room."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def picture(colour: str = "navy", size: tuple[int, int] = (60, 40)) -> bytes:
    """Make a photograph turned on its side that knows where it was taken."""
    taken = Image.Exif()
    taken[0x0112] = 6  # turn it by a quarter
    taken.get_ifd(0x8825)[1] = "N"
    taken.get_ifd(0x8825)[2] = (16.0, 4.0, 0.0)
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=taken)
    return out.getvalue()
