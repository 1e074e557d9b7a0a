"""What an official paper says, as values: its head, its parts in order, who gets it and who signs. Pure.

Legal basis: Nghị định 30/2020/NĐ-CP, Phụ lục I và III; Hướng dẫn 36-HD/VPTW năm 2018.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

BLANK = "……"  # what the office fills in by hand: a number is given when the paper is registered


class Form(StrEnum):
    """Whose form a paper follows."""

    PARTY = "party"
    STATE = "state"


def form_of(*, is_party: bool) -> Form:
    """Say whose form a body writes in."""
    return Form.PARTY if is_party else Form.STATE


def lowered(words: str) -> str:
    """Give words as they go on within a sentence: the first letter small."""
    return words[:1].lower() + words[1:]


@dataclass(frozen=True, slots=True)
class Head:
    """Who writes, where and when; `short` is the type in two letters (BC), `initials` the body's own (UBND, ĐU)."""

    form: Form
    unit: str
    parent: str = ""
    short: str = ""
    initials: str = ""
    place: str = ""
    on: date | None = None

    @property
    def number(self) -> str:
        """Give the number and symbol as each form writes them, the number left open for the registry."""
        if not self.short:
            return ""
        body = self.initials or BLANK
        if self.form is Form.PARTY:
            return f"Số {BLANK}-{self.short}/{body}"
        return f"Số: {BLANK}/{self.short}-{body}"

    @property
    def dated(self) -> str:
        """Give place and day in one line; days below ten and the months 1 and 2 take a zero before them."""
        if self.on is None:
            return ""
        month = f"{self.on.month:02}" if self.on.month < 3 else f"{self.on.month}"
        return f"{self.place or BLANK}, ngày {self.on.day:02} tháng {month} năm {self.on.year}"


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    words: str
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph."""

    words: str
    kind: str = field(default="words", init=False)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table; `weights` say how wide its columns are to each other, `numeric` which of them hold numbers."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    weights: Sequence[int] = ()
    numeric: frozenset[int] = frozenset()
    tall: bool = False  # rows with room for a signature by hand
    kind: str = field(default="grid", init=False)

    @property
    def shares(self) -> tuple[int, ...]:
        """Give the width of every column in percent."""
        weights = self.weights or (1,) * len(self.header)
        return tuple(round(100 * one / sum(weights)) for one in weights)


@dataclass(frozen=True, slots=True)
class Picture:
    """One photograph (JPEG or PNG bytes) and what it shows; `is_small` for a code to be scanned."""

    content: bytes
    caption: str
    is_small: bool = False
    kind: str = field(default="picture", init=False)


Part = Heading | Words | Grid | Picture


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: on whose behalf (T/M BAN THƯỜNG VỤ), as what (BÍ THƯ), and the name; any may be left to the hand."""

    behalf: str = ""
    post: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """One whole paper: head, name of the type (BÁO CÁO), abstract, to whom, its parts, receivers, signatures."""

    head: Head
    name: str
    title: str
    parts: Sequence[Part]
    to: Sequence[str] = ()
    receivers: Sequence[str] = ()
    signatures: Sequence[Signature] = (Signature(),)

    @property
    def subject(self) -> str:
        """Name the whole paper in one line, for the properties of its file."""
        return f"{self.name.capitalize()} {lowered(self.title)}".strip()
