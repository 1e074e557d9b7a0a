"""Write minutes, news and invitations: drafted from the facts, kept version by version, taken as Word or PDF."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import assert_absent, enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from tests.proceedings.sheets import words_of
from thongsuot.kernel.clock import day_of
from thongsuot.proceedings.actions.writing import write_paper
from thongsuot.proceedings.models import ConferencePaper
from thongsuot.proceedings.queries.papers import writing_page

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def test_each_paper_is_drafted_in_whole_sentences_from_what_was_noted(meeting: Meeting) -> None:
    meeting.mark(meeting.four.an, "present")
    binh, day = meeting.four.binh, day_of(NOW)
    minutes, news, invitation = (
        writing_page(meeting.conference.pk, kind, binh, day).text for kind in ("minutes", "news", "invitation")
    )
    assert "triệu tập 2 người, có mặt 1, vắng có lý do 0, vắng không lý do 1." in minutes
    assert "Giới thiệu quy định (Bí thư chi bộ trình bày)." in minutes
    assert "- Giới thiệu quy định (Bí thư chi bộ trình bày)." in invitation
    assert "Hội nghị triệu tập 2 người, 1 người có mặt." in news
    assert "Thời gian: sáng 23/11/2026, khai mạc lúc …… giờ." in invitation
    assert "Địa điểm: Hội trường tầng 2." in invitation


def test_what_is_written_is_a_new_version_and_the_old_one_stays(meeting: Meeting) -> None:
    pk, binh = meeting.conference.pk, meeting.four.binh
    for text in ("Bản một.", "Bản hai.", "Bản hai.\r\n"):
        write_paper(pk, kind="minutes", text=text, by=binh, now=NOW)
    kept = ConferencePaper.objects.filter(kind="minutes").order_by("ordinal")
    assert [each.told["text"] for each in kept] == ["Bản một.", "Bản hai."]
    assert [entry.facts for entry in told("proceedings.paper.written")] == [
        {"kind": "minutes", "version": 1},
        {"kind": "minutes", "version": 2},
    ]
    page = writing_page(pk, "minutes", binh, day_of(NOW), "1")
    assert (page.text, page.shown, page.newest) == ("Bản một.", 1, 2)


def test_nothing_empty_endless_or_unknown_is_kept_and_nobody_else_writes(meeting: Meeting) -> None:
    pk, binh = meeting.conference.pk, meeting.four.binh
    for kind, text, code in (
        ("minutes", "  ", "paper_empty"),
        ("minutes", "a" * 20_001, "paper_long"),
        ("report", "Báo cáo", "paper_unknown"),
    ):
        with expect_refusal(code):
            write_paper(pk, kind=kind, text=text, by=binh, now=NOW)
    with expect_refusal("keepers_only"):
        write_paper(pk, kind="news", text="Tin.", by=meeting.four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        write_paper(pk, kind="news", text="Tin.", by=meeting.four.cuc, now=NOW)
    assert not ConferencePaper.objects.exists()


def test_the_page_takes_a_version_and_hands_out_each_as_a_file_in_its_form(meeting: Meeting) -> None:
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/giay-to/giay-moi/"
    assert "bản nháp từ số liệu" in client.get(address).content.decode()
    shown = client.post(address, {"text": "Chi bộ mời dự họp."}, follow=True).content.decode()
    assert "Giấy mời, bản thứ 1" in shown
    written = words_of(client.get(f"{address}word/").content)
    assert "Chi bộ mời dự họp./." in written
    assert "GIẤY MỜI" in written
    assert client.get(f"{address}pdf/").content.startswith(b"%PDF")
    assert "trân trọng kính mời" in words_of(client.get(f"{address}word/?ban=0").content)
    for other, path in ((meeting.four.cuc, ""), (meeting.four.an, ""), (meeting.four.binh, "excel/")):
        assert_absent(enter(other), f"{address}{path}")
    assert_absent(client, f"/hoi-nghi/{meeting.conference.pk}/giay-to/bao-cao/")


def test_the_list_to_sign_names_everybody_called_and_leaves_room_for_their_hands(meeting: Meeting) -> None:
    meeting.mark(meeting.four.an, "present")
    address = f"/hoi-nghi/{meeting.conference.pk}/danh-sach-ky/{meeting.half_day.pk}/"
    written = words_of(enter(meeting.four.binh).get(f"{address}word/").content)
    for expected in (
        "DANH SÁCH KÝ TÊN",
        "Triệu tập 2 người, đã ghi có mặt 1 người",
        "Có mặt (điểm danh)",
        "Lê Thị Bình",
    ):
        assert expected in written, expected
    assert written.index("Trần Văn An") < written.index("Lê Thị Bình"), "by given name: An before Bình"
    assert enter(meeting.four.binh).get(f"{address}pdf/").content.startswith(b"%PDF")
    assert_absent(enter(meeting.four.cuc), f"{address}word/")
