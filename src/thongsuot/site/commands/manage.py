"""`thongsuot manage …`: Django's own commands, for those who keep the house."""

from __future__ import annotations

import argparse

HELP = "các lệnh quản trị của Django"
LEDGER_ACCESS = "rw"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take whatever Django's command takes."""
    parser.add_argument("rest", nargs=argparse.REMAINDER)


def run(arguments: argparse.Namespace) -> int:
    """Hand everything on to Django."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["thongsuot manage", *arguments.rest])
    return 0
