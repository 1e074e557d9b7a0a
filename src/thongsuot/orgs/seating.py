"""How the people and seats of a plan come in: one statement each over rows put aside, or nothing at all."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs import staging
from thongsuot.orgs.models import Post, Seat
from thongsuot.orgs.plan import ImportPlan
from thongsuot.people.models import Person

NAMED = (
    "staged_seat s JOIN people_person p ON p.username = s.username"
    " JOIN orgs_organisation o ON o.code = s.unit_code JOIN orgs_post t ON t.name = s.post"
)
MEETING = (
    f"FROM {NAMED} JOIN orgs_seat x ON x.person_id = p.id AND x.organisation_id = o.id AND x.post_id = t.id"
    " AND x.valid_from <= COALESCE(s.valid_to, '9999-12-31') AND s.valid_from <= COALESCE(x.valid_to, '9999-12-31')"
    " WHERE s.pk IS NULL"
)


def outdated() -> Refusal:
    """Say that the organisation is no longer what the list was held against."""
    message = _("Tổ chức đã thay đổi từ lúc xem trước, nên chưa nhập gì. Xem lại những gì sẽ đổi rồi thực hiện.")
    return Refusal("import_outdated", message)


def take_people(plan: ImportPlan, *, by: int | None, now: datetime) -> None:
    """Make and change the accounts put aside; Refusal where one was made or changed meanwhile."""
    new = sum(1 for change in plan.people if change.was is None)
    values = {name: f"s.{name}" for name in ("username", "full_name", "phone", "password")}
    constants = {"joined_at": now, "joined_by": by}
    try:
        made = staging.insert_from(Person, values, constants, "staged_person s WHERE s.pk IS NULL")
    except IntegrityError as taken:
        raise outdated() from taken
    changed = staging.run(
        "UPDATE people_person SET full_name = s.full_name, phone = s.phone FROM staged_person s"
        " WHERE people_person.id = s.pk AND people_person.full_name = s.was_name AND people_person.phone = s.was_phone"
    )
    if (made, changed) != (new, len(plan.people) - new):
        raise outdated()


def take_seats(plan: ImportPlan) -> None:
    """Make, change and end the seats put aside; Refusal where one was made or changed meanwhile."""
    posts = [Post(name=name, kind=kind) for name, kind in plan.new_posts.items()]
    new = sum(1 for change in plan.seats if change.was is None)
    values = {"person_id": "p.id", "organisation_id": "o.id", "post_id": "t.id"}
    values |= {name: f"s.{name}" for name in ("role", "valid_from", "valid_to")}
    changed = staging.run(
        "UPDATE orgs_seat SET role = s.role, capacity = 'full', valid_from = s.valid_from, valid_to = s.valid_to"
        " FROM staged_seat s"
        " WHERE orgs_seat.id = s.pk AND orgs_seat.role = s.was_role AND orgs_seat.valid_from = s.was_from"
        " AND COALESCE(orgs_seat.valid_to, '9999-12-31') = COALESCE(s.was_to, '9999-12-31')"
    )
    try:
        Post.objects.bulk_create(posts)
        if new and staging.count(MEETING):
            raise outdated()
        constants = {"capacity": str(Seat.Capacity.FULL)}
        made = staging.insert_from(Seat, values, constants, f"{NAMED} WHERE s.pk IS NULL")
    except IntegrityError as taken:
        raise outdated() from taken
    if (made, changed) != (new, len(plan.seats) - new):
        raise outdated()
