"""`thongsuot demo`: the founding story on a fictional city, checked step by step, then served."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from thongsuot.kernel.errors import Refusal

HELP = "câu chuyện mẫu trên một thành phố hư cấu: chạy, kiểm tra từng bước, rồi mở trang web"
LEDGER_ACCESS = "rw"
DEFAULT_DATA = "demo-data"
MARKER = "demo.json"
SCALES = ("sample", "town", "city", "province", "national")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the story's head, its size, and whether it is only to be checked."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="văn bản hoặc bản tin của bạn, đứng đầu câu chuyện")
    parser.add_argument(
        "--scale",
        choices=SCALES,
        default="town",
        help="cỡ thành phố (mặc định: town, 20.000 người; sample: 700 người, để thử nhanh)",
    )
    parser.add_argument("--check", action="store_true", help="chỉ chạy và kiểm tra, in một đối tượng JSON")
    parser.add_argument("--source", nargs="+", default=[], metavar="FILE", help="tệp nguồn của câu chuyện")
    parser.add_argument("--keep", metavar="DIR", help="giữ lại dữ liệu trong thư mục trống này")
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="địa chỉ lắng nghe")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="cổng")


def before_setup(arguments: argparse.Namespace) -> None:
    """Choose and empty the folder, and make its keys, before the settings read it."""
    from thongsuot.site import secrets
    from thongsuot.site.commands.serve import claim

    if not arguments.check and sys.stdout.isatty() and not claim(arguments.host, arguments.port)[0]:
        raise Refusal(
            "port_taken", f"Cổng {arguments.port} đang có chương trình khác dùng. Hãy chọn cổng khác bằng --port."
        )
    folder = _folder(arguments)
    arguments.data = str(folder)
    os.environ["THONGSUOT_DATA"] = arguments.data
    os.environ.setdefault("THONGSUOT_URL", f"http://{arguments.host}:{arguments.port}")
    secrets.make(folder / "secrets")


def _folder(arguments: argparse.Namespace) -> Path:
    """Give an empty folder: the kept one, a throw-away one, or the demo's own, made anew each time."""
    if arguments.check and not arguments.keep:
        arguments.is_throw_away = True
        return Path(tempfile.mkdtemp(prefix="thongsuot-demo-"))
    arguments.is_throw_away = False
    folder = Path(arguments.keep or arguments.data).resolve()
    if not arguments.keep and (folder / MARKER).is_file():
        _clear(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Refusal(
            "folder_not_empty",
            f"Thư mục {folder} đã có dữ liệu. Chọn một thư mục trống, hoặc chuyển dữ liệu đi chỗ khác.",
        )
    if not arguments.keep:
        (folder / MARKER).write_text("{}\n")
    return folder


def _clear(folder: Path) -> None:
    """Remove the demo's own folder from last time, unless somebody is still serving it."""
    from thongsuot.ledger import lease

    if lease.is_held(folder / "serve.lock"):
        raise Refusal("demo_running", f"Bản trình diễn trong {folder} đang chạy. Dừng bản ấy (Ctrl-C) rồi chạy lại.")
    shutil.rmtree(folder)


def run(arguments: argparse.Namespace) -> int:
    """Tell the story; then print its check, or serve it."""
    from thongsuot.site import emptying

    emptying.check_empty()
    try:
        answer = _told(arguments)
        if arguments.check:
            print(json.dumps(answer, ensure_ascii=False))
            return 0 if answer["ok"] else 1
        _show(answer)
    finally:
        if arguments.is_throw_away:
            emptying.empty()
            shutil.rmtree(arguments.data, ignore_errors=True)
    if not answer["ok"] or not sys.stdout.isatty():
        return 0 if answer["ok"] else 1
    return _serve(arguments)


def _told(arguments: argparse.Namespace) -> dict[str, Any]:
    """Prepare the folder, run the story beside a real writer, add life where somebody will look at it."""
    import secrets as random

    from django.utils import timezone

    from thongsuot.people.actions import make_administrator
    from thongsuot.site.commands.init import prepare
    from thongsuot.site.demo.life import add_life
    from thongsuot.site.demo.sources import typed_sources
    from thongsuot.site.demo.steps import Story, writer_running
    from thongsuot.site.demo.story import Telling, tell
    from thongsuot.site.sources import source_from

    named = [*([arguments.file] if arguments.file else []), *arguments.source]
    sources = [source_from(Path(name)) for name in named] or typed_sources()
    now, story = timezone.now(), Story()
    prepare()
    make_administrator("quan-tri", password=random.token_urlsafe(16), now=now)
    with writer_running(arguments.data):
        telling = Telling(arguments.scale, sources, now, Path(arguments.data))
        tell(telling, story)
        if story.ok and not arguments.check:
            add_life(telling)
    return {**story.to_json(), "people": telling.people if story.ok else []}


def _show(answer: dict[str, Any]) -> None:
    for step in answer["steps"]:
        mark = "xong" if step["ok"] else "CHƯA ĐẠT"
        print(f"{mark:>8}  {step['name']:<26} {step['count']:>6}  {step['seconds']:>6.2f} s  {step['detail']}")
    if answer["people"]:
        print("\nĐăng nhập bằng một trong bốn người (đều hư cấu):")
    for person in answer["people"]:
        print(f"  {person['username']:<11} {person['password']}   {person['name']}, {person['post']}, {person['unit']}")
        print(f"              vào không cần mật khẩu: {person['entry_url']}")


def _serve(arguments: argparse.Namespace) -> int:
    """Become `serve` on the folder just filled, until Ctrl-C."""
    sys.stdout.flush()
    command = [sys.executable, "-m", "thongsuot.site.cli", "--data", arguments.data, "serve"]
    os.environ.pop("THONGSUOT_LEDGER_ACCESS", None)
    os.execv(sys.executable, [*command, "--host", arguments.host, "--port", str(arguments.port)])  # noqa: S606
