"""Know which places of a text lie inside quotation marks: an amending act quotes articles that are not its own.

Quotation marks in real files are unbalanced in one file out of twelve. So marks that pair off within a line or two are
left out first, and a place is inside only where an open mark stands before it and its partner after it, whichever side
one counts from. Everything is found in one pass over the marks.
"""

from __future__ import annotations

from bisect import bisect_left

from vanban.patterns import late

_MARKS = ("“", "”", '"', "«", "»", "''")
_LINE_END = late(r"[ \t|*.;,:)…]*+(?:\n|\Z)")
_HOLDS = late(
    r"[\s“\"'*|(]*(?:(?P<article>(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Tiểu|TIỂU|Phần|PHẦN|Phụ|PHỤ|Mẫu|MẪU|QUY)\b)"
    r"|(?P<clause>\d{1,3}[a-zđ]?[.)]|[a-zđ]\d?\)))"
)
_LONGEST, _LONGEST_PLAIN = 60_000, 6_000
_INLINE = 600
_FAR = -1


class Quotes:
    """The quotation marks of one text that hold whole lines, in order; `unbalanced` are the places of odd ones."""

    __slots__ = ("_closer", "_opener", "_opens", "_places", "_view", "unbalanced")

    def __init__(self, view: str) -> None:
        self._view = view
        marks, odd = _blocks(view)
        self._places = [place for place, _ in marks]
        self._opens = [opens for _, opens in marks]
        self._closer = _partners(self._opens)
        self._opener = [
            len(marks) - 1 - at if at >= 0 else _FAR for at in _partners([not one for one in self._opens[::-1]])
        ][::-1]
        self.unbalanced = tuple(sorted([*odd, *self._unmatched()]))

    def inside(self, offset: int, *, article: bool = False) -> bool:
        """Say whether `offset` lies in a quotation that was opened at or before it and is closed after it.

        A place where an `article` (or what stands above one) begins is only in a quotation that begins with such.
        """
        if not self._places:
            return False
        after = bisect_left(self._places, offset)
        if after < len(self._places) and self._places[after] == offset and self._opens[after]:
            return True
        if after == 0 or after == len(self._places):
            return False
        opener, closer = self._opener[after - 1], self._closer[after]
        if opener == _FAR or closer == _FAR:
            return False
        held = _HOLDS.match(self._view, self._places[opener] + 1)
        if article and not (held and held["article"]):
            return False
        return self._places[closer] - self._places[opener] < (_LONGEST if held else _LONGEST_PLAIN)

    def holds(self, start: int, end: int, *, article: bool = False) -> bool:
        """Say whether the first or the last sign of a stretch lies inside; mostly no mark stands between them."""
        if not self._places:
            return False
        if self.inside(start, article=article):
            return True
        after = bisect_left(self._places, start)
        return after < len(self._places) and self._places[after] < end and self.inside(end - 1, article=article)

    def _unmatched(self) -> list[int]:
        """Return the places of marks without a partner, counted from the beginning."""
        open_at: list[int] = []
        odd = []
        for place, opens in zip(self._places, self._opens, strict=True):
            if opens:
                open_at.append(place)
            elif open_at:
                open_at.pop()
            else:
                odd.append(place)
        return [*odd, *open_at]


def _partners(opens: list[bool]) -> list[int]:
    """Return for each mark the first closing mark at or after it that closes what was opened before it."""
    found = [_FAR] * (len(opens) + 1)
    waiting: list[int] = []
    match = [_FAR] * len(opens)
    for at, one in enumerate(opens):
        if one:
            waiting.append(at)
        elif waiting:
            match[waiting.pop()] = at
    for at in range(len(opens) - 1, -1, -1):
        found[at] = at if not opens[at] else found[match[at] + 1] if match[at] != _FAR else _FAR
    return found[:-1]


def _blocks(view: str) -> tuple[list[tuple[int, bool]], list[int]]:
    """Return the marks that do not pair off within a line or two, as (place, opens), and the odd ones among them."""
    kept: list[tuple[int, bool, bool]] = []
    odd: list[int] = []
    for place, end in _marks(view):
        opens = _opens(view, place, end)
        if opens is None:
            continue
        if opens:
            kept.append((place, True, _begins_block(view, place)))
        elif kept and kept[-1][1] and _pairs_off(view, kept[-1], place):
            kept.pop()
        else:
            kept.append((place, False, _LINE_END.match(view, end) is not None))
    odd = [place for place, _, holds in kept if not holds]
    return [(place, opens) for place, opens, holds in kept if holds], odd


def _marks(view: str) -> list[tuple[int, int]]:
    """Return where each mark begins and ends, in their order; looking for one sign at a time is fastest by far."""
    found: list[tuple[int, int]] = []
    for mark in _MARKS:
        end = 0
        while (place := view.find(mark, end)) >= 0:
            end = place + len(mark)
            found.append((place, end))
    return sorted(found)


def _pairs_off(view: str, opened: tuple[int, bool, bool], place: int) -> bool:
    """Say whether a closing mark ends what the last opening one began nearby, so that no heading stands between."""
    start, _, block = opened
    line = view.find("\n", start, place)
    if line < 0:
        return True
    return not block and place - start <= _INLINE


def _begins_block(view: str, place: int) -> bool:
    """Say whether a mark stands at the start of its line or behind a colon, where a quoted provision begins."""
    before = view[max(0, place - 12) : place].rstrip(' |*\t-(“"')
    return not before or before[-1] in "\n:"


def _opens(view: str, place: int, end: int) -> bool | None:
    """Say whether the mark opens or closes; a straight one with words on both sides, or with none, does neither."""
    sign, before, after = view[place], view[place - 1 : place], view[end : end + 1]
    free_before = not before or before.isspace() or before in "(:“[|*"
    free_after = not after or after.isspace() or after in ".;,:)]|*…”"
    if sign in "“«":
        return not (free_after and not free_before and after != "")
    if sign in "”»":
        return free_before and not free_after
    if free_before != free_after:
        return free_before
    return None
