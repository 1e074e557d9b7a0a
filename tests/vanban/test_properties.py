"""What holds for every text: nothing is refused, nothing is dropped, form does not matter, time is linear."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vanban
from tests.vanban.hostile import SHAPES, Shape
from vanban.stamp import find_stamp
from vanban.text import normalise, view

PIECES = [
    "Điều 1. Phạm vi",
    "Điều 2. Đối tượng",
    "Điều 3.",
    "Điều 2a. Thêm",
    "Điều 12 của Luật này",
    "“Điều 1. Cũ",
    "”.",
    "“",
    '"',
    "1. Một",
    "2. Hai",
    "a) Điểm",
    "đ) Điểm",
    "Chương I",
    "CHƯƠNG II",
    "QUY ĐỊNH CHUNG",
    "Mục 1",
    "Phần thứ nhất",
    "I- CHUNG",
    "QUYẾT ĐỊNH",
    "NGHỊ ĐỊNH",
    "QUY CHẾ",
    "(Ban hành kèm theo Quyết định số 1/QĐ-X)",
    "Phụ lục I",
    "Mẫu số 01",
    "TM. CHÍNH PHỦ",
    "Nơi nhận:",
    "| a | b |",
    "|---|---|",
    "Số: 30/2020/NĐ-CP",
    "Hà Nội, ngày 5 tháng 3 năm 2020",
    "Căn cứ Luật Tố cáo số 1/2018/QH14;",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "MẬT",
    "---",
    "**",
    "\t",
    "\u00a0",
    "\x0c",
    "\ufeff",
    "khoá uỷ hoà quý",
    "Ðiều 4. Ð",
    "Ngày 22-6, Ban Thường vụ Tỉnh ủy tổ chức Hội nghị",
    "đồng chí Lê Văn Thử, Bí thư Tỉnh ủy yêu cầu các chi bộ cần nâng cao;",
    "khoản 1, 2 và 3 Điều 5",
    "từ Điều 1 đến Điều 9",
    "Dự hội nghị có lãnh đạo các sở, ngành;",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), min_size=1, max_size=25).map("\n".join)
LOOSE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def readable(text: str) -> bytes | None:
    """Return the bytes of a text that is not empty or binary."""
    data = text.encode("utf-8", errors="ignore")
    return data if data.strip() and b"\x00" not in data else None


@pytest.mark.slow
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
@LOOSE
def test_nothing_is_refused_and_leaves_tile_the_whole_text(text: str, name: str) -> None:
    data = readable(text)
    if data is None:
        return
    document = vanban.read(data, name=name)
    end = 0
    for leaf in document.leaves():
        assert leaf.span[0] == end < leaf.span[1]
        end = leaf.span[1]
    assert end == len(document.text)
    ids = [step.node.id for step in document.walk(leads=True)]
    assert len(ids) == len(set(ids))
    for citation in document.citations:
        assert document.text[slice(*citation.span)] == citation.text


@pytest.mark.slow
@given(TEXTS)
@LOOSE
def test_decomposed_text_reads_as_composed_text(text: str) -> None:
    data = readable(unicodedata.normalize("NFC", text))
    if data is None:
        return
    other = unicodedata.normalize("NFD", data.decode("utf-8")).encode("utf-8")
    first, second = vanban.read(data, name="a.txt").to_json(), vanban.read(other, name="a.txt").to_json()
    first["source"].pop("sha256")
    second["source"].pop("sha256")
    for node in (first, second):
        node.pop("citations")
    assert _without_addresses(first) == _without_addresses(second)


def _without_addresses(shape: dict[str, object]) -> dict[str, object]:
    """Leave out what names the bytes themselves: addresses made from the hash of an unnumbered file."""
    return {key: value for key, value in shape.items() if key not in ("relations", "based_on")}


@pytest.mark.slow
@given(TEXTS)
@LOOSE
def test_a_notice_is_never_refused_and_its_spans_hold(text: str) -> None:
    notice = vanban.notice(text)
    for one in (*notice.audience, *notice.instructions):
        assert notice.text[slice(*one.span)] == one.text
    for person in notice.people:
        assert " ".join(notice.text[slice(*person.span)].split()) == person.name


@pytest.mark.slow
@given(st.text(max_size=300))
@LOOSE
def test_the_view_keeps_every_offset_and_the_stamp_never_raises(text: str) -> None:
    normal = normalise(text)
    assert len(view(normal)) == len(normal)
    assert len(view(normal, markdown=True)) == len(normal)
    find_stamp(text)


def seconds(text: str) -> float:
    """Return the best of two times of reading, noticing and looking for a stamp."""
    times = []
    for _ in range(2):
        started = time.process_time()
        vanban.read(text.encode("utf-8") + b" x", name="a.txt")
        vanban.notice(f"{text} x")
        find_stamp(text)
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_hostile_text_takes_linear_time(shape: Shape) -> None:
    once, fourfold = seconds(shape(12_000)), seconds(shape(48_000))
    assert fourfold < 12 * once + 0.25
