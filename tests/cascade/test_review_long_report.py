"""Review a long report: grouped facts with counts, whole groups at once, documents the corpus lacks, nothing lost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.long_report import long_report
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_expression, make_four, make_notice, make_seat
from thongsuot.cascade.actions.notices import Decision, decide_finding
from thongsuot.cascade.models import Finding, Notice
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

HTMX = {"HX-Request": "true"}


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def notice(four: Four) -> Notice:
    """Hold a report of six works, the first of them in the corpus, eight people and ten instructions."""
    make_expression("101-QĐ/TU", title="Giữ lời hẹn với người dân", issued_on=date(2026, 10, 1))
    return make_notice(four.cuc, text=long_report(works=6, people=8, instructions=10))


def review(client: Client, notice: Notice) -> str:
    return page(client, f"/quan-triet/ban-tin/{notice.pk}/")


def decide_group(client: Client, notice: Notice, kind: str, decision: str = "accepted", **headers: str) -> str:
    data = {"kind": kind, "decision": decision}
    answer = client.post(f"/quan-triet/ban-tin/{notice.pk}/nhom/", data, headers=headers)
    return answer.headers.get("Location", "") or answer.content.decode()


def counts(notice: Notice) -> dict[str, int]:
    kinds = notice.findings.values_list("kind", flat=True)
    return {kind: list(kinds).count(kind) for kind in Finding.Kind.values}


def test_facts_stand_in_five_groups_that_count_what_was_decided(four: Four, notice: Notice) -> None:
    html = review(enter(four.cuc), notice)
    assert counts(notice) == {"event": 1, "work": 6, "person": 8, "audience": 2, "instruction": 10}
    assert re.findall(r'<section class="kind" id="nhom-(\w+)"', html) == list(Finding.Kind.values)
    words = text_of(html)
    for told_so in ("Sự kiện 0/1 đã duyệt", "Văn bản 0/6 đã duyệt", "Người 0/8 đã duyệt", "Chỉ đạo 0/10 đã duyệt"):
        assert told_so in words
    assert "0/27 đã duyệt" in words
    first = notice.findings.order_by("position")[0]
    assert f'<a href="#ct-{first.pk}">Đến chi tiết còn chờ</a>' in html


def test_the_event_says_who_held_it_and_when_and_leads_to_its_place(four: Four, notice: Notice) -> None:
    event = notice.findings.get(kind="event")
    assert event.label == "Hội nghị quán triệt các quy định mới về nếp làm việc"
    assert notice.text[event.start : event.end] == "Thành ủy An Hải"
    assert "Thành ủy An Hải, 10/11/2026" in text_of(review(enter(four.cuc), notice))


def test_every_fact_carries_its_own_sentence_for_narrow_screens(four: Four, notice: Notice) -> None:
    html = review(enter(four.cuc), notice)
    sentences = re.findall(r'<p class="src-line" lang="vi">(.*?)</p>', html)
    assert len(sentences) == 27
    person = notice.findings.filter(kind="person").first()
    assert person is not None
    (own,) = [one for one in sentences if f'<mark class="k-person">{person.label}</mark>' in one]
    assert text_of(own).startswith("Phát biểu tại hội nghị, đồng chí")
    assert text_of(own).endswith("nói rõ lý do.")


@pytest.mark.parametrize(("decision", "taken"), [("accepted", "accepted"), ("dropped", "dropped"), ("", "accepted")])
def test_a_group_is_decided_as_a_whole_and_what_was_decided_before_stays(
    four: Four, notice: Notice, decision: str, taken: str
) -> None:
    first = notice.findings.filter(kind="person").first()
    assert first is not None
    decide_finding(first.pk, decision=Decision("accepted", "Trần Văn Khác"), by=four.cuc, now=NOW)
    place = decide_group(enter(four.cuc), notice, "person", decision)
    assert place == f"/quan-triet/ban-tin/{notice.pk}/#nhom-person"
    people = list(notice.findings.filter(kind="person").values_list("decision", flat=True))
    assert people == ["corrected", *[taken] * 7]
    assert set(notice.findings.exclude(kind="person").values_list("decision", flat=True)) == {"open"}
    (entry,) = told(f"cascade.findings.{taken}")
    assert entry.facts == {"findings": 7, "kind": "person"}


def test_htmx_gets_the_group_and_the_bar_beside_it(four: Four, notice: Notice) -> None:
    html = decide_group(enter(four.cuc), notice, "instruction", **HTMX)
    assert html.strip().startswith('<section class="kind" id="nhom-instruction"')
    assert "10/10 đã duyệt" in text_of(html)
    assert 'id="duyet" hx-swap-oob="true"' in html and "10/27 đã duyệt" in text_of(html)
    assert "<html" not in html


def test_one_decision_also_brings_the_counts_of_its_group(four: Four, notice: Notice) -> None:
    finding = notice.findings.filter(kind="work").first()
    assert finding is not None
    answer = enter(four.cuc).post(f"/quan-triet/chi-tiet/{finding.pk}/", {"decision": "accepted"}, headers=HTMX)
    html = answer.content.decode()
    assert 'id="dau-work" hx-swap-oob="true"' in html
    assert "1/6 đã duyệt" in text_of(html) and "1/27 đã duyệt" in text_of(html)


def test_a_document_the_corpus_lacks_says_the_next_step_and_may_be_left_as_a_mention(
    four: Four, notice: Notice
) -> None:
    client = enter(four.cuc)
    html = review(client, notice)
    assert heading_of(html).endswith("năm văn bản cần chọn")
    assert 'href="/van-ban/nhap/">nhập văn bản</a> rồi tải lại trang' in html
    decide_group(client, notice, "work")
    html = review(client, notice)
    assert "cần chọn" not in heading_of(html)
    assert text_of(html).count("Chưa có trong kho") == 5


def test_a_document_imported_meanwhile_is_already_chosen(four: Four, notice: Notice) -> None:
    text = make_expression("102-QĐ/TU", title="Tiếp công dân ở cơ sở")
    assert f'<option value="{text.pk}" selected>' in review(enter(four.cuc), notice)


@pytest.mark.parametrize("typed", ["7-QĐ/TU", " 7-QĐ/TU "])
def test_a_document_of_another_number_is_chosen_by_typing_it(four: Four, notice: Notice, typed: str) -> None:
    text, finding = make_expression("7-QĐ/TU"), notice.findings.filter(kind="work").last()
    assert finding is not None
    enter(four.cuc).post(f"/quan-triet/chi-tiet/{finding.pk}/", {"decision": "accepted", "number": typed})
    finding.refresh_from_db()
    assert (finding.expression, finding.decision) == (text, "accepted")


def test_a_number_that_names_nothing_or_too_much_is_refused_with_the_next_step(four: Four, notice: Notice) -> None:
    finding = notice.findings.filter(kind="work").last()
    assert finding is not None
    make_expression("7-QĐ/TU"), make_expression("7-QĐ/TU")
    for number, code in (("999-QĐ/TU", "text_not_found"), ("7-QĐ/TU", "text_not_sure")):
        with expect_refusal(code):
            decide_finding(finding.pk, decision=Decision("accepted", number=number), by=four.cuc, now=NOW)


def test_the_longest_report_asks_the_database_little_and_offers_few_texts_a_work(four: Four) -> None:
    for number in range(40):
        make_expression(f"{number}-QĐ/TU", title=f"Việc thứ {number}")
    notice, client = make_notice(four.cuc, text=long_report()), enter(four.cuc)
    with few_queries():
        html = review(client, notice)
    assert "0/83 đã duyệt" in text_of(html)
    assert html.count("<option") < 10 * 14 + 60


def test_nobody_else_decides_a_group(four: Four, notice: Notice) -> None:
    other = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    for seat, status in ((other, 404), (four.binh, 403)):
        address = f"/quan-triet/ban-tin/{notice.pk}/nhom/"
        for decision in ("accepted", "dropped"):
            assert enter(seat).post(address, {"kind": "person", "decision": decision}).status_code == status
    assert set(notice.findings.values_list("decision", flat=True)) == {"open"}
