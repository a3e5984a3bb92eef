"""Serving on a real port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quizgen.models import QuestionSet
from web.errors import ServeError
from web.serve import ENDING, _ended_in_order, _url, serve_question_sets

PROGRAM = """
from tests.samples import sample_set
from web.serve import serve_question_sets
serve_question_sets([sample_set()], "127.0.0.1", 0, ready=lambda url: print(url, flush=True))
print("ended", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C can't be sent to one process elsewhere")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_ended(tmp_path: Path, ending: signal.Signals) -> None:
    """The site is there once its address is told, serves a class at once without a word, and
    Ctrl-C or a service manager ends it in order.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QUIZGEN_")}
    environment["QUIZGEN_INSTANCE_PATH"] = str(tmp_path / "instance")
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        url = process.stdout.readline().strip()
        with urllib.request.urlopen(url, timeout=10) as response:
            assert "Marlow Bay" in response.read().decode()
            assert "Server" not in response.headers
        with ThreadPoolExecutor(40) as pool:
            assert set(pool.map(_status, [url] * 200)) == {200}
        process.send_signal(ending)
        out, err = process.communicate(timeout=10)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0
    assert out.strip() == "ended"
    assert err == ""
    assert (tmp_path / "instance" / "quizgen.db").exists()


def test_impatient_ctrl_c() -> None:
    """Ctrl-C pressed again while the site is ending changes nothing; afterwards it is as before."""
    before = signal.getsignal(signal.SIGINT)
    with _ended_in_order():
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        for ending in ENDING:
            signal.raise_signal(ending)
    assert signal.getsignal(signal.SIGINT) is before


def _status(url: str) -> int:
    with urllib.request.urlopen(url, timeout=30) as response:
        return int(response.status)


def test_port_in_use(
    tmp_path: Path, question_set: QuestionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A port that is taken is named, with what to do, before anything is stored."""
    monkeypatch.setenv("QUIZGEN_INSTANCE_PATH", str(tmp_path / "instance"))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServeError, match=f"port {port} is in use.*--port.*PORT") as caught:
            serve_question_sets([question_set], "127.0.0.1", port)
    assert caught.value.port == port
    assert not (tmp_path / "instance").exists()


@pytest.mark.parametrize(
    ("host", "port", "message"),
    [
        ("127.0.0.1", 65536, "65536 is no port"),
        ("127.0.0.1", -1, "-1 is no port"),
        ("no such host", 0, "there is no host 'no such host'"),
        ("x" * 100, 0, "there is no host 'xxx"),
        ("192.0.2.1", 0, "192.0.2.1 is no address of this machine"),
    ],
)
def test_unusable_addresses(
    host: str, port: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address that can't be served on is an error of one line that says what to do."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ServeError, match=message) as caught:
        serve_question_sets([], host, port)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("", "http://127.0.0.1:8000"),
        ("localhost", "http://localhost:8000"),
        ("::1", "http://[::1]:8000"),
        ("::", "http://[::1]:8000"),
    ],
)
def test_address_to_open(host: str, url: str) -> None:
    """The address that is told can be opened on this machine."""
    assert _url(host, 8000) == url
