"""A figure becomes one line: its median, its spread, how it grows; a new line replaces the one of its name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench import figures, peers, run


def test_a_line_holds_the_median_the_spread_and_the_growth() -> None:
    figure = figures.Figure(
        bench="publish.city",
        unit="s",
        samples=[3.0, 1.0, 2.0],
        seconds=6.0,
        conditions="planted",
        sizes={"10": 0.1, "100": 1.0, "1000": 10.0},
        peer="by hand",
        peer_samples=[4.0],
    )
    line = figure.line()
    assert (line["value"], line["min"], line["max"], line["n"]) == (2.0, 1.0, 3.0, 3)
    assert (line["exponent"], line["ratio"], line["peer"], line["errors"]) == (1.0, 0.5, "by hand", 0)


def test_the_exponent_of_rates_and_shares_is_that_of_the_amount_behind_them() -> None:
    def growth(sizes: dict[str, float], sizes_are: Any) -> float | None:
        figure = figures.Figure("parse.throughput", "MB/s", [5.0], 1.0, "planted", sizes, sizes_are=sizes_are)
        found: float | None = figure.line()["exponent"]
        return found

    assert growth({"1000": 5.0, "10000": 5.0}, "rates") == 1.0
    assert growth({"10": 5.0, "100": 0.5}, "rates") == 2.0
    assert growth({"10": 7.0, "100": 7.0}, "shares") == 1.0


def test_a_peer_that_needs_a_python_nobody_has_is_left_out_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "FOLDER", tmp_path)
    assert peers.environment(["a-reader==1.0"], python=(4, 0)) is None
    assert "a-reader==1.0 is left out: no Python 4.0" in capsys.readouterr().err


def test_a_figure_without_peer_or_sizes_says_so_with_null() -> None:
    line = figures.Figure("start.demo", "s", [1.5], 1.5, "planted").line()
    assert (line["peer"], line["peer_value"], line["ratio"], line["exponent"]) == (None, None, None, None)


def test_a_new_line_replaces_the_one_of_its_name_and_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results" / "latest.jsonl")
    run.keep([{"bench": "a", "value": 1}, {"bench": "b", "value": 2}])
    run.keep([{"bench": "a", "value": 3}])
    kept = [json.loads(line) for line in run.RESULTS.read_text("utf-8").splitlines()]
    assert kept == [{"bench": "a", "value": 3}, {"bench": "b", "value": 2}]


def test_an_unknown_bench_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["coffee"]) == 64
    assert "publish" in capsys.readouterr().err
