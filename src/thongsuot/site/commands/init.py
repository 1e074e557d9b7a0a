"""`thongsuot init`: secrets, both databases, static files and the first administrator; safe to run again."""

from __future__ import annotations

import argparse
import getpass
import os
import secrets as random
import sys
from pathlib import Path

HELP = "chuẩn bị thư mục dữ liệu: khóa bí mật, cơ sở dữ liệu, người quản trị đầu tiên"
LEDGER_ACCESS = "rw"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the first administrator's name; the password is typed, read from standard input, or made and shown once."""
    parser.add_argument("--administrator", default="quan-tri", metavar="NAME", help="tên đăng nhập người quản trị")
    parser.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ đầu vào chuẩn")


def before_setup(arguments: argparse.Namespace) -> None:
    """Make the folder and its keys before the settings read them."""
    from thongsuot.site import secrets

    os.umask(0o077)  # databases and everything else made below are the keeper's alone
    data = Path(arguments.data)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)
    secrets.make(data / "secrets")


def run(arguments: argparse.Namespace) -> int:
    """Migrate, collect static files, and make the administrator where none is."""
    prepare()
    password = None if _is_there(arguments.administrator) else _password(arguments)
    if password is not None:
        _make_administrator(arguments.administrator, password)
    sys.stdout.write(f"Đã chuẩn bị xong thư mục {arguments.data}.\n")
    if password is not None and password.shown:
        sys.stdout.write(f"Người quản trị: {arguments.administrator}\nMật khẩu (chỉ hiện lần này): {password.text}\n")
    return 0


def prepare() -> None:
    """Bring the keys, the databases and the static files up to date; keys made here are read by the next process."""
    from django.conf import settings
    from django.core.management import call_command

    from thongsuot.site import secrets

    secrets.make(settings.DATA / "secrets")
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.FILES_FOLDER.mkdir(mode=0o700, exist_ok=True)


class _Password:
    def __init__(self, text: str, *, shown: bool) -> None:
        self.text, self.shown = text, shown


def _password(arguments: argparse.Namespace) -> _Password:
    if arguments.password_stdin:
        return _Password(sys.stdin.readline().rstrip("\n"), shown=False)
    if sys.stdin.isatty():
        typed = getpass.getpass("Mật khẩu của người quản trị (để trống thì máy tạo): ")
        if typed:
            return _Password(typed, shown=False)
    return _Password(random.token_urlsafe(12), shown=True)


def _is_there(username: str) -> bool:
    from thongsuot.people.models import Person

    return Person.objects.filter(username=username).exists()


def _make_administrator(username: str, password: _Password) -> bool:
    from django.utils import timezone

    from thongsuot.people import actions

    return actions.make_administrator(username, password=password.text, now=timezone.now())
