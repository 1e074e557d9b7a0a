"""Read a report or dispatch into a Notice."""

from __future__ import annotations

from datetime import date

from vanban.model import Caution
from vanban.noticed import Notice
from vanban.notices.audience import find_audience, held_for
from vanban.notices.dispatch import Dispatch, find_dispatch
from vanban.notices.event import EventFound, find_event
from vanban.notices.instructions import find_instructions
from vanban.notices.people import find_mentions, merge_people
from vanban.notices.raised import raised
from vanban.notices.sentences import cut
from vanban.notices.works import find_works
from vanban.text import normalise
from vanban.text import view as view_of

_NO_CAPITALS = (
    Caution(
        "no_capitals",
        None,
        "Bài viết không có chữ hoa, nên tên người, chức danh và cơ quan dễ bị đọc sót. Hãy xem kỹ từng mục.",
    ),
)


def read_notice(raw: str, published: date | None = None) -> Notice:
    """Return what a report says; a report without works or event gives warnings, never an error."""
    text = normalise(raw)
    capitals = raised(text)
    view = view_of(capitals or text)
    paragraphs = cut(view)
    works = find_works(capitals or text, view, paragraphs)
    dispatch = find_dispatch(text, view)
    event = _told(dispatch) if dispatch else find_event(text, view, paragraphs, works.spans, published)
    mentions = [*find_mentions(text, view, paragraphs, works.spans), *(dispatch.signers if dispatch else ())]
    after = held_for(view, event.event) if event.event else None
    missing = (
        ()
        if works.works
        else (Caution("works_missing", None, "Không thấy văn bản nào có số, ký hiệu trong bài. Hãy bổ sung bằng tay."),)
    )
    given = (*(dispatch.addressed if dispatch else ()), *([after] if after else []))
    return Notice(
        event=event.event,
        works=works.works,
        people=merge_people(mentions),
        audience=find_audience(text, view, paragraphs, mentions, given),
        instructions=find_instructions(text, view, paragraphs, mentions, dispatch),
        warnings=(*(_NO_CAPITALS if capitals else ()), *missing, *event.warnings, *works.warnings),
        text=text,
    )


def _told(dispatch: Dispatch) -> EventFound:
    message = "Không đọc được cơ quan ban hành, số hoặc trích yếu của công văn. Hãy bổ sung bằng tay."
    return EventFound(dispatch.event, () if dispatch.event else (Caution("event_missing", None, message),))
