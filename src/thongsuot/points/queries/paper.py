"""The page on which a signed list comes in."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.conferences.models import Conference, HalfDay
from thongsuot.conferences.queries.delegates import delegates
from thongsuot.conferences.queries.report import half_day_name
from thongsuot.orgs.models import Seat
from thongsuot.points.queries.settling import kept_conference
from thongsuot.points.signedlist import Called, SignedList, read


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A half day, and what a list says of it once one was sent."""

    conference: Conference
    half_day: HalfDay
    half_day_name: str
    text: str
    found: SignedList | None
    names: dict[int, str]

    @property
    def is_whole(self) -> bool:
        """Whether the list can be kept: something on it, and nothing wrong."""
        return self.found is not None and bool(self.found.marks) and not self.found.errors

    @property
    def people(self) -> list[tuple[str, str]]:
        """Give whom the list names with how they stand, in its order."""
        return [(self.names[seat], status) for seat, status in (self.found.marks if self.found else {}).items()]


def paper_page(conference_id: int, half_day_id: int, seat: Seat, text: str) -> PaperPage:
    """Read a list against the delegates of a half day. Raises DoesNotExist for a conference that is not the seat's."""
    conference = kept_conference(conference_id, seat)
    half_day = conference.half_days.get(pk=half_day_id)
    called: list[Called] = []
    if text:
        rows = delegates(conference, half_day.on).values_list("pk", "person__full_name", "person__username")
        called = [Called(*row) for row in rows]
    found = read(text, called) if text else None
    names = {one.seat: one.name for one in called}
    return PaperPage(conference, half_day, half_day_name(half_day), text, found, names)
