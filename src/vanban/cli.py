"""Answer the command line: `vanban read | cite | notice`; UTF-8 JSON on standard output.

Exit status 0 = read, 2 = a file could not be read, 64 = wrong usage (sysexits.h EX_USAGE).
"""

from __future__ import annotations

import gc
import json
import sys
from argparse import ArgumentParser, HelpFormatter, Namespace
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from vanban.many import said_of
from vanban.model import WrongWords

OK, UNREADABLE, USAGE = 0, 2, 64
_SELDOM = 50_000  # a process of our own, and trees without rings in them: there is next to nothing to collect


class _Parser(ArgumentParser):
    """Leave with 64 on wrong usage, where argparse would say 2; the width of help is fixed: asking for it is slow."""

    def _get_formatter(self) -> HelpFormatter:
        return HelpFormatter(self.prog, width=100)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A file name may hold bytes that are no UTF-8: \udcff is how JSON writes them.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if arguments is None:
        gc.set_threshold(_SELDOM)
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except WrongWords as wrong:
        print(wrong, file=sys.stderr)
        return USAGE
    return status


def _parser() -> ArgumentParser:
    parser = _Parser(prog="vanban", description="Đọc văn bản pháp luật và văn bản của Đảng.")
    commands = parser.add_subparsers(required=True, metavar="read|cite|notice", parser_class=_Parser, prog=parser.prog)
    read = commands.add_parser("read", help="Đọc văn bản thành cây điều, khoản, điểm.")
    read.add_argument("files", nargs="+", metavar="FILE")
    read.add_argument("--summary", action="store_true", help="Bỏ phần thân và chữ.")
    read.add_argument("--format", choices=("json", "jsonl", "outline"), default="json")
    read.add_argument("--text", action="store_true", help="Với outline: in chữ đã chuẩn hóa mà mọi vị trí trỏ vào.")
    read.set_defaults(run=_read)
    cite = commands.add_parser("cite", help="Tìm các dẫn chiếu.")
    cite.add_argument("files", nargs="+", metavar="FILE|-")
    cite.add_argument("--jsonl", action="store_true", help="Mỗi dẫn chiếu một dòng.")
    cite.add_argument("--as-written", action="store_true", help="Không tách danh sách và khoảng.")
    cite.set_defaults(run=_cite)
    notice = commands.add_parser("notice", help="Đọc tin hội nghị.")
    notice.add_argument("file", metavar="FILE")
    notice.add_argument(
        "--published", type=date.fromisoformat, metavar="YYYY-MM-DD", help="Ngày đăng, khi bài không nêu năm."
    )
    notice.set_defaults(run=_notice)
    return parser


def _each(files: list[str], answer: Callable[[str], str]) -> int:
    """Show the answers for every file; one that cannot be read gives its error object and a sentence."""
    status = OK
    for said in said_of(files, answer):
        sys.stdout.write(said.out)
        sys.stderr.write(said.err)
        status = status if said.is_read else UNREADABLE
    return status


def _pretty(shape: Any) -> str:
    return f"{json.dumps(shape, ensure_ascii=False, indent=2)}\n"


def _line(shape: Any) -> str:
    return f"{json.dumps(shape, ensure_ascii=False)}\n"


def _read(options: Namespace) -> int:
    from vanban.reading import read_document

    if options.format == "outline":
        from vanban.sketch import sketch

        return _each(options.files, lambda file: f"{sketch(read_document(file), text=options.text)}\n")
    show = _pretty if options.format == "json" and len(options.files) == 1 else _line
    return _each(options.files, lambda file: show(read_document(file).to_json(summary=options.summary)))


def _text_of(file: str) -> str:
    """Return the normalised text of a file, "-" being standard input."""
    from vanban.loaders.choosing import file_bytes, load
    from vanban.loaders.plain import load_plain
    from vanban.text import normalise

    if file == "-":
        return normalise(load_plain(sys.stdin.buffer.read(), file).text)
    return normalise(load(file_bytes(file, file), file).text)


def _cite(options: Namespace) -> int:
    from vanban.references import find_citations

    show = _pretty if not options.jsonl and len(options.files) == 1 else _line

    def answer(file: str) -> str:
        shapes = [one.to_json() for one in find_citations(_text_of(file), as_written=options.as_written)]
        if options.jsonl:
            return "".join(_line({"file": file, **shape}) for shape in shapes)
        return show({"file": file, "citations": shapes})

    return _each(options.files, answer)


def _notice(options: Namespace) -> int:
    from vanban.notices.reading import read_notice

    return _each([options.file], lambda file: _pretty(read_notice(_text_of(file), options.published).to_json()))


if __name__ == "__main__":
    raise SystemExit(main())
