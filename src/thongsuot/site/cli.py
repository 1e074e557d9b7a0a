"""The command `thongsuot`: one verb, one module in `commands/`, the data folder in front of everything."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import Any

VERBS = {
    "init": "init",
    "serve": "serve",
    "writer": "writer",
    "demo": "demo",
    "import": "import_",
    "disseminate": "disseminate",
    "ledger": "ledger",
    "recount": "recount",
    "reread": "reread",
    "move-to-postgres": "move_to_postgres",
    "backup": "backup",
    "restore": "restore",
    "check-config": "check_config",
    "entry-codes": "entry_codes",
    "manage": "manage",
}
BAD_ADDRESS = (
    "THONGSUOT_DATABASE_URL không phải địa chỉ PostgreSQL. Viết postgresql://tên:mật-khẩu@máy:5432/cơ-sở-dữ-liệu, "
    "hoặc bỏ biến ấy để dùng SQLite."
)
NO_ANSWER = "Kiểm tra máy chủ và THONGSUOT_DATABASE_URL rồi chạy lại."


def main(argv: list[str] | None = None) -> int:
    """Run one verb; 0 done, 1 refused or not in agreement, 64 wrong usage."""
    arguments = _parse(sys.argv[1:] if argv is None else argv)
    os.umask(0o077)  # sessions, names and numbers stand in these files, whoever made the folder they lie in
    os.environ["THONGSUOT_DATA"] = arguments.data
    verb = _verb(arguments.verb)
    os.environ["THONGSUOT_LEDGER_ACCESS"] = getattr(verb, "LEDGER_ACCESS", "ro")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.site.settings")
    return _run(verb, arguments)


def _run(verb: Any, arguments: argparse.Namespace) -> int:
    """Let the verb choose its folder, read the settings, act; what it refuses is said here in its sentence."""
    import django

    try:
        if getattr(verb, "before_setup", None):
            verb.before_setup(arguments)
        django.setup()
        return int(verb.run(arguments))
    except Exception as failure:
        sentence = _sentence_for(failure)
        if sentence is None:
            raise
        sys.stderr.write(f"{sentence}\n")
    return 1


def _sentence_for(failure: Exception) -> str | None:
    """Say what happened and what to do next; None for a fault of ours, which is to be seen whole."""
    from django.core.exceptions import ObjectDoesNotExist
    from django.db import OperationalError

    from thongsuot.kernel.errors import Refusal
    from thongsuot.site.databases import BadAddress

    match failure:
        case Refusal():
            return str(failure)
        case ObjectDoesNotExist():
            return "Không tìm thấy, hoặc việc này không giao cho vị trí đã nêu. Kiểm tra lại mã rồi chạy lại."
        case FileNotFoundError():
            return f"Không có tệp {failure.filename}. Kiểm tra lại đường dẫn rồi chạy lại."
        case BadAddress():
            return BAD_ADDRESS
        case OperationalError():
            return _database_sentence(failure)
    return None


def _database_sentence(failure: Exception) -> str | None:
    """Say that PostgreSQL does not answer, or that nobody prepared the folder."""
    from django.conf import settings
    from django.db import connection

    from thongsuot.site.commands.serve import NOT_READY

    if connection.vendor == "postgresql":
        return f"PostgreSQL không trả lời ({' '.join(str(failure).split())}).\n{NO_ANSWER}"
    return None if settings.SECRETS_READY else NOT_READY


def _parse(argv: list[str]) -> argparse.Namespace:
    data = _Usage64(add_help=False)
    data.add_argument("--data", default=argparse.SUPPRESS, metavar="DIR", help="thư mục dữ liệu (mặc định: data)")
    parser = _Usage64(prog="thongsuot", parents=[data])
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Usage64)
    for name in VERBS:
        module = _verb(name)
        module.add_arguments(verbs.add_parser(name, help=module.HELP, parents=[data]))
    arguments = parser.parse_args(argv)
    default = str(os.environ.get("THONGSUOT_DATA") or getattr(_verb(arguments.verb), "DEFAULT_DATA", "data"))
    arguments.data = os.path.abspath(getattr(arguments, "data", default))
    return arguments


def _verb(name: str) -> Any:
    return import_module(f"thongsuot.site.commands.{VERBS[name]}")


class _Usage64(argparse.ArgumentParser):
    """Exit with 64 on wrong usage, as the contract says."""

    def error(self, message: str) -> Any:
        self.print_usage(sys.stderr)
        self.exit(64, f"{self.prog}: {message}\n")


if __name__ == "__main__":
    sys.exit(main())
