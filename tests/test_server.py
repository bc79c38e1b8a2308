"""Starting: one server to a port, plain words when it can't, and the first run's password."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from bench.clients.api import Api, Refused
from bench.clients.server_process import ROOT, ServerProcess


def run(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ours to its end, which must come within 20 s."""
    call = [sys.executable, *command]
    place: dict[str, Any] = {"cwd": ROOT, "env": os.environ | settings}
    return subprocess.run(call, **place, check=False, capture_output=True, text=True, timeout=20)


def test_a_second_server_does_not_share_the_first_ones_port(server: ServerProcess, tmp_path: Path) -> None:
    place = {"HOST": "127.0.0.1", "PORT": str(server.port), "DATABASE_URL": f"sqlite:///{tmp_path / 'q.db'}"}
    second = run("wsgi.py", **place, SECRET_KEY="k" * 40)
    assert second.returncode == 1
    assert "Address already in use" in second.stderr
    assert "stop the other server or set PORT" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize("command", [("wsgi.py",), ("-m", "flask", "--app", "qtable", "qtable", "prepare")])
def test_a_setting_that_cannot_be_used_ends_the_start_with_one_sentence(command: tuple[str, ...]) -> None:
    ended = run(*command, PORT="eighty")
    assert ended.returncode == 1
    assert "PORT='eighty' can't be used" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_first_run_shows_a_password_once_and_the_second_does_not(tmp_path: Path) -> None:
    place = {"DATABASE_URL": f"sqlite:///{tmp_path / 'q.db'}", "SECRET_KEY": "k" * 40, "ADMIN_PASSWORD": ""}
    prepare = ("-m", "flask", "--app", "qtable", "qtable", "prepare", "--demo")
    first, second = run(*prepare, **place), run(*prepare, **place)
    assert "First run" in first.stdout
    password = first.stdout.split("password  ")[1].split()[0]
    assert len(password) == 19
    assert "First run" not in second.stdout
    assert password not in second.stdout


def test_the_demo_is_loaded_once_however_often_the_start_is_prepared(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path).prepare("--demo").prepare("--demo").start()
    api = Api.log_in(server.url, server.email, server.password)
    assert (api.full()["total_tables"], api.full()["seq"]) == (18, 1)
    api.close()
    assert server.stop() == 0


def test_a_database_without_its_tables_is_not_called_busy_or_well(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path).start()
    with pytest.raises(Refused) as refused:
        Api.log_in(server.url, server.email, server.password)
    assert (refused.value.status, refused.value.error["code"]) == (503, "database_unavailable")
    assert httpx.get(f"{server.url}/health").status_code == 503
    assert httpx.get(f"{server.url}/health/live").status_code == 200
    server.stop()
    assert "no such table" in server.log()
