"""The reports typed by us are read within the bars, and the score of notices sees a miss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.corpus import noticing


@pytest.mark.parametrize("fact", noticing.BARS)
def test_the_reports_typed_by_us_keep_the_bars(fact: str) -> None:
    noticed = noticing.score(noticing.REPORTS)
    assert noticed.reports >= 12
    assert noticed.of(fact).gold > 12
    assert noticed.of(fact).f1 >= noticing.BARS[fact]


def test_a_planted_miss_lowers_the_score_and_is_named(tmp_path: Path) -> None:
    report = noticing.REPORTS / "bao-dang.txt"
    gold = json.loads(report.with_suffix(".json").read_text(encoding="utf-8"))
    gold["people"][0]["posts"] = ["Thủ quỹ"]
    gold["instructions"][0]["text"] = "Chiều 20-11"
    (tmp_path / "bao-dang.txt").write_text(report.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "bao-dang.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    noticed = noticing.score(tmp_path)
    assert (noticed.of("people with posts").right, noticed.of("people with posts").gold) == (1, 2)
    assert (noticed.of("instructions").right, noticed.of("instructions").gold) == (3, 4)
    assert ("bao-dang", "instructions: missed: Chiều 20-11") in noticed.misses
