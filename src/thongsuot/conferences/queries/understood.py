"""What the answers of a whole drive say of its articles, as the level above may read it: sums of whole tens."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.cascade.models import Dissemination
from thongsuot.conferences import permissions
from thongsuot.conferences.models import CheckItem, Conference
from thongsuot.conferences.queries.figures import sheets_of_conferences
from thongsuot.orgs.models import Seat
from thongsuot.understanding.models import QuestionVersion
from thongsuot.understanding.queries.bank import article_names
from thongsuot.understanding.suppression import LEAST, Article, Told, answers_of


@dataclass(frozen=True, slots=True)
class UnderstoodPage:
    """A drive in figures: its articles, the most often wrong first, and its questions.

    `sheets` are those counted; `conferences` had a check, `small` of them too few sheets to be told of above.
    """

    drive: Dissemination
    articles: tuple[Article, ...]
    told: tuple[Told, ...]
    sheets: int
    conferences: int
    small: int


def understood(dissemination_id: int, seat: Seat) -> UnderstoodPage:
    """Show what was understood below the seat's unit. Raises DoesNotExist for a drive one may not see.

    The unit's own conference stands on its own page and not in this sum: the difference of the two would tell of a
    single conference what its own page leaves open.
    """
    permissions.check_read_report(seat)
    drive = Dissemination.objects.visible_to(seat).published().get(pk=dissemination_id)
    held = Conference.objects.visible_to(seat).filter(dissemination=drive, check_up__isnull=False)
    conferences = list(held.exclude(organisation=seat.organisation_id).only("pk"))
    groups = sheets_of_conferences([each.ref for each in conferences])
    asked_in = CheckItem.objects.filter(check_up__conference__in=conferences).values("question")
    versions = list(QuestionVersion.objects.filter(pk__in=asked_in).named())
    answers = answers_of(versions, groups.values())
    return UnderstoodPage(
        drive=drive,
        articles=answers.articles(article_names(versions)),
        told=answers.told,
        sheets=len(answers.sheets),
        conferences=len(conferences),
        small=sum(0 < len(group) < LEAST for group in groups.values()),
    )
