"""Run benches and keep their lines: `python -m bench.run [name,name]`, `QUICK=1` for small sizes and few runs.

A bench is a module of this folder with `run(quick: bool) -> Iterator[dict]`; each runs in a process of its own, because
Django is set up once a process. `name` is a module (`publish`) or one figure of it (`publish.city`). A line is printed
and kept in results/latest.jsonl as soon as it is measured: a new line replaces the one of the same name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "latest.jsonl"
HAS_ITS_OWN_MAIN = "chaos"
NOT_A_BENCH = {"nation", "realm", "run", "figures", "peers", "legal_text", "markup", "apart", "beside", "postgres"}


def names() -> list[str]:
    """List the benches there are."""
    found = (path.stem for path in sorted(HERE.glob("*.py")))
    return [name for name in found if name not in NOT_A_BENCH and not name.startswith(f"{HAS_ITS_OWN_MAIN}_")]


def main(arguments: list[str]) -> int:
    """Run the benches asked for, all without a name; 1 when one of them failed, 64 when a name is unknown."""
    asked = [name for argument in arguments for name in argument.split(",") if name] or names()
    unknown = [name for name in asked if name.split(".")[0] not in names()]
    if unknown:
        sys.stderr.write(f"No bench is called {', '.join(unknown)}. There are: {', '.join(names())}.\n")
        return 64
    return max([_run_apart(name) for name in asked], default=0)


def keep(lines: list[dict[str, Any]]) -> None:
    """Write lines down, each in the place of the earlier one of its name."""
    RESULTS.parent.mkdir(exist_ok=True)
    earlier = RESULTS.read_text("utf-8").splitlines() if RESULTS.exists() else []
    kept = {line["bench"]: line for line in [*map(json.loads, filter(None, earlier)), *lines]}
    RESULTS.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in kept.values()), "utf-8")


def _run_apart(name: str) -> int:
    module = name.split(".")[0]
    if module == HAS_ITS_OWN_MAIN:
        return subprocess.run([sys.executable, "-m", f"bench.{module}"]).returncode
    command = [sys.executable, "-c", "import sys; from bench.run import emit; emit(sys.argv[1])", name]
    wrong = False
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bench:
        for line in _lines(bench.stdout or ()):
            if name in (module, line["bench"]):
                print(json.dumps(line, ensure_ascii=False), flush=True)
                keep([line])
                wrong = wrong or bool(line["errors"])
    if bench.returncode:
        sys.stderr.write(f"The bench {module} did not end well; its message stands above.\n")
    return 1 if bench.returncode or wrong else 0


def emit(name: str) -> None:
    """Run one bench in this process and print its lines; a bench of long parts runs only the part that is asked for."""
    module, _dot, part = name.partition(".")
    bench, quick = import_module(f"bench.{module}"), os.environ.get("QUICK") == "1"
    for line in bench.run(quick, part) if hasattr(bench, "parts") else bench.run(quick):
        print(json.dumps(line, ensure_ascii=False), flush=True)


def _lines(printed: Iterable[str]) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in printed if line.startswith("{"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
