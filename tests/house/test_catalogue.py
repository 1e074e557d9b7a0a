"""The English catalogue is whole, asks for the same values as the Vietnamese, and is the one that was compiled."""

from __future__ import annotations

import gettext
import io

import pytest

from tests.house.walls import catalogue
from tests.house.walls.catalogue import Entry, compiled, read_mo, read_po, write_mo
from tests.house.walls.source import Source, repository

VIEWS = "src/thongsuot/cascade/views.py"
PAGE = "src/thongsuot/cascade/templates/cascade/page.html"
IMPORT = "from django.utils.translation import gettext as _\n"
HEADER = Entry("", "", "", ("Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",))


def entries() -> list[Entry]:
    return read_po(catalogue.PO.read_text("utf-8"))


@pytest.mark.slow
def test_every_text_of_the_product_has_its_english() -> None:
    said = catalogue.spoken(catalogue.speakers(repository()))
    assert len(said) > 700
    assert catalogue.violations(said, entries()) == []


def test_no_text_is_fixed_in_one_language_at_import() -> None:
    assert catalogue.frozen(repository()) == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert read_mo(catalogue.MO.read_bytes()) == compiled(entries()), "run python -m tests.house.walls.catalogue"


def test_no_text_stands_twice_in_the_catalogue() -> None:
    keys = [entry.key for entry in entries()]
    assert len(keys) == len(set(keys))


def test_what_is_compiled_here_is_what_gettext_reads() -> None:
    pairs = compiled([HEADER, Entry("nhiều", "chi bộ", "", ("cells",)), Entry("", "%(n)s xã", "%(n)s xã", ("a", "b"))])
    data = write_mo(pairs)
    spoken = gettext.GNUTranslations(io.BytesIO(data))
    assert read_mo(data) == pairs
    assert spoken.pgettext("nhiều", "chi bộ") == "cells"
    assert [spoken.ngettext("%(n)s xã", "%(n)s xã", count) for count in (1, 2)] == ["a", "b"]


@pytest.mark.parametrize(
    ("path", "text", "key"),
    [
        (VIEWS, IMPORT + "def page():\n    return _('Hôm nay')\n", ("", "Hôm nay")),
        (VIEWS, "x = ngettext_lazy('%(n)s xã', '%(n)s xã', 'n')\n", ("", "%(n)s xã")),
        (VIEWS, "x = pgettext('nhiều', 'chi bộ')\n", ("nhiều", "chi bộ")),
        (PAGE, '{% load i18n %}{% translate "Hôm nay" as now %}', ("", "Hôm nay")),
        (PAGE, '{% load i18n %}{% translate "chi bộ" context "nhiều" %}', ("nhiều", "chi bộ")),
        (PAGE, '{% include "x.html" with label=_("Các trang") %}', ("", "Các trang")),
        (
            PAGE,
            "{% load i18n %}{% blocktranslate with n=x %}Có {{ n }} “xã”{% endblocktranslate %}",
            ("", "Có %(n)s “xã”"),
        ),
        (
            PAGE,
            "{% load i18n %}{% blocktranslate count n=x %}{{ n }} xã{% plural %}{{ n }} xã{% endblocktranslate %}",
            ("", "%(n)s xã"),
        ),
    ],
)
def test_texts_are_found_in_code_and_in_templates(path: str, text: str, key: tuple[str, str]) -> None:
    assert catalogue.spoken([Source(path, text)]) == {key: path}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry("", "Hôm nay", "", ("",)), "is not translated"),
        (Entry("", "Hôm nay", "", ("Today",), is_fuzzy=True), "is marked fuzzy"),
        (Entry("", "%(n)s xã", "%(n)s xã", ("%(n)s commune",)), "is not translated"),
        (Entry("", "từ %(day)s", "", ("since %(date)s",)), "needs exactly %(day)s"),
        (Entry("", "bản <b>mới</b>", "", ("new version",)), "needs exactly </b>, <b>"),
        (Entry("", "một câu. ", "", ("a sentence.",)), "another blank"),
    ],
)
def test_a_text_that_is_wrongly_translated_is_named(entry: Entry, fault: str) -> None:
    assert fault in "\n".join(catalogue.violations({entry.key: VIEWS}, [entry]))


def test_a_new_text_and_a_forgotten_one_are_both_named() -> None:
    found = catalogue.violations({("", "Hôm nay"): VIEWS}, [Entry("", "Hôm qua", "", ("Yesterday",))])
    assert found[0].startswith(f"{VIEWS}: “Hôm nay” is not in")
    assert "nobody says “Hôm qua” any more" in found[1]


def test_a_text_fixed_at_import_is_named() -> None:
    late = "LABEL = _('Hôm nay')\n\ndef page():\n    return _('Hôm qua')\n"
    assert catalogue.frozen([Source(VIEWS, IMPORT + late)]) == [f"{VIEWS}:2: gettext runs at import. Use gettext_lazy."]


def test_a_long_text_over_several_lines_and_a_fuzzy_mark_are_read() -> None:
    text = '#, fuzzy, python-format\nmsgctxt "a"\nmsgid ""\n"từ "\n"%(day)s"\nmsgstr "since %(day)s"\n'
    assert read_po(text) == [Entry("a", "từ %(day)s", "", ("since %(day)s",), is_fuzzy=True)]
