"""What the documents say is so: links lead somewhere, commands exist, every decision is whole, every room is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from tests.house.walls.source import ROOT, Source, repository
from thongsuot.site.cli import VERBS

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
DECISION_PARTS = ("Status: ", "## Context\n", "## Decision\n", "## Consequences\n")


def pages() -> Iterator[Source]:
    return (source for source in repository() if source.name.endswith(".md") and not source.path.startswith("tests/"))


def dead_links(sources: Iterable[Source]) -> list[str]:
    """Name every link to a file that is not there."""
    found = []
    for source in sources:
        here = (ROOT / source.path).parent
        for number, line in enumerate(source.text.splitlines(), start=1):
            for target in LINK.findall(line):
                if not re.match(r"[a-z]+:", target) and not (here / target).exists():
                    found.append(source.at(number, f"{target} is not there."))
    return found


def unknown_commands(sources: Iterable[Source]) -> list[str]:
    """Name every `make …` without a target and every `thongsuot …` without a verb, in what a reader would copy."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    found = []
    for source in sources:
        for number, line in enumerate(source.text.splitlines(), start=1):
            for target in re.findall(r"(?:^|`)make ([a-z]+)", line):
                if not re.search(rf"^{target}:", makefile, re.MULTILINE):
                    found.append(source.at(number, f"make {target} does not exist."))
            for verb in re.findall(r"(?:^|`|/)thongsuot (?:--data \S+ )?([a-z-]+)", line):
                if verb not in VERBS:
                    found.append(source.at(number, f"thongsuot {verb} does not exist."))
    return found


def incomplete_decisions(sources: Iterable[Source]) -> list[str]:
    """Name every decision without its own number in the title, its status, context, decision or consequences."""
    found, taken = [], set[str]()
    for source in sources:
        number = re.fullmatch(r"docs/decisions/0*(\d+)-[a-z0-9-]+\.md", source.path)
        if number is None:
            continue
        if not source.text.startswith(f"# {number[1]}. "):
            found.append(source.at(1, f"the title does not begin with {number[1]}."))
        if number[1] in taken:
            found.append(source.at(1, f"another decision has the number {number[1]}."))
        taken.add(number[1])
        found += [source.at(1, f"'{part.strip()}' is missing.") for part in DECISION_PARTS if part not in source.text]
    return found


def test_every_link_leads_somewhere() -> None:
    assert dead_links(pages()) == []


def test_every_command_that_a_reader_would_copy_exists() -> None:
    assert unknown_commands(pages()) == []


def test_every_decision_is_whole_and_listed() -> None:
    assert incomplete_decisions(repository()) == []
    listed = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    files = [path.name for path in sorted((ROOT / "docs/decisions").glob("0*.md"))]
    assert len(files) >= 10
    assert [name for name in files if f"({name})" not in listed] == []


def test_every_room_on_the_disk_is_in_the_house() -> None:
    house = (ROOT / "docs/house.md").read_text("utf-8")
    rooms = sorted({source.room for source in repository() if source.room and "__init__" in source.path} - {"locale"})
    assert [room for room in rooms if f"| `{room}` |" not in house] == []


@pytest.mark.parametrize(
    ("find", "text", "expected"),
    [
        (dead_links, "x\n[here](nowhere.md)", "docs/x.md:2: nowhere.md is not there."),
        (unknown_commands, "Type `make coffee`.", "docs/x.md:1: make coffee does not exist."),
        (unknown_commands, ".venv/bin/thongsuot --data d brew", "docs/x.md:1: thongsuot brew does not exist."),
    ],
)
def test_a_planted_lie_of_a_page_is_named(find: object, text: str, expected: str) -> None:
    assert callable(find)
    assert find([Source("docs/x.md", text)]) == [expected]


def test_a_decision_without_consequences_is_named() -> None:
    text = "# 7. A thing\n\nStatus: accepted\n\n## Context\nx\n## Decision\nx\n"
    found = incomplete_decisions([Source("docs/decisions/0007-a-thing.md", text)])
    assert found == ["docs/decisions/0007-a-thing.md:1: '## Consequences' is missing."]


def test_two_decisions_of_one_number_are_named() -> None:
    text = "# 7. A thing\n\nStatus: accepted\n\n## Context\nx\n## Decision\nx\n## Consequences\nx\n"
    found = incomplete_decisions([Source(f"docs/decisions/0007-{name}.md", text) for name in ("a-thing", "another")])
    assert found == ["docs/decisions/0007-another.md:1: another decision has the number 7."]


def test_each_root_carries_its_own_licence() -> None:
    product, reader = ROOT / "src/thongsuot/LICENSE", ROOT / "src/vanban/LICENSE"
    assert product.read_text("utf-8") == (ROOT / "LICENSE").read_text("utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in product.read_text("utf-8")
    assert "Apache License" in reader.read_text("utf-8")
