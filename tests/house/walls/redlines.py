"""What the product may never hold: R1 intimate facts, R2 scores, R3 views across cases, R4 watching, R8 secrets.

Words are matched as whole words, one after the other, and only where they would become data or a label: names of
fields, keys and URLs, labels, choices, headings of forms and tables. A law that speaks of religion may be read here;
a field for it may not exist.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser

from django.db.models import Model

from tests.house.walls.source import Source, constant_text, dotted, python, templates

VENDORED = "/static/points/vendor/"  # pinned by its hash: it finds the corners of a square, and knows no person
DENIED: dict[str, tuple[str, ...]] = {
    "R1": (
        "chính kiến", "quan điểm chính trị", "lịch sử chính trị", "tiêu chuẩn chính trị", "thái độ chính trị",
        "tôn giáo", "tín ngưỡng", "dân tộc", "thành phần gia đình", "thành phần xuất thân", "lý lịch gia đình",
        "lịch sử gia đình", "hoàn cảnh gia đình", "quan hệ gia đình", "thân nhân", "sức khỏe", "sức khoẻ", "bệnh án",
        "bệnh tật", "tiền sử bệnh", "xu hướng tính dục", "tình trạng hôn nhân", "đời tư",
        "đời sống riêng tư", "đoàn viên công đoàn",
        "political opinion", "political view", "political views", "political history", "political attitude",
        "religion", "religious", "faith", "ethnicity", "ethnic", "ethnic group", "racial", "family history",
        "family background", "family origin", "social origin", "relatives", "health status", "health record",
        "medical", "illness", "disability", "sexuality", "sexual orientation", "marital status",
        "private life", "union member", "union membership", "trade union", "movement membership",
    ),
    "R2": (
        "điểm rủi ro", "mức rủi ro", "chấm điểm", "điểm tín nhiệm", "xếp hạng", "xếp loại người", "danh sách đen",
        "khiếu kiện nhiều", "khiếu kiện thường xuyên", "đối tượng cần theo dõi", "diện theo dõi", "mức độ nghi vấn",
        "score", "scores", "scoring", "risk score", "risk flag", "risk level", "trust level", "trust score",
        "reputation", "ranking", "rank", "rating", "blacklist", "watchlist", "watch list", "frequent complainer",
        "suspicion", "loyalty", "prediction", "predicted",
    ),
    "R4": (
        "mạng xã hội", "facebook", "zalo", "tiktok", "youtube", "nhật ký cuộc gọi", "nghe lén", "định vị",
        "tọa độ", "vị trí địa lý", "xuất nhập cảnh", "xuất cảnh", "nhập cảnh", "nhận diện khuôn mặt", "theo dõi người",
        "social media", "social network", "call log", "call history", "wiretap", "geolocation", "latitude",
        "longitude", "gps", "border crossing", "border crossings", "imei", "face recognition", "surveillance",
        "tracked location", "device location",
    ),
    "R8": (
        "độ mật", "mức độ mật", "tối mật", "tuyệt mật", "bí mật nhà nước",
        "classification", "classification level", "secrecy", "secrecy level", "secret level", "clearance",
    ),
}  # fmt: skip

# Each line names one thing that only sounds like what is denied, and says why; a line that hits nothing fails the test.
EXCUSED: dict[str, str] = {
    "src/thongsuot/ledger/|R2|rank": "orders the states of one duty (opened before acknowledged); no person is ranked",
}

PERSONS = r"(person|people|citizen|member|nguoi|ca-nhan|can-bo|cong-dan|dang-vien|doi-tuong)"
PERSON_ROUTE = re.compile(PERSONS + r"/<")
PERSON_ARGUMENTS = {"person", "person_id", "citizen", "citizen_id", "people", "persons", "complainant", "denouncer"}
ROOMS_OF_ACCOUNTS = {"people", "site"}


def violations(sources: Iterable[Source], excused: Iterable[str] = tuple(EXCUSED)) -> list[str]:
    """Name every field, key, label, choice or URL that would cross a red line."""
    sources = tuple(sources)
    found: list[str] = []
    for source in sources:
        found += [line for line, excuse in crossings(source) if excuse not in excused]
    return found + across_cases(sources)


@cache
def crossings(source: Source) -> list[tuple[str, str]]:
    """Give each denied term that stands as data or label in one file, with the excuse that would let it stand."""
    return [
        (source.at(line, f"{red_line}: '{term}' would become {what}. The product may not hold it."),
         f"{'/'.join(source.path.split('/')[:3])}/|{red_line}|{term}")
        for line, text, what in _exposed(source)
        for red_line, term in denied_in(text)
    ]  # fmt: skip


def denied_in(text: str) -> list[tuple[str, str]]:
    """Find denied terms in a name or a label: "diemRuiRo", "ton_giao" and "Tôn giáo" alike."""
    words = tuple(_words(text))
    forms = BARE if "".join(words).isascii() else MARKED
    hits = (form for word in words for form in forms.get(word, ()))
    return [(red_line, term) for spelt, red_line, term in dict.fromkeys(hits) if _contains(words, spelt)]


def _contains(words: tuple[str, ...], spelt: tuple[str, ...]) -> bool:
    return any(words[at : at + len(spelt)] == spelt for at in range(len(words) - len(spelt) + 1))


def model_violations(models: Iterable[type[Model]], excused: Iterable[str] = tuple(EXCUSED)) -> list[str]:
    """Name fields of living models, those of other packages included, by name, label, help text and choices."""
    found: list[str] = []
    for model in models:
        for field in model._meta.get_fields():
            texts = [field.name, *(str(getattr(field, part, "") or "") for part in ("verbose_name", "help_text"))]
            texts += [str(part) for choice in getattr(field, "choices", None) or () for part in choice]
            for red_line, term in (hit for text in texts for hit in denied_in(text)):
                if f"src/thongsuot/{model._meta.app_label}/|{red_line}|{term}" not in excused:
                    found.append(f"{model._meta.label}.{field.name}: {red_line}: '{term}' would become a field.")
    return found


def across_cases(sources: Iterable[Source]) -> list[str]:
    """Name routes and questions that would gather what is known of one person (R3); accounts apart."""
    found: list[str] = []
    for source in python(sources, "src/thongsuot/"):
        if source.name == "urls.py" or source.role in {"urls", "api"}:
            found += list(_person_routes(source))
        if source.role in {"views", "api", "queries"} and source.room not in ROOMS_OF_ACCOUNTS:
            found += list(_person_questions(source))
    return found


def _person_routes(source: Source) -> Iterator[str]:
    for call in source.calls:
        for argument in call.args[:1]:
            route = constant_text(argument)
            if route and PERSON_ROUTE.search(route):
                yield source.at(
                    call, f"R3: the address '{route}' opens on one person. Only oneself may see across cases."
                )


def _person_questions(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        names = {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}
        for name in sorted(names & PERSON_ARGUMENTS):
            yield source.at(node, f"R3: {node.name} asks by {name}. Ask by unit, by document, or for one's own seat.")


def _exposed(source: Source) -> Iterator[tuple[int, str, str]]:
    """Give what becomes data or a label: line, text, and what it becomes."""
    if source.path.startswith("src/") and source.name.endswith(".py"):
        yield from _names_and_keys(source)
        if source.role in {"models", "forms", "api", "schemas", "migrations"}:
            yield from _strings(source)
        yield from _labels(source)
    if source in templates([source]):
        reader = _Labels()
        reader.feed(source.text)
        yield from reader.labels
    if source.path.startswith("src/") and source.name.endswith(".js") and VENDORED not in source.path:
        for number, line in enumerate(source.text.splitlines(), start=1):
            yield number, line.split("//")[0], "a behaviour of the page"


def _names_and_keys(source: Source) -> Iterator[tuple[int, str, str]]:
    for node in source.nodes:
        if isinstance(node, ast.Dict):
            yield from ((key.lineno, key.value, "a key") for key in node.keys if _is_text(key))
        elif isinstance(node, ast.Subscript) and _is_text(node.slice):
            yield node.lineno, node.slice.value, "a key"
        elif isinstance(node, ast.ClassDef):
            yield node.lineno, node.name, "a name"
            yield from _fields(node)
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.value.lineno, node.arg, "a field"


def _fields(node: ast.ClassDef) -> Iterator[tuple[int, str, str]]:
    for line in node.body:
        targets = (
            line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
        )
        yield from ((line.lineno, dotted(target), "a field") for target in targets if dotted(target))


def _strings(source: Source) -> Iterator[tuple[int, str, str]]:
    """Give every string that is not a docstring: names, choices, help texts, Meta."""
    prose = {
        id(node.body[0].value)
        for node in source.nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in source.nodes:
        if _is_text(node) and id(node) not in prose:
            yield node.lineno, node.value, "a name or a label"


def _labels(source: Source) -> Iterator[tuple[int, str, str]]:
    """Give short translated texts (labels, headings); sentences may speak of what the product refuses to hold."""
    for call in source.calls:
        text = constant_text(call.args[0]) if call.args and dotted(call.func).startswith(("_", "gettext")) else None
        if text and len(text.split()) <= 6 and not text.endswith((".", "?")):
            yield call.lineno, text, "a label"
    for call in source.calls:
        name = next((constant_text(word.value) for word in call.keywords if word.arg == "name"), None)
        if dotted(call.func) in {"path", "re_path"} and call.args:
            yield from ((call.lineno, text, "an address") for text in (constant_text(call.args[0]), name) if text)


def _is_text(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _words(text: str) -> list[str]:
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", unicodedata.normalize("NFC", text))
    return re.findall(r"[^\W\d_]+", split.lower())


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _by_first_word(forms: Iterable[tuple[str, str, str]]) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for form, red_line, term in forms:
        spelt = tuple(form.split())
        found.setdefault(spelt[0], []).append((spelt, red_line, term))
    return found


# Identifiers carry no marks, so "ton_giao" is looked up bare; text that carries marks is only matched with them.
ALL = [(term, red_line) for red_line, terms in DENIED.items() for term in terms]
MARKED = _by_first_word((term, red_line, term) for term, red_line in ALL)
BARE = _by_first_word((_bare(term), red_line, term) for term, red_line in ALL)


class _Labels(HTMLParser):
    """Collect what labels a value in a template: labels, headings of tables, options, names of inputs."""

    WORDS = frozenset({"label", "legend", "th", "dt", "option", "optgroup", "caption"})
    ATTRIBUTES = frozenset({"name", "placeholder", "aria-label", "title", "for", "value"})

    def __init__(self) -> None:
        super().__init__()
        self.labels: list[tuple[int, str, str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.WORDS:
            self.open.append(tag)
        for name, value in attrs:
            if name in self.ATTRIBUTES and value:
                self.labels.append((self.getpos()[0], value, "an input"))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.labels.append((self.getpos()[0], data, "a label"))
