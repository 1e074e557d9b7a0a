"""What the stories about units side by side begin from: Bình's cell meets, Giang's cell next to it does not want to."""

from __future__ import annotations

from dataclasses import dataclass

from tests.conferences.meeting import Meeting, plan
from tests.factories import NOW, make_dissemination, make_four, make_person, make_post, make_seat, make_unit
from thongsuot.conferences.actions.arranging import ask_excuse, join_conference
from thongsuot.conferences.actions.planning import plan_conference
from thongsuot.conferences.models import Arrangement
from thongsuot.orgs.models import Organisation, Post, Seat


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Bình's meeting; Giang heads the cell beside it, in which Hoa is a member; Em heads the ward above both."""

    meeting: Meeting
    giang: Seat
    hoa: Seat
    em: Seat

    @property
    def cell(self) -> Organisation:
        return self.giang.organisation

    def join(self) -> Arrangement:
        """Let Giang's cell join the meeting."""
        return join_conference(self.meeting.conference.pk, by=self.giang, now=NOW)

    def ask(self, reason: str = "Cả chi bộ đang trực phòng chống bão.") -> Arrangement:
        """Let Giang ask the ward to be excused."""
        return ask_excuse(self.meeting.drive.pk, reason=reason, by=self.giang, now=NOW)


def make_neighbours() -> Neighbours:
    """Publish a drive to the ward and two cells, and let the first cell plan."""
    four = make_four()
    cell = make_unit("Chi bộ Khu phố 4", parent=four.ward, code="AH-01-04")
    head = make_post("Bí thư chi bộ", kind=Post.Kind.LEADER)
    person = make_person("Võ Thị Giang", phone="0236 3 000 004")
    giang = make_seat(person, cell, head, role=Seat.Role.HEAD)
    hoa = make_seat(make_person("Đỗ Văn Hoa"), cell)
    em = make_seat(make_person("Phan Văn Em"), four.ward, head, role=Seat.Role.HEAD)
    drive = make_dissemination(four.cuc)
    held = plan_conference(drive.pk, plan=plan(), by=four.binh, now=NOW)
    return Neighbours(Meeting(four, drive, held), giang, hoa, em)
