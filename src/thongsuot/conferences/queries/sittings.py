"""What the doors of the hall decide by, read once and kept by each web worker until it changes: a few kilobytes each.

Thousands of delegates press at the same moment and ask the same few things: is the conference still open, is the half
day today's, which options are right. These are read from the database once a conference, and again only when one of
its moments moved. The number kept is bounded: the one that was read longest ago goes first.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import close_old_connections
from django.db.models import Q

from thongsuot.cascade.duties import CalledText
from thongsuot.cascade.models import CourseChange, Dissemination, StudyText
from thongsuot.conferences.models import CheckItem, ComprehensionCheck, Conference, HalfDay
from thongsuot.people.models import EntryCode
from thongsuot.understanding.models import QuestionVersion

MOST_KEPT = 4096  # every commune of the country, with room
READ_TOGETHER = 64
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
    return read_sittings(conference_id, 1)[conference_id]


def read_sittings(conference_id: int, most: int) -> dict[int, Sitting]:
    """Read one conference and those that follow it in its drive, as many as `most` in all: a morning is for all halls.

    Raises DoesNotExist where there is none.
    """
    drive = Conference.objects.select_related("dissemination").get(pk=conference_id).dissemination
    following = Conference.objects.filter(dissemination=drive, pk__gte=conference_id).order_by("pk")[:most]
    conferences = {each.pk: each for each in following}
    half_days = _half_days(conferences)
    right, texts = _right(conferences), tuple(_texts(drive))
    return {
        each.pk: Sitting(each.pk, each.ref, each.reported_at, half_days[each.pk], right[each.pk], texts)
        for each in conferences.values()
    }


def _half_days(conferences: Collection[int]) -> dict[int, dict[int, tuple[str, date]]]:
    found: dict[int, dict[int, tuple[str, date]]] = {pk: {} for pk in conferences}
    for each in HalfDay.objects.filter(conference__in=list(conferences)):
        found[each.conference_id][each.pk] = (each.item, each.on)
    return found


def _right(conferences: Collection[int]) -> dict[int, dict[int, frozenset[int]]]:
    """Give the right options of the questions of each conference; most ask the same few, so each is read once."""
    items = CheckItem.objects.filter(check_up__conference__in=list(conferences))
    asked = list(items.values_list("check_up__conference", "question"))
    questions = QuestionVersion.objects.in_bulk({question for _conference, question in asked})
    right = {pk: each.right for pk, each in questions.items()}
    found: dict[int, dict[int, frozenset[int]]] = {pk: {} for pk in conferences}
    for conference, question in asked:
        found[conference][question] = right[question]
    return found


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
        self.kept: dict[int, Sitting] = {}
        self.taken_back: frozenset[int] = frozenset()
        self.lock, self.reading = threading.Lock(), threading.Lock()
        self.next_look = -1.0

    def get(self, conference_id: int, now: datetime) -> Sitting:
        """Give a sitting as it stood at most a second ago. Raises DoesNotExist where there is none."""
        if self.clock() >= self.next_look:
            self._look(now)
        return self.kept.get(conference_id) or self._read(conference_id)

    def _read(self, conference_id: int) -> Sitting:
        """Read a sitting and those after it, by one thread at a time: a hall that presses at once is read once."""
        with self.reading:
            if found := self.kept.get(conference_id):
                return found
            self.tidy()
            read = read_sittings(conference_id, READ_TOGETHER)
            with self.lock:
                self.kept.update(read)
                while len(self.kept) > self.most:
                    self.kept.pop(next(iter(self.kept)))
        return read[conference_id]

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
