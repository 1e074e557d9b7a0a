"""Lay a score out: a sheet in Markdown for people, JSON lines for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bench.corpus import citing, heading, mutating
from bench.corpus.annotated import FIELDS
from bench.corpus.facts import BARS, FACTS, MOST_COMPONENT_MISSES, Answer, Verdicts
from bench.corpus.folder import NO_TEXT
from bench.corpus.reading import ALL, TRAPS, UNICODE, Score, Tally
from bench.corpus.whole import Whole

_MISS_COLUMNS = ("document", "fact", "ours", "gold", "whose", "why")
_EXAMPLES = 5


def sheet(score: Score, verdicts: Verdicts) -> str:
    """Give the whole sheet."""
    parts = (
        [f"# Score sheet of the reader: {score.folder}"],
        _totals(score),
        _classes(score),
        _not_read(score),
        ["## Misses", *_misses(score.misses, verdicts)],
        _composed(score, verdicts),
        _notes(score, verdicts),
        _whole(score),
        _related(score),
        _headed(score),
        _openings(score, verdicts),
        _mutations(score),
        _wholeness(score),
        _idle(score, verdicts),
    )
    return "\n".join("\n".join([*part, ""]) for part in parts if part)


def lines(score: Score, verdicts: Verdicts) -> Iterator[dict[str, Any]]:
    """Give one line a tally, a miss and an unread document, and one for everything that is counted once."""
    for (group, fact), tally in score.tallies.items():
        yield {"kind": "share", "group": group, "fact": fact, **_numbers(tally)}
    for group, answers in (("openings", score.openings), (citing.NOTES, score.notes)):
        for fact, tally in _by_fact(answers).items():
            yield {"kind": "share", "group": group, "fact": fact, **_numbers(tally)}
    yield {"kind": "share", "group": citing.COMPOSED, "fact": "citation", **_composed_numbers(score)}
    yield from map(Whole.line, score.whole)
    yield {"kind": "relations", **_related_numbers(score)}
    yield from (
        {
            "kind": "header",
            "fact": fact,
            **dict(zip(("right", "gold", "found"), _headed_numbers(score, fact), strict=True)),
        }
        for fact in heading.FACTS
    )
    for miss in all_misses(score):
        ours, gold = miss.shown()
        verdict = verdicts.of(*_place(miss))
        yield {"kind": "miss", "doc": miss.doc, "fact": miss.fact, "ours": ours, "gold": gold, "whose": verdict.whose}
    for one in score.mutated:
        shares = {fact: round(one.share(fact), 4) for fact in mutating.FACTS}
        yield {"kind": "print", "name": one.name, **shares, "missed": one.missed}
    for paper, code in score.unread:
        yield {"kind": "unread", "doc": paper.doc, "form": paper.form, "code": code}
    yield from ({"kind": "refused", "doc": doc, "code": NO_TEXT} for doc in score.refused)
    yield {"kind": "stamps", "read": score.documents[ALL], "false_alarms": score.stamped, "not_whole": score.torn}
    if score.speed:
        speed = score.speed
        rates = {"mb_a_second": speed.megabytes_a_second, "documents_a_second": speed.documents_a_second}
        yield {"kind": "speed", **{name: float(f"{rate:.3g}") for name, rate in rates.items()}}


def all_misses(score: Score) -> list[Answer]:
    """List every miss of the folder, citations and openings too."""
    apart = [one for one in (*score.openings, *score.notes) if not one.is_right]
    return [*score.misses, *score.composed.misses, *apart]


def _place(miss: Answer) -> tuple[str, str]:
    return miss.doc, miss.fact


def _totals(score: Score) -> list[str]:
    found = score.documents[ALL]
    whole = found + len(score.unread) + len(score.refused)
    scans = f", {len(score.refused)} scans refused as they must be (no_text_layer)" if score.refused else ""
    body = []
    for fact in FACTS:
        tally = score.tallies.get((ALL, fact), Tally())
        unicode = score.tallies.get((UNICODE, fact), Tally())
        body.append((fact, tally.right, tally.asked, _share(tally), _share(unicode), _bar(fact, tally)))
    heads = ("fact", "right", "n", "share", UNICODE, "bar")
    return [f"{found} of {whole} documents read{scans}.", "", *_table(heads, body)]


def _bar(fact: str, tally: Tally) -> str:
    if fact == "components":
        kept = tally.asked - tally.right <= MOST_COMPONENT_MISSES
        return f"at most {MOST_COMPONENT_MISSES} miss: {_kept(kept)}"
    if fact not in BARS or tally.share is None:
        return ""
    return f"≥ {BARS[fact]:.0%}: {_kept(tally.share >= BARS[fact])}"


def _kept(is_kept: bool) -> str:
    return "kept" if is_kept else "NOT KEPT"


def _classes(score: Score) -> list[str]:
    unread = Counter(f"format {paper.form}" for paper, _ in score.unread)
    forms = sorted({name for name in (*score.documents, *unread) if name.startswith("format ")})
    body = []
    for group in (ALL, UNICODE, *forms, *TRAPS):
        cells = [_ratio(score.tallies.get((group, fact))) for fact in FACTS]
        body.append((group, score.documents[group], unread[group] or "", *cells))
    return ["## By class", *_table(("class", "read", "not read yet", *FACTS), body)]


def _not_read(score: Score) -> list[str]:
    if not score.unread:
        return ["## Not read yet", "Every document that has text was read."]
    found = Counter((paper.form, code) for paper, code in score.unread)
    body = [(form, code, number, score.unread_facts(form)) for (form, code), number in sorted(found.items())]
    return ["## Not read yet", *_table(("format", "refusal", "documents", "gold facts not asked"), body)]


def _misses(misses: Sequence[Answer], verdicts: Verdicts) -> list[str]:
    if not misses:
        return ["None."]
    body = []
    for miss in misses:
        verdict = verdicts.of(*_place(miss))
        body.append((miss.doc, miss.fact, *miss.shown(), verdict.whose, verdict.why))
    counts = Counter(row[4] for row in body)
    said = ", ".join(f"{number} {whose}" for whose, number in sorted(counts.items()))
    return [f"{len(body)}: {said}.", "", *_table(_MISS_COLUMNS, body)]


def _composed(score: Score, verdicts: Verdicts) -> list[str]:
    found = score.composed
    if not found.sentences:
        return ["## Composed citations", f"The folder has no {citing.COMPOSED}, so they were not measured."]
    exact, spurious = found.exact / found.sentences, found.spurious / found.sentences
    body = [
        (
            "sentences exact, all fields and span",
            found.exact,
            found.sentences,
            f"{exact:.1%}",
            f"≥ {citing.COMPOSED_BAR:.0%}",
        ),
        ("citations found (recall)", found.found, found.gold, f"{found.found / max(found.gold, 1):.1%}", ""),
        ("spurious a sentence", found.spurious, found.sentences, f"{spurious:.1%}", f"≤ {citing.SPURIOUS_BAR:.0%}"),
    ]
    return [
        "## Composed citations",
        *_table(("what", "count", "n", "share", "bar"), body),
        "",
        *_misses(found.misses, verdicts),
    ]


def _composed_numbers(score: Score) -> dict[str, Any]:
    found = score.composed
    return {**_numbers(Tally(found.exact, found.sentences)), "found": found.found, "spurious": found.spurious}


def _notes(score: Score, verdicts: Verdicts) -> list[str]:
    """Give the fields of the source notes; their misses are too many for a row each, the JSON lines have them all."""
    if not score.notes:
        return ["## Official source notes", f"The folder has no {citing.NOTES}, so they were not measured."]
    body = []
    for fact, tally in _by_fact(score.notes).items():
        missed = [one for one in score.notes if one.fact == fact and not one.is_right]
        whose = Counter(verdicts.of(*_place(one)).whose for one in missed)
        at = ", ".join(one.doc.rsplit(":", 1)[1] for one in missed[:_EXAMPLES])
        more = f", and {len(missed) - _EXAMPLES} more" if len(missed) > _EXAMPLES else ""
        said = ", ".join(f"{number} {name}" for name, number in whose.items())
        body.append((fact, tally.right, tally.asked, _share(tally), f"≥ {citing.NOTES_BAR:.0%}", said, at + more))
    heads = ("field", "right", "n", "share", "bar", "whose misses", "lines of the file")
    return ["## Official source notes", *_table(heads, body)]


def _whole(score: Score) -> list[str]:
    """Give precision and recall of documents annotated in full, and the fields of citations whose span agrees."""
    if not score.whole:
        return ["## Documents annotated in full", "The folder has none of them, so they were not measured."]
    body = [_whole_row(one.doc, [one]) for one in score.whole]
    body.append(_whole_row("all", score.whole))
    names = ("span", *FIELDS)
    fields = [
        (name, sum(one.fields[name] for one in score.whole), sum(one.asked[name] for one in score.whole))
        for name in names
    ]
    said = "Exact: span and all fields agree. Lenient: number and places agree, and the spans touch."
    heads = ("document", "gold", "found", "right", "precision", "recall", "lenient precision", "lenient recall")
    return [
        "## Documents annotated in full",
        said,
        "",
        *_table(heads, body),
        "",
        *_table(("field", "right", "n", "share"), [(*row, _ratio_of(*row[1:])) for row in fields if row[2]]),
    ]


def _whole_row(name: str, ones: Sequence[Whole]) -> tuple[object, ...]:
    gold, found, right = (sum(getattr(one, kind) for one in ones) for kind in ("gold", "found", "right"))
    lenient = sum(one.leniently_right for one in ones)
    return (
        name,
        gold,
        found,
        right,
        *(_ratio_of(*pair) for pair in ((right, found), (right, gold), (lenient, found), (lenient, gold))),
    )


def _ratio_of(right: int, asked: int) -> str:
    return f"{right / asked:.1%}" if asked else ""


def _openings(score: Score, verdicts: Verdicts) -> list[str]:
    if not score.openings:
        return ["## Openings", "The folder has no openings, so they were not measured."]
    body = [(fact, tally.right, tally.asked) for fact, tally in _by_fact(score.openings).items()]
    missed = [one for one in score.openings if not one.is_right]
    said = "Headers read by hand; titles are compared without regard to capitals."
    return ["## Openings", said, "", *_table(("fact", "right", "n"), body), "", *_misses(missed, verdicts)]


def _mutations(score: Score) -> list[str]:
    """Give the shares of each print; "below" are sections, clauses and points, compared with the untouched text."""
    body = []
    for one in score.mutated:
        cells = [f"{one.right[fact]}/{one.asked[fact]}" if one.asked[fact] else "" for fact in mutating.FACTS]
        kept = all(one.share(fact) >= mutating.BAR for fact in mutating.FACTS)
        more = f", and {len(one.missed) - _EXAMPLES} more" if len(one.missed) > _EXAMPLES else ""
        body.append((one.name, *cells, "kept" if kept else "NOT KEPT", ", ".join(one.missed[:_EXAMPLES]) + more))
    said = (
        f"The same documents in other prints, one in {mutating.sample_of_environment()} for each (MUTATE=1 takes all)."
    )
    heads = ("print", *mutating.FACTS, f"≥ {mutating.BAR:.0%}", "missed")
    return ["## Prints", said, "", *_table(heads, body)] if any(one.asked for one in score.mutated) else []


def _related(score: Score) -> list[str]:
    """Give precision and recall of what documents do to others, and every one that is not right."""
    if not score.related:
        return ["## Relations", "The folder has none of the documents of the gold, so they were not measured."]
    counts = _related_numbers(score)
    right, gold, found = counts["right"], counts["gold"], counts["found"]
    said = f"{len(score.related)} documents: precision {right}/{found}, recall {right}/{gold}."
    body = [
        (one.doc, "; ".join(sorted(one.found - one.gold)), "; ".join(sorted(one.gold - one.found)))
        for one in score.related
        if one.found != one.gold
    ]
    return ["## Relations", said, "", *_table(("document", "spurious", "missed"), body)]


def _related_numbers(score: Score) -> dict[str, int]:
    return {
        "right": sum(one.right for one in score.related),
        "gold": sum(len(one.gold) for one in score.related),
        "found": sum(len(one.found) for one in score.related),
    }


def _headed(score: Score) -> list[str]:
    """Give precision and recall of header facts that only a reader by hand can know, and where they are not right."""
    if not score.headed:
        return [
            "## Signers, force and grounds",
            "The folder has none of the documents of the gold, so they were not measured.",
        ]
    body = []
    for fact in heading.FACTS:
        right, gold, found = _headed_numbers(score, fact)
        missed = ", ".join(one.doc for one in score.headed if one.gold[fact] != one.found[fact])
        body.append((fact, f"{right}/{found}", f"{right}/{gold}", missed))
    heads = ("fact", "precision", "recall", "documents not right")
    return ["## Signers, force and grounds", f"{len(score.headed)} documents read by hand.", "", *_table(heads, body)]


def _headed_numbers(score: Score, fact: str) -> tuple[int, int, int]:
    counts = [one.counts(fact) for one in score.headed]
    right, gold, found = (sum(one[at] for one in counts) for at in range(3))
    return right, gold, found


def _wholeness(score: Score) -> list[str]:
    read = score.documents[ALL]
    said = [
        f"- False alarms of a stamp of secrecy: {_named(score.stamped)} of {read}.",
        f"- Documents whose leaves do not tile their text: {_named(score.torn)} of {read}.",
    ]
    if score.speed:
        speed = score.speed
        said.append(
            f"- `read`, CPU time, median of three rounds: {speed.megabytes_a_second:.2f} MB/s of text,"
            f" {speed.documents_a_second:.0f} documents/s ({speed.documents} documents, {speed.bytes / 1e6:.2f} MB)."
        )
    return ["## Stamps, wholeness, speed", *said]


def _named(docs: Sequence[str]) -> str:
    return f"{len(docs)} ({', '.join(docs)})" if docs else "0"


def _idle(score: Score, verdicts: Verdicts) -> list[str]:
    idle = verdicts.idle(map(_place, all_misses(score)), score.docs)
    return ["## Explained, but no longer missed", *(f"- {one}" for one in idle)] if idle else []


def _by_fact(answers: Iterable[Answer]) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for answer in answers:
        tally = found.setdefault(answer.fact, Tally())
        tally.asked += 1
        tally.right += answer.is_right
    return found


def _numbers(tally: Tally) -> dict[str, Any]:
    return {"right": tally.right, "n": tally.asked, "share": None if tally.share is None else round(tally.share, 4)}


def _share(tally: Tally) -> str:
    return "" if tally.share is None else f"{tally.share:.1%}"


def _ratio(tally: Tally | None) -> str:
    return f"{tally.right}/{tally.asked}" if tally else ""


def _table(heads: Sequence[str], body: Iterable[Sequence[object]]) -> list[str]:
    rows = [heads, ["---"] * len(heads), *body]
    return ["| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
