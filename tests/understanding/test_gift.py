"""GIFT: what goes out comes in the same, whatever signs it holds; what is no question is named by its line."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.understanding.exchange import gift
from thongsuot.understanding.exchange.rows import Row

KNOWN = frozenset({"art_5"})
words = st.text(st.sampled_from("ab Đđ~=#{}:\\%->1/$."), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)
told = words.filter(lambda text: bool(text) and not text.startswith(("//", "$CATEGORY")))


@st.composite
def rows(draw: st.DrawFn) -> Row:
    kind = draw(st.sampled_from(("single", "multiple", "true_false", "order", "short")))
    options = tuple(draw(st.lists(told, min_size=2, max_size=5, unique=True)))
    if kind == "true_false":
        options = gift.RIGHT_WRONG
    every = frozenset(range(len(options)))
    some = draw(st.sets(st.sampled_from(sorted(every)), min_size=1, max_size=1 if kind != "multiple" else None))
    right = every if kind in ("order", "short") else frozenset(some)
    eid = draw(st.sampled_from(("", "art_5")))
    return Row("1", eid, kind, draw(told), options, right, kind == "short" and draw(st.booleans()))


@given(st.lists(rows(), min_size=1, max_size=4))
def test_what_goes_out_comes_in_the_same(written: list[Row]) -> None:
    reading = gift.read(gift.write(written), KNOWN)
    assert reading.faults == ()
    assert [replace(row, place="1") for row in reading.rows] == written


def test_a_file_made_elsewhere_is_understood_by_its_signs() -> None:
    text = """// a comment
$CATEGORY: Quy định

::Câu 1::Văn bản do ai ban hành? {=Bộ Chính trị ~Quốc hội#chưa đúng ~Chính phủ}

Có hiệu lực ngay. {T}

Chọn những cơ quan nêu tên {~%50%Một ~%50%Hai ~%-100%Ba}

Văn bản tên gì? {=Quy định =quy định}

Xếp theo thứ tự {=Đọc -> 1 =Ký -> 2}
"""
    kinds = [(row.kind, row.options, sorted(row.right)) for row in gift.read(text, KNOWN).rows]
    assert kinds == [
        ("single", ("Bộ Chính trị", "Quốc hội", "Chính phủ"), [0]),
        ("true_false", ("Đúng", "Sai"), [0]),
        ("multiple", ("Một", "Hai", "Ba"), [0, 1]),
        ("short", ("Quy định", "quy định"), [0, 1]),
        ("order", ("Đọc", "Ký"), [0, 1]),
    ]


def test_bad_places_are_named_by_their_line() -> None:
    text = "Câu một? {=A ~B}\n\nKhông có ngoặc\n\n::single art_9::Câu ba? {=A ~B}\n\nCâu bốn? {~A ~B}\n"
    reading = gift.read(text, KNOWN)
    assert {fault.place for fault in reading.faults} == {"3", "5", "7"}
    assert gift.read("", KNOWN).faults[0].place == "1"
