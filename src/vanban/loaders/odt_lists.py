"""Count the items of the lists of an .odt, which hold no number of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from vanban.loaders.odt_styles import TEXT, Level, Styles, number_of, whole_number

_ID = "{http://www.w3.org/XML/1998/namespace}id"


@dataclass(slots=True)
class _List:
    """One list with its nested ones: the levels of its style and how far each was counted."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists of a document, item by item in its order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._open: list[_List] = []
        self._by_id: dict[str, _List] = {}
        self._last: dict[str, _List] = {}
        self._waiting: str | None = None
        self._headings = _List(styles.outline)

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """Count the items of a list element while its lines are written."""
        self._open.append(self._list(element))
        yield
        self._open.pop()
        self._waiting = None

    def next(self, item: Element) -> None:
        """Count one item: its number stands before the first paragraph in it."""
        one, level = self._open[-1], len(self._open)
        start = one.levels[level].start if level in one.levels else 1
        counted = one.counts.get(level)
        number = start if counted is None else counted + 1
        one.counts[level] = whole_number(item.get(f"{TEXT}start-value"), number)
        for deeper in [place for place in one.counts if place > level]:
            del one.counts[deeper]
        self._waiting = number_of(one.levels, one.counts, level)

    def number(self, paragraph: Element) -> str:
        """Return the number that stands before a paragraph, once."""
        if self._waiting is not None:
            number, self._waiting = self._waiting, None
            return number
        level = whole_number(paragraph.get(f"{TEXT}outline-level"), 0)
        if self._open or level not in self._headings.levels or paragraph.get(f"{TEXT}is-list-header") == "true":
            return ""
        self._headings.counts[level] = self._headings.counts.get(level, self._headings.levels[level].start - 1) + 1
        for deeper in [place for place in self._headings.counts if place > level]:
            del self._headings.counts[deeper]
        return number_of(self._headings.levels, self._headings.counts, level)

    def _list(self, element: Element) -> _List:
        """Return the list that an element begins or goes on with."""
        name = element.get(f"{TEXT}style-name")
        if self._open:
            outer = self._open[-1]
            return _List(self._styles.levels(name), outer.counts) if name else outer
        continued = self._by_id.get(element.get(f"{TEXT}continue-list", ""))
        if continued is None and element.get(f"{TEXT}continue-numbering") == "true":
            continued = self._last.get(name or "")
        one = _List(self._styles.levels(name), continued.counts if continued else {})
        self._by_id[element.get(_ID, "")] = self._last[name or ""] = one
        return one
