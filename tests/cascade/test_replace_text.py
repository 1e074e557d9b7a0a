"""Replace: a second wording while the first runs asks again and says what is new; a corrected misprint does not."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, few_queries, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, hash_of, read, told
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_seat
from thongsuot.cascade.actions.counting import recount_obliged
from thongsuot.cascade.actions.course import Replacement, replace_text
from thongsuot.cascade.models import Dissemination, StudyText
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.cascade.queries.lines import measured
from thongsuot.cascade.queries.novelty import novelty
from thongsuot.corpus.models import Expression
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

REASON = "Chi bộ vừa qua kỳ nghỉ lũ, thêm thời gian học."


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


NEXT = "Điều 1. Phạm vi\nQuy định này soạn để thử.\nĐiều 2. Hiệu lực\nQuy định có hiệu lực sau ba ngày."


def another(drive: Dissemination, text: str = NEXT) -> Expression:
    return make_expression(text=text, work=drive.texts.get().expression.work)


def replace(drive: Dissemination, after: Expression, by: Seat, *, is_correction: bool = False) -> StudyText:
    before = drive.texts.get().expression_id
    wanted = Replacement(before, after.pk, is_correction, REASON)
    return replace_text(drive.pk, replacement=wanted, by=by, now=NOW)


def test_a_new_wording_asks_again_and_the_old_acts_stay_in_the_ledger(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    replace(drive, another(drive), four.cuc)
    assert not duty_of(four.an, drive.pk, hash_of(drive), NOW).is_done
    assert coverage(drive.pk, four.binh, NOW).total.cells[1].fraction == "0/2"
    assert len(told("cascade.reading.acknowledged")) == 1
    read(drive, four.an)
    assert coverage(drive.pk, four.binh, NOW).total.cells[1].fraction == "1/2"
    (line,) = measured([Dissemination.objects.get(pk=drive.pk)], four.binh, NOW.date())
    assert (line.done, line.obliged) == (1, 2)
    (entry,) = told("cascade.text.amended")
    assert entry.facts["after"] == hash_of(drive)
    assert recount_obliged(False) == []
    assert_proven()


def test_a_corrected_misprint_asks_nobody_who_had_acknowledged(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    replace(drive, another(drive), four.cuc, is_correction=True)
    assert duty_of(four.an, drive.pk, hash_of(drive), NOW).is_done
    read(drive, four.binh)
    assert coverage(drive.pk, four.binh, NOW).total.cells[1].fraction == "2/2"
    first, second = told("cascade.reading.acknowledged")
    assert second.facts["expression"] == hash_of(drive)  # what was on the page
    assert second.facts["counts_as"] == first.facts["expression"]
    assert len(told("cascade.text.corrected")) == 1
    assert recount_obliged(False) == []
    assert_proven()


def test_a_misprint_in_a_second_wording_counts_under_the_second(four: Four, drive: Dissemination) -> None:
    replace(drive, another(drive), four.cuc)
    read(drive, four.an)
    replace(drive, another(drive, NEXT + " Hết."), four.cuc, is_correction=True)
    assert duty_of(four.an, drive.pk, hash_of(drive), NOW).is_done


def test_the_new_articles_are_named(four: Four, drive: Dissemination) -> None:
    before, after = drive.texts.get().expression, another(drive)
    found = novelty(before, after)
    assert (found.added, found.changed, found.removed) == ((), ("art_2",), ())
    assert novelty(after, make_expression(text="Điều 1. Phạm vi", work=after.work)).removed == ("art_2",)


def test_the_reading_page_says_what_is_new_and_that_it_is_asked_again(four: Four, drive: Dissemination) -> None:
    replace(drive, another(drive), four.cuc)
    an, place = enter(four.an), f"/quan-triet/{drive.pk}/doc/{hash_of(drive)}/"
    page(an, place)
    with few_queries():
        words = text_of(page(an, place))
    assert "Bản mới thay bản đã học" in words
    assert "Sửa: Điều 2" in words
    assert REASON in words


def test_the_reading_page_says_that_a_misprint_asks_nobody_again(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    replace(drive, another(drive), four.cuc, is_correction=True)
    words = text_of(page(enter(four.an), f"/quan-triet/{drive.pk}/doc/{hash_of(drive)}/"))
    assert "Đã đính chính lỗi in" in words
    assert "Đã xác nhận tiếp thu" in words


def test_the_old_address_leads_to_the_wording_in_its_place(four: Four, drive: Dissemination) -> None:
    old = hash_of(drive)
    replace(drive, another(drive), four.cuc)
    answer = enter(four.an).get(f"/quan-triet/{drive.pk}/doc/{old}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/quan-triet/{drive.pk}/doc/{hash_of(drive)}/")


def test_another_work_or_the_same_wording_is_refused(four: Four, drive: Dissemination) -> None:
    with expect_refusal("other_work"):
        replace(drive, make_expression(), four.cuc)
    with expect_refusal("same_wording"):
        replace(drive, drive.texts.get().expression, four.cuc)


def test_without_a_reason_nothing_is_replaced(four: Four, drive: Dissemination) -> None:
    before, after = drive.texts.get().expression_id, another(drive)
    with expect_refusal("words_missing"):
        replace_text(drive.pk, replacement=Replacement(before, after.pk, False, ""), by=four.cuc, now=NOW)


def test_only_the_office_that_published_it_may(four: Four, drive: Dissemination) -> None:
    with pytest.raises(NotAllowed):
        replace(drive, another(drive), four.binh)
    with pytest.raises(ObjectDoesNotExist):
        replace(drive, another(drive), make_seat(unit=four.ward, role="office"))


def test_through_the_door_the_office_chooses_the_kind(four: Four, drive: Dissemination) -> None:
    before, after = drive.texts.get().expression_id, another(drive)
    cuc = enter(four.cuc)
    assert f'value="{after.pk}"' in page(cuc, f"/quan-triet/{drive.pk}/dieu-chinh/")
    sent = {"before": before, "after": after.pk, "kind": "corrected", "reason": REASON}
    assert cuc.post(f"/quan-triet/{drive.pk}/thay-van-ban/", sent).status_code == 302
    assert drive.texts.get().expression == after
    assert drive.changes.get().kind == "corrected"
