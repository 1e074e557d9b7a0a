"""The Merkle tree of RFC 9162: a frontier of a few hashes to append to, proofs, and their verification. Pure.

Section 2.1.1 gives the hashes, 2.1.3 inclusion, 2.1.4 consistency. Hashes are 32 bytes of SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash a leaf: a zero byte keeps it from ever passing for a node."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children into their parent."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The tree of `size` leaves as its full subtrees, largest first: all it takes to append and to give the root."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError("a frontier holds one hash for each set bit of its size")

    def append(self, leaf: bytes) -> Frontier:
        """Give the frontier with one more leaf hash: each trailing set bit of the size is a subtree to merge."""
        peaks, size = list(self.peaks), self.size
        while size & 1:
            leaf = node_hash(peaks.pop(), leaf)
            size >>= 1
        return Frontier(self.size + 1, (*peaks, leaf))

    def extend(self, leaves: Iterable[bytes]) -> Frontier:
        """Append many leaf hashes in their order."""
        frontier = self
        for leaf in leaves:
            frontier = frontier.append(leaf)
        return frontier

    def root(self) -> bytes:
        """Give the root hash (MTH); the empty tree has the hash of nothing."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def to_bytes(self) -> bytes:
        """Give the peaks as one string of 32-byte hashes."""
        return b"".join(self.peaks)

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> Frontier:
        """Read what `to_bytes` gave. Raises ValueError when size and bytes do not belong together."""
        if len(data) % HASH_BYTES:
            raise ValueError("a frontier is made of whole hashes")
        return cls(size, tuple(data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)))


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Give the root over leaf hashes."""
    return Frontier().extend(leaves).root()


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """Prove that leaf `index` (from 0) is in the tree of these leaf hashes: PATH of section 2.1.3.1."""
    if not 0 <= index < len(leaves):
        raise ValueError("no such leaf")
    path: list[bytes] = []
    while len(leaves) > 1:
        split = _split(len(leaves))
        if index < split:
            path.append(root_of(leaves[split:]))
            leaves = leaves[:split]
        else:
            path.append(root_of(leaves[:split]))
            index, leaves = index - split, leaves[split:]
    return tuple(reversed(path))


def consistency_proof(old_size: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """Prove that the tree of the first `old_size` leaves was only added to: PROOF of section 2.1.4.1."""
    if not 0 < old_size <= len(leaves):
        raise ValueError("an old size lies between 1 and the new size")
    path: list[bytes] = []
    whole = True  # the old tree is still a full subtree of the one in hand, so that its root need not be told
    while old_size < len(leaves):
        split = _split(len(leaves))
        if old_size <= split:
            path.append(root_of(leaves[split:]))
            leaves = leaves[:split]
        else:
            path.append(root_of(leaves[:split]))
            old_size, leaves, whole = old_size - split, leaves[split:], False
    if not whole:
        path.append(root_of(leaves))
    return tuple(reversed(path))


def verify_inclusion(leaf: bytes, index: int, head: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Tell whether the proof leads from the leaf hash to the head (size, root), as section 2.1.3.2 computes it."""
    size, root = head
    if not 0 <= index < size:
        return False
    first, last, seen = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            seen = node_hash(step, seen)
            first, last = _climb_left_edge(first, last)
        else:
            seen = node_hash(seen, step)
        first, last = first >> 1, last >> 1
    return last == 0 and seen == root


def verify_consistency(old: tuple[int, bytes], new: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Tell whether the proof shows the old head (size, root) to be a prefix of the new one (section 2.1.4.2)."""
    if not 0 < old[0] <= new[0]:
        return False
    if old[0] == new[0]:
        return not proof and old[1] == new[1]
    path = [old[1], *proof] if old[0] & (old[0] - 1) == 0 else list(proof)
    if not path:
        return False
    first, last = _skip_right_edge(old[0] - 1, new[0] - 1)
    roots = _replay(first, last, path)
    return roots is not None and roots == (old[1], new[1])


def _replay(first: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Rebuild the old and the new root side by side; None when the path is too long or too short."""
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return None
        if first & 1 or first == last:
            old, new = node_hash(step, old), node_hash(step, new)
            first, last = _climb_left_edge(first, last)
        else:
            new = node_hash(new, step)
        first, last = first >> 1, last >> 1
    return (old, new) if last == 0 else None


def _climb_left_edge(first: int, last: int) -> tuple[int, int]:
    """Skip the levels at which a node on the right edge has no sibling."""
    while first and not first & 1:
        first, last = first >> 1, last >> 1
    return first, last


def _skip_right_edge(first: int, last: int) -> tuple[int, int]:
    """Skip the levels inside the old tree's last full subtree."""
    while first & 1:
        first, last = first >> 1, last >> 1
    return first, last


def _split(size: int) -> int:
    """Give the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
