"""A document as the rows in which it is kept: its extent on the wording, and one row a node of the text."""

from __future__ import annotations

from typing import Any

from thongsuot.corpus.models import Expression, Provision
from vanban.model import Component, Document, Step

BATCH = 500
WHOLE = ("main", "attached")  # annexes and forms count no chapters and articles of the act


def extent(document: Document) -> dict[str, Any]:
    """Give the columns of a wording that follow from how its text was read: components, counts and warnings."""
    return {
        "components": [_component(one) for one in document.components],
        "chapters": counted(document, "chapter"),
        "articles": counted(document, "article"),
        "warnings": [warning.to_json() for warning in document.warnings],
    }


def counted(document: Document, kind: str) -> int:
    """Count the chapters or articles of the act and of what it issues, without annexes and forms."""
    return sum(one.counts.get(kind, 0) for one in document.components if one.kind in WHOLE)


def provisions(expression: Expression, document: Document) -> list[Provision]:
    """Give the rows of the nodes in the order of the text, not yet kept."""
    return [_provision(expression, step) for step in document.walk()]


def _component(component: Component) -> dict[str, Any]:
    return {"kind": component.kind, "title": component.title, "articles": component.counts.get("article", 0)}


def _provision(expression: Expression, step: Step) -> Provision:
    node = step.node
    return Provision(
        expression=expression,
        component=step.component,
        position=step.position,
        depth=step.depth,
        eid=node.id[:200],
        kind=node.kind,
        num=(node.num or "")[:40],
        heading=node.heading or "",
        text=node.text,
        start=node.span[0],
        end=node.span[1],
    )
