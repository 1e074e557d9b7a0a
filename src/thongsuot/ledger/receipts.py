"""A receipt: one entry, the signed head that covers it, and the hashes that lead from the one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from thongsuot.ledger import heads, store, tree
from thongsuot.ledger.heads import Head
from thongsuot.ledger.models import Entry, SignedHead


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands, and the first kept head that covers it, else the newest; None before it is sealed."""

    seq: int
    head: Head | None


def place_of(key: UUID) -> Place | None:
    """Find the entry of a key; None while it waits for the writer. Two queries."""
    seq = Entry.objects.filter(key=key).values_list("seq", flat=True).first()
    if seq is None:
        return None
    covering = SignedHead.objects.filter(size__gte=seq)
    row = covering.filter(kept=True).order_by("size", "pk").first() or covering.order_by("-pk").first()
    return Place(seq, _head(row) if row else None)


def receipt_of(key: UUID) -> dict[str, Any] | None:
    """Give the receipt of an entry as JSON that a stranger can check without this house; None before it is sealed.

    It walks the leaves up to the head at each call.
    """
    with store.snapshot():
        place = place_of(key)
        if place is None or place.head is None:
            return None
        body = bytes(Entry.objects.values_list("body", flat=True).get(seq=place.seq))
        rows = Entry.objects.filter(seq__lte=place.head.size).order_by("seq").values_list("leaf", flat=True)
        leaves = [bytes(leaf) for leaf in rows.iterator(chunk_size=5000)]
    return {
        "entry": body.decode(),
        "leaf": leaves[place.seq - 1].hex(),
        "index": place.seq - 1,
        "path": [step.hex() for step in tree.inclusion_proof(place.seq - 1, leaves)],
        "head": place.head.to_json(),
        "statement": place.head.statement().decode(),
        "public_key": heads.public_keys(settings.HEAD_KEYS)[place.head.key_id].public_bytes_raw().hex(),
    }


def _head(row: SignedHead) -> Head:
    return Head(row.size, bytes(row.root), row.at, row.key_id, bytes(row.signature), row.kept)
