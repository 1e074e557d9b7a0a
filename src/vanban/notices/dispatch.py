"""Read the frame of a dispatch or plan: who issued it, when, about what, to whom, who signed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.model import Component
from vanban.noticed import Event
from vanban.notices.people import Mention
from vanban.notices.sentences import Stretch
from vanban.patterns import late
from vanban.text import UPPER, squeeze

_HEAD = 3_000
_MOTTO = late(r"CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT")
# "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:" leads to the list of a telegram (công điện).
_TO = late(
    rf"^[ ]*(?:(?:Kính gửi|KÍNH GỬI|Kính chuyển)\s*:?|[{UPPER}][^\n:.;]{{3,120}}?\s(?:điện|ĐIỆN)[ ]*:)[ ]*",
    re.MULTILINE,
)
_NUMBER = late(r"^[ |]*(?:Số|SỐ)\s*:?\s*[\w-]", re.MULTILINE)
_LISTED = late(r"[ ]*[-+•*]|[ ]*$")
_ABOUT = late(r"(?:V/v|Về việc)\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A paper that directs by itself; `addressed` are the lines behind "Kính gửi"."""

    event: Event | None
    issuer: str | None
    addressed: tuple[Stretch, ...]
    signers: tuple[Mention, ...]


def find_dispatch(text: str, view: str) -> Dispatch | None:
    """Return the frame of a dispatch, None for a report: a dispatch has an address, or motto and number."""
    to = _TO.search(view, 0, _HEAD)
    lettered = _MOTTO.search(view, 0, _HEAD) and _NUMBER.search(view, 0, _HEAD)
    if to is None and not lettered:
        return None
    from vanban.header import read_header  # reports have no header: most starts need not load it

    facts = read_header(text, view)
    title = _ABOUT.sub("", facts.title, count=1) if facts.title else None
    told = facts.issuer or facts.number or title
    first = Stretch(0, view.find("\n") if "\n" in view else len(view))
    event = (
        Event("dispatch", facts.issued_on, facts.issuer, squeeze(title) if title else None, (first.start, first.end))
        if told
        else None
    )
    return Dispatch(event, facts.issuer, tuple(_addressed(view, to)) if to else (), _signers(text, view))


def _addressed(view: str, to: re.Match[str]) -> list[Stretch]:
    """Return the line of the address and the listed lines below it."""
    end = view.find("\n", to.end())
    end = len(view) if end < 0 else end
    found = [Stretch(to.end(), end)] if view[to.end() : end].strip() else []
    for line in view[end + 1 : end + 1 + _HEAD].split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if not _LISTED.match(line) or (found and not line.strip()):
            break
        if line.strip():
            found.append(Stretch(start, end))
    return found


def _signers(text: str, view: str) -> tuple[Mention, ...]:
    from vanban.signers import signers_of

    whole = Component(kind="main", title=None, span=(0, len(view)), body=(), counts={}, article_numbers=())
    return tuple(
        Mention(one.name, one.span, (one.post,) if one.post else (), one.span) for one in signers_of(text, view, whole)
    )
