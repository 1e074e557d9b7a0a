"""Text for people is whole in one msgid; paths and identifiers are plain letters; URL names are English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from tests.house.walls.source import Source, constant_text, dotted, python

GETTEXT = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy", "npgettext"}
ANONYMOUS = re.compile(r"(?<!%)%[sdif]|{\d*}")
URL_NAME = re.compile(r"[a-z][a-z0-9_]*")


def violations(sources: Iterable[Source]) -> list[str]:
    """Name every translation built from pieces, every anonymous placeholder, every URL that is not as agreed."""
    found: list[str] = []
    for source in python(sources, "src/"):
        found += [*_pieces(source), *_identifiers(source)]
        if source.name == "urls.py" or source.role == "urls":
            found += list(_urls(source))
    return found


def _is_translation(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in GETTEXT


def _pieces(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and _has_translation_side(node):
            yield source.at(
                node, "a translated text is joined with +. Write one whole sentence with named placeholders."
            )
        if isinstance(node, ast.JoinedStr) and any(_is_translation(inner) for inner in ast.walk(node)):
            yield source.at(node, "a translated text stands inside an f-string. Write one whole sentence.")
    for call in source.calls:
        if _is_translation(call):
            yield from _of_translation(source, call)


def _has_translation_side(node: ast.BinOp) -> bool:
    return _is_translation(node.left) or _is_translation(node.right)


def _of_translation(source: Source, call: ast.Call) -> Iterator[str]:
    name = dotted(call.func).split(".")[-1]
    count = 2 if name.startswith(("ngettext", "pgettext")) else 3 if name.startswith("np") else 1
    for argument in call.args[:count]:
        text = constant_text(argument)
        if text is None:
            yield source.at(call, "gettext takes a literal, never a variable, an f-string or a sum.")
        elif ANONYMOUS.search(text):
            yield source.at(call, "a placeholder has no name. Write %(count)d, so that a translator may move it.")


def _identifiers(source: Source) -> Iterator[str]:
    for node in source.nodes:
        name = getattr(node, "name", None) or getattr(node, "id", None) or getattr(node, "arg", None)
        if isinstance(name, str) and not name.isascii():
            yield source.at(node, f"the identifier '{name}' is not English. Vietnamese belongs in the text for people.")


def _urls(source: Source) -> Iterator[str]:
    for call in source.calls:
        if dotted(call.func) not in {"path", "re_path"} or not call.args:
            continue
        route = constant_text(call.args[0])
        if route is not None and not route.isascii():
            yield source.at(call, f"the path '{route}' has marks. Write it without.")
        for keyword in call.keywords:
            name = constant_text(keyword.value) if keyword.arg == "name" else None
            if name is not None and not _is_english(name, route or ""):
                yield source.at(call, f"the URL name '{name}' is not an English word in small letters.")


def _is_english(name: str, route: str) -> bool:
    """Take a name for Vietnamese when it repeats a two-syllable step of its own Vietnamese path."""
    steps = {step.replace("-", "_") for step in route.split("/") if "-" in step and "<" not in step}
    return bool(URL_NAME.fullmatch(name)) and name not in steps
