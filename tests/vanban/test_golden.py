"""The golden files: fictional documents, each with the outline a person has checked."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

import vanban
from tests.vanban.described import GOLDEN, described

SOURCES = sorted(GOLDEN.glob("*/source.txt"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
def test_a_golden_document_reads_as_its_checked_outline(source: Path) -> None:
    expected = json.loads(source.with_name("outline.json").read_text(encoding="utf-8"))
    assert described(vanban.read(source, name="source.txt")) == expected


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
def test_decomposed_accents_and_other_line_ends_read_the_same(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    other = unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode("utf-8")
    assert described(vanban.read(other, name="source.txt")) == described(vanban.read(source, name="source.txt"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
def test_old_tone_placement_and_eth_read_the_same(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    other = text.replace("ủy", "uỷ").replace("hòa", "hoà").replace("HÒA", "HOÀ").replace("Đ", "Ð")
    read, again = vanban.read(source, name="source.txt"), vanban.read(other.encode(), name="source.txt")
    assert [one.article_numbers for one in again.components] == [one.article_numbers for one in read.components]
    assert (again.number, again.issued_on, again.issuer) == (read.number, read.issued_on, read.issuer)
