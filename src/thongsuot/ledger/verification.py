"""Compute the whole ledger again from its bytes, and say in sentences what does not agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError
from django.utils.translation import gettext as _

from thongsuot.ledger import heads, store
from thongsuot.ledger.entries import digest_of, read_entry
from thongsuot.ledger.heads import Head
from thongsuot.ledger.tree import Frontier

NOT_READ = (ValueError, TypeError, ArithmeticError)  # what a value of another kind in a column raises, file by file


@dataclass(slots=True)
class _Walk:
    """How far the recomputation has come; `sealed` is the size of the last head that agreed."""

    heads: dict[int, list[tuple[str, Head]]]
    frontier: Frontier = field(default_factory=Frontier)
    sealed: int = 0


def verify(keys: Mapping[int, bytes], folder: Path) -> list[str]:
    """Check every entry, leaf, private digest, root and signed head, also those in the head folder; none: all agrees.

    Runs beside a working writer: the files are read first, so that none can be younger than what it is held against.
    """
    files = list(heads.heads_in(folder))
    findings: list[str] = []
    try:
        with store.snapshot():
            sealed = [(_("trong sổ"), head) for head in heads.stored()]
            for path, text in files:
                try:
                    sealed.append((path.name, heads.head_from(text)))
                except ValueError:
                    findings.append(_("Tệp dấu niêm %(name)s không đọc được.") % {"name": path.name})
            findings += _signatures(sealed, keys)
            findings.extend(_entries(sealed))
    except (DatabaseError, *NOT_READ) as broken:
        findings.append(_("Sổ có chỗ không còn đọc được (%(why)s).") % {"why": broken})
    return findings


def unsealed(folder: Path) -> list[str]:
    """Say that entries stand without any seal: the writer signs the first one at once, so the seals were taken away."""
    size = store.frontier_row()[0]
    if not size or heads.newest() is not None or any(folder.glob("*.json")):
        return []
    return [_("Sổ có %(size)d mục mà không còn dấu niêm nào để đối chiếu.") % {"size": size}]


def _signatures(sealed: Sequence[tuple[str, Head]], keys: Mapping[int, bytes]) -> Iterator[str]:
    public = heads.public_keys(keys)
    for label, head in sealed:
        key = public.get(head.key_id)
        if key is None or not head.is_signed_by(key):
            yield _("Dấu niêm ở mục số %(size)d (%(label)s) không mang chữ ký của đơn vị này.") % {
                "size": head.size,
                "label": label,
            }


def _entries(sealed: Sequence[tuple[str, Head]]) -> Iterator[str]:
    """Walk all entries; after the first bad one the tree says nothing more, so the walk ends there."""
    by_size: dict[int, list[tuple[str, Head]]] = {}
    for label, head in sealed:
        by_size.setdefault(head.size, []).append((label, head))
    walk = _Walk(by_size)
    for seq, body, leaf, columns in store.entry_rows():
        finding = _entry_finding(walk.frontier.size + 1, seq, (body, leaf), columns)
        if finding:
            yield finding
            return
        walk.frontier = walk.frontier.append(leaf)
        broken = list(_head_findings(walk))
        yield from broken
        if broken:
            return
    yield from _end_findings(walk)
    yield from _private_findings()


def _entry_finding(expected: int, seq: int, kept: tuple[bytes, bytes], columns: tuple[object, ...]) -> str | None:
    body, leaf = kept
    if seq < expected:
        return _("Sổ có một mục thừa mang số %(seq)d.") % {"seq": seq}
    if seq != expected:
        return _("Sổ thiếu mục số %(seq)d.") % {"seq": expected}
    try:
        entry = read_entry(body)
    except ValueError:
        return _("Mục số %(seq)d đã bị thay đổi: nội dung không còn đúng dạng đã ghi.") % {"seq": seq}
    if entry.seq != seq or entry.leaf != leaf:
        return _("Mục số %(seq)d đã bị thay đổi: nội dung không khớp với dấu băm.") % {"seq": seq}
    if store.columns_of(entry) != columns:
        return _("Mục số %(seq)d: các cột tra cứu không khớp với nội dung đã băm.") % {"seq": seq}
    return None


def _head_findings(walk: _Walk) -> Iterator[str]:
    """Hold the heads of this size against the recomputed root, which proves each a prefix of the next."""
    size = walk.frontier.size
    if size not in walk.heads:
        return
    root = walk.frontier.root()
    for label, head in walk.heads[size]:
        if head.root != root:
            yield _(
                "Dấu niêm ở mục số %(size)d (%(label)s) không khớp: từ mục số %(first)d đến mục số %(size)d"
                " có mục không còn như khi được niêm."
            ) % {"size": size, "label": label, "first": walk.sealed + 1}
    walk.sealed = size


def _end_findings(walk: _Walk) -> Iterator[str]:
    size = walk.frontier.size
    for sealed_size, group in walk.heads.items():
        if sealed_size > size:
            yield _(
                "Sổ đã bị cắt ngắn từ mục số %(first)d: dấu niêm %(label)s ghi %(sealed)d mục, nay còn %(size)d."
            ) % {"first": size + 1, "label": group[0][0], "sealed": sealed_size, "size": size}
    frontier = (size, walk.frontier.to_bytes(), walk.frontier.root())
    kept = store.frontier_row()
    if kept[0] > size:
        yield _("Sổ đã bị cắt ngắn từ mục số %(first)d: cây băm ghi %(kept)d mục.") % {
            "first": size + 1,
            "kept": kept[0],
        }
    elif kept != frontier:
        yield _("Gốc cây băm không khớp với %(size)d mục của sổ.") % {"size": size}


def _private_findings() -> Iterator[str]:
    for seq, (salt, text), entry in store.all_private():
        if entry is None or entry.digest != digest_of(salt, text):
            yield _("Nội dung riêng của mục số %(seq)d không khớp với dấu băm của mục.") % {"seq": seq}
