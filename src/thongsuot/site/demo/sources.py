"""What the story is told from: reports that call for texts, texts themselves, and the two typed by us that stand in."""

from __future__ import annotations

from importlib.resources import files

from thongsuot.site.sources import Source

TYPED_REPORT = "hoi-nghi.txt"
TYPED_TEXTS = ("quy-dinh-118.txt", "quy-dinh-121.txt")


def typed(name: str) -> Source:
    """Give one of the files typed for the demo; everything in them is fictional and says so."""
    content = files("thongsuot.site.demo").joinpath("texts", name).read_bytes()
    return Source(name, content, is_report=name == TYPED_REPORT)


def typed_sources() -> list[Source]:
    """Give the report and its two regulations, the story without anybody's own file."""
    return [typed(TYPED_REPORT), *typed_texts()]


def typed_texts() -> list[Source]:
    """Give the two regulations that stand in where a report's own texts are not at hand."""
    return [typed(name) for name in TYPED_TEXTS]
