"""Serve: one command that brings everything up, keeps it up, and takes everything along when it goes."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bench import chaos, postgres
from bench.chaos import Trial, descendants, end, free_port
from bench.chaos_client import Http, event
from tests.servers import needs_server
from tests.shared import installed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder made by `thongsuot init`, to be copied."""
    return installed(tmp_path_factory, tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def trial(prepared: Path, tmp_path: Path) -> Iterator[Trial]:
    """Give an installation of one's own, not yet running."""
    made = Trial(shutil.copytree(prepared, tmp_path / "data"))
    yield made
    made.close()


@pytest.fixture
def running(trial: Trial) -> Trial:
    """Give an installation that serves."""
    trial.start()
    return trial


@pytest.fixture(scope="module")
def shared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """Give one serving installation to all stories that leave it whole."""
    made = Trial(shutil.copytree(prepared, tmp_path_factory.mktemp("shared") / "data"), hall_port=free_port())
    made.start()
    yield made
    made.close()


def wait_until(true: Callable[[], bool], seconds: float = 20) -> None:
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, "this never came true"
        time.sleep(0.02)


def health(trial: Trial) -> tuple[int, dict[str, Any]]:
    with closing(http.client.HTTPConnection("127.0.0.1", trial.port, timeout=20)) as connection:
        connection.request("GET", "/health")
        response = connection.getresponse()
        return response.status, json.loads(response.read())


def family(trial: Trial) -> list[tuple[int, list[str]]]:
    assert trial.serve is not None
    return descendants(trial.serve.pid)


def pid_of(trial: Trial, word: str) -> int:
    return next((pid for pid, words in family(trial) if word in " ".join(words[1:])), 0)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def send(trial: Trial, person: int = 1) -> dict[str, Any]:
    answer = Http(trial.port)("/append", event(person, 0))
    assert answer is not None
    return answer


def hall_answers(trial: Trial) -> bool:
    """Ask the hall's own process for what needs a pass, without one."""
    with closing(http.client.HTTPConnection("127.0.0.1", trial.hall_port, timeout=20)) as connection:
        try:
            connection.request("POST", "/hoi-nghi/tai-cho/co-mat/", "key=x", {"Accept": "application/json"})
            response = connection.getresponse()
        except ConnectionRefusedError:
            return False
        return (response.status, json.loads(response.read())["code"]) == (403, "pass_not_valid")


def test_one_line_names_the_address_once_everything_answers(running: Trial) -> None:
    status, state = health(running)
    up = {name: state[name] for name in ("web", "writer", "jobs")}
    assert (status, up) == (200, {"web": True, "writer": True, "jobs": True})
    assert send(running)["seq"] > state["size"]
    _answered, totals = running.finish()
    assert not totals
    assert running.serve is not None
    assert running.serve.stdout is not None
    assert running.serve.stdout.read() == ""


def test_a_clean_stop_ends_every_child_and_signs_the_last_head(running: Trial) -> None:
    sent = send(running)
    pids = [pid for pid, _words in family(running)]
    running.finish()
    assert not any(map(is_alive, pids))
    assert not (running.data / "writer.sock").exists()
    head = json.loads(running.command("ledger", "head").stdout)
    assert (head["size"], head["key_id"], len(head["signature"])) == (sent["seq"], 1, 128)
    files = [json.loads(path.read_text()) for path in (running.data / "heads").glob("*.json")]
    assert head in files


def test_whatever_dies_is_started_again(shared: Trial) -> None:
    for word in ("serving.jobs", " writer", "granian", "serving.hot"):
        pid = pid_of(shared, word)
        end(pid)
        wait_until(lambda dead=pid: not is_alive(dead))
        shared.wait_until_healthy()
        wait_until(lambda word=word, dead=pid: pid_of(shared, word) not in (0, dead))
    send(shared)
    wait_until(lambda: hall_answers(shared), seconds=60)


def test_children_die_with_a_killed_parent_and_all_can_be_started_again(running: Trial) -> None:
    assert running.serve is not None
    pids = [pid for pid, _words in family(running)]
    assert len(pids) == 5, "writer, jobs, web and its two workers"
    end(running.serve.pid)
    running.serve.wait()
    wait_until(lambda: not any(map(is_alive, pids)))
    running.start()
    assert health(running)[0] == 200


def test_health_tells_when_the_writer_does_not_answer(shared: Trial) -> None:
    writer = pid_of(shared, " writer")
    os.kill(writer, signal.SIGSTOP)
    status, state = health(shared)
    os.kill(writer, signal.SIGCONT)
    assert (status, state["writer"], state["size"], state["jobs"]) == (503, False, None, True)
    assert health(shared)[0] == 200


def test_health_tells_when_jobs_do_not_run(shared: Trial) -> None:
    jobs = pid_of(shared, "serving.jobs")
    seen: list[dict[str, Any]] = []

    def is_seen_down() -> bool:
        seen.append(health(shared)[1])
        return not seen[-1]["jobs"]

    end(jobs)
    wait_until(is_seen_down)
    assert seen[-1]["writer"]
    shared.wait_until_healthy()


def test_a_busy_port_is_refused_with_a_sentence(trial: Trial) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        refused = trial.command("serve", "--port", str(busy.getsockname()[1]))
    assert refused.returncode == 1
    assert "đang có chương trình khác dùng. Hãy chọn cổng khác" in refused.stderr
    assert refused.stdout == ""


def test_a_second_serve_on_the_same_folder_is_refused(shared: Trial) -> None:
    refused = shared.command("serve", "--port", "0")
    assert refused.returncode == 1
    assert "Thông Suốt đang chạy với thư mục dữ liệu này" in refused.stderr


def test_a_folder_without_init_or_without_a_migration_is_refused(trial: Trial, tmp_path: Path) -> None:
    empty = Trial(tmp_path / "empty")
    empty.data.mkdir()
    for refused in (empty.command("serve", "--port", "0"), without_a_migration(trial)):
        assert refused.returncode == 1
        assert "Hãy chạy `thongsuot init`" in refused.stderr


def without_a_migration(trial: Trial) -> Any:
    with closing(sqlite3.connect(trial.data / "ledger.sqlite3")) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'ledger'")
        database.commit()
    return trial.command("serve", "--port", "0")


def test_verify_head_and_recount_work_with_and_without_serve(running: Trial) -> None:
    size = send(running)["seq"]
    wait_until(lambda: running.command("ledger", "head").returncode == 0)
    while_serving = [running.command(*words) for words in (["ledger", "verify"], ["recount"])]
    running.finish()
    assert not (running.data / "ledger.sqlite3-wal").exists()
    afterwards = [running.command(*words) for words in (["ledger", "verify"], ["recount"], ["recount", "--repair"])]
    assert [done.returncode for done in (*while_serving, *afterwards)] == [0] * 5
    assert f"Sổ ghi toàn vẹn: {size} mục" in while_serving[0].stdout


def test_a_drifted_counter_is_told_and_repaired_only_while_serve_is_stopped(running: Trial) -> None:
    send(running)
    running.finish()
    with closing(sqlite3.connect(running.data / "ledger.sqlite3")) as ledger:
        ledger.execute("UPDATE ledger_unitcount SET number = number + 1")
        ledger.commit()
    running.start()
    told, refused = running.command("recount"), running.command("recount", "--repair")
    assert (told.returncode, refused.returncode) == (1, 1)
    assert "số đếm không khớp với sổ" in told.stdout
    assert "Hãy dừng `thongsuot serve`" in refused.stderr
    running.finish()
    assert "Đã ghi lại" in running.command("recount", "--repair").stdout
    assert running.command("recount").returncode == 0


def test_a_tampered_file_is_named_by_the_command(running: Trial) -> None:
    first, *_others = [send(running, person)["seq"] for person in (1, 2, 3)]
    running.finish()
    with closing(sqlite3.connect(running.data / "ledger.sqlite3")) as ledger:
        change = "UPDATE ledger_entry SET body = CAST(replace(body, 'opened', 'closed') AS BLOB) WHERE seq = ?"
        assert ledger.execute(change, (first,)).rowcount == 1
        ledger.commit()
    told = running.command("ledger", "verify")
    assert told.returncode == 1
    assert told.stdout.startswith(f"Mục số {first} đã bị thay đổi")


def test_the_hot_path_does_not_wait_for_a_long_transaction_in_the_main_database(shared: Trial) -> None:
    recorded = Http(shared.port)("/record", event(7, 0))
    assert recorded is not None
    with closing(sqlite3.connect(shared.data / "thongsuot.sqlite3", isolation_level=None)) as main:
        main.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        for person in range(1, 51):
            send(shared, person)
        assert time.monotonic() - began < 5, "each of these would have waited for twenty seconds"
        main.execute("ROLLBACK")
    wait_until(lambda: outbox_size(shared) == 0)
    assert chaos.lost(shared, [recorded]) == []


def outbox_size(trial: Trial) -> int:
    with closing(sqlite3.connect(f"file:{trial.data / 'thongsuot.sqlite3'}?mode=ro", uri=True)) as main:
        return int(main.execute("SELECT count(*) FROM ledger_outboxrow").fetchone()[0])


def test_a_key_sent_through_two_workers_and_a_new_writer_is_kept_once(shared: Trial) -> None:
    asked = {**event(3, 0), "key": str(uuid4())}
    first = Http(shared.port)("/append", asked)
    shared.kill("writer")
    shared.wait_until_healthy()
    answers = [Http(shared.port)("/append", asked) for _ in range(4)]
    assert answers == [first] * 4


@needs_server
def test_nothing_answered_is_lost_on_postgresql_when_the_server_itself_crashes_under_full_load() -> None:
    with postgres.running(durable=True) as server:
        line = chaos.run(kills=5, pause=0.5, server=server)
    assert (line["value"], line["errors"], line["kills"]) == (0, 0, 5), line
    assert line["answered"] > 100, line
    assert line["resent"] > 0, "no request ever met a dead server: this trial proved nothing"


def test_nothing_answered_is_lost_in_nine_kills_under_full_load() -> None:
    line = chaos.run(kills=9, pause=0.5)
    assert (line["value"], line["errors"], line["kills"]) == (0, 0, 9), line
    assert line["answered"] > 400, line
    assert line["resent"] > 0, "no request ever met a dead writer: this trial proved nothing"
