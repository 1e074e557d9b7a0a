"""`thongsuot entry-codes`: one line of JSON a person, with a valid entry code; issuing and taking back are recorded."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thongsuot.orgs.models import Seat

HELP = "mã vào của từng người, mỗi người một dòng JSON"
BATCH = 1_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a unit (with everything below it) and a number of people, or one person whose codes are to end."""
    parser.add_argument("--unit", metavar="CODE", help="chỉ đơn vị này và các đơn vị dưới")
    parser.add_argument("--limit", type=_count, metavar="N", help="nhiều nhất N người")
    parser.add_argument("--take-back", metavar="USERNAME", help="thu hồi mọi mã còn dùng được của người này")


def run(arguments: argparse.Namespace) -> int:
    """Print the codes in order of seat; a person with two seats has one line, for the first of them."""
    from thongsuot.kernel.errors import Refusal

    if arguments.take_back:
        return _take_back(arguments.take_back)
    seats = _seats(arguments.unit, arguments.limit)
    if not seats:
        raise Refusal("nobody_seated", "Chưa có ai giữ vị trí ở đây hôm nay. Nhập tổ chức trước, rồi lấy mã vào.")
    for at in range(0, len(seats), BATCH):
        for line in _lines(seats[at : at + BATCH]):
            sys.stdout.write(line + "\n")
    return 0


def _take_back(username: str) -> int:
    """End every code of one person, those of the machine too, which stand on no unit's sheet."""
    from django.utils import timezone

    from thongsuot.people.actions import revoke_entry_code
    from thongsuot.people.models import EntryCode, Person

    now, person = timezone.now(), Person.objects.get(username=username)
    ended = list(EntryCode.objects.valid_at(now).filter(person=person).order_by("pk"))
    for code in ended:
        revoke_entry_code(code.pk, by=None, now=now)
    sys.stdout.write(f"Đã thu hồi {len(ended)} mã của {username}.\n")
    return 0


def _seats(unit: str | None, limit: int | None) -> list[Seat]:
    from django.utils import timezone

    from thongsuot.kernel.clock import day_of
    from thongsuot.orgs.models import Organisation, Seat

    seats = Seat.objects.held_on(day_of(timezone.now())).filter(person__is_active=True, person__is_administrator=False)
    if unit is not None:
        below = Organisation.objects.below(Organisation.objects.get(code=unit).pk)
        seats = seats.filter(organisation__in=below)
    first: dict[int, Seat] = {}
    for seat in seats.select_related("person", "organisation").order_by("pk"):
        first.setdefault(seat.person_id, seat)
    return list(first.values())[:limit]


def _lines(seats: list[Seat]) -> Iterator[str]:
    from django.utils import timezone

    from thongsuot.orgs.qr import entry_url
    from thongsuot.people.actions import issue_entry_codes

    codes = issue_entry_codes([seat.person_id for seat in seats], by=None, now=timezone.now())
    texts = {code.person_id: code.text for code in codes}
    for seat in seats:
        code = texts[seat.person_id]
        line = {"seat": seat.pk, "code": code, "url": entry_url(code)}
        line |= {"unit": seat.organisation.code, "username": seat.person.username}
        yield json.dumps(line, ensure_ascii=False)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("a number of people begins at 1")
    return number
