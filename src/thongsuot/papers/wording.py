"""The small signs that both forms end with: "./." after the last words, ";" and "." after receivers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thongsuot.papers.paper import Part, Words

END = "./."


def ending(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Close the text with its sign where it ends in words; a table or a picture at the end takes none."""
    if not parts or not isinstance(parts[-1], Words):
        return tuple(parts)
    return (*parts[:-1], replace(parts[-1], words=parts[-1].words.rstrip(" .") + END))


def cut(receivers: Sequence[str]) -> list[str]:
    """Give every receiver a line of its own: "- Thành ủy;", the last one with a full stop."""
    last = len(receivers) - 1
    return [f"- {one.strip(' ;.-')}{'.' if at == last else ';'}" for at, one in enumerate(receivers)]
