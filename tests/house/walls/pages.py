"""Templates hold no script, no style, no rights and no outside address; a form works without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from tests.house.walls.source import Source, templates

DJANGO = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
RIGHTS = re.compile(r"{[%{][^%}]*\b(perms|is_staff|is_superuser|user\.has_)\b")
ADDRESSES = {"src", "href", "action", "formaction", "poster", "data", "hx-get", "hx-post", "srcset", "xlink:href"}
HTMX_WRITES = {"hx-post", "hx-put", "hx-patch", "hx-delete"}


def violations(sources: Iterable[Source]) -> list[str]:
    """Name every line of a template that a strict policy, a keyboard or an old laptop would stumble over."""
    found: list[str] = []
    for source in templates(sources):
        reader = _Reader(source)
        reader.feed(DJANGO.sub(_blank, source.text))
        found += reader.found
        for match in RIGHTS.finditer(source.text):
            line = source.text.count("\n", 0, match.start()) + 1
            found.append(source.at(line, "a template asks for rights. Leave out of the context what may not be shown."))
    return found


def _blank(match: re.Match[str]) -> str:
    """Keep the lines and something where a value will stand, so that places and attributes stay what they are."""
    return (
        "x" + "\n" * match.group().count("\n") if match.group().startswith("{{") else "\n" * match.group().count("\n")
    )


class _Reader(HTMLParser):
    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source
        self.found: list[str] = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in names):
            self._say(f"<{tag}> stands inline. Give it a file under static.")
        for name, value in names.items():
            self._look_at(tag, name, value)
        if HTMX_WRITES & set(names) and not (
            tag == "form" and names.get("method", "").lower() == "post" and "action" in names
        ):
            self._say(f"<{tag}> writes by htmx only. Put hx-post on a <form method=post action=…>.")

    def _look_at(self, tag: str, name: str, value: str) -> None:
        if name == "style" or name.startswith(("on", "hx-on")) or value.strip().startswith("javascript:"):
            self._say(f"<{tag} {name}=…> is inline. Use a class or a module under static.")
        if name in ADDRESSES and re.match(r"\s*(https?:)?//", value):
            self._say(f"<{tag} {name}=…> points outside the house. Serve it from static.")

    def _say(self, sentence: str) -> None:
        self.found.append(self.source.at(self.getpos()[0], sentence))
