"""The annotated citations of real documents point where they say; skipped where the documents are not at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bench.corpus.annotated import FIELDS, GOLD, Annotated, OtherText, annotated

KEYS = {"span", "group", "quoted", "nested", *FIELDS}


@pytest.fixture
def gold(corpus_folder: Path) -> list[Annotated]:
    return annotated(corpus_folder)


def words(one: Annotated, citation: Mapping[str, Any]) -> str:
    start, end = citation["span"]
    return one.text[start:end]


def solid(text: str) -> str:
    return re.sub(r"[\s*_]", "", text).casefold()


def test_the_gold_keeps_spans_and_known_fields_of_at_least_a_dozen_documents() -> None:
    rows = [json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))]
    citations = [citation for row in rows for citation in row["citations"]]
    assert len(rows) >= 12
    assert len(citations) >= 600
    assert {key for citation in citations for key in citation} <= KEYS
    assert {citation["target"] for citation in citations} == {"self", "other"}


def test_spans_lie_in_the_text_in_order_and_begin_and_end_with_a_word(gold: list[Annotated]) -> None:
    for one in gold:
        spans = [citation["span"] for citation in one.citations]
        assert spans == sorted(spans, key=lambda span: (span[0], -span[1])), one.doc
        for citation in one.citations:
            found = words(one, citation)
            assert found and found == found.strip(), (one.doc, citation)


def test_numbers_and_places_stand_within_their_spans(gold: list[Annotated]) -> None:
    for one in gold:
        for citation in one.citations:
            found = words(one, citation)
            pieces = re.split("[-/]", citation.get("number", ""))
            assert all(solid(piece) in solid(found) for piece in pieces), (one.doc, citation)
            if not re.search(r"nà[yỵ]\b", found):
                places = [citation.get(name) for name in ("chapter", "article", "clause", "point")]
                assert all(re.search(rf"(?<!\w){place}(?!\w)", found) for place in places if place), (one.doc, citation)


def test_a_title_lies_within_its_span(gold: list[Annotated]) -> None:
    for one in gold:
        for citation in one.citations:
            start, end = citation.get("title", citation["span"])
            assert citation["span"][0] <= start < end <= citation["span"][1], (one.doc, citation)
            assert bool(one.fields(citation)["title"]) == ("title" in citation), (one.doc, citation)


def test_a_group_has_one_span_and_a_span_of_several_targets_one_group(gold: list[Annotated]) -> None:
    for one in gold:
        for first, second in pairwise(one.citations):
            same_group = first.get("group") == second.get("group") is not None
            assert (first["span"] == second["span"]) == same_group, (one.doc, first, second)


def test_nested_citations_are_those_inside_another(gold: list[Annotated]) -> None:
    for one in gold:
        wide = (0, 0)
        for citation in one.citations:
            start, end = citation["span"]
            inside = end <= wide[1] and (start, end) != wide
            assert bool(citation.get("nested")) == inside, (one.doc, citation)
            assert inside or start >= wide[1] or (start, end) == wide, (one.doc, citation)
            wide = wide if inside else (start, end)


def test_a_document_with_other_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "1.txt").write_text("Điều 1. Giờ họp", "utf-8")
    row = {"doc": "docs/1.txt", "sha256": "", "chars": 15, "outside": [], "citations": []}
    (tmp_path / "1.json").write_text(json.dumps(row), "utf-8")
    with pytest.raises(OtherText, match=r"docs/1\.txt"):
        annotated(tmp_path, tmp_path)
