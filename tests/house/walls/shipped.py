"""What leaves the house with the source: no machine's paths, no registry's address, no talk about tools."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator

from tests.house.walls.source import Source

THIS = "tests/house/"  # the walls and their planted violations name what they forbid
RUNTIME_WALL = 26  # 25, and one by decision 31
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w./-])/(root|home|work|Users|mnt|opt)/\w"),
    "the address of a package registry": re.compile(
        r"pypi\.org|pythonhosted\.org|npmjs\.|unpkg\.com|jsdelivr|cdnjs|googleapis\.com|gstatic\.com|crates\.io|/simple/\b"
    ),
    "talk about how it was written": re.compile(
        r"\bAI[- ](generated|assisted|written)\b|\blanguage model\b|\bcopilot\b|\bprompt engineering\b|\bissue \d+\b|"
        r"\b(written|generated) by (an? )?(assistant|agent)\b",
        re.IGNORECASE,
    ),
}


def violations(sources: Iterable[Source]) -> list[str]:
    """Name every line that would tell a reader about somebody's machine or tools."""
    found: list[str] = []
    for source in sources:
        if source.path.startswith(THIS) or source.name == "LICENSE":
            continue
        for number, line in enumerate(source.text.splitlines(), start=1):
            found += [
                source.at(number, f"the line holds {what}.") for what, form in FORBIDDEN.items() if form.search(line)
            ]
    return found


def dependency_violations(project: Source, lock: Source) -> list[str]:
    """Name dependencies without a reason, beyond the wall, outside the lock, and lock lines without a hash."""
    declared = tomllib.loads(project.text)
    runtime = declared["project"]["dependencies"]
    named = [*runtime, *declared.get("dependency-groups", {}).get("dev", [])]
    found = list(_without_reason(project, named))
    if len(runtime) > RUNTIME_WALL:
        found.append(
            project.at(1, f"{len(runtime)} runtime dependencies; the wall is {RUNTIME_WALL}. Each above needs an ADR.")
        )
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock.text, re.MULTILINE))
    missing = sorted({_plain(name) for name in named} - locked)
    found += [lock.at(1, f"{name} is in pyproject.toml and not in the lock. Make the lock again.") for name in missing]
    return found + list(_loose(lock))


def _plain(requirement: str) -> str:
    return re.split(r"[\[~=<>!; ]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def _without_reason(project: Source, named: list[str]) -> Iterator[str]:
    for number, line in enumerate(project.text.splitlines(), start=1):
        quoted = re.match(r'\s*"([^"]+)",(.*)$', line)
        if quoted and quoted[1] in named and not re.search(r"#\s*\w+", quoted[2]):
            yield project.at(number, f"{quoted[1]} comes without a reason. Say behind it what it is for.")


def _loose(lock: Source) -> Iterator[str]:
    for number, line in enumerate(lock.text.splitlines(), start=1):
        if re.search(r"https?://|file:|git\+|--(extra-)?index-url|--find-links", line):
            yield lock.at(number, "the lock holds an address.")
    for name, hashes in re.findall(r"^(\S+==\S+)([^\n]*(?:\n[ \t]+--hash[^\n]*)*)", lock.text, re.MULTILINE):
        if "--hash=sha256:" not in hashes:
            yield lock.at(1, f"{name} has no hash.")
