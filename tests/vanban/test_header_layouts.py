"""The story of a header: the same facts are read from every kind of document, however its file lays them out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import vanban
from tests.vanban.letterheads import ALL, LAYOUTS, Paper

SETTINGS = [
    pytest.param(paper, layout, suffix, id=f"{layout.__name__}-{paper.number}")
    for paper in ALL
    for layout, suffix in LAYOUTS
]


@pytest.mark.parametrize(("paper", "layout", "suffix"), SETTINGS)
def test_every_layout_gives_the_same_facts(paper: Paper, layout: Callable[[Paper], str], suffix: str) -> None:
    document = vanban.read(layout(paper).encode(), name=f"a.{suffix}")
    assert (document.type, document.number, document.issued_on) == (paper.key, paper.number, paper.on)
    assert document.issuer == paper.issuer
    assert (document.title or "").casefold() == paper.title.casefold()
    assert len(document.based_on) == len(paper.grounds)
