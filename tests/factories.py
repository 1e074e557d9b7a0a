"""The smallest valid things, made by plain functions, and the four people of every story."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count

from thongsuot.cascade.actions.drafting import (
    DisseminationPlan,
    draft_dissemination,
    plan_dissemination,
    publish_dissemination,
)
from thongsuot.cascade.actions.notices import Upload, receive_notice
from thongsuot.cascade.audience import AudienceRule, everybody, suggested_deadlines
from thongsuot.cascade.models import Dissemination, Notice
from thongsuot.corpus.models import Expression, Provision, Work
from thongsuot.kernel.clock import HO_CHI_MINH
from thongsuot.orgs.models import Level, Organisation, OrganisationLink, Post, Seat
from thongsuot.people.models import Person

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=HO_CHI_MINH)
FOUNDED = date(2025, 7, 1)
KINDS = {
    Level.CITY: Organisation.Kind.PARTY_COMMITTEE,
    Level.WARD: Organisation.Kind.WARD,
    Level.CELL: Organisation.Kind.CELL,
}
_numbers = count(1)


def make_person(full_name: str = "Nguyễn Văn Thử", *, username: str = "", **values: object) -> Person:
    """Make an account that can enter but has no password of its own."""
    number = next(_numbers)
    values = {"password": "!", "joined_at": NOW, **values}
    return Person.objects.create(username=username or f"nguoi-{number}", full_name=full_name, **values)


def make_unit(name: str = "", *, parent: Organisation | None = None, level: str = "", **values: object) -> Organisation:
    """Make one unit with its path and its links to every unit above."""
    number = next(_numbers)
    level = level or _level_below(parent)
    values = {"valid_from": FOUNDED, "kind": KINDS[Level(level)], "code": f"DV-{number}", **values}
    unit = Organisation.objects.create(name=name or f"Đơn vị {number}", level=level, parent=parent, **values)
    unit.path = f"{parent.path}/{unit.pk}" if parent else str(unit.pk)
    unit.save(update_fields=["path"])
    above = [int(part) for part in unit.path.split("/")]
    OrganisationLink.objects.bulk_create(
        OrganisationLink(ancestor_id=other, descendant=unit, depth=len(above) - 1 - place)
        for place, other in enumerate(above)
    )
    return unit


def _level_below(parent: Organisation | None) -> str:
    if parent is None:
        return Level.CITY
    return Level.WARD if parent.level == Level.CITY else Level.CELL


def make_post(name: str = "Đảng viên", *, kind: str = Post.Kind.MEMBER) -> Post:
    """Give the post of that name, made at the first call."""
    return Post.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def make_seat(
    person: Person | None = None, unit: Organisation | None = None, post: Post | None = None, **values: object
) -> Seat:
    """Seat a person in a unit, for good unless `valid_to` says otherwise."""
    values = {"role": Seat.Role.MEMBER, "valid_from": FOUNDED, **values}
    return Seat.objects.create(
        person=person or make_person(), organisation=unit or make_unit(), post=post or make_post(), **values
    )


@dataclass(frozen=True, slots=True)
class Four:
    """An and Bình of one cell, Cúc of the city's office above them, Dũng a stranger in another ward."""

    an: Seat
    binh: Seat
    cuc: Seat
    dung: Seat

    @property
    def city(self) -> Organisation:
        return self.cuc.organisation

    @property
    def cell(self) -> Organisation:
        return self.an.organisation

    @property
    def ward(self) -> Organisation:
        assert self.cell.parent is not None
        return self.cell.parent

    @property
    def other_ward(self) -> Organisation:
        return self.dung.organisation


def make_four() -> Four:
    """Make the smallest hierarchy in which seeing, acting and being a stranger all mean something."""
    city = make_unit("Thành phố An Hải", code="AH")
    ward = make_unit("Phường Bến Đá", parent=city, code="AH-01")
    cell = make_unit("Chi bộ Khu phố 3", parent=ward, code="AH-01-03")
    other = make_unit("Xã Đắk Lơ Rang", parent=city, code="AH-02", kind=Organisation.Kind.COMMUNE)
    secretary = make_post("Bí thư chi bộ", kind=Post.Kind.LEADER)
    staff = make_post("Chuyên viên Văn phòng Thành ủy", kind=Post.Kind.STAFF)
    return Four(
        an=make_seat(make_person("Trần Văn An", username="an"), cell),
        binh=make_seat(make_person("Lê Thị Bình", username="binh"), cell, secretary, role=Seat.Role.HEAD),
        cuc=make_seat(make_person("Mai Thị Cúc", username="cuc"), city, staff, role=Seat.Role.OFFICE),
        dung=make_seat(make_person("Hồ Văn Dũng", username="dung"), other),
    )


TEXT = "Điều 1. Phạm vi\nQuy định này soạn để thử.\nĐiều 2. Hiệu lực\nQuy định có hiệu lực ngay."


def make_expression(number: str = "", *, text: str = TEXT, work: Work | None = None, **of_work: object) -> Expression:
    """Make one wording with two articles, of a new work (`of_work` are its values) unless one is given."""
    place = next(_numbers)
    values = {"type_key": "quy-dinh", "number": number or f"{place}-QĐ/TU", "title": "Một việc để thử", **of_work}
    work = work or Work.objects.create(uri=f"/akn/vn/thu/{place}", **values)
    sha256 = hashlib.sha256(f"{place} {text}".encode()).hexdigest()
    expression = Expression.objects.create(
        work=work, ordinal=work.expressions.count() + 1, sha256=sha256, text=text, articles=2, read_at=NOW
    )
    second = text.find("Điều 2")
    spans = [(0, second), (second, len(text))] if second > 0 else [(0, len(text))]
    Provision.objects.bulk_create(
        Provision(
            expression=expression,
            position=at,
            depth=1,
            eid=f"art_{at + 1}",
            kind="article",
            num=str(at + 1),
            start=start,
            end=end,
        )
        for at, (start, end) in enumerate(spans)
    )
    return expression


REPORT = (
    "Ngày 10-11-2026, Thành ủy An Hải tổ chức Hội nghị quán triệt Quy định số 12-QĐ/TU ngày 2-11-2026 của Thành ủy"
    " An Hải về “Giữ gìn trật tự trong hội họp”.\n\nDự hội nghị có lãnh đạo các sở, ngành.\n\n"
    "Đề nghị cấp ủy các cấp tổ chức học tập; báo cáo kết quả về Thành ủy.\n"
)


def make_notice(by: Seat, *, text: str = REPORT) -> Notice:
    """Receive a report of fiction for the office of `by`, read by the real reader."""
    return receive_notice(Upload(text.encode(), "ban-tin.txt"), by=by, now=NOW)


def make_dissemination(
    by: Seat, *texts: Expression, published: bool = True, rule: AudienceRule | None = None, **changes: object
) -> Dissemination:
    """Draft a drive of one text for everybody, due today, in 15 and in 30 days, and publish it unless told otherwise.

    `changes` replace single values of the plan: `deadlines`, `title`, `message`.
    """
    plan = DisseminationPlan(
        title="Đợt để thử",
        message="",
        expressions=tuple(text.pk for text in texts or (make_expression(),)),
        audience=rule or everybody(),
        deadlines=suggested_deadlines(NOW.date()),
    )
    draft = draft_dissemination(None, by=by, now=NOW)
    drive = plan_dissemination(draft.pk, plan=replace(plan, **changes), by=by, now=NOW)
    return publish_dissemination(drive.pk, by=by, now=NOW) if published else drive
