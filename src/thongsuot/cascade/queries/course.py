"""What was changed in the course of a drive, for everybody, and what its office may change now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.audience import LEVELS, deadlines_from, rule_from
from thongsuot.cascade.models import CourseChange, Dissemination, StudyText
from thongsuot.corpus.models import Expression
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs.models import Level, Seat


@dataclass(frozen=True, slots=True)
class Told:
    """One change as a page tells it: what, when, why; new days by level, or the two wordings."""

    change: CourseChange
    days: tuple[tuple[str, date], ...]


def told(changes: Iterable[CourseChange]) -> tuple[Told, ...]:
    """Put changes into words for a page, newest first."""
    return tuple(Told(change, _days(change.deadlines)) for change in changes)


def _days(deadlines: dict[str, str]) -> tuple[tuple[str, date], ...]:
    days = deadlines_from(deadlines)
    return tuple((str(Level(level).label), days[level]) for level in LEVELS if level in days)


def changes_of(dissemination_id: int) -> tuple[Told, ...]:
    """List what was changed in a drive, newest first; one query, without the words of any text."""
    rows = CourseChange.objects.filter(dissemination=dissemination_id).select_related("before__work", "after__work")
    heavy = ("before__text", "before__warnings", "after__text", "after__warnings")
    return told(rows.defer(*heavy))


@dataclass(frozen=True, slots=True)
class Replaceable:
    """One text of a drive, and the other wordings of the same work in the library, newest first."""

    text: StudyText
    others: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class CoursePage:
    """What the office may do now; a sentence stands in the place of what it may not."""

    dissemination: Dissemination
    levels: tuple[str, ...]
    texts: tuple[Replaceable, ...]
    changes: tuple[Told, ...]
    closed: Refusal | None
    not_reopenable: Refusal | None
    today: date

    @property
    def initial(self) -> dict[str, Any]:
        """The days as they are, for the form."""
        days = deadlines_from(self.dissemination.deadlines)
        return {f"due_{level}": day for level, day in days.items()}


def course_page(dissemination_id: int, seat: Seat, now: datetime) -> CoursePage:
    """Build the page for the office that published a drive. Raises NotAllowed, or ObjectDoesNotExist for others."""
    permissions.check_draft(seat)
    own = Dissemination.objects.published().visible_to(seat).filter(organisation_id=seat.organisation_id)
    drive = own.get(pk=dissemination_id)
    texts = list(StudyText.objects.filter(dissemination=drive).named())
    others: dict[int, list[Expression]] = {}
    wordings = Expression.objects.filter(work__in=[text.expression.work_id for text in texts]).without_text()
    for wording in wordings.order_by("-ordinal"):
        others.setdefault(wording.work_id, []).append(wording)
    asked = {text.expression_id for text in texts}
    return CoursePage(
        dissemination=drive,
        levels=rule_from(drive.audience).levels,
        texts=tuple(
            Replaceable(text, tuple(one for one in others[text.expression.work_id] if one.pk not in asked))
            for text in texts
        ),
        changes=changes_of(drive.pk),
        closed=refusal_of(rules.check_open, drive.published_at, drive.closed_at),
        not_reopenable=refusal_of(rules.check_reopenable, drive.closed_at, drive.withdrawn_at),
        today=day_of(now),
    )
