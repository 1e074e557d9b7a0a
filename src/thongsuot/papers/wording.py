"""The small signs that both forms end with: "./." after the last words, ";" and "." after receivers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thongsuot.papers.paper import Part, Picture, Words

END = "./."


def ending(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Close the text with its sign where it ends in words; pictures after it do not count, a table takes none."""
    last = max((at for at, part in enumerate(parts) if not isinstance(part, Picture)), default=-1)
    if last < 0 or not isinstance(found := parts[last], Words):
        return tuple(parts)
    return (*parts[:last], replace(found, words=found.words.rstrip(" .") + END), *parts[last + 1 :])


def cut(receivers: Sequence[str]) -> list[str]:
    """Give every receiver a line of its own: "- Thành ủy;", the last one with a full stop."""
    last = len(receivers) - 1
    return [f"- {one.strip(' ;.-')}{'.' if at == last else ';'}" for at, one in enumerate(receivers)]
