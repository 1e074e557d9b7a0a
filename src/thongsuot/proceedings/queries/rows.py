"""Who stands behind a figure of a conference: the people of one half day in one state, noted in one way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _

from thongsuot.conferences.folds import ABSENT, EXCUSED, PRESENT
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.figures import Presence, methods, presences, standing
from thongsuot.conferences.queries.report import half_day_name, method_name
from thongsuot.orgs.models import Seat
from vanban.text import unaccented

STATES = {PRESENT: _("Có mặt"), EXCUSED: _("Vắng có lý do"), ABSENT: _("Vắng không lý do")}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person: the seat, how it stood, and by which method that was noted (empty where nobody noted anything)."""

    seat: Seat
    state: str
    method: str

    @property
    def words(self) -> str:
        """Say how the seat stood."""
        return str(STATES[self.state])

    @property
    def method_words(self) -> str:
        """Say by which method that was noted."""
        return method_name(self.method)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The people behind one figure, in the order of names; `every` counts the whole half day."""

    conference: Conference
    half_day: int
    name: str
    state: str
    method: str
    rows: tuple[PersonRow, ...]
    every: int
    by_method: tuple[tuple[str, str, int], ...]

    @property
    def words(self) -> str:
        """Say which people these are."""
        return str(STATES[self.state]) if self.state in STATES else ""

    @property
    def method_words(self) -> str:
        """Say by which method."""
        return method_name(self.method)

    @property
    def states(self) -> tuple[tuple[str, str], ...]:
        """Give the states to choose from."""
        return tuple((key, str(words)) for key, words in STATES.items())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figure was pressed: a half day (its id), a state and a method, each of them optional but the first."""

    half_day: int
    state: str = ""
    method: str = ""


def people_page(conference_id: int, wanted: Wanted, seat: Seat) -> PeoplePage:
    """List them to a keeper of the unit. Raises DoesNotExist for everybody else: counts go up, names do not."""
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("dissemination", "organisation")
    conference = kept.prefetch_related("half_days", "guests").get(pk=conference_id)
    rows = rows_of(conference, wanted.half_day)
    found = [row for row in rows if wanted.state in ("", row.state) and wanted.method in ("", row.method)]
    name = next(half_day_name(each) for each in conference.half_days.all() if each.pk == wanted.half_day)
    noted = Counter(row.method for row in rows if row.state == PRESENT and row.method)
    by_method = tuple((method, method_name(method), number) for method, number in sorted(noted.items()))
    return PeoplePage(
        conference, wanted.half_day, name, wanted.state, wanted.method, tuple(found), len(rows), by_method
    )


def rows_of(conference: Conference, half_day: int) -> list[PersonRow]:
    """Give everybody who was called to a half day, in the order of names."""
    found = [each for each in presences(conference, standing(conference)) if each.half_day.pk == half_day]
    if not found:
        raise ObjectDoesNotExist(half_day)
    noted = methods(conference)
    return sorted(_rows(found[0], noted), key=_by_name)


def _by_name(row: PersonRow) -> tuple[str, str, int]:
    """Order people as lists here do: by the given name, which stands last, without regard to marks."""
    names = unaccented(row.seat.person.full_name).lower().split()
    return names[-1] if names else "", " ".join(names), row.seat.pk


def _rows(presence: Presence, noted: dict[tuple[str, int], str]) -> list[PersonRow]:
    parts = ((PRESENT, presence.came), (EXCUSED, presence.excused), (ABSENT, presence.missing))
    return [
        PersonRow(seat, state, noted.get((presence.half_day.item, seat.pk), ""))
        for state, seats in parts
        for seat in seats
    ]
