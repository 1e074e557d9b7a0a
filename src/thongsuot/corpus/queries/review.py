"""What the page of waiting files shows: beside each what was read, where it would go, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from thongsuot.corpus import permissions
from thongsuot.corpus.arriving import batches
from thongsuot.corpus.arriving.candidates import Candidate, Doubt
from thongsuot.corpus.arriving.targets import Changes, Target, changes_of, similar_to, targets_of, to_stand
from thongsuot.corpus.facts.stated import Facts, facts_from
from thongsuot.corpus.models import Correction, Expression, Work
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs.models import Seat

FIRST_LINES = 12
FEW = 3
NAMING = ("type_key", "number")
ORDER = ("title", *NAMING, "issued_on", "issuer", "in_force_from")
PARTS = {"attached": _("văn bản kèm theo"), "annex": _("phụ lục"), "form": _("biểu mẫu")}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact of a waiting file: its name in words, what would stand, and what was read in this file."""

    label: str
    value: str | date | None
    read: str | date | None

    @property
    def is_day(self) -> bool:
        """Say whether this fact is a day, which the page writes its own way."""
        return isinstance(self.value or self.read, date)

    @property
    def is_set(self) -> bool:
        """Say whether something else would stand than what was read in this file."""
        return (self.value or "") != (self.read or "")


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """One file on the page: `refusal` says why it may not be kept here, `expression` what it has become."""

    candidate: Candidate
    target: Target
    facts: Facts
    texts: Mapping[str, str]
    changes: Changes | None
    similar: tuple[Work, ...]
    refusal: Refusal | None
    expression: Expression | None

    @property
    def name(self) -> str:
        """Give what the document will be called: "Quy định 118-QĐ/TU"; the file's name where nothing was read."""
        named = Work(type_key=self.facts.type_key, number=self.facts.number)
        return f"{named.type_label} {named.number}".strip() if self.candidate.read else self.candidate.name

    @property
    def parts(self) -> tuple[str, ...]:
        """Name what the file holds beside the act itself: attached texts, annexes, forms."""
        held = self.candidate.read.components if self.candidate.read else ()
        return tuple(title or str(PARTS[kind]) for kind, title in held if kind != "main")

    @property
    def first_lines(self) -> tuple[str, ...]:
        """Give the beginning of the outline."""
        return self.candidate.read.outline[:FIRST_LINES] if self.candidate.read else ()

    @property
    def other_lines(self) -> tuple[str, ...]:
        """Give the rest of the outline."""
        return self.candidate.read.outline[FIRST_LINES:] if self.candidate.read else ()

    @property
    def is_chosen(self) -> bool:
        """Say whether the file is ticked before anybody decided: what is there word for word, or nameless, is not."""
        return self.refusal is None and self.target.same is None and not self.is_nameless

    @property
    def is_nameless(self) -> bool:
        """Say whether nothing was read that could name the document: neither number nor title."""
        return self.candidate.read is not None and not self.facts.number and not self.facts.title

    @property
    def lines(self) -> tuple[FactLine, ...]:
        """Give the facts in the order of the page; type and number stand in the heading unless they want a look."""
        read = facts_from(self.candidate.read.facts) if self.candidate.read else Facts()
        lines = {name: _line(name, self.facts, read) for name in ORDER}
        return tuple(one for name, one in lines.items() if name not in NAMING or one.is_set or not one.value)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Give what was not understood and wants a look, before what was mended in reading."""
        told = self.candidate.read.doubts if self.candidate.read else ()
        return tuple(sorted(told, key=lambda one: one.is_repair))


def _line(name: str, facts: Facts, read: Facts) -> FactLine:
    values = [getattr(one, name) for one in (facts, read)]
    if name == Correction.Field.TYPE:
        values = [Work(type_key=value).type_label if value else "" for value in values]
    return FactLine(str(Correction.Field(name).label), *values)


@dataclass(frozen=True, slots=True)
class Review:
    """The files of one import: those that wait, and those decided."""

    token: str
    waiting: tuple[WaitingFile, ...]
    decided: tuple[WaitingFile, ...]

    @property
    def is_single(self) -> bool:
        """Say whether one file alone is to be decided."""
        return len(self.waiting) == 1

    @property
    def may_keep(self) -> bool:
        """Say whether this seat may keep any of the files."""
        return any(one.refusal is None for one in self.waiting)

    @property
    def is_short(self) -> bool:
        """Say whether so few files are to be decided that each may show its outline at once."""
        return len(self.waiting) <= FEW

    @property
    def kept(self) -> int:
        """Count the files that were kept as documents."""
        return sum(one.expression is not None for one in self.decided)

    @property
    def total(self) -> int:
        """Count all files of the import."""
        return len(self.waiting) + len(self.decided)


def review(token: str, seat: Seat, *, now: datetime, or_nothing: bool = False) -> Review:
    """Look at what waits under a token. Raises Refusal `staging_gone` where nothing does for this seat.

    With `or_nothing` that is an empty page: every file of the request was refused.
    """
    permissions.check_import(seat)
    candidates = batches.load(batches.place_of(token, seat), now=now)
    if not candidates and not or_nothing:
        raise batches.gone()
    wordings = Expression.objects.visible_to(seat).without_text()
    kept = wordings.in_bulk([one.expression for one in candidates if one.expression is not None])
    waiting = [one for one in candidates if one.is_waiting]
    decided = tuple(_decided(one, kept.get(one.expression or 0)) for one in candidates if not one.is_waiting)
    return Review(token, tuple(_waiting_files(waiting, seat)), decided)


def _decided(candidate: Candidate, expression: Expression | None) -> WaitingFile:
    return WaitingFile(candidate, Target(), facts_from(candidate.facts), candidate.facts, None, (), None, expression)


def _waiting_files(waiting: Sequence[Candidate], seat: Seat) -> Iterator[WaitingFile]:
    pairs = list(zip(waiting, targets_of(waiting), strict=True))
    for (candidate, target), changes, similar in zip(pairs, changes_of(pairs), similar_to(pairs), strict=True):
        texts = to_stand(candidate, target)
        refusal = _refusal(target, seat)
        yield WaitingFile(candidate, target, facts_from(texts), texts, changes, tuple(similar), refusal, None)


def _refusal(target: Target, seat: Seat) -> Refusal | None:
    if target.work is None or target.same is not None:
        return None
    return refusal_of(permissions.check_new_wording, seat, target.bringer)
