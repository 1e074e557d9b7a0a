"""Read who signed: the posts in capitals and the names below or beside them, in the signature block of the act.

Several sign a joint document: one block after the other, or side by side in columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from vanban.model import Component, Signer, Span
from vanban.patterns import late
from vanban.posts import Words, words_of

_CELLS = late(r"[^|\t\n]+?(?=[ ]{4,}\S|[|\t\n]|\Z)")
_BLOCK = late(
    r"^[ |*\]\[]*(?:T/?M\.?\s|T/?L\.?\s|TUQ\.?\s|K/?T\.?\s?"
    r"|(?:PHÓ\s+|THỨ\s+|TỔNG\s+)?(?:CHỦ|BỘ|BÍ|THỐNG|GIÁM|CHÁNH|VIỆN|TRƯỞNG|THỦ|CỤC)\s)",
    re.MULTILINE,
)
# An act ends with this sign; annexes that follow have their own blanks for signatures.
_MOST_ENDS = 60
_ENDED = late(r"\./\.")
_SIGNED = late(r"\(\s*[Đđ]ã\s+ký")
_TAIL = 6_000
_LONGEST = 3_000
_REACH = 900
_STOP = late(r"(?:PHỤ\s+LỤC|Mẫu\s+số|MẪU\s+SỐ|DANH\s+MỤC|QUY\s+(?:CHẾ|ĐỊNH)\s*$|Điều\s+1\b)")


@dataclass(slots=True)
class _Slot:
    """A place in the block that waits for a name."""

    post: str | None = None


def signers_of(text: str, view: str, main: Component) -> tuple[Signer, ...]:
    """Return the signers of the act in the order of its block; nothing where no post in capitals has a name."""
    for block in _blocks(view, main):
        found = tuple(_signers_in(text, view, block))
        if found:
            return found
    return ()


def _blocks(view: str, main: Component) -> Iterator[Span]:
    """Yield where the act may be signed: its signature, then the last lines that begin like one."""
    for node in reversed(main.body):
        if node.kind == "signature":
            yield (node.span[0], min(node.span[1], node.span[0] + _LONGEST))
    for ended in islice(_ENDED.finditer(view, *main.span), _MOST_ENDS):
        first = _BLOCK.search(view, ended.end(), min(main.span[1], ended.end() + _REACH))
        if first:
            yield (first.start(), min(main.span[1], first.start() + _LONGEST))
    low, high = max(main.span[0], main.span[1] - _TAIL), main.span[1]
    starts = [match.start() for match in _BLOCK.finditer(view, low, high)]
    groups = [start for index, start in enumerate(starts) if index == 0 or start - starts[index - 1] > _REACH]
    for start in reversed(groups):
        yield (start, min(high, start + _LONGEST))
    for signed in _SIGNED.finditer(view, low, high):
        yield (view.rfind("\n", 0, signed.start()) + 1, min(high, signed.end() + _REACH))


def _signers_in(text: str, view: str, block: Span) -> Iterator[Signer]:
    slots: list[_Slot] = []
    found, position = 0, block[0]
    for line in view[slice(*block)].split("\n"):
        cells = [(position + cell.start(), words_of(cell[0])) for cell in _CELLS.finditer(line)]
        said = [(at, words) for at, words in cells if _says(words, bool(slots))]
        position += len(line) + 1
        if not said and _is_over(line, found):
            return
        for index, (at, words) in enumerate(said):
            if words.post or words.capacity or words.deputises:
                _put(slots, index if len(said) > 1 else len(slots) - 1, words)
            if words.name and (slots or words.signed):
                slot = slots.pop(0) if slots else _Slot()
                start = at + words.name_at
                found += 1
                yield Signer(_as_written(text, start, words.name), slot.post, span=(start, start + len(words.name)))


def _is_over(line: str, found: int) -> bool:
    """Say whether the block ends: an annex begins, or somebody signed and a title in capitals follows."""
    words = line.strip(" |*\t")
    return bool(_STOP.match(words)) or (found > 0 and words.isupper() and len(words.split()) > 2)


def _says(words: Words, expecting: bool) -> bool:
    return bool(words.post or words.capacity or words.deputises or (words.name and (expecting or words.signed)))


def _put(slots: list[_Slot], index: int, words: Words) -> None:
    """Keep a post where it belongs: the column's own place, or the one block's that is open."""
    if 0 <= index < len(slots):
        slots[index].post = words.post or slots[index].post
    else:
        slots.append(_Slot(words.post))


def _as_written(text: str, start: int, name: str) -> str:
    """Return the name as the text has it, where the view only shows other signs; a name in capitals stays usual."""
    raw = " ".join(text[start : start + len(name)].split())
    return raw if raw.casefold() == name.casefold() and not raw.isupper() else name
