"""The English catalogue says every Vietnamese text of the product, and its compiled form is the one that is read.

Reads and compiles without gettext's own programs, which not every machine has: `python -m tests.house.walls.catalogue`
writes django.mo anew after django.po was edited.
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation.template import templatize

from tests.house.walls.source import ROOT, Function, Source, dotted, python
from tests.house.walls.wording import GETTEXT

FOLDER = ROOT / "src" / "thongsuot" / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
FIELD = re.compile(r"(msgctxt|msgid|msgid_plural|msgstr|msgstr\[[01]\]) (\".*\")")
IN_TEMPLATE = re.compile(r"\b(_|n?p?gettext)\(((?:\s*u?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')\s*,?)+)")
LITERAL = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|</?\w+[^>]*>")
MAGIC = 0x950412DE
Key = tuple[str, str]  # context, msgid


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of the catalogue; `texts` has two forms where `plural` is not empty."""

    context: str
    msgid: str
    plural: str
    texts: tuple[str, ...]
    is_fuzzy: bool = False

    @property
    def key(self) -> Key:
        return self.context, self.msgid


def spoken(sources: Iterable[Source]) -> dict[Key, str]:
    """Find every text that code and templates give to gettext, with the first file that says it."""
    found: dict[Key, str] = {}
    for source in sources:
        for key in _in_template(source) if "/templates/" in source.path else _in_code(source):
            found.setdefault(key, source.path)
    return found


def speakers(sources: Iterable[Source]) -> list[Source]:
    """Keep the files of the product that may speak: its code and its templates."""
    sources = tuple(sources)
    templates = (
        source for source in sources if "/templates/" in source.path and source.name.endswith((".html", ".txt"))
    )
    return [*python(sources, "src/thongsuot/"), *templates]


def _in_code(source: Source) -> Iterator[Key]:
    for call in source.calls:
        name = dotted(call.func).split(".")[-1]
        if name in GETTEXT:
            texts = [node.value for node in call.args if isinstance(node, ast.Constant) and isinstance(node.value, str)]
            yield _key(name, texts)


def _in_template(source: Source) -> Iterator[Key]:
    for name, arguments in IN_TEMPLATE.findall(templatize(source.text, origin=source.path)):
        yield _key(name, [ast.literal_eval(text) for text in LITERAL.findall(arguments)])


def _key(name: str, texts: list[str]) -> Key:
    return (texts[0], texts[1]) if name.lstrip("n").startswith("pgettext") else ("", texts[0])


def violations(said: dict[Key, str], entries: Iterable[Entry]) -> list[str]:
    """Name what is said and not translated, translated and not said, and translated otherwise than asked."""
    known = {entry.key: entry for entry in entries}
    found = [
        f"{path}: “{key[1]}” is not in {PO.name}. Add it with its English."
        for key, path in said.items()
        if key not in known
    ]
    found += [f"{PO.name}: nobody says “{key[1]}” any more. Remove it." for key in known if key[1] and key not in said]
    for entry in known.values():
        found += [f"{PO.name}: “{entry.msgid}” {fault}" for fault in _faults(entry) if entry.msgid]
    return found


def _faults(entry: Entry) -> Iterator[str]:
    if entry.is_fuzzy:
        yield "is marked fuzzy. Look at it and take the mark away."
    if len(entry.texts) != (2 if entry.plural else 1) or not all(entry.texts):
        yield "is not translated."
    wanted = sorted(PLACEHOLDER.findall(entry.msgid))
    if any(sorted(PLACEHOLDER.findall(text)) != wanted for text in entry.texts):
        yield f"needs exactly {', '.join(wanted) or 'no placeholder'}."
    if any(text.endswith(" ") != entry.msgid.endswith(" ") for text in entry.texts):
        yield "begins or ends with another blank."


def frozen(sources: Iterable[Source]) -> list[str]:
    """Name every gettext that runs at import: its text stays in the language of whoever came first."""
    found: list[str] = []
    for source in python(sources, "src/thongsuot/"):
        late = {
            id(inner) for node in source.nodes if isinstance(node, Function | ast.Lambda) for inner in ast.walk(node)
        }
        names = _eager_names(source)
        found += [
            source.at(call, "gettext runs at import. Use gettext_lazy.")
            for call in source.calls
            if dotted(call.func) in names and id(call) not in late
        ]
    return found


def _eager_names(source: Source) -> set[str]:
    imports = (node for node in source.nodes if isinstance(node, ast.ImportFrom) and node.module)
    names = (name for node in imports if node.module == "django.utils.translation" for name in node.names)
    return {name.asname or name.name for name in names if name.name in GETTEXT and not name.name.endswith("_lazy")}


def read_po(text: str) -> list[Entry]:
    """Read a catalogue as gettext writes it; the header is the entry with the empty msgid."""
    return [_entry(block) for block in re.split(r"\n\s*\n", text) if "msgid " in block]


def _entry(block: str) -> Entry:
    fields: dict[str, str] = {}
    at = ""
    for line in block.splitlines():
        if named := FIELD.fullmatch(line):
            at = named[1]
            fields[at] = ast.literal_eval(named[2])
        elif line.startswith('"'):
            fields[at] += ast.literal_eval(line)
    texts = tuple(fields[name] for name in ("msgstr", "msgstr[0]", "msgstr[1]") if name in fields)
    fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in block.splitlines())
    return Entry(fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""), texts, fuzzy)


def read_mo(data: bytes) -> dict[bytes, bytes]:
    """Read a compiled catalogue: a table of keys and a table of texts, each of lengths and places."""
    magic, _version, count, keys, texts = struct.unpack("<5I", data[:20])
    if magic != MAGIC:
        raise ValueError("no compiled catalogue in little-endian order")
    return {_cut(data, keys + 8 * at): _cut(data, texts + 8 * at) for at in range(count)}


def _cut(data: bytes, place: int) -> bytes:
    length, start = struct.unpack("<2I", data[place : place + 8])
    return data[start : start + length]


def compiled(entries: Iterable[Entry]) -> dict[bytes, bytes]:
    """Give what a compiled catalogue must hold: context, msgid and plural in the key, the forms in the text."""
    return {_raw_key(entry): "\0".join(entry.texts).encode() for entry in entries}


def _raw_key(entry: Entry) -> bytes:
    context = f"{entry.context}\x04" if entry.context else ""
    plural = f"\0{entry.plural}" if entry.plural else ""
    return f"{context}{entry.msgid}{plural}".encode()


def write_mo(pairs: dict[bytes, bytes]) -> bytes:
    """Write a compiled catalogue without the hash table, which readers may leave out."""
    ordered = sorted(pairs.items())
    tables, body, start = [b"", b""], b"", 28 + 16 * len(ordered)
    for side in (0, 1):
        for pair in ordered:
            tables[side] += struct.pack("<2I", len(pair[side]), start + len(body))
            body += pair[side] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(ordered), 28, 28 + 8 * len(ordered), 0, 0)
    return head + tables[0] + tables[1] + body


if __name__ == "__main__":
    MO.write_bytes(write_mo(compiled(read_po(PO.read_text("utf-8")))))
