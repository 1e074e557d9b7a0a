"""What the answers of a whole drive say of its articles, as the level above may read it: counts of ten and more."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.cascade.models import Dissemination
from thongsuot.conferences import permissions
from thongsuot.conferences.models import CheckItem, Conference
from thongsuot.conferences.queries.figures import sheets_of_conferences
from thongsuot.orgs.models import Seat
from thongsuot.understanding.analysis import Article, Asked, Sheet, article_figures, item_figures, told_upward
from thongsuot.understanding.models import QuestionVersion
from thongsuot.understanding.queries.bank import article_names
from thongsuot.understanding.rules import KEPT_FOR_UPPER


@dataclass(frozen=True, slots=True)
class UnderstoodPage:
    """A drive in figures: its articles, the most often wrong first, and its questions.

    `sheets` are those counted; `conferences` had a check, `small` of them too few sheets to be told of above.
    """

    drive: Dissemination
    articles: tuple[Article, ...]
    asked: tuple[Asked, ...]
    sheets: int
    conferences: int
    small: int


def understood(dissemination_id: int, seat: Seat) -> UnderstoodPage:
    """Show what was understood in the seat's unit and below it. Raises DoesNotExist for a drive one may not see."""
    permissions.check_read_report(seat)
    drive = Dissemination.objects.visible_to(seat).published().get(pk=dissemination_id)
    held = Conference.objects.visible_to(seat).filter(dissemination=drive, check_up__isnull=False)
    conferences = list(held.only("pk", "organisation_id"))
    own = {each.ref: each.organisation_id == seat.organisation_id for each in conferences}
    told, small = _told(sheets_of_conferences(list(own)), own)
    asked_in = CheckItem.objects.filter(check_up__conference__in=conferences).values("question")
    versions = list(QuestionVersion.objects.filter(pk__in=asked_in).named())
    asked = tuple(each for each in item_figures(versions, told) if each.answered)
    names = article_names(versions)
    return UnderstoodPage(drive, article_figures(asked, names), asked, len(told), len(own), small)


def _told(found: dict[str, list[Sheet]], own: dict[str, bool]) -> tuple[list[Sheet], int]:
    """Gather what may be told: a conference of the unit's own as well only where it is large enough.

    Its keepers read their own conference on its page; left out here, it cannot be told from the sum of the others.
    """
    groups = {at: found[ref] for at, ref in enumerate(own)}
    return told_upward(groups, KEPT_FOR_UPPER), sum(0 < len(each) < KEPT_FOR_UPPER for each in groups.values())
