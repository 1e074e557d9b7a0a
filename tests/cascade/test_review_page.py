"""The review of a notice, through the door: the source beside the draft, decisions with and without htmx."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.test import Client

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH
from tests.factories import NOW, Four, make_expression, make_four, make_notice, make_person, make_seat
from thongsuot.cascade.actions.notices import Addition, add_finding
from thongsuot.cascade.models import Dissemination, Finding, Notice
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

HTMX = {"HX-Request": "true"}
NUMBER = "12-QĐ/TU"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def notice(four: Four) -> Notice:
    return make_notice(four.cuc)


def work_of(notice: Notice) -> Finding:
    return notice.findings.get(kind="work")


def test_every_mark_leads_to_its_finding_and_back(four: Four, notice: Notice) -> None:
    html = page(enter(four.cuc), f"/quan-triet/ban-tin/{notice.pk}/")
    marks = re.findall(r'<mark class="k-\w+" id="s(\d+)">', html)
    assert marks
    assert len(marks) == len(set(marks))
    for number in re.findall(r'<a class="ref" href="#s(\d+)"', html):
        assert number in marks
    for finding in notice.findings.all():
        assert f'<li id="ct-{finding.pk}">' in html


def test_the_source_stands_there_word_for_word(four: Four, notice: Notice) -> None:
    html = page(enter(four.cuc), f"/quan-triet/ban-tin/{notice.pk}/")
    source = re.sub(r"<sup>.*?</sup>", "", html[html.index('class="src') : html.index("</section>")])
    shown = "".join(re.sub(r"<[^>]*>", "", source.partition(">")[2]).split())
    assert "".join(notice.text.split()) == shown


def test_the_review_asks_the_database_little(four: Four, notice: Notice) -> None:
    for number in range(4):
        add_finding(notice.pk, addition=Addition("work", f"Quy định {number}"), by=four.cuc, now=NOW)
        make_expression(f"{number}-QĐ/TU")
    cuc = enter(four.cuc)
    with few_queries():
        page(cuc, f"/quan-triet/ban-tin/{notice.pk}/")


def test_a_work_without_a_text_waits_for_a_choice_and_the_button_is_grey(four: Four, notice: Notice) -> None:
    make_expression("7-QĐ/TU")
    html = page(enter(four.cuc), f"/quan-triet/ban-tin/{notice.pk}/")
    assert heading_of(html).endswith("một văn bản cần chọn")
    assert 'disabled aria-describedby="vi-sao"' in html
    assert "Nhận ít nhất một văn bản đã có trong kho rồi mới soạn được." in html
    assert "7-QĐ/TU" in html


def test_choosing_a_text_without_javascript_leads_back_to_the_line(four: Four, notice: Notice) -> None:
    cuc, text, finding = enter(four.cuc), make_expression("7-QĐ/TU"), work_of(notice)
    answer = cuc.post(f"/quan-triet/chi-tiet/{finding.pk}/", {"decision": "accepted", "text": text.pk})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/quan-triet/ban-tin/{notice.pk}/#ct-{finding.pk}"
    html = page(cuc, f"/quan-triet/ban-tin/{notice.pk}/")
    assert "Khớp với 7-QĐ/TU trong kho" in text_of(html)
    assert 'aria-describedby="vi-sao"' not in html


def test_htmx_gets_the_line_and_the_bar_beside_it(four: Four, notice: Notice) -> None:
    finding = work_of(notice)
    data = {"decision": "accepted", "text": make_expression(NUMBER).pk}
    answer = enter(four.cuc).post(f"/quan-triet/chi-tiet/{finding.pk}/", data, headers=HTMX)
    html = answer.content.decode()
    assert html.strip().startswith(f'<li id="ct-{finding.pk}">')
    assert "Đã nhận" in html
    assert 'id="duyet" hx-swap-oob="true"' in html
    assert "<html" not in html
    assert html.count("<li") == 1


def test_a_finding_is_corrected_dropped_and_taken_again(four: Four, notice: Notice) -> None:
    cuc = enter(four.cuc)
    finding = notice.findings.filter(kind="audience").first()
    assert finding is not None
    place = f"/quan-triet/chi-tiet/{finding.pk}/"
    steps = [
        ({"decision": "accepted", "label": "Lãnh đạo các sở"}, "Đã sửa"),
        ({"decision": "dropped"}, "Đã bỏ"),
        ({"decision": "accepted"}, "Đã nhận"),
    ]
    for data, words in steps:
        assert words in cuc.post(place, data, headers=HTMX).content.decode()
    finding.refresh_from_db()
    assert (finding.label, finding.decision) == ("Lãnh đạo các sở", "accepted")


def test_the_rest_is_accepted_at_once_and_a_drive_is_drafted(four: Four) -> None:
    make_expression(NUMBER, issued_on=None)
    notice, cuc = make_notice(four.cuc), enter(four.cuc)
    cuc.post(f"/quan-triet/chi-tiet/{work_of(notice).pk}/", {"decision": "accepted", "text": str(text_id())})
    cuc.post(f"/quan-triet/ban-tin/{notice.pk}/nhan-het/")
    html = page(cuc, f"/quan-triet/ban-tin/{notice.pk}/")
    assert "Mọi chi tiết đã được xem." in html
    answer = cuc.post(f"/quan-triet/ban-tin/{notice.pk}/soan/")
    drive = Dissemination.objects.get()
    assert answer.headers["Location"] == f"/quan-triet/{drive.pk}/"
    assert drive.texts.count() == 1
    assert f'href="/quan-triet/{drive.pk}/"' in page(cuc, f"/quan-triet/ban-tin/{notice.pk}/")


def text_id() -> int:
    from thongsuot.corpus.models import Expression

    return Expression.objects.get().pk


def test_what_the_reading_missed_is_added_and_marked_in_the_source(four: Four, notice: Notice) -> None:
    cuc = enter(four.cuc)
    data = {"kind": "person", "label": "Giữ gìn trật tự"}
    assert cuc.post(f"/quan-triet/ban-tin/{notice.pk}/them/", data).status_code == 302
    html = page(cuc, f"/quan-triet/ban-tin/{notice.pk}/")
    assert "Thêm tay" in html
    assert cuc.post(f"/quan-triet/ban-tin/{notice.pk}/them/", {"kind": "person", "label": " "}).status_code == 409


def test_a_notice_is_absent_for_everybody_but_its_office(four: Four, notice: Notice) -> None:
    other = make_seat(make_person(), four.ward, role=Seat.Role.OFFICE)
    for seat in (four.an, four.binh, four.dung, other):
        client = enter(seat)
        assert_absent(client, f"/quan-triet/ban-tin/{notice.pk}/")
        finding = notice.findings.first()
        assert finding is not None
        answer = client.post(f"/quan-triet/chi-tiet/{finding.pk}/", {"decision": "dropped"})
        assert answer.status_code in (403, 404)
        finding.refresh_from_db()
        assert finding.decision == "open"


def test_nobody_reviews_unnamed(notice: Notice) -> None:
    assert Client().get(f"/quan-triet/ban-tin/{notice.pk}/").status_code == 302


def test_a_pasted_report_is_read_and_leads_to_its_review(four: Four) -> None:
    cuc = enter(four.cuc)
    report = "Ngày 10-11-2026, Thành ủy An Hải quán triệt Quy định số 12-QĐ/TU ngày 2-11-2026 của Thành ủy An Hải."
    answer = cuc.post("/quan-triet/ban-tin/", {"text": report})
    notice = Notice.objects.get()
    assert answer.headers["Location"] == f"/quan-triet/ban-tin/{notice.pk}/"
    assert "12-QĐ/TU" in page(cuc, answer.headers["Location"])
    assert str(notice.pk) in page(cuc, "/quan-triet/ban-tin/")


def test_an_empty_form_says_what_to_choose(four: Four) -> None:
    html = enter(four.cuc).post("/quan-triet/ban-tin/", {"text": " "}).content.decode()
    assert "Chọn một tệp hoặc dán bản tin rồi gửi lại." in html
    assert Notice.objects.count() == 0


def test_a_stamped_report_is_refused_and_nothing_is_kept(four: Four) -> None:
    file = BytesIO("TỐI MẬT\n\nNgày 10-11, Thành ủy họp.".encode())
    file.name = "ban-tin.txt"
    answer = enter(four.cuc).post("/quan-triet/ban-tin/", {"file": file})
    assert answer.status_code == 409
    assert Notice.objects.count() == 0


def test_only_the_office_receives_reports(four: Four) -> None:
    answer = enter(four.binh).get("/quan-triet/ban-tin/")
    assert answer.status_code == 403
    assert "Việc này do văn phòng cấp ủy làm" in text_of(answer.content.decode())
