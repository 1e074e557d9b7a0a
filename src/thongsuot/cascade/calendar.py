"""The days of a drive as a file for any calendar (iCalendar, RFC 5545): taken in once more, it moves what was moved."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from thongsuot.cascade.queries.occasions import Occasions

ONE_DAY = timedelta(days=1)


def calendar_of(occasions: Occasions, address: str) -> bytes:
    """Write the file; `address` is the page of the drive, to which every entry leads."""
    drive = occasions.dissemination
    calendar = Calendar()
    calendar.add("prodid", "-//Thong Suot//quan triet//VI")
    calendar.add("version", "2.0")
    for one in occasions.days:
        event = Event()
        event.add("uid", f"dissemination-{drive.pk}-{one.key}@thongsuot")
        event.add("dtstamp", occasions.changed_at)
        event.add("sequence", occasions.changes)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + ONE_DAY)
        event.add("summary", one.title)
        event.add("description", "\n".join([*occasions.texts, address]))
        event.add("url", address)
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if drive.withdrawn_at else "CONFIRMED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
