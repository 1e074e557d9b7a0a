"""What the page of waiting files shows: beside each what was read, where it would go, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus import batches, permissions
from thongsuot.corpus.candidates import Candidate
from thongsuot.corpus.facts import Facts, facts_from
from thongsuot.corpus.known import first_unit_of
from thongsuot.corpus.models import Correction, Expression, Work
from thongsuot.corpus.targets import Changes, Target, changes, similar, target_of, to_stand
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs.models import Seat

FIRST_LINES = 12
PARTS = {"attached": _("văn bản kèm theo"), "annex": _("phụ lục"), "form": _("biểu mẫu")}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact of a waiting file: its field, its name in words, what would stand, and what was read."""

    field: str
    label: str
    value: str
    read: str

    @property
    def is_set(self) -> bool:
        """Say whether something else would stand than what was read in this file."""
        return self.value != self.read


@dataclass(frozen=True, slots=True)
class Sheet:
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
    def type_label(self) -> str:
        """Give the type as Vietnamese writes it, or that it is not known."""
        return Work(type_key=self.facts.type_key).type_label if self.facts.type_key else gettext("chưa rõ")

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
        """Say whether the file is ticked before anybody decided: what the corpus has word for word is not."""
        return self.refusal is None and self.target.same is None

    @property
    def lines(self) -> tuple[FactLine, ...]:
        """Give the facts in the order of the page."""
        read = self.candidate.read.facts if self.candidate.read else {}
        return tuple(
            FactLine(name, str(label), self.texts.get(name, ""), read.get(name, ""))
            for name, label in Correction.Field.choices
        )


@dataclass(frozen=True, slots=True)
class Review:
    """The files of one import: those that wait, and those decided."""

    token: str
    waiting: tuple[Sheet, ...]
    decided: tuple[Sheet, ...]

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
    sheets = tuple(_sheet(one, kept.get(one.expression or 0), seat) for one in candidates)
    waiting = tuple(one for one in sheets if one.candidate.is_waiting)
    return Review(token, waiting, tuple(one for one in sheets if not one.candidate.is_waiting))


def _sheet(candidate: Candidate, expression: Expression | None, seat: Seat) -> Sheet:
    if candidate.read is None or not candidate.is_waiting:
        facts = facts_from(candidate.facts)
        return Sheet(candidate, Target(), facts, candidate.facts, None, (), None, expression)
    target = target_of(candidate.read.sha256, candidate.facts)
    texts = to_stand(candidate, target)
    return Sheet(
        candidate=candidate,
        target=target,
        facts=facts_from(texts),
        texts=texts,
        changes=changes(candidate, target),
        similar=tuple(similar(candidate.facts, target)),
        refusal=_refusal(target, seat),
        expression=None,
    )


def _refusal(target: Target, seat: Seat) -> Refusal | None:
    if target.work is None or target.same is not None:
        return None
    return refusal_of(permissions.check_new_wording, seat, first_unit_of(target.work))
