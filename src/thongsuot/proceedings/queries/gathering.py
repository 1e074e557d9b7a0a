"""What was gathered for the report of a conference: photographs, and questions with their answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from thongsuot.cascade.models import StudyText
from thongsuot.conferences import rules
from thongsuot.conferences.agenda import Line
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.agenda import now_at
from thongsuot.conferences.queries.report import raised_at
from thongsuot.corpus.models import Expression
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs.models import Seat
from thongsuot.proceedings.models import ConferencePhoto


@dataclass(frozen=True, slots=True)
class GatheringPage:
    """The photographs, the questions (provision, words, answer), the texts one may ask about, and why nothing may be
    added any more. `on` is the line of the agenda that is on: a question is likely about its provision."""

    conference: Conference
    photos: tuple[ConferencePhoto, ...]
    raised: Sequence[tuple[str, str, str]]
    texts: tuple[Expression, ...]
    refusal: Refusal | None
    on: Line | None

    @property
    def asked_about(self) -> dict[str, str]:
        """Give the form's first values: the provision of the line that is on."""
        place = self.on.place if self.on else None
        wording = next((each.sha256 for each in self.texts if place and each.pk == place.expression), "")
        return {"expression": wording, "article": place.words} if place and wording else {}


def gathering_page(conference_id: int, seat: Seat, now: datetime) -> GatheringPage:
    """Show it to a keeper of the unit. Raises DoesNotExist for everybody else."""
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("organisation", "dissemination")
    conference = kept.prefetch_related("guests", "half_days").get(pk=conference_id)
    texts = StudyText.objects.filter(dissemination=conference.dissemination).named()
    return GatheringPage(
        conference,
        tuple(conference.photos.all()),
        raised_at(conference),
        tuple(text.expression for text in texts),
        refusal_of(rules.check_unreported, conference.reported_at),
        on.line if (on := now_at(conference, now).now) else None,
    )
