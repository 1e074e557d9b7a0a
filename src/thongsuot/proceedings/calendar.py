"""The half days of a conference as a file for any calendar (iCalendar, RFC 5545): taken in once more, it moves them."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.report import half_day_name

ONE_DAY = timedelta(days=1)


def calendar_of(conference: Conference, address: str) -> bytes:
    """Write the file, a day-long entry a half day: no hour is set, so none is claimed; `address` is its page."""
    calendar = Calendar()
    calendar.add("prodid", "-//Thong Suot//hoi nghi//VI")
    calendar.add("version", "2.0")
    for half_day in conference.half_days.all():
        event = Event()
        event.add("uid", f"conference-{conference.pk}-{half_day.position}@thongsuot")
        event.add("dtstamp", conference.planned_at)
        event.add("sequence", int(conference.planned_at.timestamp()) % 2**31)
        event.add("dtstart", half_day.on)
        event.add("dtend", half_day.on + ONE_DAY)
        event.add("summary", f"{half_day_name(half_day)}: {conference.title}")
        event.add("location", conference.place)
        event.add("url", address)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
