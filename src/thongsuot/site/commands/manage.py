"""`thongsuot manage …`: Django's own commands, for those who keep the house."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "các lệnh quản trị của Django"
LEDGER_ACCESS = "rw"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take whatever Django's command takes."""
    parser.add_argument("rest", nargs=argparse.REMAINDER)


def before_setup(arguments: argparse.Namespace) -> None:
    """Give a house that migrates to a newer version the keys that the version came to need."""
    from thongsuot.site import secrets

    folder = Path(arguments.data) / "secrets"
    if arguments.rest[:1] == ["migrate"] and (folder / secrets.SESSION_FILE).is_file():
        secrets.make(folder)


def run(arguments: argparse.Namespace) -> int:
    """Hand everything on to Django."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["thongsuot manage", *arguments.rest])
    return 0
