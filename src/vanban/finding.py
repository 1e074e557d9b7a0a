"""Scan a view from left to right for citations; what each says is read by `places` and `cited`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from vanban import places
from vanban.cited import CitedDocument, document_at, next_number
from vanban.lexicon import alternation, document_types
from vanban.mentions import heads, is_header_number, is_heading, is_mention
from vanban.model import Span
from vanban.patterns import late
from vanban.triggers import starts

_LINK = late(
    rf"(?:{places.S})?,?(?:{places.S})?"
    rf"(?:(?:của|tại|thuộc|trong|(?:được{places.S})?ban{places.S}hành{places.S}(?:kèm{places.S})?theo|kèm{places.S}theo|ở){places.S})?"
    rf"(?:các{places.S})?"
)
# The commonest of all: "Điều 12. Phạm vi …", which is a heading and needs no closer look.
_HEADED = late(r"Điều[ ]{1,30}\d{1,3}(?=\.[ ])")


class Found(NamedTuple):
    """One citation as written: its places, its document, where it starts and ends.

    `own` says that it points into the document in which it stands; `naming` is where that names itself ("Nghị định").
    """

    targets: tuple[places.Place, ...]
    document: CitedDocument | None
    own: bool
    start: int
    end: int
    naming: Span | None = None


def scan(view: str) -> Iterator[Found]:
    """Yield every citation in order; none overlaps another."""
    position = 0
    for start in starts(view):
        if start < position:
            continue
        number = _HEADED.match(view, start)
        if number and heads(view, start, number.end()):
            position = number.end()
            continue
        run = places.run_at(view, start) if view[start] in places.FIRST else None
        found = list(_of_run(view, run)) if run else list(_documents(view, start))
        yield from found
        position = max(run.end if run else start + 1, found[-1].end if found else 0)


def _documents(view: str, start: int) -> Iterator[Found]:
    """Yield the document cited at `start` and the numbers that follow it in a list."""
    document = document_at(view, start, with_places=False)
    if document is None or is_header_number(view, start, document.end):
        return
    while document is not None:
        yield Found((), document, False, document.start, document.end)
        document = next_number(view, document)


def _of_run(view: str, run: places.Run) -> Iterator[Found]:
    """Yield what a run of places cites: its own document, another one, or first the one and then the other."""
    if is_heading(view, run):
        return
    link = _LINK.match(view, run.end)
    after = link.end() if link else run.end
    last = run.parts[-1]
    document = None if last.is_deictic else document_at(view, after, with_places=True)
    if document:
        yield from _with_document(run, document)
        follower = next_number(view, document)
        while follower is not None:
            yield Found((), follower, False, follower.start, follower.end)
            follower = next_number(view, follower)
        return
    own = _this_document().match(view, after)
    if own:
        yield Found(_targets(run.parts), None, True, run.start, own.end(), own.span("name"))
    else:
        yield from (
            Found(part.targets, None, True, part.start, part.end) for part in run.parts if is_mention(view, part)
        )


def _targets(parts: tuple[places.Part, ...]) -> tuple[places.Place, ...]:
    """Return the targets of parts; a section beside them belongs to the words and is no target of its own."""
    found = tuple(target for part in parts for target in part.targets)
    return tuple(target for target in found if not target.is_bare_section) or found[:1]


def _with_document(run: places.Run, document: CitedDocument) -> Iterator[Found]:
    """Yield places that point at where they stand apart from those of the document that follows."""
    deictic = [index for index, part in enumerate(run.parts) if part.is_deictic]
    first = deictic[-1] + 1 if deictic else 0
    yield from (Found(part.targets, None, True, part.start, part.end) for part in run.parts[:first])
    rest = run.parts[first:]
    yield Found(_targets(rest), document, False, rest[0].start, document.end)


@lru_cache(maxsize=1)
def _this_document() -> re.Pattern[str]:
    names = [*document_types(), "văn bản", "bộ quy tắc", "bản quy định"]
    # A scan may lose the marks of a word: "Thông tu này", "Nghi định nàỵ".
    damaged = ["thông tu", "nghi định", "nghị đinh", "quyêt định", "quyết đinh"]
    return re.compile(rf"(?P<name>{alternation([*names, *damaged])})\s{{1,30}}nà[yỵ](?!\w)", re.IGNORECASE)
