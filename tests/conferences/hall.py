"""What the stories of the hall begin from: a pass as a delegate's page carries it, and the doors in front of Django."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from tests.conferences.meeting import Meeting
from tests.factories import NOW
from thongsuot.conferences import passes
from thongsuot.conferences.passes import Pass
from thongsuot.conferences.queries.sittings import Sitting, read_sitting
from thongsuot.orgs.models import Seat
from thongsuot.site.serving.hall import HallDoors


def pass_of(
    meeting: Meeting, seat: Seat, *, code: int | None = None, until: datetime | None = None, owes: Any = ()
) -> Pass:
    """Give the pass of one delegate, good for twelve hours unless told otherwise."""
    ends = int((until or NOW + timedelta(hours=12)).timestamp())
    return Pass(meeting.conference.pk, seat.pk, seat.person_id, seat.organisation.path, code, ends, owes)


def signed(held: Pass) -> str:
    return passes.write(held, settings.PASS_KEYS)


def sitting_of(meeting: Meeting) -> Sitting:
    return read_sitting(meeting.conference.pk)


@dataclass(slots=True)
class Answered:
    """What a door in front of Django said."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def told(self) -> Any:
        return json.loads(self.body)


def press(doors: HallDoors, path: str, fields: dict[str, Any], **environ: Any) -> Answered:
    """Send what a page's script sends."""
    body = urlencode(fields).encode()
    asked = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "HTTP_ACCEPT": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **environ,
    }
    answered = Answered()

    def start_response(status: str, headers: list[tuple[str, str]]) -> None:
        answered.status, answered.headers = int(status[:3]), dict(headers)

    answered.body = b"".join(doors(asked, start_response))
    return answered
