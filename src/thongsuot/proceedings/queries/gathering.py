"""What was gathered for the report of a conference: photographs, and questions with their answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thongsuot.cascade.models import StudyText
from thongsuot.conferences import rules
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.report import raised_at
from thongsuot.corpus.models import Expression
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs.models import Seat
from thongsuot.proceedings.models import ConferencePhoto


@dataclass(frozen=True, slots=True)
class GatheringPage:
    """The photographs, the questions (provision, words, answer), the texts one may ask about, and why nothing may be
    added any more."""

    conference: Conference
    photos: tuple[ConferencePhoto, ...]
    raised: Sequence[tuple[str, str, str]]
    texts: tuple[Expression, ...]
    refusal: Refusal | None


def gathering_page(conference_id: int, seat: Seat) -> GatheringPage:
    """Show it to a keeper of the unit. Raises DoesNotExist for everybody else."""
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("organisation", "dissemination")
    conference = kept.prefetch_related("guests").get(pk=conference_id)
    texts = StudyText.objects.filter(dissemination=conference.dissemination).named()
    return GatheringPage(
        conference,
        tuple(conference.photos.all()),
        raised_at(conference),
        tuple(text.expression for text in texts),
        refusal_of(rules.check_unreported, conference.reported_at),
    )
