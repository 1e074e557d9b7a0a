"""The founding story: a report and its texts go in, 94 wards get duties, people acknowledge, the record is checked."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from thongsuot.cascade.actions import counting, drafting, notices, reading
from thongsuot.cascade.audience import everybody, suggested_deadlines
from thongsuot.cascade.folds import ACKNOWLEDGED, READ
from thongsuot.cascade.models import Dissemination, Finding, Notice, UnitDuty
from thongsuot.cascade.queries.texts import candidates
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.models import Expression, Work
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.ids import key_from
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import verification
from thongsuot.ledger.models import Entry, SeatState
from thongsuot.orgs import workbook
from thongsuot.orgs.actions.importing import import_organisation
from thongsuot.orgs.models import Level, Organisation, Seat
from thongsuot.people.models import Person
from thongsuot.site import backups
from thongsuot.site.demo import city, meetings
from thongsuot.site.demo.agreement import disagreements
from thongsuot.site.demo.cast import cast
from thongsuot.site.demo.hands import by_many_hands
from thongsuot.site.demo.readers import enough, readers
from thongsuot.site.demo.sources import typed_texts
from thongsuot.site.demo.steps import Story
from thongsuot.site.sources import Source

AGO = timedelta(days=20)
TO_CITY = timedelta(days=2)


@dataclass(slots=True)
class Telling:
    """What the parts hand on to each other."""

    scale: str
    sources: Sequence[Source]
    now: datetime
    folder: Path
    texts: list[Expression] = field(default_factory=list)
    drive: Dissemination | None = None
    notice: Notice | None = None
    people: list[dict[str, str]] = field(default_factory=list)

    @property
    def began(self) -> datetime:
        """The day the story begins, so that by now some of it is done, some late and some still to come."""
        return self.now - AGO

    @property
    def office(self) -> Seat:
        return _seat_of(city.OFFICE)

    @property
    def report(self) -> Source | None:
        return next((source for source in self.sources if source.is_report), None)


def tell(telling: Telling, story: Story) -> None:
    """Tell the whole story, part by part, and stop where one fails."""
    parts = [
        ("organisation.imported", lambda: import_city(telling)),
        ("work.read", lambda: read_texts(telling)),
        *([("notice.read", lambda: read_report(telling))] if telling.report else []),
        ("dissemination.published", lambda: publish(telling)),
        ("reading.acknowledged", lambda: acknowledge(telling)),
        ("coverage.agrees", lambda: compare(telling)),
        *_conferences(telling),
        ("ledger.verified", lambda: verify(telling)),
        ("backup.restored", lambda: back_up_and_restore(telling)),
    ]
    for name, part in parts:
        if not story.tell(name, part):
            return


def _conferences(telling: Telling) -> list[tuple[str, Callable[[], tuple[bool, int, str]]]]:
    """Give the parts of the wards' conferences; each finds the drive that an earlier part published."""

    def part(step: Callable[[meetings.Gathering], tuple[bool, int, str]]) -> Callable[[], tuple[bool, int, str]]:
        def told() -> tuple[bool, int, str]:
            assert telling.drive is not None  # noqa: S101  # published before
            return step(meetings.gather(telling.drive, telling.office, telling.began))

        return told

    return [
        ("conference.held", part(meetings.hold)),
        ("attendance.merged", part(meetings.attend)),
        ("comprehension.checked", part(meetings.check)),
        ("conference.reported", part(meetings.report)),
    ]


def import_city(telling: Telling) -> tuple[bool, int, str]:
    """Write the fictional city as a workbook and take it in as any office would."""
    path = telling.folder / "an-hai.xlsx"
    city.city_workbook(path, telling.scale)
    with path.open("rb") as file:
        rows = workbook.read(file).rows
    began = telling.began - timedelta(days=1)
    import_organisation(rows, by=Person.objects.filter(is_administrator=True).first(), now=began)
    people = Person.objects.filter(seats__isnull=False).distinct().count()
    units = Organisation.objects.count()
    ok = people == len({row.username for row in rows.people}) and units == len(rows.units)
    return ok, people, f"{units} đơn vị, {people} người, {Seat.objects.count()} vị trí"


def read_texts(telling: Telling) -> tuple[bool, int, str]:
    """Take in the texts to study; a report alone gets the two typed by us in their place."""
    own = [source for source in telling.sources if not source.is_report]
    stand_in = not own
    chosen = typed_texts() if stand_in else own
    telling.texts = [
        import_document(source.content, name=source.name, by=None, now=telling.began, is_stand_in=_is_typed(source))
        for source in chosen
    ]
    works = Work.objects.filter(expressions__in=telling.texts).distinct().count()
    whole = all(_tiles(text) for text in telling.texts)
    names = ", ".join(f"{text.work} ({text.chapters} chương, {text.articles} điều)" for text in telling.texts)
    return whole and works == len(telling.texts), works, f"{names}{'; bản soạn thay' if stand_in else ''}"


def _is_typed(source: Source) -> bool:
    return any(source.content == each.content for each in typed_texts())


def _tiles(text: Expression) -> bool:
    """Tell whether the rows of a wording hold its whole text: everything stands in one of them."""
    rows = sorted(text.provisions.values_list("start", "end"))
    reached = 0
    for start, end in rows:
        if text.text[reached:start].strip():
            return False
        reached = max(reached, end)
    return bool(rows) and not text.text[reached:].strip()


def read_report(telling: Telling) -> tuple[bool, int, str]:
    """Receive the report, accept what was read, and choose the texts it means."""
    report = telling.report
    assert report is not None  # noqa: S101  # told only where there is one
    by, upload = telling.office, notices.Upload(report.content, report.name)
    notice = telling.notice = notices.receive_notice(upload, by=by, now=telling.began)
    found = list(notice.findings.filter(kind=Finding.Kind.WORK))
    stood_in = 0
    for finding, text in zip(found, telling.texts, strict=False):
        own = finding.expression or next(iter(candidates(finding.values.get("number"))), None)
        stood_in += own is None
        decision = notices.Decision(Finding.Decision.ACCEPTED, expression=(own or text).pk)
        notices.decide_finding(finding.pk, decision=decision, by=by, now=telling.began)
    notices.accept_findings(notice.pk, by=by, now=telling.began)
    in_place = all(notice.text[each.start : each.end] for each in notice.findings.all())
    works = Finding.objects.filter(notice=notice, kind=Finding.Kind.WORK).count()
    detail = f"{notice.findings.count()} chi tiết; {stood_in} văn bản dùng bản soạn thay"
    return in_place and bool(notice.text), works, detail if works else f"{detail}; bản tin không nêu văn bản nào"


def publish(telling: Telling) -> tuple[bool, int, str]:
    """Draft from the report or from the texts alone, set whom and by when, and publish to every unit."""
    by, began, day = telling.office, telling.began, day_of(telling.began)
    drive = drafting.draft_dissemination(telling.notice.pk if telling.notice else None, by=by, now=began)
    texts = tuple(drive.texts.values_list("expression_id", flat=True)) or tuple(text.pk for text in telling.texts)
    plan = drafting.DisseminationPlan(
        title="" if telling.notice else f"Quán triệt {telling.texts[0].work}",
        message="Đọc hết trước buổi sinh hoạt chi bộ.",
        expressions=texts,
        audience=everybody(),
        deadlines=suggested_deadlines(day + TO_CITY),
    )
    drafting.plan_dissemination(drive.pk, plan=plan, by=by, now=began)
    drive = telling.drive = drafting.publish_dissemination(drive.pk, by=by, now=began)
    duties = UnitDuty.objects.filter(dissemination=drive)
    wards = duties.at_level(Level.WARD).count()
    ok = (
        wards == Organisation.objects.filter(level=Level.WARD).count()
        and duties.count() == Organisation.objects.count()
    )
    return ok, wards, f"{drive.title}: {duties.count()} đơn vị nhận việc"


def acknowledge(telling: Telling) -> tuple[bool, int, str]:
    """Let at least a thousand people open and acknowledge every text, each by the action that the page calls."""
    drive = telling.drive
    assert drive is not None  # noqa: S101  # published before
    hashes = list(drive.texts.values_list("expression__sha256", flat=True))
    chosen = readers(drive, telling.began, telling.now)
    by_many_hands(partial(_read_and_acknowledge, drive.pk, hashes), chosen)
    done = _finished(drive, hashes)
    wanted = len({seat.person_id for seat, _at in chosen})
    return done == wanted and done >= enough(), done, f"{done} người xác nhận đủ {len(hashes)} văn bản"


def _read_and_acknowledge(drive_id: int, hashes: Sequence[str], people: Sequence[tuple[Seat, datetime]]) -> None:
    """Do what these people do, one after the other."""
    try:
        for seat, at in people:
            for sha256 in hashes:
                reading.open_text(drive_id, expression=sha256, by=seat, now=at)
                key = key_from("demo", drive_id, sha256, seat.person_id)
                reading.acknowledge(drive_id, expression=sha256, by=seat, now=at, key=key)
    finally:
        connections.close_all()


def _finished(drive: Dissemination, hashes: Sequence[str]) -> int:
    """Count the people whose seats acknowledged every text, from the ledger's states."""
    per_text = [
        set(
            SeatState.objects.in_scope(drive.ref)
            .at_step(sha256, READ)
            .filter(status=ACKNOWLEDGED)
            .values_list("seat", flat=True)
        )
        for sha256 in hashes
    ]
    seats = set.intersection(*per_text) if per_text else set()
    return Seat.objects.filter(pk__in=seats).values("person_id").distinct().count()


def compare(telling: Telling) -> tuple[bool, int, str]:
    """Hold every fraction of the coverage pages against the entries themselves, counted again from their bytes."""
    assert telling.drive is not None  # noqa: S101  # published before
    compared, wrong = disagreements(telling.drive, telling.office, telling.now)
    wrong += counting.recount_obliged(False)
    return not wrong, compared, wrong[0] if wrong else f"{compared} con số khớp với sổ"


def verify(telling: Telling) -> tuple[bool, int, str]:
    """Hand out the last passwords and codes, move everything recorded into the ledger, and check it whole."""
    telling.people = cast(telling.now)
    ledger.drain()
    findings = verification.verify(settings.HEAD_KEYS, settings.DATA / "heads")
    entries = Entry.objects.count()
    return not findings and entries > 0, entries, findings[0] if findings else f"{entries} mục, không sai mục nào"


def back_up_and_restore(telling: Telling) -> tuple[bool, int, str]:
    """Back everything up and restore it beside, as an administrator would; count the entries that came back.

    One database that was lent cannot hold the second copy: on PostgreSQL the backup is read again to its end instead.
    """
    entries = Entry.objects.count()
    with TemporaryDirectory(prefix="thongsuot-restored-") as folder:
        file = Path(folder) / "sao-luu.tar.gz"
        made = backups.make(file, telling.folder, now=timezone.now())
        if connection.vendor == "postgresql":
            checked = backups.check(file)
            return checked == made and made.ledger[0] == entries, made.ledger[0], f"{made.ledger[0]} mục, đã đọc lại"
        command = [sys.executable, "-m", "thongsuot.site.cli", "--data", f"{folder}/lai", "restore", str(file)]
        done = subprocess.run(command, capture_output=True, text=True)
        back = _entries_in(Path(folder) / "lai" / "ledger.sqlite3") if done.returncode == 0 else 0
    return back == entries, back, done.stderr.strip() or f"{back} mục trở lại, sổ vẫn khớp"


def _entries_in(ledger_file: Path) -> int:
    with closing(sqlite3.connect(f"file:{ledger_file}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM ledger_entry").fetchone()[0])


def _seat_of(username: str) -> Seat:
    return Seat.objects.select_related("organisation", "post", "person").get(person__username=username)
