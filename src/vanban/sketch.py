"""Draw the outline of a document as indented lines, for people and for golden files."""

from __future__ import annotations

from vanban.model import Document


def sketch(document: Document, *, text: bool = False) -> str:
    """Return one line a node: kind, number, heading, span; with `text` the normalised text that spans point into."""
    if text:
        return document.text
    lines: list[str] = []
    component = -1
    for step in document.walk():
        if step.component != component:
            component = step.component
            lines.append(
                f"[{document.components[component].kind}] {document.components[component].title or ''}".rstrip()
            )
        node = step.node
        words = " ".join(word for word in (node.kind, node.num, node.heading) if word)
        lines.append(f"{'  ' * (step.depth + 1)}{words}  {node.span[0]}-{node.span[1]}  #{node.id}")
    return "\n".join(lines)
