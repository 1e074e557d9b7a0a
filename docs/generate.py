"""Write the pages of docs/ that the code already knows: verbs, states, the law behind the rules.

`python -m docs.generate` writes them, `python -m docs.generate --check` compares and exits with 1 and a sentence where
a page lies. Reads the source as text, so it needs neither Django nor a database. It stands here beside its pages and
reads the repository through the same eyes as the walls in tests/house.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.house.walls.actions import actions
from tests.house.walls.nouns import models
from tests.house.walls.source import (
    ROOT,
    Function,
    Source,
    calls,
    constant_text,
    dotted,
    python,
    repository,
)

NOTE = "<!-- Written by `python -m docs.generate` from the code; change the code, then run `make docs`. -->\n\n"
MADE = ("docs/actions", "docs/states")
LEGAL = re.compile(r"^\s*Legal basis:\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verb:
    """One action with everything it reaches inside its room."""

    source: Source
    function: Function
    reached: tuple[Function, ...]
    checks: Mapping[str, Function]

    @property
    def name(self) -> str:
        return f"{self.source.room}.{self.function.name}"

    @property
    def promise(self) -> str:
        return (ast.get_docstring(self.function) or "").split("\n\n")[0].replace("\n", " ")


def pages(sources: Iterable[Source]) -> dict[str, str]:
    """Give every generated page: path from the root → its text."""
    sources = tuple(sources)
    verbs = sorted(_verbs(sources), key=lambda verb: verb.name)
    made = {f"docs/actions/{verb.name}.md": _verb_page(verb) for verb in verbs}
    made["docs/actions/README.md"] = _verb_index(verbs)
    made |= {f"docs/states/{name}.md": text for name, text in _state_pages(sources, verbs)}
    made["docs/legal-basis.md"] = _legal_page(sources)
    return {path: NOTE + text for path, text in made.items()}


def differences(wanted: Mapping[str, str], root: Path) -> list[str]:
    """Say of each page whether it is missing, out of date or left over."""
    found = []
    for path, text in sorted(wanted.items()):
        file = root / path
        if not file.is_file():
            found.append(f"{path} is missing.")
        elif file.read_text("utf-8") != text:
            found.append(f"{path} is out of date.")
    return found + [f"{path} belongs to nothing any more." for path in _left_over(wanted, root)]


def write(wanted: Mapping[str, str], root: Path) -> None:
    """Make the pages on the disk equal to those wanted."""
    for path in _left_over(wanted, root):
        (root / path).unlink()
    for path, text in wanted.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them when asked with --check."""
    wanted = pages(repository())
    if "--check" not in arguments:
        write(wanted, ROOT)
        return 0
    found = differences(wanted, ROOT)
    for sentence in found:
        sys.stderr.write(f"{sentence}\n")
    if found:
        sys.stderr.write("Run `make docs` and commit what it writes.\n")
    return 1 if found else 0


def _left_over(wanted: Mapping[str, str], root: Path) -> Iterator[str]:
    for folder in MADE:
        for file in sorted((root / folder).glob("*.md")):
            path = file.relative_to(root).as_posix()
            if path not in wanted:
                yield path


def _verbs(sources: tuple[Source, ...]) -> Iterator[Verb]:
    rooms: dict[str, dict[str, Function]] = {}
    checks: dict[str, dict[str, Function]] = {}
    for source in python(sources, "src/thongsuot/"):
        for function in source.functions:
            rooms.setdefault(source.room, {}).setdefault(function.name, function)
            if source.role in {"rules", "permissions"}:
                checks.setdefault(source.room, {})[f"{source.role}.{function.name}"] = function
    for source, function in actions(sources):
        if {"by", "now"} & {argument.arg for argument in function.args.kwonlyargs}:
            reached = tuple(_reached(function, rooms[source.room]))
            yield Verb(source, function, reached, {**checks.get(source.room, {}), **_borrowed(source, checks)})


def _borrowed(source: Source, checks: Mapping[str, Mapping[str, Function]]) -> dict[str, Function]:
    """Give the checks of other rooms that a module asks by its own names for them."""
    taken = [
        (node.module.rpartition(".")[2], each.asname or each.name)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for each in node.names
        if each.name in {"rules", "permissions"}
    ]
    return {
        name: check
        for room, role in taken
        for name, check in checks.get(room, {}).items()
        if name.startswith(f"{role}.")
    }


def _reached(start: Function, room: Mapping[str, Function]) -> Iterator[Function]:
    """Walk the function and what it calls in its own room by plain name, each once, in the order of calling."""
    waiting, seen = [start], {start.name}
    while waiting:
        function = waiting.pop(0)
        yield function
        for call in calls(function):
            name = dotted(call.func)
            if name in room and name not in seen:
                seen.add(name)
                waiting.append(room[name])


def _verb_page(verb: Verb) -> str:
    text = ast.get_docstring(verb.function) or ""
    sections = [
        f"# {verb.name}\n\n{text}\n",
        "## Who\n\n" + _checks(verb, "permissions", "Whoever may see the thing; what cannot be seen is not found."),
        "## When\n\n" + _checks(verb, "rules", "At any time."),
        "## What is recorded\n\n" + _events(verb),
        "## Takes\n\n" + f"```python\n{_signature(verb.function)}\n```\n",
        f"## Where\n\n- code: `{verb.source.path}`\n- story: `tests/{verb.source.room}/test_{verb.function.name}.py`\n",
    ]
    return "\n".join(sections)


def _signature(function: Function) -> str:
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"def {function.name}({ast.unparse(function.args)}){returns}"


def _checks(verb: Verb, kind: str, nothing: str) -> str:
    names = dict.fromkeys(
        dotted(call.func)
        for function in verb.reached
        for call in calls(function)
        if dotted(call.func).startswith(f"{kind}.check_")
    )
    lines = [_check_line(name, verb.checks) for name in names]
    return "\n".join(lines or [nothing]) + "\n"


def _check_line(name: str, known: Mapping[str, Function]) -> str:
    check = known.get(name)
    promise = (ast.get_docstring(check) or "").split("\n")[0] if check else ""
    refusals = ", ".join(f"`{code}`" for code in dict.fromkeys(_codes(check, known)))
    return f"- `{name.split('.')[1]}`: {promise}" + (f" Refuses as {refusals}." if refusals else "")


def _codes(check: Function | None, known: Mapping[str, Function]) -> Iterator[str]:
    """Give the codes a check refuses with, those of the checks it asks first included."""
    beside = {name.split(".")[1]: function for name, function in known.items()}
    for call in calls(check) if check else ():
        code = constant_text(call.args[0]) if _is_refusal(call) else None
        if code:
            yield code
        inner = beside.get(dotted(call.func))
        if inner is not None and inner is not check:
            yield from _codes(inner, known)


def _is_refusal(call: ast.Call) -> bool:
    return dotted(call.func) in {"Refusal", "NotAllowed"} and bool(call.args)


def _events(verb: Verb) -> str:
    names: dict[str, list[str]] = {}
    for function in verb.reached:
        for call in calls(function):
            name = constant_text(call.args[0]) if call.args else None
            if name and dotted(call.func) in {"ledger.record", "ledger.append"}:
                names.setdefault(f"{name}|{dotted(call.func)}", [])
    lines = [f"- `{entry.split('|')[0]}` by `{entry.split('|')[1]}`" for entry in names]
    return "\n".join(lines or ["Through the verb it calls in another room."]) + "\n"


def _verb_index(verbs: list[Verb]) -> str:
    rows = "".join(f"| [{verb.name}]({verb.name}.md) | {verb.promise} |\n" for verb in verbs)
    return f"# Verbs\n\nEvery change in the product is one of these.\n\n| verb | what it promises |\n|---|---|\n{rows}"


def _state_pages(sources: tuple[Source, ...], verbs: list[Verb]) -> Iterator[tuple[str, str]]:
    """Draw each model that has moments to come (`published_at`), or a choice that starts somewhere."""
    for source, model in models(sources):
        name = f"{source.room}.{model.name}"
        room = [verb for verb in verbs if verb.source.room == source.room]
        lines = _moments(model, room) or _choices(model, room)
        if lines:
            summary = (ast.get_docstring(model) or model.name).split("\n")[0]
            drawing = "\n".join(f"    {line}" for line in lines)
            yield name, f"# {name}\n\n{summary}\n\n```mermaid\nstateDiagram-v2\n{drawing}\n```\n"


def _moments(model: ast.ClassDef, verbs: list[Verb]) -> list[str]:
    """Draw the chain of moments in the order of the fields: the first is there from the start, the others may come."""
    fields = [
        (dotted(line.targets[0]), ast.unparse(line.value))
        for line in model.body
        if isinstance(line, ast.Assign) and dotted(line.targets[0]).endswith("_at")
    ]
    names = {dotted(line.targets[0]) for line in model.body if isinstance(line, ast.Assign)}
    paired = [(name, text) for name, text in fields if f"{name.removesuffix('_at')}_by" in names]
    if not any("null=True" in text for _name, text in paired) or "null=True" in paired[0][1]:
        return []
    states = [name.removesuffix("_at") for name, _text in paired]
    arrows = [f"[*] --> {states[0]}{_label(_setting(f'{states[0]}_at', verbs, is_new=True))}"]
    for before, after in pairwise(states):
        arrows.append(f"{before} --> {after}{_label(_setting(f'{after}_at', verbs, is_new=False))}")
        if back := [verb.function.name for verb in verbs if any(_clears(node, f"{after}_at") for node in _nodes(verb))]:
            arrows.append(f"{after} --> {before}{_label(back)}")
    return arrows


def _setting(field: str, verbs: list[Verb], *, is_new: bool) -> list[str]:
    """Name the verbs that set a moment: in a constructor when the thing is new, by assignment or update afterwards."""
    return [
        verb.function.name
        for verb in verbs
        if any(_sets(node, field, is_new) for node in _nodes(verb))
        and not any(_clears(node, field) for node in _nodes(verb))
    ]


def _clears(node: ast.AST, field: str) -> bool:
    """Tell whether a statement takes a moment back: `thing.closed_at, thing.closed_by = None, None`."""
    if not isinstance(node, ast.Assign) or {ast.unparse(node.value)} - {"None", "(None, None)"}:
        return False
    return any(isinstance(part, ast.Attribute) and part.attr == field for part in ast.walk(node))


def _nodes(verb: Verb) -> Iterator[ast.AST]:
    return (node for function in verb.reached for node in ast.walk(function))


def _sets(node: ast.AST, field: str, is_new: bool) -> bool:
    if isinstance(node, ast.Call):
        makes = not dotted(node.func).endswith(("update", "filter", "exclude", "get"))
        return makes == is_new and any(keyword.arg == field for keyword in node.keywords)
    is_stored = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    return not is_new and is_stored and node.attr == field  # type: ignore[attr-defined]  # is_stored knows the type


def _choices(model: ast.ClassDef, verbs: list[Verb]) -> list[str]:
    """Draw a choice that starts at a default and is decided by verbs of the room."""
    start = next(
        (match for line in model.body if (match := re.search(r"default=(\w+)\.(\w+)", ast.unparse(line)))),
        None,
    )
    if start is None or "_at = models.DateTimeField" not in ast.unparse(model):
        return []  # a choice that is never decided at some moment is a kind, not a state
    options = next((node for node in model.body if isinstance(node, ast.ClassDef) and node.name == start[1]), None)
    values = [dotted(line.targets[0]) for line in options.body if isinstance(line, ast.Assign)] if options else []
    arrows = [f"[*] --> {start[2].lower()}"] if values else []
    for value in values:
        if value != start[2]:
            arrows.append(f"{start[2].lower()} --> {value.lower()}{_label(_choosing(start[1], value, verbs))}")
    return arrows


def _choosing(choice: str, value: str, verbs: list[Verb]) -> list[str]:
    """Name the verbs that give a value by name, or that take any value of the choice."""
    wanted = f"{choice}.{value}"
    giving = [verb for verb in verbs if any(_gives(node, wanted) or _takes_any(node, choice) for node in _nodes(verb))]
    return sorted({verb.function.name for verb in giving})


def _gives(node: ast.AST, wanted: str) -> bool:
    """Tell a value that is written from one that is only asked for (`filter(decision=…)`)."""
    if isinstance(node, ast.Call) and not dotted(node.func).endswith(("filter", "exclude", "get")):
        return any(dotted(keyword.value).endswith(wanted) for keyword in node.keywords)
    return isinstance(node, ast.Assign) and dotted(node.value).endswith(wanted)


def _takes_any(node: ast.AST, choice: str) -> bool:
    return isinstance(node, ast.Call) and dotted(node.func).endswith(f".{choice}")


def _label(verbs: list[str]) -> str:
    return f": {', '.join(verbs)}" if verbs else ""


def _legal_page(sources: tuple[Source, ...]) -> str:
    rows = [
        f"| {match[1]} | `{function.name}` | {promise} | `{source.path}` |\n"
        for source in python(sources, "src/")
        for function in source.functions
        for promise, match in _bases(function)
    ]
    intro = "# Legal basis\n\nWhich article each rule stands on, from the line `Legal basis:` of its docstring.\n\n"
    if not rows:
        return intro + "No rule built so far rests on an article: what exists reads, hands down and records.\n"
    return intro + "| article | rule | what it promises | where |\n|---|---|---|---|\n" + "".join(sorted(rows))


def _bases(function: Function) -> Iterator[tuple[str, re.Match[str]]]:
    text = ast.get_docstring(function) or ""
    return ((text.split("\n")[0], match) for match in LEGAL.finditer(text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
