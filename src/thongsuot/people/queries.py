"""What the page of one's own sessions shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.kernel.clock import day_of
from thongsuot.people.models import OpenSession, Person


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One open session in words; the reader's own comes first."""

    session: OpenSession
    is_current: bool
    is_today: bool

    @property
    def device(self) -> str:
        """Say what it is open on, as far as it said so itself."""
        known = {"browser": self.session.browser, "system": self.session.system}
        if all(known.values()):
            return _("%(browser)s trên %(system)s") % known
        return self.session.browser or self.session.system or _("Thiết bị không nói rõ là gì")


def sessions_of(person: Person, current: int | None, now: datetime) -> list[SessionLine]:
    """List the sessions of one person that still open something."""
    rows = OpenSession.objects.of(person).alive(now)
    lines = [SessionLine(row, row.pk == current, row.seen_on == day_of(now)) for row in rows]
    return sorted(lines, key=lambda line: not line.is_current)


def others_of(person: Person, current: int | None, wanted: str, now: datetime) -> list[int]:
    """Give the ids of the person's other sessions: the one wanted, or all where none is named."""
    others = [line.session.pk for line in sessions_of(person, current, now) if not line.is_current]
    return [pk for pk in others if not wanted or str(pk) == wanted]


def said_of_ending(any_ended: bool) -> str:
    """Say what ending sessions came to."""
    if any_ended:
        return _("Đã kết thúc. Thiết bị ấy phải đăng nhập lại mới vào được.")
    return _("Không còn phiên nào khác để kết thúc.")
