"""The score sheet reads a folder, compares with its gold, and leaves no miss and no unread document out."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bench.corpus.__main__ import main
from bench.corpus.facts import MISSES, Verdict, Verdicts
from bench.corpus.heading import FACTS as FACTS_BY_HAND
from bench.corpus.heading import headed
from bench.corpus.mutations import MUTATIONS
from bench.corpus.reading import score
from bench.corpus.sheet import sheet

PAPER = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: {number}
Hà Nội, ngày 05 tháng 3 năm 2031

NGHỊ ĐỊNH
Về chợ phiên tưởng tượng

Chương I
QUY ĐỊNH CHUNG
Điều 1. Giờ họp
1. Họp buổi sáng.
Điều 2. Hiệu lực
Nghị định này có hiệu lực từ ngày ký.
"""
FACTS = {
    "number": "91/2031/NĐ-CP",
    "date": "2031-03-05",
    "issuer": "Chính phủ",
    "doc_type": "NGHỊ ĐỊNH",
    "title": "Về chợ phiên tưởng tượng",
    "article_numbers": ["1", "2"],
    "n_chapters": 1,
    "components": [{"n_articles": 2, "numbers": ["1", "2"]}],
}
RIGHT = {"doc": "docs/1_right.txt", **FACTS}
PLANTED = {"doc": "docs/2_planted.txt", **FACTS, "date": "2031-03-06"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two documents, the second with a wrong date in its gold."""
    made = tmp_path / "papers"
    (made / "docs").mkdir(parents=True)
    for row in (RIGHT, PLANTED):
        (made / str(row["doc"])).write_text(PAPER.format(number=FACTS["number"]), "utf-8")
    keep(made / "gold.jsonl", [RIGHT, PLANTED])
    return made


def keep(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")


def verdicts(tmp_path: Path, text: str = "") -> Verdicts:
    path = tmp_path / "misses.toml"
    path.write_text(text, "utf-8")
    return Verdicts(path)


def test_a_planted_miss_is_counted_printed_and_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main({"THONGSUOT_CORPUS": str(folder)}, root=tmp_path) == 0
    printed = capsys.readouterr().out
    assert "2 of 2 documents read." in printed
    assert "| date | 1 | 2 | 50.0% | 50.0% | ≥ 97%: NOT KEPT |" in printed
    assert "| articles | 2 | 2 | 100.0% | 100.0% | ≥ 98%: kept |" in printed
    assert "| docs/2_planted.txt | date | 2031-03-05 | 2031-03-06 | unexplained |  |" in printed
    assert (tmp_path / "build/corpus-sheet.md").read_text("utf-8").strip() == printed.strip()
    lines = [json.loads(line) for line in (tmp_path / "bench/results/corpus.jsonl").read_text("utf-8").splitlines()]
    assert [(one["doc"], one["fact"]) for one in lines if one["kind"] == "miss"] == [("docs/2_planted.txt", "date")]


def test_every_fact_of_the_gold_is_asked_of_every_document(folder: Path) -> None:
    found = score(folder)
    asked = {fact: tally.asked for (group, fact), tally in found.tallies.items() if group == "all read"}
    names = ("articles", "chapters", "components", "type", "number", "date", "issuer", "title")
    assert asked == dict.fromkeys(names, 2)
    assert (found.stamped, found.torn) == ([], [])
    assert found.speed is not None
    assert found.speed.documents == 2


def test_a_looked_at_miss_says_whose_it_is_and_an_idle_verdict_is_named(folder: Path, tmp_path: Path) -> None:
    table = (
        '["docs/2_planted.txt"]\ndate = { whose = "gold", why = "The day is another." }\n'
        '["docs/1_right.txt"]\ntitle = { whose = "ours", why = "It was cut." }\n'
        '["docs/of_another_folder.txt"]\ntitle = { whose = "ours", why = "It was cut." }\n'
    )
    text = sheet(score(folder), verdicts(tmp_path, table))
    assert "| docs/2_planted.txt | date | 2031-03-05 | 2031-03-06 | gold | The day is another. |" in text
    assert text.split("## Explained, but no longer missed\n")[1].strip() == "- docs/1_right.txt: title"


def test_a_document_that_cannot_be_read_is_counted_apart_with_its_facts(folder: Path, tmp_path: Path) -> None:
    (folder / "docs/3_leaf.xyz").write_bytes(b"\x00\x01 not a document")
    keep(folder / "gold.jsonl", [RIGHT, PLANTED, {"doc": "docs/3_leaf.xyz", "number": "1/QĐ-X", "n_chapters": 2}])
    text = sheet(score(folder), verdicts(tmp_path))
    assert "2 of 3 documents read." in text
    assert "| xyz | unknown_format | 1 | 2 |" in text
    assert "| number | 2 | 2 |" in text


def test_every_document_with_structure_is_read_in_other_prints(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUTATE", "1")
    text = sheet(score(folder), verdicts(tmp_path))
    assert "| wrapped at 60 columns | 2/2 | 2/2 | 2/2 | 2/2 | kept |  |" in text


def test_a_print_that_loses_articles_is_named_with_its_document(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUTATE", "1")
    monkeypatch.setitem(MUTATIONS, "without articles", lambda text: text.replace("Điều ", "Thứ "))
    text = sheet(score(folder), verdicts(tmp_path))
    assert "| without articles | 0/2 | 2/2 | 0/2 |" in text
    assert "1_right.txt: articles" in text


def test_a_print_is_not_asked_for_what_the_gold_has_wrong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {("docs/1_right.txt", "articles"), ("docs/2_planted.txt", "chapters")}
    verdict = {True: Verdict("gold", "planted"), False: Verdict("ours")}
    monkeypatch.setenv("MUTATE", "1")
    monkeypatch.setattr(Verdicts, "of", lambda _self, doc, fact: verdict[(doc, fact) in wrong])
    asked = {one.name: one.asked for one in score(folder).mutated}
    assert (asked["as it is"]["articles"], asked["as it is"]["chapters"], asked["as it is"]["components"]) == (1, 1, 2)


def test_classes_of_traps_are_counted_apart(folder: Path) -> None:
    party = {
        "doc": "docs/2_planted.txt",
        "number": "12-QĐ/TW",
        "components": [{"numbers": ["1", "2"]}, {"numbers": ["1"]}],
    }
    keep(folder / "gold.jsonl", [RIGHT, party])
    keep(folder / "MANIFEST.jsonl", [{"file": "docs/1_right.txt", "format": "txt", "kind": "van-ban-hop-nhat"}])
    found = score(folder)
    assert {name: found.documents[name] for name in ("consolidated", "Party", "components", "amending")} == {
        "consolidated": 1,
        "Party": 1,
        "components": 1,
        "amending": 0,
    }


def test_a_text_in_an_old_encoding_counts_in_all_but_not_in_the_column_without_them(folder: Path) -> None:
    old = {**RIGHT, "doc": "docs/3_paper__derived_vni.txt"}
    (folder / str(old["doc"])).write_text(PAPER.format(number="x"), "utf-8")
    keep(folder / "gold.jsonl", [RIGHT, PLANTED, old])
    found = score(folder)
    counted = {group: tally.asked for (group, fact), tally in found.tallies.items() if fact == "number"}
    assert counted == {"all read": 3, "all but TCVN3 and VNI": 2, "format txt": 2, "format derived VNI": 1}


def test_citations_are_scored_by_span_and_field_and_spurious_ones_are_counted(folder: Path, tmp_path: Path) -> None:
    text = "Theo Điều 5 Nghị định số 30/2020/NĐ-CP."
    gold = {"type": "Nghị định", "number": "30/2020/NĐ-CP", "article": "5", "span": [5, 38]}
    keep(folder / "citations_composed.jsonl", [{"text": text, "gold": [gold]}, {"text": text, "gold": []}])
    note = {"article": "5", "type": "Nghị định", "number": "31/2020/NĐ-CP", "title": None, "date": None, "issuer": None}
    keep(folder / "citations_phapdien.jsonl", [{"text": f"({text[5:-1]})", "gold": note}])
    found = score(folder)
    assert (found.composed.sentences, found.composed.exact, found.composed.spurious) == (2, 1, 1)
    assert [one.fact for one in found.notes] == ["article", "type", "number"]
    assert "| number | 0 | 1 | 0.0% | ≥ 95% | 1 unexplained | 1 |" in sheet(found, verdicts(tmp_path))


@pytest.mark.parametrize("named", ["", "/nowhere/at/all"])
def test_without_a_folder_one_sentence_says_what_to_type(
    named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main({"THONGSUOT_CORPUS": named}, root=tmp_path) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "make corpus CORPUS=folder" in said.err
    assert list(tmp_path.iterdir()) == []


def test_every_kept_verdict_says_whose_a_miss_is_in_a_sentence() -> None:
    entries = [one for facts in tomllib.loads(MISSES.read_text("utf-8")).values() for one in facts.values()]
    assert entries
    assert [one for one in entries if one["whose"] not in ("ours", "gold") or not one["why"].endswith(".")] == []


def test_header_facts_are_compared_by_place_post_and_day(folder: Path, tmp_path: Path) -> None:
    text = (folder / "docs" / "1_right.txt").read_text("utf-8")
    gold = tmp_path / "headers.toml"
    facts = f'chars = {len(text)}, signers = [[0, 9, "Vua"]], in_force = "2031-01-01", grounds = 2'
    other = 'chars = 1, signers = [], in_force = "", grounds = 0'
    gold.write_text(f'"docs/1_right.txt" = {{ {facts} }}\n"docs/2_planted.txt" = {{ {other} }}\n', "utf-8")
    [one] = headed(folder, gold)
    assert [one.counts(fact) for fact in FACTS_BY_HAND] == [(0, 1, 0), (0, 1, 0), (0, 1, 1), (0, 2, 0)]
