"""The Merkle tree does what RFC 9162 says, with pymerkle as the second opinion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from thongsuot.ledger import tree

DATA = st.lists(st.binary(min_size=1, max_size=20), min_size=1, max_size=70)


def leaves_of(data: list[bytes]) -> list[bytes]:
    return [tree.leaf_hash(item) for item in data]


def oracle_of(data: list[bytes]) -> InmemoryTree:
    return InmemoryTree.init_from_entries(data, algorithm="sha256")


@given(DATA)
def test_root_is_that_of_another_implementation(data: list[bytes]) -> None:
    assert tree.root_of(leaves_of(data)) == oracle_of(data).get_root()


def test_empty_tree_has_the_hash_of_nothing() -> None:
    assert tree.Frontier().root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(DATA)
def test_frontier_gives_the_root_of_every_prefix_and_survives_being_stored(data: list[bytes]) -> None:
    oracle = oracle_of(data)
    frontier = tree.Frontier()
    for size, leaf in enumerate(leaves_of(data), start=1):
        frontier = tree.Frontier.from_bytes(size, frontier.append(leaf).to_bytes())
        assert frontier.root() == oracle.get_root(size)


@given(DATA, st.data())
def test_inclusion_proofs_hold_for_their_leaf_and_no_other(data: list[bytes], draw: st.DataObject) -> None:
    leaves, size = leaves_of(data), len(data)
    index = draw.draw(st.integers(0, size - 1))
    head, proof = (size, tree.root_of(leaves)), tree.inclusion_proof(index, leaves)
    assert list(proof) == path_of(oracle_of(data).prove_inclusion(index + 1))[1:]
    assert tree.verify_inclusion(leaves[index], index, head, proof)
    assert not tree.verify_inclusion(tree.leaf_hash(b"another leaf, longer than any"), index, head, proof)
    assert not tree.verify_inclusion(leaves[index], index, head, [*proof, leaves[0]])
    assert not tree.verify_inclusion(leaves[index], size, head, proof)
    if proof:
        assert not tree.verify_inclusion(leaves[index], index, head, proof[:-1])


@given(DATA, st.data())
def test_consistency_proofs_hold_for_a_prefix_and_nothing_else(data: list[bytes], draw: st.DataObject) -> None:
    leaves, size = leaves_of(data), len(data)
    old_size = draw.draw(st.integers(1, size))
    old, new = (old_size, tree.root_of(leaves[:old_size])), (size, tree.root_of(leaves))
    proof = tree.consistency_proof(old_size, leaves)
    assert tree.verify_consistency(old, new, proof)
    assert not tree.verify_consistency((old_size, tree.leaf_hash(b"rewritten")), new, proof)
    assert not tree.verify_consistency(old, (size, tree.leaf_hash(b"rewritten")), proof)
    assert not tree.verify_consistency(old, new, [*proof, leaves[0]])
    if proof:
        assert not tree.verify_consistency(old, new, proof[:-1])


@pytest.mark.slow
@given(DATA, st.data())
def test_another_implementation_proves_the_same_past_and_present(data: list[bytes], draw: st.DataObject) -> None:
    leaves, size, oracle = leaves_of(data), len(data), oracle_of(data)
    old_size = draw.draw(st.integers(1, size))
    proof = oracle.prove_consistency(old_size, size)
    assert proof.retrieve_prior_state() == tree.root_of(leaves[:old_size])
    assert proof.compute_root() == tree.root_of(leaves)


def test_a_longer_past_than_the_present_is_not_consistent() -> None:
    leaves = leaves_of([b"1", b"2"])
    assert not tree.verify_consistency((2, tree.root_of(leaves)), (1, leaves[0]), [])
    assert not tree.verify_consistency((3, leaves[0]), (4, leaves[0]), [])


@pytest.mark.parametrize(("size", "data"), [(-1, b""), (1, b""), (2, b"x" * 33), (3, b"x" * 32)])
def test_a_frontier_that_cannot_be_is_refused(size: int, data: bytes) -> None:
    with pytest.raises(ValueError, match="a frontier"):
        tree.Frontier.from_bytes(size, data)


@pytest.mark.parametrize("index", [-1, 2])
def test_proofs_of_what_is_not_there_are_refused(index: int) -> None:
    leaves = leaves_of([b"1", b"2"])
    with pytest.raises(ValueError, match="no such leaf"):
        tree.inclusion_proof(index, leaves)
    with pytest.raises(ValueError, match="old size"):
        tree.consistency_proof(index + 1 if index > 0 else 0, leaves)


def path_of(proof: object) -> list[bytes]:
    return list(proof.path)  # type: ignore[attr-defined]
