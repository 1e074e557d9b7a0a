"""Reading, through the door: the law, the bar under it, and what comes back with and without htmx."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, hidden, page, text_of
from tests.cascade.told import BOTH, hash_of, read, told
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_seat
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.reading import Words, ask
from thongsuot.cascade.audience import KINDS, AudienceRule
from thongsuot.cascade.models import Dissemination, Question
from thongsuot.cascade.queries.novelty import article_of
from thongsuot.kernel.ids import new_key

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.reading.acknowledged"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    """Two texts for everybody in the cells."""
    rule = AudienceRule({"cell": frozenset(KINDS)})
    return make_dissemination(four.cuc, make_expression("1-QĐ/TU"), make_expression("2-QĐ/TU"), rule=rule)


def address(drive: Dissemination) -> str:
    return f"/quan-triet/{drive.pk}/doc/{hash_of(drive)}/"


def sent(drive: Dissemination, client: Client, verb: str = "xac-nhan") -> dict[str, str]:
    """Give what the form on the page would send."""
    html = page(client, address(drive))
    action = f"/quan-triet/{drive.pk}/{verb}/"
    return {name: hidden(html, name, action) for name in ("key", "expression")}


def test_a_member_reads_and_finds_the_button_ready(four: Four, drive: Dissemination) -> None:
    an = enter(four.an)
    html = page(an, address(drive))
    assert 'id="art_1"' in html
    assert "Đã xác nhận 0/2 văn bản" in text_of(html)
    assert "disabled aria-describedby" not in html
    assert len(told("cascade.text.opened")) == 1


def test_reading_asks_the_database_little(four: Four, drive: Dissemination) -> None:
    binh, place = enter(four.binh), address(drive)
    page(binh, place)
    with few_queries():
        page(binh, f"{place}?dieu=art_1")


def test_without_javascript_the_answer_leads_back_to_the_text(four: Four, drive: Dissemination) -> None:
    an = enter(four.an)
    answer = an.post(f"/quan-triet/{drive.pk}/xac-nhan/", sent(drive, an))
    assert (answer.status_code, answer.headers["Location"]) == (302, address(drive))
    html = page(an, address(drive))
    assert "Đã xác nhận tiếp thu" in html
    assert "Đọc tiếp 2-QĐ/TU" in text_of(html)
    assert f'action="/quan-triet/{drive.pk}/tu-choi/"' not in html


def test_htmx_gets_the_bar_alone(four: Four, drive: Dissemination) -> None:
    an = enter(four.an)
    answer = an.post(f"/quan-triet/{drive.pk}/xac-nhan/", sent(drive, an), headers=HTMX)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.strip().startswith('<div class="ackbar ackbar--done" id="status">')
    assert "<html" not in html
    assert "art_1" not in html
    assert "HX-Request" in answer.headers["Vary"]


def test_the_same_key_sent_again_is_one_acknowledgement(four: Four, drive: Dissemination) -> None:
    an = enter(four.an)
    data = sent(drive, an)
    answers = [an.post(f"/quan-triet/{drive.pk}/xac-nhan/", data, headers=HTMX) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(told(EVENT)) == 1


def test_the_same_key_with_other_content_is_refused_with_a_page(four: Four, drive: Dissemination) -> None:
    an = enter(four.an)
    first = sent(drive, an)
    an.post(f"/quan-triet/{drive.pk}/xac-nhan/", first)
    other = drive.texts.get(position=1).expression.sha256
    page(an, f"/quan-triet/{drive.pk}/doc/{other}/")
    answer = an.post(f"/quan-triet/{drive.pk}/xac-nhan/", {**first, "expression": other})
    assert answer.status_code == 409
    assert heading_of(answer.content.decode()).startswith("Nội dung gửi lại khác với lần trước")
    assert len(told(EVENT)) == 1


def test_a_stranger_finds_the_page_of_things_that_never_were(four: Four, drive: Dissemination) -> None:
    dung = enter(four.dung)
    assert_absent(dung, address(drive))
    assert_absent(dung, f"/quan-triet/{drive.pk}/doc/{'0' * 64}/")
    answer = dung.post(f"/quan-triet/{drive.pk}/xac-nhan/", {"expression": hash_of(drive)})
    assert answer.status_code == 404
    assert told(EVENT) == []


def test_nobody_reads_unnamed(drive: Dissemination) -> None:
    answer = Client().get(address(drive))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/tai-khoan/")


def test_declining_needs_a_reason_and_may_be_followed_by_acknowledging(four: Four, drive: Dissemination) -> None:
    an, decline = enter(four.an), f"/quan-triet/{drive.pk}/tu-choi/"
    data = sent(drive, an, "tu-choi")
    assert an.post(decline, data).status_code == 409
    answer = an.post(decline, {**data, "text": "Tôi chưa rõ Điều 2."}, headers=HTMX)
    assert "Đã ghi: chưa tiếp thu được" in text_of(answer.content.decode())
    an.post(f"/quan-triet/{drive.pk}/xac-nhan/", sent(drive, an))
    assert "Đã xác nhận tiếp thu" in page(an, address(drive))


def test_the_reason_of_declining_stands_on_no_page(four: Four, drive: Dissemination) -> None:
    an, reason = enter(four.an), "Tôi chưa rõ một chỗ rất riêng."
    an.post(f"/quan-triet/{drive.pk}/tu-choi/", {**sent(drive, an, "tu-choi"), "text": reason})
    binh = enter(four.binh)
    for place in (address(drive), f"/quan-triet/{drive.pk}/", f"/quan-triet/{drive.pk}/do-phu/"):
        assert reason not in page(binh, place)
        assert reason not in page(an, place)


def test_a_question_goes_to_the_head_and_not_to_the_office(four: Four, drive: Dissemination) -> None:
    an = enter(four.an)
    assert '<option value="art_2" selected>' in page(an, address(drive) + "?dieu=art_2")
    data = {**sent(drive, an, "hoi"), "eid": "art_2", "text": "Hẹn lại được mấy lần?"}
    html = an.post(f"/quan-triet/{drive.pk}/hoi/", data, headers=HTMX).content.decode()
    assert html.strip().startswith('<div id="asked">')
    assert 'id="hoi-noi-dung" hx-swap-oob="true"' in html
    assert data["key"] not in html
    assert "Điều 2 “Hẹn lại được mấy lần?”" in text_of(html)
    assert "Hẹn lại được mấy lần?" in page(enter(four.binh), f"/quan-triet/{drive.pk}/")
    assert "Hẹn lại được mấy lần?" not in page(enter(four.cuc), f"/quan-triet/{drive.pk}/")


def test_a_question_sent_twice_is_asked_once_and_leads_back_without_htmx(four: Four, drive: Dissemination) -> None:
    an = enter(four.an)
    data = {**sent(drive, an, "hoi"), "text": "Ai là đầu mối?"}
    for _ in range(2):
        answer = an.post(f"/quan-triet/{drive.pk}/hoi/", data)
        assert answer.headers["Location"] == f"{address(drive)}#asked"
    assert Question.objects.count() == 1


def test_a_member_does_not_see_what_others_asked(four: Four, drive: Dissemination) -> None:
    read(drive, four.binh)
    ask(drive.pk, words=Words(hash_of(drive), "Câu hỏi của người khác?"), by=four.binh, now=NOW, key=new_key())
    assert "Câu hỏi của người khác?" not in page(enter(four.an), address(drive))


def test_a_closed_drive_says_so_beside_a_grey_button(four: Four, drive: Dissemination) -> None:
    an = enter(four.an)
    page(an, address(drive))
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    html = page(an, address(drive))
    assert 'disabled aria-describedby="vi-sao"' in html
    assert "Đợt quán triệt này đã khép lại." in html[html.index('id="vi-sao"') :]
    assert f'action="/quan-triet/{drive.pk}/hoi/"' not in html
    never_opened = enter(four.binh).get(address(drive))
    assert never_opened.status_code == 409


def test_one_who_sits_twice_is_told_that_once_is_enough(four: Four, drive: Dissemination) -> None:
    second = make_seat(four.binh.person, four.cell, valid_from=NOW.date())
    client = enter(four.binh)
    session = client.session
    session["seat"] = second.pk
    session.save()
    assert "Đồng chí giữ hai vị trí cùng phải học" in text_of(page(client, address(drive)))


@pytest.mark.parametrize(
    ("eid", "words"), [("art_5", "Điều 5"), ("att_1__art_12a", "Điều 12a"), ("chp_1", ""), ("", "")]
)
def test_an_address_is_said_in_words(eid: str, words: str) -> None:
    assert article_of(eid) == words
