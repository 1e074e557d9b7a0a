"""The story of citations in a document that was read: "này" is where the words stand, and no wrong node is claimed."""

from __future__ import annotations

from datetime import date

import vanban
from vanban.model import Citation, Document

HEAD = "CHÍNH PHỦ\nSố: 9130/2020/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2020\n\nNGHỊ ĐỊNH\n{title}\n\n"
BODY = """Chương I
QUY ĐỊNH CHUNG

Điều 1. Giờ họp
1. Họp buổi sáng, trừ khoản 2 Điều này.
2. Nghỉ khi:
a) Mưa to, theo Điều 3 Nghị định này;
b) Bão, như điểm a khoản này.
Điều 2. Sổ sách
Ghi sổ theo khoản 1 Điều 1 và Điều 77.
Điều 3. Hiệu lực
Thay thế Nghị định số 9031/2011/NĐ-CP; nhắc lại Nghị định số 9130/2020/NĐ-CP.
"""
AMENDING = """Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 9041/2018/NĐ-CP
1. Sửa đổi, bổ sung khoản 2 Điều 1 như sau:
“2. Nghỉ khi mưa, trừ khoản 1 Điều này.”.
Điều 2. Hiệu lực
Các khoản nêu tại Điều 1 Nghị định này có hiệu lực từ ngày ký.
"""


def read(title: str, body: str) -> Document:
    return vanban.read((HEAD.format(title=title) + body).encode(), name="cho.txt")


def cited(document: Document, words: str) -> Citation:
    [found] = [one for one in document.citations if one.text == words]
    return found


def node(citation: Citation) -> str:
    assert citation.uri is not None
    return citation.uri.partition("/~")[2]


def test_this_article_and_this_clause_are_those_in_which_the_words_stand() -> None:
    document = read("Về chợ phiên", BODY)
    clause, point = cited(document, "khoản 2 Điều này"), cited(document, "điểm a khoản này")
    assert (clause.article, clause.clause, clause.target, node(clause)) == ("1", "2", "self", "art_1__cl_2")
    assert (point.article, point.clause, point.point, node(point)) == ("1", "2", "a", "art_1__cl_2__point_a")


def test_an_article_of_this_decree_has_the_decrees_type_and_its_address() -> None:
    found = cited(read("Về chợ phiên", BODY), "Điều 3 Nghị định này")
    assert (found.type, found.number, found.target, node(found)) == ("Nghị định", None, "self", "art_3")


def test_an_article_that_is_not_there_is_no_node_of_this_document() -> None:
    document = read("Về chợ phiên", BODY)
    assert cited(document, "khoản 1 Điều 1").target == "self"
    assert (cited(document, "Điều 77").target, cited(document, "Điều 77").uri) == ("other", None)


def test_the_number_of_the_document_itself_is_itself_and_in_the_header_nothing() -> None:
    document = read("Về chợ phiên", BODY)
    assert cited(document, "Nghị định số 9130/2020/NĐ-CP").target == "self"
    assert cited(document, "Nghị định số 9031/2011/NĐ-CP").target == "other"
    assert all(one.span[0] > len("CHÍNH PHỦ") for one in document.citations)


def test_what_an_amending_act_changes_is_no_node_of_its_own() -> None:
    document = read("Sửa đổi, bổ sung một số điều của Nghị định số 9041/2018/NĐ-CP", AMENDING)
    for words in ("khoản 2 Điều 1", "khoản 1 Điều này"):
        assert (cited(document, words).target, cited(document, words).uri) == ("other", None)
    assert node(cited(document, "Điều 1 Nghị định này")) == "art_1"


def test_no_heading_is_a_citation() -> None:
    document = read("Về chợ phiên", BODY)
    assert [one.text for one in document.citations if one.text in ("Điều 1", "Điều 2", "Điều 3", "Chương I")] == []


def test_an_article_of_the_decree_is_its_own_where_nothing_else_can_be_meant() -> None:
    document = read("Về chợ phiên", BODY + "Chủ chợ theo Điều 2 của Nghị định và Điều 2 của Luật Giá.\n")
    own, other = cited(document, "Điều 2 của Nghị định"), cited(document, "Điều 2 của Luật Giá")
    assert (own.target, node(own), other.target) == ("self", "art_2", "other")


def test_places_of_an_amending_act_are_those_of_what_it_amends_but_not_beside_the_recipients() -> None:
    body = AMENDING + "Bỏ cụm từ “chợ” tại khoản 3 Điều 2.\n\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n"
    document = read("Sửa đổi, bổ sung một số điều của Nghị định số 9041/2018/NĐ-CP", body)
    assert cited(document, "khoản 3 Điều 2").target == "other"
    assert node(cited(document, "Điều 2")) == "art_2"


def test_a_clause_in_brackets_of_guidance_without_articles_is_that_of_the_guided_act() -> None:
    head = "ĐẢNG BỘ LÀNG MƠ\nSố 9045-HD/BTCTU\n\nHƯỚNG DẪN\nvề chợ phiên\n\n"
    text = f"{head}I- QUY ĐỊNH CHUNG\n1. Về quy hoạch (Khoản 2)\nLập sổ.\n"
    found = vanban.read(text.encode(), name="huong-dan.txt").citations[-1]
    assert (found.clause, found.target) == ("2", "other")


def test_a_footnote_speaks_of_the_provision_that_bears_its_mark() -> None:
    body = (
        "Điều 1. Giờ họp\n1. Họp buổi sáng.\na)1 Mưa thì nghỉ;\nb) Bão thì nghỉ.2\nĐiều 2. Sổ sách\nGhi sổ.\n\n"
        "1 Điểm này được sửa đổi theo quy định tại khoản 1 Điều 1 của Nghị định số 9131/2021/NĐ-CP.\n"
        "2 Khoản này được bổ sung theo quy định tại khoản 2 Điều 1 của Nghị định số 9131/2021/NĐ-CP.\n"
        "CÔNG BÁO/Số 15/Ngày 29-12-2031\n"
        "Điều 3. Hiệu lực\nCó hiệu lực từ ngày ký.\n"
    )
    document = read("Về chợ phiên (văn bản hợp nhất)", body)
    point, clause = cited(document, "Điểm này"), cited(document, "Khoản này")
    assert (point.article, point.clause, point.point) == ("1", "1", "a")
    assert (clause.article, clause.clause) == ("1", "1")


def test_a_citation_goes_on_over_the_edge_of_a_page() -> None:
    work = "Nghị định số 9131/2021/NĐ-CP ngày 1 tháng 2 năm 2021 của Chính phủ quy định về chợ phiên"
    for place in (work.index("tháng"), work.index("về chợ"), work.index("9131")):
        cut = f"{work[:place].rstrip()}\n\n12\nCÔNG BÁO/Số 15 + 16/Ngày 29-12-2031\n\n{work[place:]}"
        document = read("Về chợ phiên", BODY + f"Chủ chợ theo Điều 7 {cut}.\n")
        found = document.citations[-1]
        assert (found.article, found.number, found.date) == ("7", "9131/2021/NĐ-CP", date(2021, 2, 1))
        assert (found.issuer, found.title) == ("Chính phủ", "quy định về chợ phiên")
        assert found.text == document.text[slice(*found.span)] == f"Điều 7 {cut}"
