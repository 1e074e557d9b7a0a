"""Nothing grows beyond what one can hold in the head: modules, tests, templates, parameters, models."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.house.walls.source import Function, Source, python, templates

FUNCTION, MODULE, TEST_MODULE, TEMPLATE, MODEL_FIELDS, PARAMETERS = 50, 400, 500, 150, 25, 4
ALWAYS_THERE = {"self", "cls", "by", "now", "at", "key", "request"}
BANNED = {"utils", "helpers", "common", "misc", "base", "core", "manager", "managers", "service", "services"}


def violations(sources: Iterable[Source]) -> list[str]:
    """Name every file, function and template that is too long, and every module with a name that says nothing."""
    sources = tuple(sources)
    found = [line for source in python(sources) for line in _of_module(source)]
    return found + [line for source in templates(sources) for line in _of_template(source)]


def _of_module(source: Source) -> Iterator[str]:
    wall = TEST_MODULE if source.path.startswith("tests/") else MODULE
    length = len(source.text.splitlines())
    if length > wall:
        yield source.at(wall + 1, f"the module has {length} lines; the wall is {wall}. Split it by noun or by step.")
    words = set(source.path.removesuffix(".py").split("/"))
    for name in sorted(words & BANNED):
        yield source.at(1, f"'{name}' names nothing. Say what the module is about, or give its content to a room.")
    for function in source.functions:
        yield from _of_function(source, function)
    if source.role == "models":
        yield from (
            line for node in source.tree.body if isinstance(node, ast.ClassDef) for line in _of_model(source, node)
        )


def _of_function(source: Source, function: Function) -> Iterator[str]:
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    if length > FUNCTION:
        yield source.at(function, f"{function.name} has {length} lines; the wall is {FUNCTION}. Split it by step.")
    if source.role == "actions":
        count = _values(function)
        if count > PARAMETERS:
            sentence = (
                f"{function.name} takes {count} values; the wall is {PARAMETERS}. Bundle them in a frozen dataclass."
            )
            yield source.at(function, sentence)


def _values(function: Function) -> int:
    """Count what is handed over beyond the id of the thing, the actor, the moment and the key."""
    positional = [argument.arg for argument in function.args.args if argument.arg not in ALWAYS_THERE]
    keywords = [argument.arg for argument in function.args.kwonlyargs if argument.arg not in ALWAYS_THERE]
    return max(0, len(positional) - 1) + len(keywords)


def _of_model(source: Source, node: ast.ClassDef) -> Iterator[str]:
    fields = [line for line in node.body if isinstance(line, ast.Assign) and "Field" in ast.dump(line.value)]
    if len(fields) > MODEL_FIELDS:
        yield source.at(node, f"{node.name} has {len(fields)} fields; the wall is {MODEL_FIELDS}. Split the model.")


def _of_template(source: Source) -> Iterator[str]:
    length = len(source.text.splitlines())
    if length > TEMPLATE:
        yield source.at(
            TEMPLATE + 1, f"the template has {length} lines; the wall is {TEMPLATE}. Give parts their own file."
        )
