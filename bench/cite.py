"""How fast citations are found: text to citations, beside eyecite on opinions of its own kind.

`cite.throughput` finds the citations of the text documents of the corpus, where THONGSUOT_CORPUS names one, else of
acts made by `legal_text`; the peer has opinions made here with about as many citations a kilobyte, in rounds that
alternate with ours. Each reads its own language, so the ratio compares two finders at home, not one text read twice.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import vanban
from bench import peers
from bench.figures import Figure
from bench.legal_text import act, acts
from vanban.loaders.choosing import load
from vanban.model import UnreadableFile

PEER = ["eyecite==2.7.8"]
TEXT_ENDINGS = (".txt", ".md")
SIZES = (10_000, 100_000, 1_000_000)
PEER_OPINIONS, PEER_CHARACTERS = 10, 20_000
# Three citations in some two thousand characters, the density of the acts that ours reads.
CITING = (
    "The court held in {a} v. {b}, {v} U.S. {p}, {q} (19{y}), that the rule of {w} F.3d {p} (2d Cir. 19{y}) does"
    " not reach a clerk who keeps the register of a market, and that 42 U.S.C. § {p} leaves its hours to the town. "
)
PLAIN = (
    "The town opened the market at six in the morning and closed it at noon, as it had done for longer than"
    " anybody could say. The clerk wrote down who came with which goods, and gave each of them a place in order. "
)
BEGINS = ("Ab", "Bar", "Cor", "Dun", "El", "Far", "Gil", "Har", "Is", "Jor", "Kel")
ENDS = ("bott", "den", "field", "gate", "ham", "ley", "man", "ning", "ton", "well", "worth", "wick", "by")


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give the line of citing; `quick` means fewer documents and runs, and no peer."""
    began = time.monotonic()
    texts, origin = _texts(quick)
    size = _bytes(texts)
    with ExitStack() as stack:
        rival = None if quick else _rival(stack)
        ours, theirs, errors = _rounds(texts, rival, 5)
    sizes = {str(one): _rate(one, 3 if quick else 5) for one in SIZES}
    found = sum(len(vanban.cite(text)) for text in texts)
    yield Figure(
        bench="cite.throughput",
        unit="MB/s",
        samples=[size / 1e6 / seconds for seconds in ours],
        seconds=time.monotonic() - began,
        conditions=f"{origin}, {len(texts)} documents, {size / 1e6:.2f} MB of UTF-8, {found} citations;"
        f" CPU seconds of one process; the sizes are bytes of one made act; {_said_of_the_peer(theirs, errors)}"
        f"{peers.load_average()}",
        sizes=sizes,
        peer=PEER[0].replace("==", " "),
        peer_samples=[PEER_OPINIONS * PEER_CHARACTERS / 1e6 / seconds for seconds in theirs],
        sizes_are="rates",
    ).line()


def _rounds(texts: Sequence[str], rival: peers.Rival | None, times: int) -> tuple[list[float], list[float], int]:
    """Return the seconds of our rounds and of the peer's, which alternate after a warm-up, and what it gave up on."""
    _seconds(texts)
    errors = rival.round().errors if rival else 0
    ours, theirs = [], []
    for _round in range(times):
        ours.append(_seconds(texts))
        if rival:
            theirs.append(rival.round().seconds)
    return ours, theirs, errors


def _said_of_the_peer(theirs: Sequence[float], errors: int) -> str:
    if not theirs:
        return ""
    made = f"{PEER_OPINIONS} made opinions of {PEER_CHARACTERS} bytes"
    return f"the peer, default tokenizer, has {made}, gave up on {errors}; "


def _rival(stack: ExitStack) -> peers.Rival | None:
    interpreter = peers.environment(PEER)
    if interpreter is None:
        return None
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    opinions = [_opinion(seed) for seed in range(PEER_OPINIONS)]
    return stack.enter_context(peers.Rival(interpreter, "cite_with_eyecite.py", peers.documents(folder, opinions)))


def _opinion(seed: int) -> str:
    """Make an opinion that cites cases and a statute among plain words."""
    pieces: list[str] = []
    length, number = 0, seed * 97
    while length < PEER_CHARACTERS:
        number += 1
        names = {"a": _name(number), "b": _name(number * 5 + 71)}
        values = {"v": 300 + number % 250, "p": 100 + number % 800, "q": 120 + number % 800, "y": 50 + number % 49}
        piece = CITING.format(w=number % 900 + 1, **names, **values) + PLAIN * 8
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces)[:PEER_CHARACTERS]


def _name(number: int) -> str:
    return BEGINS[number % len(BEGINS)] + ENDS[number % len(ENDS)]


def _rate(size: int, times: int) -> float:
    text = act(size * 3 // 4)
    texts = [text] * max(1, 1_000_000 // size)
    laps = [_seconds(texts) for _round in range(times + 1)][1:]
    return _bytes(texts) / 1e6 / statistics.median(laps)


def _seconds(texts: Sequence[str]) -> float:
    began = time.process_time()
    for text in texts:
        vanban.cite(text)
    return time.process_time() - began


def _bytes(texts: Sequence[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def _texts(quick: bool) -> tuple[list[str], str]:
    """Return the texts of the corpus, a quarter of them under `quick`, else made acts, and where they come from."""
    named = os.environ.get("THONGSUOT_CORPUS")
    folder = Path(named or ".") / "docs"
    paths = sorted(folder.iterdir()) if named and folder.is_dir() else []
    found = [text for path in paths if path.suffix in TEXT_ENDINGS and (text := _text(path))]
    if found:
        return found[:: 4 if quick else 1], "text and markdown of the corpus"
    return acts(10 if quick else 60, 45_000), "made acts"


def _text(path: Path) -> str | None:
    try:
        return load(path.read_bytes(), path.name).text
    except UnreadableFile:
        return None
