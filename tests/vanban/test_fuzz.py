"""Whatever the bytes, a loader answers or refuses with a sentence: it neither crashes nor hangs.

A hang is told by the processor's own clock (a signal after so many CPU seconds), which a busy machine does not move.
`make fuzz` runs the same properties for minutes; what they once broke stands below in KEPT.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import vanban
from tests.vanban.damage import BLOWS, Blow, battered, battered_inside
from tests.vanban.docx_files import Docx, header, paragraphs, table, textbox
from tests.vanban.papers import DECISION
from tests.vanban.pdf_files import pdf_of, scan
from tests.vanban.test_properties import TEXTS
from vanban.stamp import find_stamp, find_stamp_in_file

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "20"))
LOOSE = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
FEW = settings(LOOSE, max_examples=max(1, EXAMPLES // 4))  # each of these starts an office program
CPU_SECONDS = 20
HTML = "<html><head><title>Chợ</title></head><body><table><tr><td>SỞ MƠ<td>Số: 1/QĐ-SM</table><p>{}</p></body></html>"
RTF = r"{\rtf1\ansi\ansicpg1258 {\fonttbl{\f0 Times;}} \f0 QUY\u7870? \u272?I\u7872?U 1. Ch\u7907?\par}"
FILES = {
    "a.txt": DECISION.encode(),
    "utf-16.txt": DECISION.encode("utf-16"),
    "a.md": ("# " + DECISION.replace("Điều", "**Điều**") + "\n| a | b |\n|---|---|\n| 1 | 2 |\n").encode(),
    "a.html": HTML.format(DECISION.replace("\n", "</p>\n<p>")).encode(),
    "windows-1258.html": HTML.format("QUYẾT ĐỊNH<br>Điều 1.").encode("cp1258", "xmlcharrefreplace"),
    "a.docx": Docx(
        paragraphs(DECISION) + table(("a", "b"), ("c", "d")) + textbox("Chú"), {"word/header1.xml": header("Đầu")}
    ).data(),
    "a.pdf": pdf_of(DECISION),
    "scan.pdf": scan(2),
    "a.rtf": RTF.encode(),
    "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + DECISION.encode("utf-16-le"),
}
ARCHIVES = [name for name, data in FILES.items() if data.startswith(b"PK")]
NAMES = st.sampled_from([*FILES, "", ".", "a", "a.DOCX", "a.bin", "thư mục/tệp.htm", "a.odt"])


@contextmanager
def no_hang() -> Iterator[None]:
    """Break off what takes more than its CPU seconds."""

    def told(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"took more than {CPU_SECONDS} seconds of the processor")

    before = signal.signal(signal.SIGVTALRM, told)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def answer(data: bytes, name: str) -> vanban.Document | vanban.UnreadableFile:
    """Read or be refused; everything else is a failure of the test."""
    with no_hang():
        find_stamp_in_file(data, name)
        try:
            return vanban.read(data, name=name)
        except vanban.UnreadableFile as refusal:
            return refusal


def is_sound(found: vanban.Document | vanban.UnreadableFile, name: str) -> bool:
    """Say whether a refusal is a whole sentence and a document holds what it claims."""
    if isinstance(found, vanban.UnreadableFile):
        return bool(found.code) and found.message.endswith(".") and found.file == name
    return "".join(found.text[slice(*leaf.span)] for leaf in found.leaves()) == found.text and bool(found.to_json())


@pytest.mark.parametrize("name", FILES)
def test_the_files_to_be_damaged_are_sound_or_refused(name: str) -> None:
    assert is_sound(answer(FILES[name], name), name)


KEPT = {
    "a directory that points before the file": ("a.docx", [Blow("begun late", 1.0, 0.5, b"")]),
}


@pytest.mark.parametrize(("name", "blows"), KEPT.values(), ids=KEPT.keys())
def test_what_once_broke_a_loader_breaks_it_no_more(name: str, blows: list[Blow]) -> None:
    assert is_sound(answer(battered(FILES[name], blows), name), name)


@pytest.mark.slow
@given(st.lists(BLOWS, min_size=1, max_size=4))
@FEW
def test_damaged_rich_text_is_read_or_refused(blows: list[Blow]) -> None:
    assert is_sound(answer(battered(FILES["a.rtf"], blows), "a.rtf"), "a.rtf")


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FILES if name != "a.rtf"])
@given(st.lists(BLOWS, min_size=1, max_size=4))
@LOOSE
def test_a_damaged_file_is_read_or_refused(name: str, blows: list[Blow]) -> None:
    assert is_sound(answer(battered(FILES[name], blows), name), name)


@pytest.mark.slow
@pytest.mark.parametrize("name", ARCHIVES)
@given(st.lists(BLOWS, min_size=1, max_size=3))
@LOOSE
def test_damage_behind_a_sound_directory_is_read_or_refused(name: str, blows: list[Blow]) -> None:
    assert is_sound(answer(battered_inside(FILES[name], blows), name), name)


@pytest.mark.slow
@given(st.binary(max_size=400), st.sampled_from([b"", *(data[:12] for data in FILES.values())]), NAMES)
@LOOSE
@example(b"", b"", "")
def test_any_bytes_under_any_name_are_read_or_refused(data: bytes, start: bytes, name: str) -> None:
    assert is_sound(answer(start + data, name or "document.txt"), name or "document.txt")


@pytest.mark.slow
@given(st.one_of(TEXTS, st.text(max_size=600)))
@LOOSE
def test_any_text_is_cited_noticed_and_looked_at(text: str) -> None:
    with no_hang():
        for as_written in (False, True):
            assert all(one.span[0] < one.span[1] for one in vanban.cite(text, as_written=as_written))
        assert vanban.notice(text).to_json()
        find_stamp(text)
