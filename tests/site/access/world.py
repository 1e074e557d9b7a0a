"""A ward with one thing of every kind, and everybody who might knock at its doors."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cascade.told import hash_of
from tests.corpus import papers
from tests.factories import (
    NOW,
    Four,
    make_dissemination,
    make_expression,
    make_four,
    make_notice,
    make_person,
    make_post,
    make_seat,
    make_unit,
)
from tests.orgs.lists import AN, workbook_of
from tests.proceedings.pictures import picture
from tests.site.status import failed_job
from thongsuot.cascade.actions.approving import ask_for_approval, propose_dissemination
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.naming import Named, make_exception
from thongsuot.cascade.actions.ordering import order_publishing
from thongsuot.cascade.actions.paper import SignedSheet, enter_paper
from thongsuot.cascade.actions.reading import Words, ask
from thongsuot.cascade.audience import suggested_deadlines
from thongsuot.cascade.models import AudienceException, Dissemination, Proposal, PublishOrder
from thongsuot.conferences.actions.arranging import ask_excuse, join_conference
from thongsuot.conferences.actions.attending import RollCall, mark_attendance
from thongsuot.conferences.actions.checking import draw_check
from thongsuot.conferences.actions.materials import NewMaterial, attach_material
from thongsuot.conferences.actions.planning import ConferencePlan, end_conference, plan_conference
from thongsuot.conferences.models import Conference
from thongsuot.corpus.actions.importing import Incoming, import_document
from thongsuot.corpus.actions.reviewing import review_import
from thongsuot.corpus.models import Citation
from thongsuot.files import staging
from thongsuot.files.models import StoredFile
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal
from thongsuot.kernel.ids import new_key
from thongsuot.notices.actions import set_address
from thongsuot.notices.mailing import stop_token
from thongsuot.orgs import working
from thongsuot.orgs.actions.delegations import Grant, delegate
from thongsuot.orgs.actions.intakes import hand_in_list
from thongsuot.orgs.actions.tokens import issue_api_token
from thongsuot.orgs.models import Level, Seat
from thongsuot.people.actions import issue_entry_code
from thongsuot.people.models import Person
from thongsuot.points.actions.noting import take_roster
from thongsuot.points.actions.placing import PointPlan, add_point
from thongsuot.proceedings.actions.certifying import issue_certificates
from thongsuot.proceedings.actions.gathering import attach_photo
from thongsuot.proceedings.actions.reporting import issue_report
from thongsuot.proceedings.models import Certificate
from thongsuot.understanding.actions.checks import CheckPlan, begin_attempt, name_trainer, open_check
from thongsuot.understanding.actions.questions import Written, write_question
from thongsuot.understanding.actions.reflections import TaskPlan, hand_in_reflection, save_reflection, set_task
from thongsuot.understanding.models import Criterion, QuestionVersion

RELATIONS = ("own", "above", "below", "stranger")
PHOTO = b"\xff\xd8\xff\xe0 a photo of a signed list"
CITING = papers.TEXT.replace("Điều 3. Hiệu lực\n", "Điều 3. Hiệu lực\nTheo khoản 1 Điều 2 của Quy định này.\n")


@dataclass(frozen=True, slots=True)
class World:
    """The four units around the ward, a seat for each role in each of them, and what belongs to the ward."""

    four: Four
    seats: dict[tuple[str, str], Seat]  # (role, relation) → seat
    administrator: Person
    things: dict[str, Any] = field(default_factory=dict)

    def who(self, role: str, relation: str = "own") -> Seat:
        """Give the seat of a role in the ward, or in a unit that stands so to it."""
        return self.seats[(role, relation)]

    def granting(self) -> dict[str, Any]:
        """Give what the form says in which the ward's head has its member act for them."""
        today = f"{day_of(timezone.now()):%d/%m/%Y}"
        form = {"deputy": self.who("member").pk, "powers": ["codes"], "valid_from": today, "valid_to": today}
        return {**form, "basis": "Giấy ủy quyền số 3"}

    def drive(self, **changes: Any) -> Dissemination:
        """Publish a drive of the ward, for itself and its cell."""
        return make_dissemination(self.who("office"), **changes)


def make_world() -> World:
    """Seat a person for every role and relation, then let the ward's people make one thing of each kind."""
    four = make_four()
    units = {"own": four.ward, "above": four.city, "below": four.cell, "stranger": four.other_ward}
    seats = {
        (role, relation): make_seat(make_person(f"{role} {relation}"), unit, role=role)
        for role in Seat.Role.values
        for relation, unit in units.items()
    }
    keeper = make_person("Quản trị", username="quan-tri", is_administrator=True)
    world = World(four, seats, keeper)
    for make in (_seats_and_codes, _drives, _study, _conferences, _documents, _lists):
        world.things.update(make(world))
    return world


def _seats_and_codes(world: World) -> dict[str, Any]:
    now, ward, member = timezone.now(), world.four.ward, world.who("member")
    signer = make_seat(make_person("Người ký giấy"), ward)
    last = day_of(now) + timedelta(days=9)
    grant = Grant(("answers",), day_of(now), last, "Giấy ủy quyền số 2")
    token, _text = issue_api_token("Thử", expires_on=day_of(now) + timedelta(days=9), by=member, now=now)
    box = set_address("thanh-vien@example.vn", by=member, now=now)
    return {
        "signer": signer,
        "acting": make_seat(unit=ward, post=make_post("Bí thư", kind="leader"), capacity="acting", valid_to=last),
        "delegation": delegate(signer.pk, grant=grant, by=world.who("head"), now=now),
        "late": make_seat(unit=ward),
        "token": token,
        "agency": make_unit("Đảng ủy Khối", parent=world.four.city, level=Level.CITY, code="AH-K"),
        "stop": stop_token(box),
        "job": failed_job(now),
        "code": issue_entry_code(signer.person_id, by=world.who("clerk"), now=now, unit_id=ward.pk),
    }


def _drives(world: World) -> dict[str, Any]:
    office, now, first = world.who("office"), timezone.now(), make_expression()
    closed = world.drive()
    close_dissemination(closed.pk, by=office, now=now, reason="Xong.")
    notice = make_notice(office)
    return {
        "drive": make_dissemination(office, first),
        "newer": make_expression(work=first.work, text="Điều 1. Phạm vi\nLời mới.\nĐiều 2. Hiệu lực\nNgay."),
        "older": first,
        "draft": world.drive(published=False),
        "closed": closed,
        "proposal": _proposed(world),
        "ordered": _ordered(world),
        "named": _named(world),
        "handed_down": make_dissemination(world.who("office", "above")),
        "notice": notice,
        "finding": notice.findings.order_by("position")[0],
    }


def _proposed(world: World) -> Proposal:
    """Lay a draft of the ward before its head, who asks for that this once."""
    head, now = world.who("head"), timezone.now()
    draft = world.drive(published=False)
    ask_for_approval(True, by=head, now=now)
    proposal = propose_dissemination(draft.pk, by=world.who("office"), now=NOW)
    ask_for_approval(False, by=head, now=now)
    return proposal


def _named(world: World) -> AudienceException:
    """Exempt a member of the ward by name in a draft."""
    office, draft = world.who("office"), world.drive(published=False)
    named = Named(world.who("member").pk, "excluded", "Đi học xa.")
    return make_exception(draft.pk, named=named, by=office, now=timezone.now())


def _ordered(world: World) -> PublishOrder:
    """Let a draft of the ward go out tomorrow."""
    now = timezone.now()
    days = suggested_deadlines(day_of(now) + timedelta(days=9))
    draft = world.drive(published=False, deadlines=days)
    return order_publishing(draft.pk, at=now + timedelta(days=1), by=world.who("office"), now=now)


def _study(world: World) -> dict[str, Any]:
    now, drive, text = timezone.now(), world.things["drive"], hash_of(world.things["drive"])
    words = Words(text, "Hẹn lại được mấy lần?", "art_2")
    question = ask(drive.pk, words=words, by=world.who("member"), now=now, key=new_key())
    signed = SignedSheet(PHOTO, "danh-sach.jpg", day_of(now), (world.things["signer"].pk,))
    sheet = enter_paper(drive.pk, sheet=signed, by=world.who("clerk"), now=now, key=new_key())
    return {"question": question, "sheet": sheet, "line": sheet.lines.get(), "text": text}


def _conferences(world: World) -> dict[str, Any]:
    clerk, now = world.who("clerk"), timezone.now()
    checked, question = _meeting(world, world.things["drive"])
    draw_check(checked.pk, questions=(question.pk,), by=clerk, now=now)
    ended, other = _meeting(world, world.drive())
    call = RollCall(ended.half_days.get().pk, {world.who("member").pk: "present"})
    mark_attendance(ended.pk, call=call, by=clerk, now=now, key=new_key())
    end_conference(ended.pk, by=clerk, now=now)
    issue_certificates(ended.pk, by=clerk, now=now)
    reported, _question = _meeting(world, world.drive())
    end_conference(reported.pk, by=clerk, now=now)
    issue_report(reported.pk, by=clerk, now=now)
    point = add_point(checked.pk, plan=PointPlan("Hội trường A"), by=clerk, now=now)
    take_roster(point.pk, device="mot-may", by=clerk, now=now)
    return {
        "conference": checked,
        "point": point,
        "half_day": checked.half_days.get(),
        "check_question": question,
        "material": attach_material(checked.pk, material=NewMaterial(b"De cuong.", "a.txt"), by=clerk, now=now),
        "conference_photo": attach_photo(checked.pk, content=picture(), caption="Hội trường", by=clerk, now=now),
        **_studies(world),
        "ended": ended,
        "certificate": Certificate.objects.get(conference=ended),
        "to_draw": other,
        "reported": reported,
        "unplanned": world.drive(),
        **_arrangements(world),
    }


def _studies(world: World) -> dict[str, Any]:
    """Open a check of one question for the ward and its cells, and let the ward's member begin it."""
    now = timezone.now()
    plan = CheckPlan("Bài để thử", (1,), day_of(now), day_of(now), 2, 0)
    check = open_check(world.things["drive"].pk, plan=plan, by=world.who("clerk"), now=now)
    name_trainer(check.pk, trainer=world.who("head").pk, by=world.who("clerk"), now=now)
    asked = Criterion("Phạm vi", "Nêu đúng ai", "art_1", 5)
    days = (day_of(now), day_of(now), 30)
    plan_of = TaskPlan("Đề", ("Văn bản áp dụng cho ai?",), (asked,), world.who("head").pk, *days)
    task = set_task(world.things["drive"].pk, plan=plan_of, by=world.who("clerk"), now=now)
    save_reflection(task.pk, answers=["Để thử."], seen=0, by=world.who("member"), now=now)
    return {
        "study_check": check,
        "attempt": begin_attempt(check.pk, by=world.who("member"), now=now),
        "task": task,
        "reflection": hand_in_reflection(task.pk, by=world.who("member"), now=now),
    }


def _arrangements(world: World) -> dict[str, Any]:
    """Let the city meet, the ward join in one drive and be free to in another, and its cell ask the ward."""
    office, clerk, now = world.who("office", "above"), world.who("clerk"), timezone.now()
    plan = ConferencePlan("Hội nghị", "Hội trường", ((day_of(now) + timedelta(days=1), "morning"),))
    first, second, third = (make_dissemination(office) for _each in range(3))
    to_join, joined = (plan_conference(drive.pk, plan=plan, by=office, now=now) for drive in (first, second))
    cells = world.who("clerk", "below")
    return {
        "to_join": to_join,
        "joined": join_conference(joined.pk, by=clerk, now=now),
        "to_ask": third,
        "asked": ask_excuse(third.pk, reason="Bận", by=cells, now=now),
    }


def _meeting(world: World, drive: Dissemination) -> tuple[Conference, QuestionVersion]:
    clerk, now = world.who("clerk"), timezone.now()
    plan = ConferencePlan("Hội nghị", "Hội trường", ((day_of(now) - timedelta(days=1), "morning"),))
    text = drive.texts.get(position=0).expression_id
    written = Written(text, "art_1", "single", "Để làm gì?", ("Để thử", "Để xem"), frozenset({0}))
    held = plan_conference(drive.pk, plan=plan, by=clerk, now=now)
    return held, write_question(written, by=clerk, now=now)


def _documents(world: World) -> dict[str, Any]:
    clerk, now, token = world.who("clerk"), timezone.now(), staging.new_token()
    wording = import_document(CITING.encode(), name="a.txt", by=clerk, now=now)
    with pytest.raises(Refusal):
        import_document(papers.cut_short(papers.docx(papers.TEXT * 20)), name="dut.docx", by=clerk, now=now)
    review_import([Incoming("b.txt", io.BytesIO(papers.NEXT_TEXT.encode()))], token=token, by=clerk, now=now)
    return {
        "wording": wording,
        "citation": Citation.objects.filter(expression=wording)[0],
        "original": wording.manifestations.get(),
        "unread": StoredFile.objects.unread_of(clerk.pk)[0],
        "waiting": token,
    }


def _lists(world: World) -> dict[str, Any]:
    office, now = world.who("office", "above"), timezone.now()
    intake = hand_in_list(workbook_of(AN, units=()), language="vi", by=office, now=now)
    working.read_list(intake.pk, now=now)
    return {"intake": intake}
