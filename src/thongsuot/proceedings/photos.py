"""A photograph drawn anew: the picture stays, and what hides in its file (place, camera, time) does not. Pure."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from thongsuot.kernel.errors import Refusal

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000  # looked at in the head of the file, before a single point is drawn
SIDE = 1_600
KINDS = ("JPEG", "PNG", "WEBP")
QUALITY = 82


def redrawn(content: bytes) -> bytes:
    """Give the picture as a JPEG of at most 1,600 points a side, upright, with nothing else in it.

    Raises Refusal `photo_too_big` and `not_a_picture`.
    """
    if len(content) > MOST_BYTES:
        raise _too_big()
    try:
        with Image.open(BytesIO(content), formats=KINDS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_big()
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise Refusal("not_a_picture", _("Tệp này không phải ảnh đọc được. Gửi ảnh JPG, PNG hoặc WebP.")) from broken
    upright.thumbnail((SIDE, SIDE))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _too_big() -> Refusal:
    return Refusal("photo_too_big", _("Ảnh lớn quá 10 MB hoặc quá nhiều điểm ảnh. Chụp ở cỡ nhỏ hơn rồi gửi lại."))
