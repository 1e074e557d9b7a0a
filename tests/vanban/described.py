"""Describe a document as the golden files keep it.

`python -m tests.vanban.described` writes them anew: read the diff before keeping it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import vanban
from vanban import Document

GOLDEN = Path(__file__).parent / "golden"
FACTS = ("type", "number", "issued_on", "issuer", "title", "in_force_from", "signers")


def described(document: Document) -> dict[str, Any]:
    """Return facts, relations, and per component its counts and one line a node."""
    shape = document.to_json()
    nodes: list[list[str]] = [[] for _ in document.components]
    for step in document.walk():
        node = step.node
        words = " ".join(word for word in (node.kind, node.num, node.heading) if word)
        nodes[step.component].append(f"{'  ' * step.depth}{words} #{node.id} {node.span[0]}-{node.span[1]}")
    return {
        "facts": {name: shape[name] for name in FACTS},
        "based_on": [one["text"] for one in shape["based_on"]],
        "relations": [f"{one['kind']} {one['target']['text']}" for one in shape["relations"]],
        "warnings": [one["code"] for one in shape["warnings"]],
        "components": [
            {key: one[key] for key in ("kind", "title", "counts", "article_numbers")} | {"nodes": lines}
            for one, lines in zip(shape["components"], nodes, strict=True)
        ],
    }


def write_all() -> None:
    """Write every golden outline from its source."""
    for source in sorted(GOLDEN.glob("*/source.txt")):
        text = json.dumps(described(vanban.read(source, name="source.txt")), ensure_ascii=False, indent=1)
        source.with_name("outline.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_all()
