"""The conferences of the founding story: each ward plans one, calls the roll, checks what was understood, reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from django.db import connections
from django.db.models import Q

from thongsuot.cascade.models import Dissemination
from thongsuot.conferences.actions.agenda import set_agenda
from thongsuot.conferences.actions.attending import RollCall, mark_attendance
from thongsuot.conferences.actions.checking import answer_check, draw_check
from thongsuot.conferences.actions.planning import ConferencePlan, end_conference, plan_conference
from thongsuot.conferences.agenda import Line
from thongsuot.conferences.folds import ATTENDED, CHECKED, EXCUSED, PRESENT
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.delegates import delegates
from thongsuot.corpus.models import Expression, Provision
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.ids import key_from
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Level, Seat
from thongsuot.proceedings.actions.reporting import issue_report
from thongsuot.site.demo import city, papers
from thongsuot.site.demo.doors import bring_late
from thongsuot.site.demo.hands import by_many_hands
from thongsuot.site.demo.readers import enough
from thongsuot.understanding.actions.questions import Written, write_question
from thongsuot.understanding.models import QuestionVersion

AFTER = timedelta(days=4)  # the wards meet so long after publishing
WHOLE_WARD = f"{city.CITY_CODE}-02"  # its cells meet, too
QUESTIONS = 5
AGENDA = (
    Line("Khai mạc, giới thiệu đại biểu", "Văn phòng", time(8, 0), 15),
    Line("Giới thiệu văn bản", "Người đứng đầu đơn vị", time(8, 15), 75),
    Line("Thảo luận, trả lời câu hỏi", "", time(9, 30), 60),
    Line("Kiểm tra nhận thức, kết luận", "Người đứng đầu đơn vị", time(10, 30), 30),
)
EXCUSED_EVERY, WRONG_EVERY, REPORTED_EVERY = 37, 5, 3


@dataclass(frozen=True, slots=True)
class Gathering:
    """The drive, who speaks for the city, and the moment the wards meet."""

    drive: Dissemination
    office: Seat
    at: datetime

    @property
    def conferences(self) -> list[Conference]:
        """The wards' conferences, in the order they were planned."""
        kept = Conference.objects.filter(dissemination=self.drive).select_related("organisation", "dissemination")
        return list(kept.prefetch_related("half_days").order_by("pk"))

    @property
    def refs(self) -> list[str]:
        """Their names in the ledger."""
        return [each.ref for each in self.conferences]


def gather(drive: Dissemination, office: Seat, began: datetime) -> Gathering:
    """Set the day of the wards' conferences."""
    return Gathering(drive, office, began + AFTER)


def hold(meeting: Gathering) -> tuple[bool, int, str]:
    """Let the head of every ward, and of every cell of one, plan its conference for one morning."""
    day = day_of(meeting.at)
    heads = _keepers(day)
    plan = ConferencePlan("Hội nghị quán triệt", "Hội trường", ((day, "morning"),))
    for seat in heads:
        kept = plan_conference(meeting.drive.pk, plan=plan, by=seat, now=meeting.at - timedelta(days=2))
        if seat.organisation.level == Level.WARD:  # its cells follow
            set_agenda(kept.pk, lines=AGENDA, by=seat, now=meeting.at - timedelta(days=2))
    held = Conference.objects.filter(dissemination=meeting.drive, half_days__on=day).distinct()
    wards = held.filter(organisation__level=Level.WARD).count()
    detail = f"{wards} phường, xã và {held.count() - wards} chi bộ lên lịch và họp"
    return held.count() == len(heads), wards, detail


def attend(meeting: Gathering) -> tuple[bool, int, str]:
    """Call the roll of every ward, one sheet each, and count the people found present again in the states.

    The first ward has no network: its point's device brings those present two days later, twice and backwards.
    """
    heads = {seat.organisation_id: seat for seat in _keepers(day_of(meeting.at))}
    called, came_once = 0, False
    for at, conference in enumerate(meeting.conferences):
        (half_day,) = conference.half_days.all()
        seats = list(delegates(conference, half_day.on).values_list("pk", flat=True))
        marks = {seat: EXCUSED if seat % EXCUSED_EVERY == 0 else PRESENT for seat in seats}
        called += sum(status == PRESENT for status in marks.values())
        by, key = heads[conference.organisation_id], key_from("demo", "roll", conference.pk)
        if at == 0:
            here = [seat for seat, status in marks.items() if status == PRESENT]
            came_once = bring_late(conference, half_day, here, by, meeting.at)
            marks = {seat: status for seat, status in marks.items() if status != PRESENT}
        if marks:
            mark_attendance(conference.pk, call=RollCall(half_day.pk, marks), by=by, now=meeting.at, key=key)
    present = SeatState.objects.filter(scope__in=meeting.refs, step=ATTENDED, status=PRESENT).values("seat")
    people = Seat.objects.filter(pk__in=list(present.values_list("seat", flat=True))).values("person_id").distinct()
    found = people.count()
    ok = present.count() == called and came_once and found >= enough()
    return ok, found, f"{called} lượt có mặt, {found} người"


def check(meeting: Gathering) -> tuple[bool, int, str]:
    """Write five questions at the city, draw them in every ward, and let everybody present answer."""
    questions = _bank(meeting)
    heads = {seat.organisation_id: seat for seat in _keepers(day_of(meeting.at))}
    conferences = meeting.conferences
    for conference in conferences:
        chosen = tuple(each.pk for each in questions)
        draw_check(conference.pk, questions=chosen, by=heads[conference.organisation_id], now=meeting.at)
    asked = sum(by_many_hands(partial(_answer_all, meeting, questions), conferences))
    answered = SeatState.objects.filter(scope__in=meeting.refs, step=CHECKED).values_list("seat", flat=True)
    people = Seat.objects.filter(pk__in=list(answered)).values("person_id").distinct().count()
    detail = f"{people} người trả lời {len(questions)} câu"
    return len(answered) == asked and people >= enough(), people, detail


def report(meeting: Gathering) -> tuple[bool, int, str]:
    """Let the wards end their conferences, and a third of them report already."""
    heads = {seat.organisation_id: seat for seat in _keepers(day_of(meeting.at))}
    later, wanted = meeting.at + timedelta(hours=4), 0
    for at, conference in enumerate(meeting.conferences):
        by = heads[conference.organisation_id]
        end_conference(conference.pk, by=by, now=later)
        if at % REPORTED_EVERY == 0:
            issue_report(conference.pk, by=by, now=later)
            wanted += 1
    reported = Conference.objects.filter(dissemination=meeting.drive, report__isnull=False).count()
    agrees, kinds = papers.agree(meeting.drive)
    return agrees and reported == wanted > 0, reported, f"{reported} báo cáo kết quả ({kinds})"


def _keepers(day: date) -> list[Seat]:
    meets = Q(organisation__level=Level.WARD) | Q(organisation__parent__code=WHOLE_WARD)
    heads = Seat.objects.filter(meets, role=Seat.Role.HEAD)
    return list(heads.held_on(day).select_related("organisation", "post", "person").order_by("pk"))


def _bank(meeting: Gathering) -> list[QuestionVersion]:
    text = meeting.drive.texts.order_by("position")[0].expression
    written = [*_about_articles(text), *_about_the_text(text)][:QUESTIONS]
    return [write_question(each, by=meeting.office, now=meeting.at - timedelta(days=1)) for each in written]


def _about_articles(text: Expression) -> list[Written]:
    """Ask of articles what they are about; the wrong options are the names of others."""
    rows = Provision.objects.filter(expression=text, kind="article", component=0).exclude(heading="")
    named = [
        (eid, num, " ".join(heading.split())[:200]) for eid, num, heading in rows.values_list("eid", "num", "heading")
    ]
    return [
        Written(
            text.pk,
            eid,
            QuestionVersion.Kind.SINGLE,
            f"Điều {num} quy định về nội dung nào?",
            (heading, named[at - 1][2], named[at - 2][2]),
            frozenset({0}),
        )
        for at, (eid, num, heading) in enumerate(named)
        if len({heading, named[at - 1][2], named[at - 2][2]}) == 3
    ]


def _about_the_text(text: Expression) -> list[Written]:
    """Ask what can be asked of any text, where it has too few named articles."""
    facts = (
        f"Văn bản vừa học là {text.work.type_label} {text.work.number}.",
        f"Văn bản vừa học có {text.articles} điều.",
        f"Văn bản vừa học có {text.chapters} chương.",
        f"Văn bản vừa học do {text.work.issuer or 'cơ quan có thẩm quyền'} ban hành.",
        f"Lời của văn bản này là bản thứ {text.ordinal} trong kho.",
    )
    kind, options = QuestionVersion.Kind.TRUE_FALSE, ("Đúng", "Sai")
    return [Written(text.pk, "", kind, fact, options, frozenset({0})) for fact in facts]


def _answer_all(meeting: Gathering, questions: Sequence[QuestionVersion], conferences: Sequence[Conference]) -> int:
    """Hand in the sheets of everybody present in these conferences."""
    try:
        return sum(_answer_one(meeting, questions, conference) for conference in conferences)
    finally:
        connections.close_all()


def _answer_one(meeting: Gathering, questions: Sequence[QuestionVersion], conference: Conference) -> int:
    present = SeatState.objects.in_scope(conference.ref).filter(step=ATTENDED, status=PRESENT)
    ids = set(present.values_list("seat", flat=True))
    seats = [seat for seat in delegates(conference, day_of(meeting.at)) if seat.pk in ids]
    for seat in seats:
        wrong = questions[2].pk if seat.pk % WRONG_EVERY == 0 else 0
        answers = {each.pk: frozenset({1}) if each.pk == wrong else each.right for each in questions}
        answer_check(conference.pk, answers=answers, by=seat, now=meeting.at + timedelta(hours=3))
    return len(seats)
