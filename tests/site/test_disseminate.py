"""Publishing from the command line: the same actions as the pages, and the same refusals."""

from __future__ import annotations

import argparse
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from tests.factories import make_four
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.corpus.actions.importing import import_document
from thongsuot.kernel.clock import day_of
from thongsuot.site.commands import disseminate
from thongsuot.site.demo.sources import typed, typed_texts

pytestmark = pytest.mark.django_db(databases="__all__")


def run(*files: Path, by: str = "cuc", due: date | None = None, draft: bool = False) -> int:
    return disseminate.run(argparse.Namespace(files=[str(file) for file in files], by=by, due=due, draft=draft))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "hoi-nghi.txt"
    path.write_bytes(typed("hoi-nghi.txt").content)
    return path


def test_a_report_whose_texts_are_at_hand_is_published(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    four = make_four()
    for text in typed_texts():
        import_document(text.content, name=text.name, by=four.cuc, now=timezone.now())
    due = day_of(timezone.now()) + timedelta(days=3)
    assert run(report, due=due) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["published"], answer["units"], answer["seats"]) == (True, 4, 4)
    drive = Dissemination.objects.get(pk=answer["dissemination"])
    assert drive.texts.count() == 2
    assert UnitDuty.objects.get(dissemination=drive, organisation=four.cell).due_on == due + timedelta(days=30)


def test_a_report_whose_texts_are_missing_stays_a_draft_and_names_them(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_four()
    assert run(report) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["published"] is False
    assert "118-QĐ/TU" in printed.err
    assert Dissemination.objects.get().published_at is None


def test_a_text_alone_is_published_under_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_four()
    path = tmp_path / "quy-dinh.txt"
    path.write_bytes(typed_texts()[0].content)
    assert run(path, draft=True) == 0
    assert run(path) == 0
    assert "118-QĐ/TU" in capsys.readouterr().out
    assert Dissemination.objects.published().count() == 1


def test_who_is_no_office_is_not_found(report: Path) -> None:
    make_four()
    with pytest.raises(ObjectDoesNotExist):
        run(report, by="an")
