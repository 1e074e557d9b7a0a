"""Look at what was read before anything is kept: what waits is sealed, one's own, and gone after two hours."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.corpus import papers
from tests.corpus.pages import IMPORT, fields, kept, reviewed, signed_in, upload
from tests.factories import NOW, Four, make_seat
from thongsuot.corpus.actions.importing import Incoming, import_document
from thongsuot.corpus.actions.reviewing import review_import
from thongsuot.corpus.models import Expression, Work
from thongsuot.corpus.queries.review import review
from thongsuot.files import staging
from thongsuot.files.models import StoredFile
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(databases="__all__")
NEW_ARTICLE = papers.NEXT_TEXT + "Điều 4. Sơ kết\nMỗi năm một lần.\n"


def incoming(*texts: bytes | str) -> list[Incoming]:
    contents = [text.encode() if isinstance(text, str) else text for text in texts]
    return [Incoming(f"tep-{place}.txt", io.BytesIO(content)) for place, content in enumerate(contents)]


def lying(folder: Path) -> list[Path]:
    """Give the files that lie in a folder, locks apart: they are empty."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)


def nothing_is_kept() -> bool:
    return not any(model.objects.exists() for model in (Work, Expression, StoredFile, OutboxRow))


def test_what_was_read_is_shown_and_nothing_is_kept(four: Four, client: Client, files_folder: Path) -> None:
    address, page = reviewed(signed_in(client, four.cuc), upload(papers.docx(), "tot.docx"))
    assert "1 tệp chờ nhập, kho chưa giữ gì" in page and "Văn bản mới, kho chưa có" in page
    for told in (papers.NUMBER, "12/10/2026", "Thành ủy An Hải", "01/11/2026", "tot.docx"):
        assert told in page
    assert "2 chương, 3 điều, 2 khoản, 5 điểm" in page
    assert page.index("Chương I. NHỮNG QUY ĐỊNH CHUNG") < page.index("Điều 2. Nguyên tắc")
    assert nothing_is_kept() and not files_folder.exists()
    assert client.get(address).status_code == 200


def test_a_doubt_of_the_reader_stands_with_its_line_and_the_words_there(four: Four, client: Client) -> None:
    twice = papers.TEXT.replace("Điều 3. Hiệu lực", "Điều 5. Hiệu lực")
    _address, page = reviewed(signed_in(client, four.cuc), upload(twice))
    assert "chỗ máy đọc chưa chắc" in page and "Dòng 24" in page and "Điều 5. Hiệu lực</span>”" in page


def test_what_waits_can_be_read_by_nobody_who_has_only_the_disk(four: Four, settings: Any) -> None:
    token = staging.new_token()
    review_import(incoming(papers.TEXT), token=token, by=four.cuc, now=NOW)
    found = lying(settings.STAGING_FOLDER)
    assert len(found) == 2, "the content and what was read in it"
    for path in found:
        assert "lời hẹn".encode() not in path.read_bytes() and papers.NUMBER.encode() not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0
        assert token not in str(path)


@pytest.mark.parametrize("by_its_side", [(), (papers.TEXT,)], ids=["alone", "beside a good file"])
def test_a_stamped_file_leaves_no_trace_in_staging_either(
    four: Four, settings: Any, files_folder: Path, by_its_side: tuple[str, ...]
) -> None:
    token = staging.new_token()
    refused = review_import(incoming(papers.STAMPED_TEXT, *by_its_side), token=token, by=four.cuc, now=NOW)
    assert [(one.name, one.refusal and one.refusal.code) for one in refused] == [("tep-0.txt", "classified")]
    assert nothing_is_kept() and not files_folder.exists()
    waiting = review(token, four.cuc, now=NOW, or_nothing=True).waiting
    assert [one.candidate.name for one in waiting] == ["tep-1.txt"][: len(by_its_side)]
    assert len(lying(settings.STAGING_FOLDER)) == 2 * len(by_its_side)


def test_a_refused_file_is_named_in_this_answer_and_nowhere_else(four: Four, client: Client) -> None:
    files = [upload(papers.STAMPED_TEXT, "dong-dau.txt"), upload("", "rong.txt"), upload(papers.TEXT, "tot.txt")]
    response = signed_in(client, four.cuc).post(IMPORT, {"tep": files, "luot": "ab" * 16})
    page = response.content.decode()
    assert response.status_code == 200 and "1 tệp chờ nhập" in page
    assert page.index("dong-dau.txt") < page.index("Tệp này mang dấu độ mật") < page.index("rong.txt")
    again = client.get(f"{IMPORT}{'ab' * 16}/").content.decode()
    assert "tot.txt" in again and "dong-dau.txt" not in again and "rong.txt" not in again


def test_a_page_of_refused_files_only_offers_to_begin_anew(four: Four, client: Client) -> None:
    page = signed_in(client, four.cuc).post(IMPORT, {"tep": upload(papers.STAMPED_TEXT)}).content.decode()
    assert "Không tệp nào nhập được" in page and "Nhập thêm tệp" in page


def test_another_seat_never_sees_what_waits_and_after_two_hours_nobody_does(four: Four) -> None:
    token = staging.new_token()
    review_import(incoming(papers.TEXT), token=token, by=four.cuc, now=NOW)
    other = make_seat(unit=four.ward, role=Seat.Role.CLERK)
    for seat, now in ((other, NOW), (four.cuc, NOW + staging.WAITS)):
        with pytest.raises(Refusal) as refused:
            review(token, seat, now=now)
        assert refused.value.code == "staging_gone"
    assert review(token, four.cuc, now=NOW + staging.WAITS - timedelta(seconds=1)).waiting


def test_what_waited_too_long_is_swept_away(four: Four, settings: Any) -> None:
    for hour in (0, 1):
        review_import(incoming(papers.TEXT), token=f"{hour}" * 32, by=four.cuc, now=NOW + timedelta(hours=hour))
    assert staging.sweep(now=NOW + timedelta(hours=2)) == 1
    assert len(lying(settings.STAGING_FOLDER)) == 2 and review("1" * 32, four.cuc, now=NOW + timedelta(hours=2)).waiting
    assert staging.sweep(now=NOW + timedelta(hours=3)) == 1
    assert lying(settings.STAGING_FOLDER) == []


def test_an_address_without_files_says_what_to_do_next(four: Four, client: Client) -> None:
    for token in ("ab" * 16, "khong-phai-ma"):
        page = signed_in(client, four.cuc).get(f"{IMPORT}{token}/")
        assert page.status_code == 409
        assert "không còn chờ ở đây" in page.content.decode() and "chọn lại tệp" in page.content.decode()


def test_the_same_request_again_begins_anew_and_doubles_nothing(four: Four, settings: Any) -> None:
    token = staging.new_token()
    for texts in ((papers.TEXT, papers.ABOUT_SECRETS), (papers.NEXT_TEXT,)):
        review_import(incoming(*texts), token=token, by=four.cuc, now=NOW)
    assert len(review(token, four.cuc, now=NOW).waiting) == 1
    assert len(lying(settings.STAGING_FOLDER)) == 2


def test_twenty_files_are_read_and_one_that_is_refused_stops_no_other(four: Four) -> None:
    texts = [papers.TEXT.replace("118", str(200 + place)) for place in range(19)]
    token = staging.new_token()
    refused = review_import(incoming(*texts[:7], b"", *texts[7:]), token=token, by=four.cuc, now=NOW)
    assert [one.name for one in refused] == ["tep-7.txt"]
    assert [one.name for one in review(token, four.cuc, now=NOW).waiting] == [
        f"Quy định {200 + place}-QĐ/TU" for place in range(19)
    ]


def test_a_known_text_is_said_to_be_there_and_is_not_ticked(four: Four, client: Client) -> None:
    import_document(papers.TEXT.encode(), name="a.txt", by=four.cuc, now=NOW)
    _address, page = reviewed(signed_in(client, four.cuc), upload(papers.docx(), "b.docx"))
    assert "với đúng lời này, không cần nhập lại" in page
    assert "t0-keep" not in fields(page) and "t0-title" not in fields(page)


def test_a_file_that_names_no_document_is_not_ticked_and_says_what_to_do(four: Four, client: Client) -> None:
    nameless = "mua ba cái bút\nhai quyển vở\nmột lọ mực\n"
    _address, page = reviewed(signed_in(client, four.cuc), upload(nameless, "danh-sach.txt"))
    assert "Máy không đọc được số và trích yếu của tệp này" in page
    assert not re.search(r'name="t0-keep"[^>]* checked', page)
    _address, named = reviewed(signed_in(client, four.cuc), upload(papers.TEXT, "tot.txt"))
    assert re.search(r'name="t0-keep"[^>]* checked', named)


def test_a_new_wording_says_of_what_and_what_it_changes(four: Four, client: Client) -> None:
    import_document(papers.TEXT.encode(), name="a.txt", by=four.cuc, now=NOW)
    _address, page = reviewed(signed_in(client, four.cuc), upload(NEW_ARTICLE))
    assert f">{papers.NUMBER}</a> đã có trong kho: thêm 1 điều, bớt 0 điều, khác lời 1 điều" in page


def test_a_number_that_differs_by_a_mark_is_pointed_out(four: Four, client: Client) -> None:
    import_document(papers.TEXT.encode(), name="a.txt", by=four.cuc, now=NOW)
    misprinted = papers.NEXT_TEXT.replace("118-QĐ/TU", "118-QD/TU")
    _address, page = reviewed(signed_in(client, four.cuc), upload(misprinted))
    assert "Số giống hoặc gần giống" in page and "118-QĐ/TU</a>" in page


def test_the_same_number_of_another_year_is_not_pointed_out(four: Four, client: Client) -> None:
    for year in (2030, 2031):
        text = papers.TEXT.replace(papers.NUMBER, f"118/{year}/QĐ-UBND")
        if year == 2030:
            import_document(text.encode(), name="a.txt", by=four.cuc, now=NOW)
    _address, page = reviewed(signed_in(client, four.cuc), upload(text))
    assert "118/2031/QĐ-UBND" in page
    assert "Số giống hoặc gần giống" not in page


def test_a_clerk_is_told_before_keeping_who_brings_in_new_wordings(four: Four, client: Client) -> None:
    import_document(papers.TEXT.encode(), name="a.txt", by=four.cuc, now=NOW)
    clerk = make_seat(unit=four.ward, role=Seat.Role.CLERK)
    _address, page = reviewed(signed_in(client, clerk), upload(papers.NEXT_TEXT))
    assert "văn phòng của Thành phố An Hải để nhập làm bản mới" in page and "t0-keep" not in page
    assert "Nhập văn bản này" not in page and "Hủy, không giữ tệp nào" in page


def test_a_damaged_file_waits_too_and_is_not_kept_yet(four: Four, client: Client) -> None:
    broken = papers.cut_short(papers.docx(papers.TEXT * 20))
    _address, page = reviewed(signed_in(client, four.cuc), upload(broken, "dut.docx"))
    assert "Máy chưa đọc được tệp này" in page and "Giữ lại thì tệp nằm ở cuối trang" in page
    assert nothing_is_kept()


def test_a_member_is_refused_before_anything_is_read(four: Four, settings: Any) -> None:
    one = Incoming("a.txt", io.BytesIO(papers.TEXT.encode()))
    with pytest.raises(NotAllowed):
        review_import([one], token=staging.new_token(), by=four.an, now=NOW)
    assert one.stream.tell() == 0 and not settings.STAGING_FOLDER.exists()


def test_twenty_waiting_files_are_shown_in_twelve_queries(
    four: Four, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    texts = [papers.TEXT.replace("118", str(200 + place)) for place in range(20)]
    for text in texts[:8]:
        import_document(text.encode(), name="a.txt", by=four.cuc, now=NOW)
    changed = [text.replace("một ngày làm xong", "một ngày") for text in texts[4:12]]
    address, _page = reviewed(signed_in(client, four.cuc), *map(upload, [*texts[:4], *changed, *texts[12:]]))
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    assert page.count("với đúng lời này") == 4 and page.count("Thành bản mới của") == 4
    assert page.count("Văn bản mới, kho chưa có") == 12


def test_signs_that_turn_the_reading_order_never_come_into_a_fact(four: Four, client: Client) -> None:
    turned = papers.TEXT.replace("giữ lời hẹn", "giữ \u202egnp.exe\u202c lời \u2067hẹn")
    address, _page = reviewed(signed_in(client, four.cuc), upload(turned))
    kept(client, address, t0__issuer="Thành ủy \u202eiảH nA")
    work = Work.objects.get()
    assert work.title == "về việc giữ gnp.exe lời hẹn với người dân" and work.issuer == "Thành ủy iảH nA"


def test_a_stamp_in_the_page_header_of_the_second_file_leaves_no_trace_of_it(four: Four, settings: Any) -> None:
    token, stamped = staging.new_token(), papers.docx(header="TỐI MẬT")
    refused = review_import(incoming(papers.TEXT, stamped), token=token, by=four.cuc, now=NOW)
    assert [(one.name, one.refusal and one.refusal.code) for one in refused] == [("tep-1.txt", "classified")]
    assert [one.candidate.name for one in review(token, four.cuc, now=NOW).waiting] == ["tep-0.txt"]
    assert len(lying(settings.STAGING_FOLDER)) == 2 and nothing_is_kept()
