"""The four people of the demo that one may sign in as."""

from __future__ import annotations

import secrets
from datetime import datetime

from thongsuot.orgs.models import Seat
from thongsuot.orgs.qr import entry_url
from thongsuot.people import actions as people
from thongsuot.site.demo import city

ROLES = {"office": city.OFFICE, "head": city.HEAD, "clerk": city.CLERK, "member": city.MEMBER}


def cast(now: datetime) -> list[dict[str, str]]:
    """Give the four a password and an entry code; the words are made fresh and shown once."""
    return [_one(role, username, now) for role, username in ROLES.items()]


def _one(role: str, username: str, now: datetime) -> dict[str, str]:
    seat = Seat.objects.select_related("organisation", "post", "person").get(person__username=username)
    password = secrets.token_urlsafe(12)
    people.set_password(seat.person_id, password=password, by=None, now=now)
    code = people.issue_entry_code(seat.person_id, by=None, now=now)
    return {
        "role": role,
        "name": seat.person.full_name,
        "post": seat.post.name,
        "unit": seat.organisation.name,
        "username": username,
        "password": password,
        "entry_url": entry_url(code.text),
    }
