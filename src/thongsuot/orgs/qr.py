"""Entry codes as pictures: SVG with attributes only, since the pages allow no inline style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from thongsuot.orgs.queries.codes import Card


@dataclass(frozen=True, slots=True)
class PicturedCard:
    """A card ready for paper: what it is for, where it leads, and the picture of that."""

    card: Card
    url: str
    picture: SafeString


def with_pictures(cards: Iterable[Card]) -> list[PicturedCard]:
    """Draw the link of every card that has a code."""
    return [PicturedCard(card, entry_url(card.text), picture(entry_url(card.text))) for card in cards if card.text]


def entry_url(text: str) -> str:
    """Give the link that a telephone opens: the public address of this house and the code."""
    return f"{settings.PUBLIC_URL}/vao/{text}/"


def entrance() -> str:
    """Give the address where a code is typed by hand, as people write it: without the scheme."""
    return f"{settings.PUBLIC_URL.partition('://')[2]}/vao/"


def picture(url: str) -> SafeString:
    """Draw a link as one SVG element of class `qr`; level M still reads with a crease through it."""
    code = segno.make(url, error="m", micro=False)
    drawn = code.svg_inline(svgclass="qr", lineclass=None, omitsize=True, border=2)
    return mark_safe(drawn)  # noqa: S308  # drawn from our own address: no text of people in it


def picture_file(url: str) -> bytes:
    """Draw a link as a PNG file, for paper."""
    drawn = BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="png", scale=8, border=2)
    return drawn.getvalue()
