"""Gather the citations of one text by the document they name: what one mention leaves out, another says. Pure.

"Luật Cư trú số 68/2020/QH14" in the grounds and "Điều 5 Luật Cư trú" further down are one document; two laws of one
name in one text are two, and a mention that fits both joins neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from thongsuot.corpus.naming import issuer_key, name_key, needs_proof, number_key
from vanban import numbers
from vanban.model import Citation
from vanban.uris import type_key

_YEAR = re.compile(r"\s{1,3}(?:năm\s{1,3})?((?:19|20)\d\d)(?!\d|[/.-]\d)")

MOST_ALIKE = 40  # so that a text which only counts days under one number takes no longer than its length


@dataclass(slots=True)
class Named:
    """One document a text names: what its mentions say, and which they are by their place among the citations."""

    type: str
    number: str = ""
    number_key: str = ""
    name_key: str = ""
    issued_on: date | None = None
    year: int | None = None
    issuer: str = ""
    issuer_key: str = ""
    title: str = ""
    mentions: list[int] = field(default_factory=list)

    @property
    def said(self) -> tuple[object, ...]:
        """Give everything by which two documents are told apart."""
        return (self.number_key, self.name_key, self.issued_on, self.year, self.issuer_key)

    @property
    def needs_proof(self) -> bool:
        """Say whether the number alone names no document."""
        return bool(self.number) and needs_proof(self.number)

    @property
    def said_year(self) -> int | None:
        """Give the year as far as anything says it."""
        return self.issued_on.year if self.issued_on else self.year or numbers.year_of(self.number)


def gathered(text: str, citations: Sequence[Citation]) -> list[Named]:
    """Return the documents that citations of `text` name, in the order of their first mention."""
    named = [(at, one) for at, each in enumerate(citations) if (one := _named(text, each))]
    named.sort(key=lambda item: _vagueness(item[1]))  # stable: the order of the text decides among equals
    groups: list[Named] = []
    by_key: dict[str, list[Named]] = {}
    for at, one in named:
        group = _group_of(one, by_key)
        if group is None:
            group = one
            groups.append(one)
            for key in {one.number_key, one.name_key} - {""}:
                by_key.setdefault(key, []).append(one)
        else:
            _add(group, one)
        group.mentions.append(at)
    for group in groups:
        group.mentions.sort()
    return sorted(groups, key=lambda group: group.mentions[0])


def _group_of(one: Named, by_key: dict[str, list[Named]]) -> Named | None:
    """Return the document known so far that `one` can only be; where several fit, the one known by no more words."""
    known = by_key.get(one.number_key or one.name_key, [])[:MOST_ALIKE]
    fitting = [group for group in known if _may_be(group, one)]
    if len(fitting) > 1:
        fitting = [group for group in fitting if group.said == one.said]
    return fitting[0] if fitting else None


def _vagueness(one: Named) -> int:
    """Order mentions so that those which say most come first, and the order of the text decides among equals."""
    return (not one.number) * 2 + (one.issued_on is None and one.year is None)


def _named(text: str, one: Citation) -> Named | None:
    key = type_key(one.type)
    if one.target == "self" or key is None:
        return None
    number = numbers.tidy(one.number or "")[:80]
    name = name_key(key, one.type or "")
    if not (number or name):
        return None
    after = None if number or one.date else _YEAR.match(text, one.span[1], one.span[1] + 20)
    return Named(
        type=" ".join((one.type or "").split())[:300],
        number=number,
        number_key=number_key(key, number),
        name_key=name,
        issued_on=one.date,
        year=int(after[1]) if after else None,
        issuer=(one.issuer or "")[:300],
        issuer_key=issuer_key(one.issuer or ""),
        title=(one.title or "")[:1000],
    )


def _may_be(group: Named, one: Named) -> bool:
    """Say whether two mentions can be of one document: of one number or one name, and nothing contradicts."""
    if group.number and one.number:
        if group.number_key != one.number_key:
            return False
    elif not group.name_key or group.name_key != one.name_key:
        return False
    dated = group.issued_on is None or one.issued_on is None or group.issued_on == one.issued_on
    years = group.said_year is None or one.said_year is None or group.said_year == one.said_year
    offices = group.issuer_key in one.issuer_key or one.issuer_key in group.issuer_key
    return dated and years and (offices or not group.needs_proof)


def _add(group: Named, one: Named) -> None:
    group.number_key = group.number_key or one.number_key
    group.number = group.number or one.number
    group.name_key = group.name_key or one.name_key
    group.issued_on = group.issued_on or one.issued_on
    group.year = group.year or one.year
    if not group.issuer:
        group.issuer, group.issuer_key = one.issuer, one.issuer_key
    group.title = group.title or one.title
    if len(one.type) > len(group.type) and not group.name_key:
        group.type = one.type
