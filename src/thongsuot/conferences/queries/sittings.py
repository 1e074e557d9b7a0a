"""What the doors of the hall decide by, read once and kept by each web worker until it changes: a few kilobytes each.

Thousands of delegates press at the same moment and ask the same few things: is the conference still open, is the half
day today's, which options are right. These are read from the database once a conference, and again only when one of
its moments moved. The number kept is bounded: the one that was asked for longest ago goes first.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import close_old_connections
from django.db.models import Q

from thongsuot.cascade.duties import CalledText
from thongsuot.cascade.models import CourseChange, Dissemination, StudyText
from thongsuot.conferences.models import CheckItem, ComprehensionCheck, Conference
from thongsuot.people.models import EntryCode

MOST_KEPT = 4096  # every commune of the country, with room
LOOK_SECONDS = 1.0
LOOK_BACK = timedelta(seconds=60)  # a change is stamped before it is committed; no transaction of ours lasts so long
TAKEN_BACK_WITHIN = timedelta(days=1)  # a pass lasts no longer


@dataclass(frozen=True, slots=True)
class Sitting:
    """One conference as the doors of the hall need it.

    `half_days` gives each half day's name in the ledger and its day, `right` each question's right options; `texts` are
    what was presented.
    """

    conference: int
    ref: str
    reported_at: datetime | None
    half_days: Mapping[int, tuple[str, date]]
    right: Mapping[int, frozenset[int]]
    texts: tuple[CalledText, ...]


def read_sitting(conference_id: int) -> Sitting:
    """Read one conference for the doors of its hall. Raises DoesNotExist where there is none."""
    held = Conference.objects.select_related("dissemination").prefetch_related("half_days")
    conference = held.get(pk=conference_id)
    items = CheckItem.objects.filter(check_up__conference=conference).select_related("question")
    return Sitting(
        conference=conference.pk,
        ref=conference.ref,
        reported_at=conference.reported_at,
        half_days={each.pk: (each.item, each.on) for each in conference.half_days.all()},
        right={item.question_id: item.question.right for item in items},
        texts=tuple(_texts(conference.dissemination)),
    )


def _texts(drive: Dissemination) -> Iterator[CalledText]:
    rows = StudyText.objects.filter(dissemination=drive).order_by("position")
    for sha256, counts_as in rows.values_list("expression__sha256", "counts_as"):
        yield CalledText(drive.ref, drive.published_at, drive.closed_at, sha256, counts_as or sha256)


class Sittings:
    """What one web worker keeps: sittings, and the entry codes taken back of late. Safe between threads.

    `tidy` runs before the database is asked: these doors stand in front of Django, which would give up connections that
    broke at the beginning of each request.
    """

    def __init__(self, tidy: Callable[[], object] = close_old_connections, most: int = MOST_KEPT) -> None:
        self.clock: Callable[[], float] = time.monotonic
        self.tidy, self.most = tidy, most
        self.kept: OrderedDict[int, Sitting] = OrderedDict()
        self.taken_back: frozenset[int] = frozenset()
        self.lock = threading.Lock()
        self.next_look = -1.0

    def get(self, conference_id: int, now: datetime) -> Sitting:
        """Give a sitting as it stood at most a second ago. Raises DoesNotExist where there is none."""
        self._look(now)
        with self.lock:
            if found := self.kept.get(conference_id):
                self.kept.move_to_end(conference_id)
                return found
        self.tidy()
        found = read_sitting(conference_id)
        with self.lock:
            self.kept[conference_id] = found
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)
        return found

    def is_taken_back(self, code_id: int | None) -> bool:
        """Tell whether an entry code was taken back within the day that a pass lasts."""
        return code_id in self.taken_back

    def _look(self, now: datetime) -> None:
        """Once a second, by whichever thread comes first, forget what changed; the others go on with what is kept."""
        with self.lock:
            if self.clock() < self.next_look:
                return
            self.next_look = self.clock() + LOOK_SECONDS
        self.tidy()
        changed = _changed_since(now - LOOK_BACK)
        gone = EntryCode.objects.filter(revoked_at__gt=now - TAKEN_BACK_WITHIN).values_list("pk", flat=True)
        taken_back = frozenset(gone)
        with self.lock:
            self.taken_back = taken_back
            for conference_id in changed:
                self.kept.pop(conference_id, None)


def _changed_since(moment: datetime) -> list[int]:
    """Name the conferences that were planned anew, got their check, were reported, or whose drive changed since."""
    moved = Q(planned_at__gt=moment) | Q(reported_at__gt=moment)
    drawn = ComprehensionCheck.objects.filter(drawn_at__gt=moment).values("conference")
    turned = CourseChange.objects.filter(changed_at__gt=moment).values("dissemination")
    return list(
        Conference.objects.filter(moved | Q(pk__in=drawn) | Q(dissemination__in=turned)).values_list("pk", flat=True)
    )
