"""How long every page takes, how much it asks the database, and how much goes over the wire: a city of 75,000 people.

The city is made by SQL (see the bench `realm`), then its office and clerks act as people do: texts are taken in, a
conference is planned and called, codes are issued. Each request goes through every middleware and the page's templates
in this process; what the network and a browser add is not in it. `page.p95` is of all requests together, after every
page was opened once; `page.first_sheet` is the first view of each sheet of a long law, which is kept afterwards. One
page is told apart: `page.past_day` folds a drive's whole ledger again each time, as a proof of what was said that day.
"""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bench.apart import done_apart
from bench.figures import Figure, samples, timed
from bench.legal_text import act
from bench.publish import WARDS_BY_SIZE, prepare
from bench.realm import CLERK, OFFICE, build, city

PAST = "/quan-triet/1/do-phu/DV-2/ngay/"
LONG = 600_000  # characters of the long law: as long as the longest of the country
CONDITIONS = (
    "{people:,} people in {wards} wards and {cells} cells on SQLite, {pages} pages of four people; sizes are people;"
    " warm, one process, no writer at work; slowest: {slowest}"
)
LINKED = re.compile(rb'(?:href|src)="(/static/[^"]+\.(?:css|js))"')
IMPORTED = re.compile(rb"""(?:@import\s+(?:url\()?|from\s*|import\s*)["']?([^"')\s;]+\.(?:css|js))""")


@dataclass(slots=True)
class Visit:
    """One page of one person: its times in ms by round, its questions to the database, its bytes as sent."""

    name: str
    times: list[float] = field(default_factory=list)
    queries: int = 0
    sent: int = 0
    with_files: int = 0
    status: int = 200


@dataclass(slots=True)
class Measured:
    """What one size gave: every page, the first view of each sheet, and a past day, in ms."""

    visits: list[Visit]
    sheets: list[float]
    past: list[float]


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give the figures of all pages; `quick` means one size and fewer rounds."""
    began, found = time.monotonic(), dict[int, Measured]()
    for wards in WARDS_BY_SIZE[-1:] if quick else WARDS_BY_SIZE:
        found[city(wards).people] = _apart(wards, quick)
    seconds = time.monotonic() - began
    last = found[max(found)]
    wrong = {visit.name: visit.status for each in found.values() for visit in each.visits if visit.status != 200}
    sizes = {str(people): statistics.median(_p95(each.visits)) for people, each in found.items()}
    told = _told(last.visits, wards) + (f"; answered otherwise: {wrong}" if wrong else "")
    yield Figure("page.p95", "ms", _p95(last.visits), seconds, told, sizes, errors=len(wrong)).line()
    for name, unit, most in (
        ("queries", "queries", {visit.name: visit.queries for visit in last.visits}),
        ("first_load", "kB", {visit.name: visit.with_files / 1000 for visit in last.visits}),
        ("later_load", "kB", {visit.name: visit.sent / 1000 for visit in last.visits}),
    ):
        yield Figure(
            f"page.{name}", unit, [max(most.values())], seconds, f"the most of all pages: {_named(most)}"
        ).line()
    told = f"each sheet of a law of {LONG:,} characters, once"
    yield Figure("page.first_sheet", "ms", last.sheets, seconds, told).line()
    sizes = {str(people): statistics.median(each.past) for people, each in found.items()}
    told = "a ward's board of yesterday, folded from the drive's ledger; sizes are people"
    yield Figure("page.past_day", "ms", last.past, seconds, told, sizes).line()


def _told(visits: list[Visit], wards: int) -> str:
    slowest = {visit.name: statistics.median(visit.times) for visit in visits}
    shape = city(wards)
    cells = shape.tiers[-1][1]
    return CONDITIONS.format(
        people=shape.people, wards=wards, cells=cells, pages=len(visits), slowest=_named(slowest, " ms")
    )


def _named(values: Mapping[str, float], unit: str = "") -> str:
    first = sorted(values.items(), key=lambda each: -each[1])[:4]
    return ", ".join(f"{name} {value:.3g}{unit}" for name, value in first)


def _p95(visits: list[Visit]) -> list[float]:
    """Give the 95th percentile of all requests of a round, for each round."""
    rounds = zip(*(visit.times for visit in visits), strict=True)
    return [statistics.quantiles(times, n=20)[-1] for times in rounds]


def _apart(wards: int, quick: bool) -> Measured:
    """Measure one size in a process and a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="thongsuot-page-") as folder:
        return done_apart(measure, folder, wards, quick)


def measure(folder: str, wards: int, quick: bool) -> Measured:
    """Make a city in `folder` and open every page of its people."""
    prepare(folder)
    from django.utils import timezone

    from thongsuot.kernel.clock import day_of
    from thongsuot.ledger import transport
    from thongsuot.ledger.local import LocalWriter
    from thongsuot.site.wiring import FOLDS

    build(city(wards))
    with transport.installed(LocalWriter(FOLDS)):
        return _measured(_lived_in(), quick, f"{PAST}?ngay={day_of(timezone.now()) - timedelta(days=1):%d/%m/%Y}")


def _measured(pages: dict[str, list[str]], quick: bool, yesterday: str) -> Measured:
    _open_house()
    clients = {who: _client(who) for who in pages}
    sheets = _first_views(clients[OFFICE], next(path for path in pages[OFFICE] if "/akn/" in path))
    visits = [_visited(clients[who], path) for who, paths in pages.items() for path in paths]
    for _round in range(3 if quick else 9):
        for visit, (who, path) in zip(visits, ((w, p) for w, paths in pages.items() for p in paths), strict=True):
            visit.times.append(1000 * timed(lambda client=clients[who], at=path: client.get(at)))
    past = [1000 * each for each in samples(3, lambda: clients[OFFICE].get(yesterday))]
    return Measured(visits, sheets, past)


def _open_house() -> None:
    """Let anybody knock, put style sheets and scripts where they are sent from, and settle as what serves does."""
    from django.conf import settings
    from django.core.management import call_command

    from thongsuot.site.serving.memory import settle

    settings.ALLOWED_HOSTS = ["*"]
    call_command("collectstatic", interactive=False, verbosity=0)
    settle()


def _client(username: str) -> Any:
    from django.test import Client

    from thongsuot.people.models import Person

    client = Client(headers={"accept-encoding": "gzip"})
    person = Person.objects.get(username=username)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _visited(client: Any, path: str) -> Visit:
    """Open a page once to warm it up, and once to count what it asks and sends."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    visit = Visit(path)
    with CaptureQueriesContext(connections["default"]) as main, CaptureQueriesContext(connections["ledger"]) as ledger:
        answer = client.get(path)
    visit.status, visit.queries = answer.status_code, len(main) + len(ledger)
    visit.sent = len(answer.content)
    visit.with_files = visit.sent + _files(client, path)
    return visit


def _files(client: Any, path: str) -> int:
    """Add up the style sheets and scripts of a page and those they name in turn, each once, as they are sent."""
    page = client.get(path, headers={"accept-encoding": "identity"}).content
    wanted = [found.decode() for found in LINKED.findall(page)]
    seen: dict[str, int] = {}
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen[name] = len(_body(client, name, "gzip"))
        base = name.rsplit("/", 1)[0]
        named = [found.decode() for found in IMPORTED.findall(_body(client, name, "identity"))]
        wanted += [each if each.startswith("/") else _joined(base, each) for each in named]
    return sum(seen.values())


def _joined(base: str, name: str) -> str:
    from posixpath import normpath

    return normpath(f"{base}/{name}")


def _body(client: Any, name: str, encoding: str) -> bytes:
    return b"".join(client.get(name, headers={"accept-encoding": encoding}).streaming_content)


def _first_views(client: Any, law: str) -> list[float]:
    """Open every sheet of the long law for the first time, in ms each."""
    answer = client.get(f"{law}?trang=2", headers={"accept-encoding": "identity"})  # also loads what all pages share
    last = max(int(number) for number in re.findall(rb"[?]trang=(\d+)", answer.content))
    return [1000 * timed(lambda at=f"{law}?trang={number}": client.get(at)) for number in range(3, last + 1)]


@dataclass(frozen=True, slots=True)
class _Lived:
    """What the pages are about: addresses are made of these."""

    law: str
    text: str
    ward: str
    cell: str
    meeting: int
    half_day: int
    draft: int
    keeper: str
    member: str


def _lived_in() -> dict[str, list[str]]:
    """Let the office and the clerk do what makes pages full; give the pages of each person (a name to sign in by)."""
    from django.utils import timezone

    from thongsuot.cascade.actions.drafting import draft_dissemination
    from thongsuot.cascade.models import StudyText
    from thongsuot.conferences.actions.planning import ConferencePlan, plan_conference
    from thongsuot.corpus.actions.importing import import_document
    from thongsuot.kernel.clock import day_of
    from thongsuot.orgs.models import Seat

    now = timezone.now()
    seats = Seat.objects.select_related("organisation", "person")
    office, clerk = (seats.get(person__username=name) for name in (OFFICE, CLERK))
    keeper = seats.filter(organisation__parent=clerk.organisation_id, role="clerk")[0]
    member = seats.filter(organisation=keeper.organisation_id, role="member")[3]
    law = import_document(act(LONG).encode(), name="luat.txt", by=office, now=now)
    plan = ConferencePlan("Hội nghị", "Hội trường", ((day_of(now), "morning"),))
    held = plan_conference(1, plan=plan, by=clerk, now=now)
    lived = _Lived(
        law=f"/van-ban/{law.work.uri.removeprefix('/')}/",
        text=StudyText.objects.get(dissemination=1).expression.sha256,
        ward=clerk.organisation.code,
        cell=keeper.organisation.code,
        meeting=held.pk,
        half_day=held.half_days.get().pk,
        draft=draft_dissemination(None, by=office, now=now).pk,
        keeper=keeper.person.username,
        member=member.person.username,
    )
    return _pages(lived)


def _pages(lived: _Lived) -> dict[str, list[str]]:
    common = ["/", "/thong-bao/", "/van-ban/", "/quan-triet/", "/quan-triet/1/", "/tai-khoan/phien/"]
    meeting, board = f"/hoi-nghi/{lived.meeting}/", "/quan-triet/1/do-phu/"
    return {
        OFFICE: [
            *common, lived.law, "/van-ban/?tim=cay+bong+mat", "/van-ban/nhap/", board, f"{board}?cap=ward",
            f"{board}?cap=cell&tinh-trang=late", f"{board}{lived.ward}/",
            "/quan-triet/1/so-sanh/", "/quan-triet/1/dieu-chinh/", "/quan-triet/1/thay-doi/", "/quan-triet/ban-tin/",
            f"/quan-triet/{lived.draft}/", "/hoi-nghi/dot/1/", "/don-vi/", f"/don-vi/{lived.ward}/", "/don-vi/nhap/",
        ],
        CLERK: [
            *common, board, "/don-vi/", "/hoi-nghi/", meeting, f"{meeting}diem-danh/{lived.half_day}/",
            f"{meeting}cau-hoi/", f"/don-vi/{lived.cell}/ma-vao/",
        ],
        lived.keeper: [*common, board, "/quan-triet/1/danh-sach-ky/", "/don-vi/", f"/don-vi/{lived.cell}/ma-vao/"],
        lived.member: [*common, f"/quan-triet/1/doc/{lived.text}/", lived.law],
    }  # fmt: skip
