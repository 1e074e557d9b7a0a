"""A report as it is kept: from values to JSON and back, so that it can be set again word for word. Pure."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from thongsuot.conferences.queries.report import AgendaRow, AttendanceRow, QuestionRow, ResultReport
from thongsuot.ledger.entries import Json
from thongsuot.understanding.suppression import share_of


def kept_of(report: ResultReport) -> dict[str, Json]:
    """Give a report as JSON."""
    kept: dict[str, Any] = asdict(report)
    kept["written_on"] = report.written_on.isoformat()
    return kept


def report_of(kept: dict[str, Any]) -> ResultReport:
    """Give the report that was kept."""
    parts = {
        "written_on": date.fromisoformat(kept["written_on"]),
        "agenda": [_line(each) for each in kept["agenda"]],
        "attendance": [_row(each) for each in kept["attendance"]],
        "absent": [tuple(each) for each in kept["absent"]],
        "raised": [tuple(each) for each in kept.get("raised", [])],
        "to_brief": [tuple(each) for each in kept.get("to_brief", [])],
        **_check(kept),
    }
    return ResultReport(**{**{name: value for name, value in kept.items() if name != "results"}, **parts})


def _check(kept: dict[str, Any]) -> dict[str, Any]:
    """Give what is told of the check; a report from before 2026-11-26 keeps counts, told now as any other."""
    rows = [_question(each) for each in kept["questions"]]
    questions = [row for row in rows if row is not None]
    if "results" not in kept:
        return {"questions": questions}
    answered = sum(people for _words, people in kept["results"])
    return {"questions": questions, "asked": len(rows), "answered": answered}


def _question(kept: dict[str, Any]) -> QuestionRow | None:
    if "share" in kept:
        return QuestionRow(**kept)
    share = share_of(kept["wrong"], kept["answered"])
    return QuestionRow(kept["text"], kept["provision"], kept["answered"], str(share)) if share else None


def _line(kept: dict[str, str] | list[str]) -> AgendaRow:
    """Give a line of the agenda; reports of before 2026-11-26 keep a title and a presenter."""
    return AgendaRow(**kept) if isinstance(kept, dict) else AgendaRow(*kept)


def _row(kept: dict[str, Any]) -> AttendanceRow:
    return AttendanceRow(**{**kept, "by_method": tuple((method, number) for method, number in kept["by_method"])})


def figures_of(report: ResultReport) -> dict[str, Json]:
    """Give what the units above add up: no name, no question, only counts."""
    by_method: dict[str, Json] = {}
    for row in report.attendance:
        for method, number in row.by_method:
            by_method[method] = number + int(str(by_method.get(method, 0)))
    return {
        "half_days": len(report.attendance),
        "called": report.called,
        "came": report.came,
        "expected": sum(row.expected for row in report.attendance),
        "present": sum(row.present for row in report.attendance),
        "excused": sum(row.excused for row in report.attendance),
        "missing": sum(row.missing for row in report.attendance),
        "answered": report.answered,
        "by_method": by_method,
    }
