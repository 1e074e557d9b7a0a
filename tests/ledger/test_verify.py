"""Verify: whatever is done to the file behind the writer's back is named, in a sentence, with its number."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.ledger.made import AN, CUC, NOW, draft
from thongsuot.ledger import heads, store, verification
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.entries import entry_of, read_entry
from thongsuot.ledger.heads import Sealer
from thongsuot.ledger.models import Entry, PrivateText, SignedHead

pytestmark = pytest.mark.django_db(databases="__all__")

KEYS = {1: b"1" * 32, 2: b"2" * 32}


@pytest.fixture
def folder(writer: Writer, tmp_path: Path) -> Path:
    """Give the head folder of a ledger with six entries, sealed after the third and the sixth."""
    for seals in (NOW, NOW + timedelta(hours=2)):
        writer.commit([draft(key=uuid4(), private="kín") for _ in range(3)])
        Sealer(KEYS, tmp_path).tick(seals)
    return tmp_path


def findings(folder: Path) -> str:
    return " ".join(verification.verify(KEYS, folder))


def change_body(seq: int, change: Callable[[bytes], bytes], *, leaf: bool = False) -> None:
    row = Entry.objects.get(seq=seq)
    row.body = change(bytes(row.body))
    if leaf:
        row.leaf = read_entry(row.body).leaf
    row.save()


def retold(body: bytes) -> bytes:
    entry = read_entry(body)
    told = draft(key=entry.key, facts={"expression": "e2"})
    return entry_of(entry.seq, told, entry.digest).body


def test_an_untouched_ledger_agrees(folder: Path) -> None:
    assert verification.verify(KEYS, folder) == []


def test_an_empty_ledger_agrees(writer: Writer, tmp_path: Path) -> None:
    assert verification.verify(KEYS, tmp_path) == []


def test_a_changed_byte_is_named(folder: Path) -> None:
    change_body(4, lambda body: body.replace(b"e1", b"e2"))
    assert findings(folder) == "Mục số 4 đã bị thay đổi: nội dung không khớp với dấu băm."


def test_bytes_that_are_no_entry_any_more_are_named(folder: Path) -> None:
    change_body(4, lambda body: body[:-3])
    assert findings(folder) == "Mục số 4 đã bị thay đổi: nội dung không còn đúng dạng đã ghi."


def test_an_entry_rewritten_with_its_leaf_breaks_the_next_seal(folder: Path) -> None:
    change_body(5, retold, leaf=True)
    assert "từ mục số 4 đến mục số 6 có mục không còn như khi được niêm" in findings(folder)


def test_a_deleted_entry_is_named(folder: Path) -> None:
    Entry.objects.filter(seq=2).delete()
    assert findings(folder) == "Sổ thiếu mục số 2."


def test_two_entries_that_changed_places_are_named(folder: Path) -> None:
    first, second = Entry.objects.get(seq=2), Entry.objects.get(seq=5)
    bodies = (bytes(first.body), bytes(first.leaf)), (bytes(second.body), bytes(second.leaf))
    (second.body, second.leaf), (first.body, first.leaf) = bodies
    first.save()
    second.save()
    assert findings(folder).startswith("Mục số 2 đã bị thay đổi")


def test_a_ledger_cut_short_is_named_even_with_its_tree_recomputed(folder: Path) -> None:
    Entry.objects.filter(seq__gt=4).delete()
    assert "cắt ngắn từ mục số 5: cây băm ghi 6 mục" in findings(folder)
    store.save_frontier(heads_free_frontier(4))
    SignedHead.objects.filter(size=6).delete()
    found = verification.verify(KEYS, folder)
    assert [sentence for sentence in found if "-20261123T100500Z.json ghi 6 mục, nay còn 4" in sentence] == found[:1]


def heads_free_frontier(size: int) -> Any:
    from thongsuot.ledger.tree import Frontier

    return Frontier().extend(leaf for seq, _body, leaf, _columns in store.entry_rows() if seq <= size)


def test_a_column_that_tells_another_story_is_named(folder: Path) -> None:
    for change in ({"person": 9}, {"at": NOW + timedelta(days=1)}, {"key": uuid4()}, {"unit": "1"}):
        before = Entry.objects.get(seq=3)
        Entry.objects.filter(seq=3).update(**change)
        assert findings(folder) == "Mục số 3: các cột tra cứu không khớp với nội dung đã băm."
        before.save()


@pytest.mark.usefixtures("only_sqlite")
def test_a_key_that_is_none_is_named(folder: Path) -> None:
    store.run("UPDATE ledger_entry SET key = 'no key' WHERE seq = 3")
    assert findings(folder) == "Mục số 3: các cột tra cứu không khớp với nội dung đã băm."


def test_a_changed_root_is_named(folder: Path) -> None:
    store.run("UPDATE ledger_frontier SET root = %s", (b"\0" * 32,))
    assert findings(folder) == "Gốc cây băm không khớp với 6 mục của sổ."


def test_a_head_that_was_replaced_is_named(folder: Path) -> None:
    SignedHead.objects.filter(size=3).update(root=b"\0" * 32)
    assert "Dấu niêm ở mục số 3 (trong sổ) không mang chữ ký của đơn vị này." in findings(folder)


def test_a_head_signed_by_a_stranger_is_named(folder: Path) -> None:
    row = SignedHead.objects.get(size=3)
    stranger = Sealer({1: b"x" * 32}, folder)
    forged = replace(heads.newest() or pytest.fail("no head"), size=3, root=bytes(row.root), key_id=1, at=row.at)
    row.signature, row.key_id = stranger.key.sign(forged.statement()), 1
    row.save()
    assert "không mang chữ ký" in findings(folder)
    SignedHead.objects.filter(size=3).update(key_id=77)
    assert "không mang chữ ký" in findings(folder)


def test_a_head_in_the_folder_is_held_against_the_ledger_too(folder: Path) -> None:
    path = sorted(folder.glob("*.json"))[0]
    said = json.loads(path.read_text())
    path.write_text(json.dumps({**said, "root": "00" * 32}))
    assert path.name in findings(folder)
    path.write_text("[]")
    assert f"Tệp dấu niêm {path.name} không đọc được." in findings(folder)
    path.write_text("{")
    assert f"Tệp dấu niêm {path.name} không đọc được." in findings(folder)


def test_a_private_text_that_was_changed_is_named(folder: Path) -> None:
    PrivateText.objects.filter(seq=2).update(text="khác")
    assert findings(folder) == "Nội dung riêng của mục số 2 không khớp với dấu băm của mục."
    PrivateText.objects.filter(seq=2).update(seq=99)
    assert findings(folder) == "Nội dung riêng của mục số 99 không khớp với dấu băm của mục."


def test_heads_are_signed_each_second_while_entries_come_and_kept_each_hour(writer: Writer, tmp_path: Path) -> None:
    sealer = Sealer(KEYS, tmp_path)
    sealer.tick(NOW)
    assert heads.newest() is None, "an empty ledger has nothing to sign"
    for seconds in range(4):
        writer.commit([draft(key=uuid4(), by=AN)])
        sealer.tick(NOW + timedelta(seconds=seconds, milliseconds=seconds))
        sealer.tick(NOW + timedelta(seconds=seconds, milliseconds=seconds + 500))
    assert [(head.size, head.kept) for head in heads.stored()] == [(1, True), (4, False)]
    sealer.tick(NOW + timedelta(hours=1))
    assert [(head.size, head.kept) for head in heads.stored()] == [(1, True), (4, True)]
    sealer.tick(NOW + timedelta(hours=1, seconds=5))
    sealer.close(NOW + timedelta(hours=1, seconds=6))
    assert len(list(tmp_path.glob("*.json"))) == len(heads.stored()) == 2
    writer.commit([draft(key=uuid4(), by=CUC)])
    sealer.tick(NOW - timedelta(days=1))
    assert heads.newest() == heads.stored()[-1]
    assert [(head.size, head.key_id) for head in heads.stored()][-1] == (5, 2), "a clock set back signs at once"


def test_a_clean_stop_keeps_its_head_and_a_lost_file_comes_back(writer: Writer, tmp_path: Path) -> None:
    sealer = Sealer(KEYS, tmp_path)
    sealer.close(NOW)
    writer.commit([draft()])
    sealer.close(NOW)
    (file,) = tmp_path.glob("*.json")
    told = heads.head_from(file.read_text())
    assert told == heads.newest()
    file.unlink()
    for _start in range(2):
        Sealer(KEYS, tmp_path).publish()
    assert heads.head_from(file.read_text()) == told


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases="__all__")
def test_it_reads_one_moment_without_a_transaction_of_its_caller(tmp_path: Path) -> None:
    Writer().commit([draft()])
    assert verification.verify(KEYS, tmp_path) == []
    with store.snapshot():
        assert store.frontier_row()[0] == 1


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE ledger_entry SET body = 'chữ thường' WHERE seq = 2", "Mục số 2 đã bị thay đổi"),
        ("UPDATE ledger_entry SET body = 12 WHERE seq = 2", "Mục số 2 đã bị thay đổi"),
        ("UPDATE ledger_entry SET leaf = 'chữ' WHERE seq = 2", "Mục số 2 đã bị thay đổi"),
        ("UPDATE ledger_frontier SET root = 'chữ'", "Gốc cây băm không khớp"),
        ("UPDATE ledger_signedhead SET signature = 'chữ'", "không mang chữ ký"),
        ("UPDATE ledger_signedhead SET at = 'hôm qua'", "không mang chữ ký"),
        ("UPDATE ledger_signedhead SET at = '2026-99-99 10:00:00'", "Sổ có chỗ không còn đọc được"),
        ("UPDATE ledger_privatetext SET salt = 'chữ' WHERE seq = 2", "Nội dung riêng của mục số 2"),
        ("DROP TABLE ledger_frontier", "Sổ có chỗ không còn đọc được"),
    ],
)
@pytest.mark.usefixtures("only_sqlite")  # no other keeps another kind of value in a column
def test_a_column_of_another_kind_is_named_and_never_a_crash(folder: Path, statement: str, sentence: str) -> None:
    store.run(statement)
    assert sentence in findings(folder)


def test_a_row_slipped_in_under_the_first_number_is_named(folder: Path) -> None:
    slipped = Entry.objects.get(seq=1)
    slipped.seq, slipped.person = 0, 99
    slipped.save(force_insert=True)
    assert findings(folder) == "Sổ có một mục thừa mang số 0."


def test_a_head_file_of_strange_bytes_is_named(folder: Path) -> None:
    first = min(folder.glob("*.json"))
    first.write_bytes(b"\xff\xfe")
    assert findings(folder) == f"Tệp dấu niêm {first.name} không đọc được."


def test_a_ledger_robbed_of_all_its_seals_says_so(folder: Path) -> None:
    assert verification.unsealed(folder) == []
    SignedHead.objects.all().delete()
    assert verification.unsealed(folder) == [], "the files still bear witness"
    for path in folder.glob("*.json"):
        path.unlink()
    assert verification.unsealed(folder) == ["Sổ có 6 mục mà không còn dấu niêm nào để đối chiếu."]
