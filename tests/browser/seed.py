"""A small installation with a story half done, for the journeys: run as a process of its own over a data folder.

Prints one JSON object: who may sign in and how. The writer must be running, as it is under `serve`.
"""

from __future__ import annotations

import json
import sys
from datetime import time, timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from tests.factories import make_four, make_person, make_post, make_seat  # noqa: E402
from thongsuot.cascade.actions import drafting, notices, reading  # noqa: E402
from thongsuot.cascade.audience import everybody  # noqa: E402
from thongsuot.cascade.models import Dissemination  # noqa: E402
from thongsuot.conferences.actions.agenda import set_agenda  # noqa: E402
from thongsuot.conferences.actions.attending import RollCall, mark_attendance  # noqa: E402
from thongsuot.conferences.actions.checking import draw_check  # noqa: E402
from thongsuot.conferences.actions.materials import NewMaterial, attach_material  # noqa: E402
from thongsuot.conferences.actions.planning import ConferencePlan, plan_conference  # noqa: E402
from thongsuot.conferences.agenda import Line, Place  # noqa: E402
from thongsuot.corpus.actions.importing import import_document  # noqa: E402
from thongsuot.kernel.clock import day_of  # noqa: E402
from thongsuot.kernel.ids import new_key  # noqa: E402
from thongsuot.ledger import actions as ledger  # noqa: E402
from thongsuot.orgs.actions.codes import hand_out_codes  # noqa: E402
from thongsuot.orgs.models import Post, Seat  # noqa: E402
from thongsuot.people import actions as people  # noqa: E402
from thongsuot.points.actions.placing import PointPlan, add_point  # noqa: E402
from thongsuot.site.demo.sources import TYPED_REPORT, typed, typed_texts  # noqa: E402
from thongsuot.understanding.actions.checks import (  # noqa: E402
    CheckPlan,
    begin_attempt,
    hand_in_attempt,
    name_trainer,
    open_check,
)
from thongsuot.understanding.actions.questions import Written, write_question  # noqa: E402
from thongsuot.understanding.actions.reflections import (  # noqa: E402
    TaskPlan,
    grade_reflection,
    hand_in_reflection,
    save_reflection,
    set_task,
)
from thongsuot.understanding.models import Criterion  # noqa: E402

PASSWORD = "một câu dài để đăng nhập"
NOW = timezone.now()
BEGAN = NOW - timedelta(days=20)
PHONE = "0900 000 010"
LEARNERS = {"hoa": "Phạm Thị Hòa", "giang": "Đỗ Trường Giang", "linh": "Tạ Mỹ Linh", "kien": "Võ Trung Kiên"}


def seat_people() -> dict[str, Seat]:
    """Make the four, a clerk of their ward, somebody with two seats and a long name, and those who learn by phone."""
    four = make_four()
    clerk = make_post("Văn thư Đảng ủy phường", kind=Post.Kind.STAFF)
    two = make_person("Rơ Châm H’Yến Nguyễn Phúc Tôn Nữ Hoàng Bảo Ngọc", username="hai-vi-tri", phone=PHONE)
    make_seat(two, four.ward, make_post("Phó Bí thư Đảng ủy phường", kind=Post.Kind.DEPUTY))
    make_seat(make_person("Lê Thị Hạnh", username="van-thu"), four.ward, clerk, role=Seat.Role.CLERK)
    for number in range(1, 9):
        make_seat(make_person(f"Nguyễn Văn Thứ {number}"), four.cell)
    return {
        "an": four.an,
        "binh": four.binh,
        "cuc": four.cuc,
        "dung": four.dung,
        "van-thu": Seat.objects.get(person__username="van-thu"),
        "nguoi-moi": make_seat(make_person("Trần Thị Mới", username="nguoi-moi"), four.cell),
        "hai-vi-tri": make_seat(two, four.cell),
        **{username: make_seat(make_person(name, username=username), four.cell) for username, name in LEARNERS.items()},
    }


def study(seats: dict[str, Seat]) -> None:
    """Publish two regulations to everybody; Bình has done it, An opened one, the rest are yet to begin."""
    office = seats["cuc"]
    texts = [
        import_document(each.content, name=each.name, by=office, now=BEGAN, is_stand_in=True) for each in typed_texts()
    ]
    drive = drafting.draft_dissemination(None, by=office, now=BEGAN)
    day = day_of(BEGAN)
    plan = drafting.DisseminationPlan(
        title="Quán triệt hai quy định về tiếp công dân",
        message="Đọc cả hai văn bản trước buổi sinh hoạt chi bộ.",
        expressions=tuple(text.pk for text in texts),
        audience=everybody(),
        deadlines={level: day + timedelta(days=days) for level, days in {"city": 2, "ward": 17, "cell": 32}.items()},
    )
    drafting.plan_dissemination(drive.pk, plan=plan, by=office, now=BEGAN)
    drafting.publish_dissemination(drive.pk, by=office, now=BEGAN)
    for text in texts:
        reading.open_text(drive.pk, expression=text.sha256, by=seats["binh"], now=BEGAN)
        reading.acknowledge(drive.pk, expression=text.sha256, by=seats["binh"], now=BEGAN, key=new_key())
    reading.open_text(drive.pk, expression=texts[0].sha256, by=seats["an"], now=BEGAN)


def meet(seats: dict[str, Seat]) -> None:
    """Let the ward hold its conference on the first drive: one morning, one question, the clerk present."""
    clerk, drive = seats["van-thu"], Dissemination.objects.order_by("pk")[0]
    days = ((day_of(BEGAN), "morning"), (day_of(NOW), "morning"))
    plan = ConferencePlan("Hội nghị quán triệt", "Hội trường", days)
    held = plan_conference(drive.pk, plan=plan, by=clerk, now=BEGAN)
    text = drive.texts.get(position=0).expression_id
    lines = (
        Line("Khai mạc, giới thiệu đại biểu", "Chánh văn phòng", time(8, 0), 15),
        Line("Giới thiệu quy định và việc phải làm", "Bí thư Đảng ủy", time(8, 15), 60, Place(text, "art_1", "Điều 1")),
        Line("Thảo luận, trả lời câu hỏi", "", time(8, 0), None, Place(text, "art_1", "Điều 1")),
    )
    set_agenda(held.pk, lines=lines, by=clerk, now=BEGAN)
    outline = NewMaterial(
        "Đề cương giới thiệu quy định.\nNội dung thứ nhất: phạm vi.".encode(), "de-cuong.txt", "Đề cương"
    )
    attach_material(held.pk, material=outline, by=clerk, now=BEGAN)
    add_point(held.pk, plan=PointPlan("Hội trường tầng 2", "Trụ sở phường", 120), by=clerk, now=BEGAN)
    call = RollCall(held.half_days.get(position=0).pk, {clerk.pk: "present"})
    mark_attendance(held.pk, call=call, by=clerk, now=BEGAN, key=new_key())
    written = Written(text, "art_1", "single", "Điều 1 nói về việc gì?", ("Phạm vi", "Khen thưởng"), frozenset({0}))
    question = write_question(written, by=clerk, now=BEGAN)
    draw_check(held.pk, questions=(question.pk,), by=clerk, now=BEGAN)


def check_over_days(seats: dict[str, Seat]) -> None:
    """Let the ward open a check for days, its clerk the trainer; two members have handed one in, one of them wrong."""
    clerk, drive = seats["van-thu"], Dissemination.objects.order_by("pk")[0]
    today = day_of(NOW)
    plan = CheckPlan("Ôn lại sau hội nghị", (1,), today, today + timedelta(days=7), 2, 0)
    check = open_check(drive.pk, plan=plan, by=clerk, now=NOW)
    name_trainer(check.pk, trainer=clerk.pk, by=clerk, now=NOW)
    for who, place in (("an", 1), ("hai-vi-tri", 0)):
        attempt = begin_attempt(check.pk, by=seats[who], now=NOW)
        answers = {one: [place] for one in attempt.drawn}
        hand_in_attempt(attempt.pk, answers=answers, by=seats[who], now=NOW)


def reflect(seats: dict[str, Seat]) -> None:
    """Let the ward set a task that its clerk reads: one reflection was handed in, another has its result."""
    clerk, drive, today = seats["van-thu"], Dissemination.objects.order_by("pk")[0], day_of(NOW)
    asked = (Criterion("Phạm vi áp dụng", "Nêu đúng những ai phải thực hiện", "art_1", 5),)
    prompts = ("Quy định áp dụng cho những ai?", "Đơn vị của đồng chí phải làm gì, theo điều nào?")
    plan = TaskPlan("Thu hoạch sau đợt học", prompts, asked, clerk.pk, today, today + timedelta(days=7), 60)
    task = set_task(drive.pk, plan=plan, by=clerk, now=NOW)
    for who in ("hai-vi-tri", "an"):
        save_reflection(task.pk, answers=["Mọi chi bộ trong phường."] * 2, seen=0, by=seats[who], now=NOW)
        held = hand_in_reflection(task.pk, by=seats[who], now=NOW)
    grade_reflection(held.pk, marks=[4], comment="Nêu thêm ai kiểm tra việc này.", by=clerk, now=NOW)


def print_codes(seats: dict[str, Seat]) -> None:
    """Let the clerk of the ward hand out its codes: those from the machine stand on no sheet."""
    clerk = seats["van-thu"]
    hand_out_codes(clerk.organisation_id, by=clerk, now=NOW)


def receive(seats: dict[str, Seat]) -> None:
    """Leave one report waiting for the office's eyes, and one drive half drafted."""
    source = typed(TYPED_REPORT)
    notices.receive_notice(notices.Upload(source.content, source.name), by=seats["cuc"], now=NOW)
    drafting.draft_dissemination(None, by=seats["cuc"], now=NOW)


def enter(seat: Seat) -> dict[str, str]:
    """Give one person both ways in."""
    people.set_password(seat.person_id, password=PASSWORD, by=None, now=NOW)
    code = people.issue_entry_code(seat.person_id, by=None, now=NOW)
    return {"username": seat.person.username, "password": PASSWORD, "code": code.text}


def administrator() -> dict[str, str]:
    """Give the keeper of the installation, who holds no seat and enters by password alone."""
    people.make_administrator("quan-tri-may", password=PASSWORD, now=NOW)
    return {"username": "quan-tri-may", "password": PASSWORD}


def main() -> None:
    seats = seat_people()
    study(seats)
    meet(seats)
    check_over_days(seats)
    reflect(seats)
    receive(seats)
    print_codes(seats)
    ledger.drain()
    json.dump({name: enter(seat) for name, seat in seats.items()} | {"quan-tri": administrator()}, sys.stdout)


if __name__ == "__main__":
    main()
