"""How often somebody does something, counted by several hosts of a site in one Redis."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import redis
from flask import Flask
from port_for import get_port

from tests.tools import program
from web import Config, create_app, limits

PATIENCE = 60  # seconds


@contextmanager
def server(port: int, folder: Path) -> Iterator[str]:
    """The address of a Redis of the test's own, which keeps nothing on disk."""
    command = [program("redis-server", "redis-server"), "--port", str(port), "--dir", str(folder)]
    options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command + options, stdout=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + PATIENCE
            with redis.Redis("127.0.0.1", port) as client:
                while True:
                    try:
                        client.ping()
                        break
                    except redis.ConnectionError:
                        assert process.poll() is None and time.monotonic() < end
                        time.sleep(0.02)
            yield f"redis://127.0.0.1:{port}"
        finally:
            process.kill()


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four wrong codes an hour, so that the test is done long before one counts no more."""
    [joining] = [limit for limit in limits.LIMITS if limit.endpoint == "joining.by_link"]
    monkeypatch.setattr(limits, "LIMITS", (replace(joining, rate="4 per hour"),))


def guessed(app: Flask, times: int) -> list[int]:
    """What wrong codes are answered with."""
    return [app.test_client().get("/j/WRONG").status_code for _ in range(times)]


def test_hosts_count_in_redis(config: Config, tmp_path: Path) -> None:
    """Together while it is there, each by itself while it isn't, and together again afterwards."""
    port = get_port(None) or 0
    shared = replace(config, rate_limit_url=f"redis://127.0.0.1:{port}")
    with server(port, tmp_path) as url:
        assert url == shared.rate_limit_url
        one, other = create_app(shared), create_app(shared)
        assert guessed(one, 2) == guessed(other, 2) == [404] * 2
        assert guessed(one, 1) == guessed(other, 1) == [429]
        with redis.Redis("127.0.0.1", port) as client:
            names = [name.decode() for name in client.keys()]
            assert names and all("quizgen" in name for name in names)
            assert all(0 < client.ttl(name) <= 3601 for name in names)  # nothing is kept for ever
    assert guessed(one, 4) == guessed(other, 4) == [404] * 4
    assert guessed(one, 1) == guessed(other, 1) == [429]
    with server(port, tmp_path):
        end = time.monotonic() + PATIENCE
        for app in (one, other):
            while guessed(app, 1) != [404]:  # it looks now and then whether Redis is back
                assert time.monotonic() < end
                time.sleep(0.1)
        assert guessed(one, 2) == [404] * 2
        assert guessed(one, 1) == guessed(other, 1) == [429]
    for app in (one, other):
        app.extensions["quizgen_store"].close()


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1"])
def test_a_site_starts_without_it(config: Config, url: str) -> None:
    """Whoever starts it may start Redis afterwards."""
    app = create_app(replace(config, rate_limit_url=url))
    assert guessed(app, 5) == [404] * 4 + [429]
    app.extensions["quizgen_store"].close()
