"""Read a report into a Notice."""

from __future__ import annotations

from datetime import date

from vanban.model import Caution, Notice
from vanban.notices.audience import find_audience
from vanban.notices.event import find_event
from vanban.notices.instructions import find_instructions
from vanban.notices.people import find_mentions, merge_people
from vanban.notices.works import find_works
from vanban.text import normalise
from vanban.text import view as view_of


def read_notice(raw: str, published: date | None = None) -> Notice:
    """Return what a report says; a report without works or event gives warnings, never an error."""
    text = normalise(raw)
    view = view_of(text)
    works = find_works(text, view)
    event = find_event(text, view, works.spans, published)
    mentions = find_mentions(text, view, works.spans)
    missing = (
        ()
        if works.works
        else (Caution("works_missing", None, "Không thấy văn bản nào có số, ký hiệu trong bài. Hãy bổ sung bằng tay."),)
    )
    return Notice(
        event=event.event,
        works=works.works,
        people=merge_people(mentions),
        audience=find_audience(text, view, mentions),
        instructions=find_instructions(text, view, mentions),
        warnings=(*missing, *event.warnings, *works.warnings),
        text=text,
    )
