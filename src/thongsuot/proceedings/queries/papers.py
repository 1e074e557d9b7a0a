"""What was written about a conference: the text to show, drafted from the facts where nobody wrote yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist

from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.report import ResultReport, half_day_name, result_report
from thongsuot.orgs.models import Seat
from thongsuot.orgs.queries.letterheads import letterhead_of
from thongsuot.papers.paper import OfficialPaper, lowered
from thongsuot.proceedings.drafts import drafted, paper_of
from thongsuot.proceedings.heads import head_of
from thongsuot.proceedings.models import ConferencePaper
from thongsuot.proceedings.queries.rows import rows_of
from thongsuot.proceedings.rules import WRITTEN
from thongsuot.proceedings.signing import signing_list


@dataclass(frozen=True, slots=True)
class WritingPage:
    """One paper: its text in the version shown (0 is the draft from the facts), and the versions there are."""

    conference: Conference
    kind: str
    text: str
    shown: int
    versions: tuple[ConferencePaper, ...]
    report: ResultReport

    @property
    def name(self) -> str:
        """Name the kind of paper."""
        return str(ConferencePaper.Kind(self.kind).label)

    @property
    def newest(self) -> int:
        """The number of the newest version, 0 where none is kept."""
        return self.versions[0].ordinal if self.versions else 0

    @property
    def paper(self) -> OfficialPaper:
        """Give it as an official paper."""
        return paper_of(self.kind, self.text, self.report)


def writing_page(conference_id: int, kind: str, seat: Seat, today: date, version: str = "") -> WritingPage:
    """Show a keeper a paper. Raises DoesNotExist for everybody else and for a kind that nobody writes."""
    if kind not in WRITTEN:
        raise ObjectDoesNotExist(kind)
    conference = _kept(conference_id, seat)
    versions = tuple(ConferencePaper.objects.filter(conference=conference, kind=kind))
    chosen = [each for each in versions if str(each.ordinal) == version] or list(versions[:1])
    report = result_report(conference, today)
    text = chosen[0].told["text"] if chosen and version != "0" else drafted(kind, report)
    shown = chosen[0].ordinal if chosen and version != "0" else 0
    return WritingPage(conference, kind, text, shown, versions, report)


def signing_paper(conference_id: int, half_day: int, seat: Seat, today: date) -> OfficialPaper:
    """Give the list that people sign in a half day, to a keeper. Raises DoesNotExist for everybody else."""
    conference = _kept(conference_id, seat)
    rows, unit = rows_of(conference, half_day), conference.organisation
    name = next(half_day_name(each) for each in conference.half_days.all() if each.pk == half_day)
    head = head_of(letterhead_of(unit), "", today)
    return signing_list(head, f"{conference.title}, {lowered(name)}", rows, unit.pk)


def _kept(conference_id: int, seat: Seat) -> Conference:
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("organisation__parent", "dissemination")
    return kept.prefetch_related("half_days", "guests").get(pk=conference_id)
