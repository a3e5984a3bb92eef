"""Serving the site with gunicorn: several processes, each replaced when it dies."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from web import create_app
from web.config import Config
from web.errors import ServeError
from web.logs import JsonFormatter

THREADS = 8
"""Requests that each process handles at once."""

SETTINGS: dict[str, object] = {
    "worker_class": "gthread",
    "threads": THREADS,
    "backlog": 2048,
    "keepalive": 5,
    "timeout": 60,
    "graceful_timeout": 10,
    "control_socket_disable": True,
    "loglevel": "warning",
}


class JsonLogger(Logger):  # type: ignore[misc]
    """What gunicorn itself has to say, in lines like the site's own."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())


class Site(BaseApplication):  # type: ignore[misc]
    """The site, made anew in each process: no database connection survives a fork."""

    def __init__(
        self, config: Config, listener: int, workers: int, ready: Callable[[], None]
    ) -> None:
        self._config = config
        self._settings = {
            **SETTINGS,
            "bind": f"fd://{listener}",
            "workers": workers,
            "logger_class": JsonLogger,
            "when_ready": lambda arbiter: ready(),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self._config)


def run(config: Config, listener: socket.socket, workers: int, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or a request to terminate.

    Args:
        config: Of the site, whose database is up to date and closed.
        listener: Where to listen; gunicorn takes it over, and closes it.
        workers: Processes.
        ready: Called once the first requests are answered.

    Raises:
        ServeError: No process can be started.
    """
    master = os.getpid()
    host, port = listener.getsockname()[:2]
    try:
        Arbiter(Site(config, listener.detach(), workers, ready)).run()
    except SystemExit as end:
        if os.getpid() != master:
            raise  # a worker that ends, with all that it has inherited
        if end.code:
            raise ServeError(
                "the site's processes could not be started: what stands above says why",
                host=host,
                port=port,
            ) from end
