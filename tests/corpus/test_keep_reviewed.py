"""Keep what was looked at: all or some, with facts set right in place, once however often it is sent."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client

from tests.corpus import papers
from tests.corpus.pages import fields, kept, reviewed, signed_in, upload
from tests.corpus.test_review_import import lying
from tests.factories import NOW, Four, make_seat
from thongsuot.corpus.actions.importing import Incoming, import_document
from thongsuot.corpus.actions.reviewing import Choice, keep_reviewed, review_import
from thongsuot.corpus.models import Correction, Expression, Manifestation, Work
from thongsuot.files import staging
from thongsuot.files.models import StoredFile
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Entry
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(databases="__all__")
MISREAD = papers.TEXT.replace(papers.NUMBER, "113-QĐ/TU")


def waiting(seat: Seat, *texts: str) -> str:
    token = staging.new_token()
    files = [Incoming(f"tep-{place}.txt", io.BytesIO(text.encode())) for place, text in enumerate(texts)]
    assert review_import(files, token=token, by=seat, now=NOW) == ()
    return token


def as_shown(seen: str = "new", **values: str) -> Choice:
    return Choice(values, "theo bản giấy" if values else "", seen)


def test_what_is_chosen_is_kept_and_the_other_dropped(four: Four, settings: Any) -> None:
    token = waiting(four.cuc, papers.TEXT, papers.ABOUT_SECRETS.replace("118", "119"))
    after = keep_reviewed(token, choices={0: as_shown()}, by=four.cuc, now=NOW)
    assert [one.state for one in after] == ["kept", "dropped"]
    assert Expression.objects.get().work.number == papers.NUMBER
    assert StoredFile.objects.count() == Manifestation.objects.count() == 1
    assert len(lying(settings.STAGING_FOLDER)) == 1, "what is decided leaves its content at once"


def test_the_same_request_again_answers_the_same_and_keeps_nothing_twice(four: Four) -> None:
    token = waiting(four.cuc, papers.TEXT)
    choices = {0: as_shown(title="về việc giữ lời")}
    first = keep_reviewed(token, choices=choices, by=four.cuc, now=NOW)
    assert keep_reviewed(token, choices=choices, by=four.cuc, now=NOW) == first
    assert Expression.objects.count() == Correction.objects.count() == 1


def test_a_fact_set_right_here_is_kept_as_a_correction_with_what_was_read(four: Four) -> None:
    token = waiting(four.cuc, MISREAD)
    keep_reviewed(token, choices={0: as_shown(number=papers.NUMBER)}, by=four.cuc, now=NOW)
    correction = Correction.objects.select_related("work").get()
    assert (correction.read, correction.value) == ("113-QĐ/TU", papers.NUMBER)
    assert (correction.corrected_by, correction.corrected_at, correction.reason) == (four.cuc.pk, NOW, "theo bản giấy")
    assert correction.work.number == papers.NUMBER and correction.work.uri.endswith("/118-qd-tu")
    assert Expression.objects.get().facts["number"] == "113-QĐ/TU"
    ledger.drain()
    entry = Entry.objects.filter(event="corpus.fact.corrected").get()
    assert b'"read":"113-Q' in bytes(entry.body) and "theo bản giấy".encode() not in bytes(entry.body)


def test_a_number_that_makes_it_a_wording_of_a_known_work_is_shown_before_it_is_kept(four: Four) -> None:
    import_document(papers.NEXT_TEXT.encode(), name="a.txt", by=four.cuc, now=NOW)
    token, work = waiting(four.cuc, MISREAD), Work.objects.get()
    (stopped,) = keep_reviewed(token, choices={0: as_shown(number=papers.NUMBER)}, by=four.cuc, now=NOW)
    assert stopped.is_waiting and "Xem lại dòng bên dưới" in stopped.stopped
    assert Work.objects.count() == Expression.objects.count() == 1
    (after,) = keep_reviewed(token, choices={0: as_shown(seen=f"work-{work.pk}-1")}, by=four.cuc, now=NOW)
    assert after.state == "kept" and work.expressions.count() == 2
    assert Correction.objects.get().read == "113-QĐ/TU"


def test_while_one_file_must_be_looked_at_again_none_is_dropped(four: Four) -> None:
    import_document(papers.NEXT_TEXT.encode(), name="a.txt", by=four.cuc, now=NOW)
    token = waiting(four.cuc, MISREAD, papers.TEXT.replace("118", "119"), papers.TEXT.replace("118", "120"))
    choices = {0: as_shown(number=papers.NUMBER), 2: as_shown()}
    assert [one.state for one in keep_reviewed(token, choices=choices, by=four.cuc, now=NOW)] == [
        "waiting",
        "waiting",
        "kept",
    ]


def test_a_file_that_may_not_be_kept_stops_no_other(four: Four) -> None:
    import_document(papers.TEXT.encode(), name="a.txt", by=four.cuc, now=NOW)
    clerk, work = make_seat(unit=four.ward, role=Seat.Role.CLERK), Work.objects.get()
    token = waiting(clerk, papers.NEXT_TEXT, papers.TEXT.replace("118", "119"))
    choices = {0: as_shown(seen=f"work-{work.pk}-1"), 1: as_shown()}
    first, second = keep_reviewed(token, choices=choices, by=clerk, now=NOW)
    assert "văn phòng của Thành phố An Hải" in first.stopped and first.is_waiting
    assert second.state == "kept"


def test_a_day_that_is_still_to_come_is_refused_and_the_file_waits_on(four: Four) -> None:
    token = waiting(four.cuc, papers.TEXT)
    (after,) = keep_reviewed(token, choices={0: as_shown(issued_on="2027-01-01")}, by=four.cuc, now=NOW)
    assert after.is_waiting and "không thể sau hôm nay" in after.stopped and not Work.objects.exists()


def test_nothing_chosen_is_no_wish(four: Four) -> None:
    token = waiting(four.cuc, papers.TEXT)
    with pytest.raises(Refusal) as refused:
        keep_reviewed(token, choices={}, by=four.cuc, now=NOW)
    assert refused.value.code == "nothing_chosen"


def test_another_seat_and_a_late_hand_keep_nothing(four: Four) -> None:
    token = waiting(four.cuc, papers.TEXT)
    other = make_seat(unit=four.ward, role=Seat.Role.CLERK)
    for seat, now in ((other, NOW), (four.cuc, NOW + staging.WAITS)):
        with pytest.raises(Refusal) as refused:
            keep_reviewed(token, choices={0: as_shown()}, by=seat, now=now)
        assert refused.value.code == "staging_gone"
    assert not Work.objects.exists()


def test_the_page_keeps_with_one_press_and_says_what_became_of_each(four: Four, client: Client) -> None:
    address, page = reviewed(
        signed_in(client, four.cuc), upload(papers.TEXT), upload(papers.TEXT.replace("118", "119"))
    )
    assert fields(page)["t0-title"] == "về việc giữ lời hẹn với người dân"
    after = kept(client, address, t0__title="về việc giữ đúng lời hẹn", t1__keep=None)
    again = client.post(address, {"keep": "yes", "t0-keep": "on", "t0-title": "về việc khác"}, follow=True)
    assert "Đã nhập 1 / 2 tệp" in again.content.decode()
    assert "Đã nhập 1 / 2 tệp" in after and "1 chỗ đã sửa tay" in after and "Không chọn nên không giữ lại" in after
    assert Correction.objects.get().field == "title"


def test_a_page_sent_as_it_stands_corrects_nothing(four: Four, client: Client) -> None:
    address, _page = reviewed(signed_in(client, four.cuc), upload(papers.docx(), "a.docx"))
    kept(client, address)
    assert Work.objects.get().title == "về việc giữ lời hẹn với người dân" and not Correction.objects.exists()


def test_a_day_typed_wrongly_is_a_mistake_of_the_form_and_what_was_typed_stays(four: Four, client: Client) -> None:
    address, _page = reviewed(signed_in(client, four.cuc), upload(papers.TEXT))
    page = kept(client, address, t0__issued_on="31/02/2026", t0__title="về việc khác")
    assert "Ghi ngày theo dạng 26/11/2026" in page and "về việc khác" in page and not Work.objects.exists()


def test_a_damaged_file_is_kept_aside_only_when_that_is_chosen(four: Four, client: Client) -> None:
    broken = papers.cut_short(papers.docx(papers.TEXT * 20))
    address, _page = reviewed(signed_in(client, four.cuc), upload(broken, "dut.docx"))
    page = kept(client, address)
    assert "Đã nhập 0 / 1 tệp" in page and "dut.docx" in page
    assert StoredFile.objects.get().flaw and "dut.docx" in client.get("/van-ban/nhap/").content.decode()
