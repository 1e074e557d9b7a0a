"""Load .doc and .rtf through LibreOffice, where it is installed: it turns them into .docx in a folder of this reading.

The folder lies in memory where the system has such a place, only its owner may enter it, and it is gone when the
reading ends, however it ends. Macros are off, links are not followed, the network is cut off where the system lets us.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from vanban.loaders.docx import load_docx
from vanban.loaders.loaded import Loaded
from vanban.model import UnreadableFile
from vanban.patterns import late

SECONDS = 60
_PREFIX = "vanban-office-"
_OWNER = late(rf"{_PREFIX}(\d+)-")
_IN_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder only we may enter is made in it
_MEGABYTE = 1024 * 1024
_MOST = {
    resource.RLIMIT_AS: 4096 * _MEGABYTE,
    resource.RLIMIT_FSIZE: 256 * _MEGABYTE,
    resource.RLIMIT_NOFILE: 1024,
    resource.RLIMIT_CPU: SECONDS,
}
_STARTED_ANEW = 81  # LibreOffice ends with this once, after it has made its profile
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value>
</prop></item></oor:items>
"""


def load_office(data: bytes, file: str, kind: str) -> Loaded:
    """Return the text of a .doc or .rtf; raises UnreadableFile, also where there is no LibreOffice."""
    program = office_program()
    if program is None:
        message = f"Máy này chưa cài LibreOffice nên chưa đọc được {file}. Hãy mở tệp, lưu lại thành .docx rồi thử lại."
        raise UnreadableFile("no_office", message, file)
    converted = _converted(program, data, kind)
    if converted is None:
        message = f"Tệp {file} bị hỏng, bị đặt mật khẩu hoặc quá lớn. Hãy mở tệp, lưu lại thành .docx rồi thử lại."
        raise UnreadableFile(f"broken_{kind}", message, file)
    return load_docx(converted, file)._replace(format=kind)


def office_program() -> Path | None:
    """Return LibreOffice's program, None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return None
    beside = Path(found).resolve().with_name("soffice.bin")
    return beside if beside.is_file() else Path(found)


def remove_left_behind(pid: int | None = None) -> None:
    """Remove the folders of a process that is gone; without `pid` of all that are gone."""
    for folder in folder_of_all().glob(f"{_PREFIX}*"):
        owner = _OWNER.match(folder.name)
        if owner and (int(owner[1]) == pid or (pid is None and not Path(f"/proc/{owner[1]}").exists())):
            shutil.rmtree(folder, ignore_errors=True)


def folder_of_all() -> Path:
    """Return where the folders of readings lie: in memory where the system has such a place."""
    return _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else Path(tempfile.gettempdir())


def _converted(program: Path, data: bytes, kind: str) -> bytes | None:
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", dir=folder_of_all()) as name:
        folder = Path(name)
        settings = folder / "profile/user/registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        with _may_write():
            settings.write_text(_SETTINGS, "utf-8")
            (folder / f"a.{kind}").write_bytes(data)
        _run(program, folder, f"a.{kind}")
        result = folder / "out/a.docx"
        return result.read_bytes() if result.is_file() else None


def _run(program: Path, folder: Path, name: str) -> None:
    command = [
        str(program),
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(folder / name),
    ]
    for _turn in range(2):
        with contextlib.suppress(subprocess.TimeoutExpired):
            ended = subprocess.run(
                command,
                cwd=folder,
                env={"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                preexec_fn=_bind,  # a reading runs one thread
                check=False,
            )
            if ended.returncode == _STARTED_ANEW:
                continue
        return


def _bind() -> None:
    """Bind the process that becomes LibreOffice, and cut it off from the network where the system lets us."""
    for kind, most in _MOST.items():
        _soft, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, bound))
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None:
        _ = unshare(_NEW_NETWORK) == 0 or unshare(_NEW_USER | _NEW_NETWORK)


@contextlib.contextmanager
def _may_write() -> Iterator[None]:
    """Let this process write files, which one that reads uploads may not otherwise."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
