"""How fast and how large reading is: bytes to a tree with citations, beside bluebell on the same acts.

`parse.throughput` and `parse.beside_rust` read the text documents of the corpus, where THONGSUOT_CORPUS names one, else
acts made by `legal_text`; the peers parse the same acts in their own markup, in rounds that alternate with ours.
`parse.documents` reads every file as it is, of every format. `parse.large` and `parse.memory` read one file in its own
process, three sizes a decade apart; `parse.adversarial` is the worst growth among the shapes that tests keep.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vanban
from bench import peers
from bench.apart import read_apart
from bench.figures import Figure, exponent, samples
from bench.legal_text import act, acts
from bench.markup import markup_of
from tests.vanban.hostile import SHAPES
from vanban.stamp import find_stamp

PURE, RUST = ["bluebell-akn==5.0.0"], ["bluebell-akn==5.0.0", "bluebell-akn-rs==5.0.0"]
PEER_PYTHON = (3, 12)
TEXT_ENDINGS = (".txt", ".md")
SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000), (10_000, 100_000)
LARGE, QUICK_LARGE = (500_000, 5_000_000, 50_000_000), (50_000, 500_000, 5_000_000)
HOSTILE, QUICK_HOSTILE = (10_000, 100_000, 1_000_000), (2_000, 20_000)
CPU = "CPU seconds of one process"


@dataclass(frozen=True, slots=True)
class Pile:
    """Documents to read in one round: name and bytes, and where they come from."""

    files: tuple[tuple[str, bytes], ...]
    origin: str

    def read(self) -> float:
        """Read every document once; returns the CPU seconds."""
        began = time.process_time()
        for name, data in self.files:
            vanban.read(data, name=name)
        return time.process_time() - began


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give the lines of reading; `quick` means fewer documents and runs, and no peers."""
    yield from _throughput(quick)
    yield _documents(quick)
    yield from _one_file(quick)
    yield _adversarial(quick)


def _throughput(quick: bool) -> Iterator[dict[str, Any]]:
    began = time.monotonic()
    pile = _texts(quick)
    size = sum(len(vanban.read(data, name=name).text.encode()) for name, data in pile.files)
    with ExitStack() as stack:
        rivals = {} if quick else _rivals(stack, pile)
        for rival in rivals.values():
            rival.round()
        ours, theirs, errors = [], {name: list[float]() for name in rivals}, Counter[str]()
        for _round in range(3 if quick else 5):
            ours.append(size / 1e6 / pile.read())
            for name, rival in rivals.items():
                lap = rival.round()
                theirs[name].append(size / 1e6 / lap.seconds)
                errors[name] = lap.errors
    sizes = {str(bytes_): rate for bytes_, rate in _rates(QUICK_SIZES if quick else SIZES, 3 if quick else 5)}
    for bench, name in (("parse.throughput", "pure"), ("parse.beside_rust", "rust")):
        if name == "rust" and name not in rivals:
            continue
        yield Figure(
            bench=bench,
            unit="MB/s",
            samples=ours,
            seconds=time.monotonic() - began,
            conditions=f"{pile.origin}, {len(pile.files)} documents, {size / 1e6:.2f} MB of UTF-8; {CPU};"
            f" the sizes are bytes of one made act; {_said_of_the_peer(name, rivals, errors)}{peers.load_average()}",
            sizes=sizes,
            peer=_named(name),
            peer_samples=theirs.get(name, ()),
            sizes_are="rates",
        ).line()


def _named(flavour: str) -> str:
    return PURE[0].replace("==", " ") + (" pure Python" if flavour == "pure" else " with its Rust extension")


def _said_of_the_peer(name: str, rivals: dict[str, peers.Rival], errors: Counter[str]) -> str:
    if name not in rivals:
        return ""
    return f"the peer, on Python 3.12 or newer, has the same acts as markup, no citations, gave up on {errors[name]}; "


def _rivals(stack: ExitStack, pile: Pile) -> dict[str, peers.Rival]:
    """Start the peers that this machine can have, each with the acts in its markup."""
    found = {}
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    texts = [markup_of(vanban.read(data, name=name)) for name, data in pile.files]
    for flavour, requirements in (("pure", PURE), ("rust", RUST)):
        interpreter = peers.environment(requirements, python=PEER_PYTHON)
        if interpreter:
            rival = peers.Rival(interpreter, "read_with_bluebell.py", peers.documents(folder, texts), flavour)
            found[flavour] = stack.enter_context(rival)
    return found


def _rates(sizes: Sequence[int], times: int) -> Iterator[tuple[int, float]]:
    for size in sizes:
        data = act(size * 3 // 4).encode()
        pile = Pile((("act.txt", data),) * max(1, 1_000_000 // size), "")
        laps = [pile.read() for _round in range(times + 1)][1:]
        yield size, len(data) * len(pile.files) / 1e6 / statistics.median(laps)


def _texts(quick: bool) -> Pile:
    """Return the text documents of the corpus, a quarter of them under `quick`; else made acts."""
    found = [(path.name, path.read_bytes()) for path in _corpus() if path.suffix in TEXT_ENDINGS]
    found = [one for one in found if _reads(*one)]
    if found:
        return Pile(tuple(found[:: 4 if quick else 1]), "text and markdown of the corpus")
    made = acts(10 if quick else 60, 45_000)
    return Pile(tuple((f"{at}.txt", text.encode()) for at, text in enumerate(made)), "made acts")


def _corpus() -> list[Path]:
    named = os.environ.get("THONGSUOT_CORPUS")
    folder = Path(named or ".") / "docs"
    return sorted(path for path in folder.iterdir() if path.is_file()) if named and folder.is_dir() else []


def _reads(name: str, data: bytes) -> bool:
    try:
        vanban.read(data, name=name)
    except vanban.UnreadableFile:
        return False
    return True


def _documents(quick: bool) -> dict[str, Any]:
    """Read every file as it is by one `vanban read`, which reads many files on every core; one process beside it."""
    began = time.monotonic()
    named = [(path.name, path.read_bytes()) for path in _corpus()[:: 4 if quick else 1]]
    pile = (
        Pile(tuple(one for one in named if _reads(*one)), "the corpus, files as they are") if named else _texts(quick)
    )
    alone = statistics.median(pile.read() for _round in range(3))
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{place:04}-{name}" for place, (name, _data) in enumerate(pile.files)]
        for path, (_name, data) in zip(paths, pile.files, strict=True):
            path.write_bytes(data)
        command = [sys.executable, "-m", "vanban.cli", "read", "--summary", "--format", "jsonl", *map(str, paths)]
        laps = samples(3 if quick else 5, lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))
    endings = Counter(path.suffix for path in paths)
    kinds = ", ".join(f"{count} {ending}" for ending, count in sorted(endings.items()))
    size = sum(len(vanban.read(data, name=name).text.encode()) for name, data in pile.files) / 1e6
    return Figure(
        bench="parse.documents",
        unit="documents/s",
        samples=[len(pile.files) / lap for lap in laps],
        seconds=time.monotonic() - began,
        conditions=f"{pile.origin}: {kinds}; {size:.2f} MB of text; one `vanban read`, start and printing included, on"
        f" {os.cpu_count()} cores; {len(named) - len(pile.files) if named else 0} not read; in one process, reading"
        f" alone, {len(pile.files) / alone:.1f} documents/s of CPU; {peers.load_average()}",
    ).line()


def _one_file(quick: bool) -> Iterator[dict[str, Any]]:
    """Give `parse.large` and `parse.memory`: one file, a fresh process for every run."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = {size: read_apart(Path(folder), size, 3 if quick else 5) for size in (QUICK_LARGE if quick else LARGE)}
    largest = max(found)
    conditions = f"one made act of {largest / 1e6:.0f} MB of UTF-8 text, a process each; {peers.load_average()}"
    yield Figure(
        bench="parse.large",
        unit="s",
        samples=[one.seconds for one in found[largest]],
        seconds=time.monotonic() - began,
        sizes={str(size): statistics.median(one.seconds for one in runs) for size, runs in found.items()},
        conditions=f"{CPU}; {conditions}",
    ).line()
    yield Figure(
        bench="parse.memory",
        unit="× source",
        samples=[one.growth for one in found[largest]],
        seconds=time.monotonic() - began,
        sizes={str(size): statistics.median(one.growth for one in runs) for size, runs in found.items()},
        conditions=f"peak resident memory (VmHWM) above that after reading a short act, over the bytes; {conditions}",
        sizes_are="shares",
    ).line()


def _adversarial(quick: bool) -> dict[str, Any]:
    """Give the exponent of the shape that grows worst, and its seconds at each size."""
    began = time.monotonic()
    sizes = QUICK_HOSTILE if quick else HOSTILE
    found = {name: [_times(shape, sizes) for _round in range(3 if quick else 5)] for name, shape in SHAPES.items()}
    worst = max(found, key=lambda name: statistics.median(_slope(times) for times in found[name]))
    medians = {str(size): statistics.median(times[size] for times in found[worst]) for size in sizes}
    slowest = max(found, key=lambda name: statistics.median(times[sizes[-1]] for times in found[name]))
    rate = sizes[-1] / 1e6 / statistics.median(times[sizes[-1]] for times in found[slowest])
    return Figure(
        bench="parse.adversarial",
        unit="exponent",
        samples=[_slope(times) for times in found[worst]],
        seconds=time.monotonic() - began,
        sizes=medians,
        conditions=f"read, notice and find_stamp on {len(SHAPES)} kept shapes; the worst is “{worst}”, its seconds at"
        f" each size in characters; the slowest is “{slowest}”, {rate:.2f} MB/s; {CPU}; {peers.load_average()}",
    ).line()


def _slope(times: dict[int, float]) -> float:
    return exponent({str(size): seconds for size, seconds in times.items()}) or 0.0


def _times(shape: Callable[[int], str], sizes: Sequence[int]) -> dict[int, float]:
    found = {}
    for size in sizes:
        text = f"{shape(size)} x"
        began = time.process_time()
        vanban.read(text.encode(), name="shape.txt")
        vanban.notice(text)
        find_stamp(text)
        found[size] = time.process_time() - began
    return found
