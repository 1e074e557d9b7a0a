"""See what a document cites, what cites it, and what later texts say of it, beside its text and on its own pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Q
from django.test import Client

from tests.corpus.laws import ENDS_OLD, NEW, OLD, decree, law
from tests.factories import Four, make_person
from thongsuot.corpus.citing.standing import restate
from thongsuot.corpus.models import Expression, Relation, Work
from thongsuot.corpus.queries.cited import citation_links
from thongsuot.corpus.queries.related import related

pytestmark = pytest.mark.django_db(databases="__all__")

WORDS = (
    "1. Ghi theo điểm a, b khoản 1 Điều 2 Luật Cây xanh số 8/2020/QH14.\n2. Xem khoản 2 Điều 1 Luật Cây xanh.\n"
    "3. Theo Chỉ thị số 4/CT-TTg ngày 02 tháng 01 năm 2021 của Thủ tướng Chính phủ.\n"
    "4. Theo khoản 9 Điều 8 Luật Cây xanh và khoản 3 Điều 1 Luật Dòng suối."
)
HTMX = {"HX-Request": "true"}


def seen(client: Client, four: Four, path: str, **headers: str) -> str:
    client.force_login(four.an.person)
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def preview_of(expression: Expression, words: str) -> str:
    return next(one.preview for one in citation_links(expression) if expression.text[one.start : one.end] == words)


def test_a_text_lists_what_it_cites_the_known_first_and_what_is_known_of_the_others(client: Client, four: Four) -> None:
    law(NEW)
    page = seen(client, four, decree(WORDS).get_absolute_url())
    assert "Văn bản này dẫn chiếu 3 văn bản, kho có 1" in page
    assert "Luật 8/2020/QH14</b></a> ngày 13/11/2020" in page and "4 chỗ dẫn" in page
    assert page.index("Luật 8/2020/QH14</b>") < page.index("<b>Chỉ thị 4/CT-TTg</b> ngày 02/01/2021 · Thủ tướng")
    assert "2 văn bản được dẫn mà kho chưa có" in page and "Gửi tệp của văn bản cho văn thư" in page


def test_a_cited_text_lists_who_cites_it(client: Client, four: Four) -> None:
    cited, citing = law(NEW), decree(WORDS)
    page = seen(client, four, cited.get_absolute_url())
    assert "Có 1 văn bản trong kho dẫn chiếu văn bản này" in page
    assert citing.work.get_absolute_url() in page


def test_a_text_that_a_later_one_ends_says_so_with_the_sentence_and_no_verdict(client: Client, four: Four) -> None:
    ended, ending = law(OLD), law(NEW, end=ENDS_OLD)
    page = seen(client, four, ended.get_absolute_url())
    assert "Kho có văn bản nêu thay thế hoặc bãi bỏ văn bản này" in page
    assert f'Bị bãi bỏ bởi <a href="{ending.work.get_absolute_url()}">Luật 8/2020/QH14</a>, từ 01/07/2021' in page
    assert "Luật Cây xanh số 5/2006/QH11 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.</q>" in page
    assert f'href="{ending.get_absolute_url()}~art_3__cl_2/"' in page
    assert "không phải kết luận về hiệu lực" in page
    assert "Kho có văn bản nêu" not in seen(client, four, ending.get_absolute_url())


def test_a_text_that_was_read_as_ending_a_work_of_its_own_name_does_not_end_itself(four: Four) -> None:
    expression = law(NEW)
    citation = expression.citations.filter(cited__isnull=False, article="").order_by("position")[0]
    expression.cited_works.update(work=expression.work)
    Relation.objects.create(expression=expression, citation=citation, kind=Relation.Kind.REPEALS)
    restate(Q(pk=expression.work_id))
    expression.work.refresh_from_db()
    assert (expression.work.ended_on, expression.work.amended_on) == (None, None)


def test_an_amendment_of_one_article_is_told_and_ends_nothing(four: Four) -> None:
    amended = law(OLD)
    law(
        NEW,
        title="SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT CÂY XANH",
        end="2. Bãi bỏ khoản 2 Điều 1 Luật Cây xanh số 5/2006/QH11.\n",
    )
    acts = related(amended, four.an).acts
    assert [(str(act.label), act.is_end) for act in acts if act.kind == "repeals"] == [
        ("Bị bãi bỏ một phần bởi", False)
    ]
    assert not related(amended, four.an).is_ended


def test_the_words_cited_are_a_page_and_a_fragment(client: Client, four: Four) -> None:
    law(NEW)
    path = preview_of(decree(WORDS), "điểm a, b khoản 1 Điều 2 Luật Cây xanh số 8/2020/QH14")
    page = seen(client, four, path)
    for words in ("do khu phố chọn;", "làm trong một năm.", "Điểm a khoản 1 Điều 2", "Luật Cây xanh", "01/07/2021"):
        assert words in page
    assert "Mỗi khu phố có một người" not in page
    assert "Trở lại chỗ đang đọc trong 9/2022/NĐ-CP" in page
    fragment = seen(client, four, path, **HTMX)
    assert fragment.startswith('<div class="peek" id="xem-truoc">') and "Trở lại chỗ đang đọc" not in fragment
    assert ' id="art_' not in fragment


def test_a_place_that_is_not_there_is_said_to_be_missing(client: Client, four: Four) -> None:
    law(NEW)
    page = seen(client, four, preview_of(decree(WORDS), "khoản 9 Điều 8 Luật Cây xanh"))
    assert "không thấy chỗ được dẫn" in page and "không có điều khoản mang số ấy" in page


def test_a_document_that_the_corpus_lacks_says_what_is_known_and_how_to_get_it(client: Client, four: Four) -> None:
    citing = decree(WORDS)
    words = "Chỉ thị số 4/CT-TTg ngày 02 tháng 01 năm 2021 của Thủ tướng Chính phủ"
    page = seen(client, four, preview_of(citing, words))
    assert "Kho chưa có văn bản được dẫn chiếu" in page and "<b>Chỉ thị 4/CT-TTg</b> ngày 02/01/2021" in page
    assert "Gửi tệp cho văn thư để nhập" in page


def test_a_law_known_by_its_name_alone_says_so(client: Client, four: Four) -> None:
    law(NEW)
    page = seen(client, four, preview_of(decree("Theo khoản 2 Điều 1 Luật Cây xanh."), "khoản 2 Điều 1 Luật Cây xanh"))
    assert "Lời dẫn chỉ ghi tên" in page


def test_many_that_cite_come_in_pages(client: Client, four: Four) -> None:
    cited = law(NEW)
    for at in range(1, 53):
        decree("Theo Luật Cây xanh số 8/2020/QH14.", number=f"{at}/2022/NĐ-CP")
    assert "Xem đủ 52 văn bản" in seen(client, four, cited.get_absolute_url())
    path = f"/van-ban/duoc-dan/{cited.work_id}/"
    first, second = seen(client, four, path), seen(client, four, f"{path}?trang=2")
    assert "52 văn bản trong kho dẫn chiếu 8/2020/QH14" in first
    assert (first.count("Nghị định "), second.count("Nghị định ")) == (50, 2)


def test_nobody_sees_these_pages_without_a_seat(client: Client) -> None:
    cited = law(NEW)
    path = preview_of(decree(WORDS), "khoản 2 Điều 1 Luật Cây xanh")
    pages = (path, f"/van-ban/duoc-dan/{cited.work_id}/")
    assert all(client.get(page).status_code == 302 for page in pages)
    client.force_login(make_person(username="khong-vi-tri"))
    assert all(client.get(page).status_code in (403, 404) for page in pages)


def test_a_work_that_may_not_be_read_is_neither_shown_nor_counted(
    client: Client, four: Four, monkeypatch: pytest.MonkeyPatch
) -> None:
    cited, citing = law(NEW), decree(WORDS)
    hidden = Work.objects.exclude(pk=cited.work_id)
    monkeypatch.setattr(
        "thongsuot.corpus.models.WorkQuerySet.visible_to", lambda self, seat: self.exclude(pk__in=hidden.values("pk"))
    )
    assert related(cited, four.an).citing_total == 0
    client.force_login(four.an.person)
    words = "khoản 2 Điều 1 Luật Cây xanh"
    assert client.get(preview_of(citing, words)).status_code == 404


def test_the_page_of_a_text_stays_within_twelve_queries(
    client: Client, four: Four, django_assert_max_num_queries: Any
) -> None:
    law(OLD)
    law(NEW, end=ENDS_OLD)
    citing = decree(WORDS)
    client.force_login(four.an.person)
    client.get(citing.get_absolute_url())
    for path in (citing.get_absolute_url(), preview_of(citing, "khoản 2 Điều 1 Luật Cây xanh")):
        with django_assert_max_num_queries(12):
            client.get(path)
