"""Four more questions for the first conference of the small story: run as a process over a served data folder."""

from __future__ import annotations

import django

django.setup()

from django.utils import timezone  # noqa: E402

from thongsuot.conferences.actions.checking import draw_check  # noqa: E402
from thongsuot.conferences.models import CheckItem, Conference  # noqa: E402
from thongsuot.orgs.models import Seat  # noqa: E402
from thongsuot.understanding.actions.questions import Written, write_question  # noqa: E402


def main() -> None:
    held, clerk, now = Conference.objects.get(pk=1), Seat.objects.get(person__username="van-thu"), timezone.now()
    drawn = [item.question for item in CheckItem.objects.filter(check_up__conference=held).select_related("question")]
    held.check_up.delete()  # nobody has opened it yet: a drawn check is never drawn again
    for number in range(2, 6):
        written = Written(
            drawn[0].expression_id, "art_1", "single", f"Câu số {number}?", ("Phạm vi", "Khen thưởng"), frozenset({0})
        )
        drawn.append(write_question(written, by=clerk, now=now))
    draw_check(held.pk, questions=tuple(one.pk for one in drawn), by=clerk, now=now)


if __name__ == "__main__":
    main()
