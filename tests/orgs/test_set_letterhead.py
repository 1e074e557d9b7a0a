"""Set a letterhead: once by the unit, then on every paper; without one the head follows from the tree."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.core.exceptions import ObjectDoesNotExist
from docx import Document

from tests.cascade.doors import assert_absent, enter, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told, told_in_all
from tests.conferences.meeting import make_meeting
from tests.factories import NOW, make_four
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.actions.letterheads import set_letterhead
from thongsuot.orgs.models import Letterhead
from thongsuot.orgs.queries.letterheads import Lettered, letterhead_of
from thongsuot.papers.word import word_file
from thongsuot.proceedings.queries.papers import signing_paper, writing_page
from thongsuot.proceedings.queries.sums import sum_page
from thongsuot.proceedings.sums import sum_paper

pytestmark = pytest.mark.django_db(**BOTH)
HEAD = Lettered(is_party=False, parent="UBND phường Bến Đá", name="Khu phố 3", initials="KP3", place="Bến Đá")


def test_without_one_the_head_follows_from_the_tree() -> None:
    four = make_four()
    assert letterhead_of(four.cell) == Lettered(is_party=True, parent="Phường Bến Đá", name="Chi bộ Khu phố 3")
    assert letterhead_of(four.ward).is_party is False
    assert letterhead_of(four.city).parent == ""


def test_it_is_kept_and_recorded_without_a_name() -> None:
    four = make_four()
    set_letterhead(four.cell.pk, head=HEAD, by=four.binh, now=NOW)
    assert letterhead_of(four.cell) == HEAD
    (entry,) = told("orgs.letterhead.set")
    assert entry.subject == four.cell.ref
    assert "Khu phố" not in str(entry.facts)
    before = told_in_all()
    set_letterhead(four.cell.pk, head=HEAD, by=four.binh, now=NOW)
    assert told_in_all() == before
    assert_proven()


def test_only_the_units_own_keepers_set_it_and_a_stranger_finds_nothing() -> None:
    four = make_four()
    for by in (four.an, four.cuc):
        with expect_refusal("letterhead_not_yours"):
            set_letterhead(four.cell.pk, head=HEAD, by=by, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        set_letterhead(four.cell.pk, head=HEAD, by=four.dung, now=NOW)
    assert_absent(enter(four.dung), "/don-vi/AH-01-03/dau-van-ban/")
    for wrong, code in (
        (replace(HEAD, name=" "), "letterhead_name"),
        (replace(HEAD, initials="kp 3"), "letterhead_initials"),
    ):
        with expect_refusal(code):
            set_letterhead(four.cell.pk, head=wrong, by=four.binh, now=NOW)


def test_every_paper_bears_it_and_a_report_keeps_the_one_it_was_written_under() -> None:
    meeting = make_meeting()
    binh, day = meeting.four.binh, day_of(NOW)
    before = writing_page(meeting.conference.pk, "invitation", binh, day).paper.head
    assert (before.initials, before.place) == ("", "")
    set_letterhead(meeting.four.cell.pk, head=HEAD, by=binh, now=NOW)
    heads = [
        writing_page(meeting.conference.pk, "invitation", binh, day).paper.head,
        writing_page(meeting.conference.pk, "minutes", binh, day).paper.head,
        signing_paper(meeting.conference.pk, meeting.half_day.pk, binh, day).head,
        sum_paper(sum_page(meeting.drive.pk, binh), day).head,
    ]
    assert {(head.form, head.unit, head.parent, head.place) for head in heads} == {
        ("state", "Khu phố 3", "UBND phường Bến Đá", "Bến Đá")
    }
    paper = writing_page(meeting.conference.pk, "invitation", binh, day).paper
    cells = [cell.text for table in Document(io.BytesIO(word_file(paper))).tables for cell in table._cells]
    words = "\n".join(cells)
    assert "Số: ……/GM-KP3" in words
    assert "Bến Đá, ngày 23 tháng 11 năm 2026" in words
    assert "UBND PHƯỜNG BẾN ĐÁ" in words


def test_the_secretary_sets_it_on_a_page_without_javascript() -> None:
    four = make_four()
    client, address = enter(four.binh), "/don-vi/AH-01-03/dau-van-ban/"
    assert heading_of(page(client, address)) == "Đơn vị chưa ghi đầu văn bản"
    sent = {"form": "party", "parent": "Đảng ủy phường Bến Đá", "name": "Chi bộ Khu phố 3", "initials": "cb 3"}
    refused = client.post(address, sent).content.decode()
    assert "Chữ viết tắt ghi chữ in hoa" in refused
    assert not Letterhead.objects.exists()
    kept = client.post(address, {**sent, "initials": "CB3", "place": "Bến Đá"}, follow=True).content.decode()
    assert heading_of(kept) == "Đầu văn bản của đơn vị"
    assert "Số ……-BC/CB3" in text_of(kept)
    assert "Nhờ họ ghi." in page(enter(four.an), address)
