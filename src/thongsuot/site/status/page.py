"""The page of the installation's status: its parts, the work that failed, the work of every day, the versions."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

import django
from django.db import connection
from django.utils.translation import gettext as _

from thongsuot.kernel.errors import refusal_of
from thongsuot.ledger.vitals import vitals
from thongsuot.orgs.models import Seat
from thongsuot.people.models import Person
from thongsuot.site import checks, permissions
from thongsuot.site.status import signs, work
from thongsuot.site.status.signs import Sign
from thongsuot.site.status.work import DailyJob, FailedJob

ORDER = (checks.WRONG, checks.CARE, checks.FINE)


@dataclass(frozen=True, slots=True)
class StatusPage:
    """What is shown; `operates` says whether the reader may set failed work going again."""

    at: datetime
    signs: tuple[Sign, ...]
    failed: tuple[FailedJob, ...]
    daily: tuple[DailyJob, ...]
    versions: tuple[tuple[str, str], ...]
    operates: bool

    @property
    def wrong(self) -> int:
        """Count the parts that must be mended, failed work among them."""
        return sum(sign.level == checks.WRONG for sign in self.signs) + len(self.failed)

    @property
    def care(self) -> int:
        """Count the parts that somebody should look at."""
        return sum(sign.level == checks.CARE for sign in self.signs)


def status_page(by: Seat | Person, now: datetime) -> StatusPage:
    """Look at everything once, the worst first; at most ten queries."""
    permissions.check_see_status(by)
    found, alive = [], vitals()
    for look in (signs.writer, signs.queue, signs.disk, signs.clock):
        found.append(look(alive))
    for look_now in (signs.backup, signs.verification, signs.mail):
        found.append(look_now(now))
    found += [Sign(_("Cấu hình"), each.level, each.sentence) for each in checks.configuration()]
    return StatusPage(
        at=now,
        signs=tuple(sorted(found, key=lambda sign: ORDER.index(sign.level))),
        failed=work.failed_jobs(now),
        daily=work.daily_jobs(),
        versions=_versions(),
        operates=refusal_of(permissions.check_operate, by) is None,
    )


def _versions() -> tuple[tuple[str, str], ...]:
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    number = ".".join(str(part) for part in connection.get_database_version())
    return (
        ("Thông Suốt", version("thongsuot")),
        (database, number),
        ("Django", django.get_version()),
        ("Python", platform.python_version()),
    )
