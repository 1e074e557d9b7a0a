"""`thongsuot import org FILE.xlsx` and `thongsuot import document FILE…`: what comes in from files."""

from __future__ import annotations

import argparse

from thongsuot.site.commands import import_document, import_org

HELP = "nhập tổ chức hoặc văn bản từ tệp"
KINDS = {"org": import_org, "document": import_document}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to import first; the rest belongs to it."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="org|document")
    for name, module in KINDS.items():
        kind = kinds.add_parser(name, help=module.HELP)
        kind.add_argument("--data", default=argparse.SUPPRESS, metavar="DIR", help="thư mục dữ liệu (mặc định: data)")
        module.add_arguments(kind)


def run(arguments: argparse.Namespace) -> int:
    """Hand on to the import of that kind."""
    return int(KINDS[arguments.kind].run(arguments))
