"""Print the score sheet of the reader on a folder of real documents, and keep it: `make corpus [CORPUS=folder]`.

The folder comes from THONGSUOT_CORPUS; THONGSUOT_REPORTS may name one with real conference reports. The product never
reads either, and nothing of them is committed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.corpus import noticing
from bench.corpus.facts import Verdicts
from bench.corpus.reading import score
from bench.corpus.sheet import lines, sheet

ROOT = Path(__file__).resolve().parent.parent.parent


def main(environ: Mapping[str, str], root: Path = ROOT) -> int:
    """Measure, print and write build/corpus-sheet.md and bench/results/corpus.jsonl; 1 when no folder is named."""
    named = environ.get("THONGSUOT_CORPUS", "")
    folder = Path(named)
    if not named or not (folder / "gold.jsonl").is_file() or not (folder / "docs").is_dir():
        sys.stderr.write(
            "THONGSUOT_CORPUS names no folder with docs/ and gold.jsonl, so nothing was measured;"
            " type make corpus CORPUS=folder.\n"
        )
        return 1
    verdicts, found = Verdicts(), score(folder)
    noticed = _noticed(environ.get("THONGSUOT_REPORTS", ""))
    text = "\n".join([sheet(found, verdicts), *noticing.section(noticed)])
    print(text)
    _write(root / "build" / "corpus-sheet.md", text)
    kept = [json.dumps(line, ensure_ascii=False) for line in (*lines(found, verdicts), *noticing.lines(noticed))]
    _write(root / "bench" / "results" / "corpus.jsonl", "\n".join([*kept, ""]))
    return 0


def _noticed(real: str) -> dict[str, noticing.Noticed]:
    """Score the reports typed by us, and the real ones of a folder where it is named."""
    folders = {"typed by us": noticing.REPORTS} | ({"of the folder named": Path(real)} if real else {})
    return {name: noticing.score(folder) for name, folder in folders.items()}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main(os.environ))
