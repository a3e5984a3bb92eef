"""Serving the site: with waitress, which is pure Python and so runs wherever Python does, or with
several processes by gunicorn, for production.
"""

from __future__ import annotations

import errno
import ipaddress
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import waitress
from flask import Flask

from quizgen.models import QuestionSet
from web import create_app, logs
from web.config import Config
from web.errors import ServeError

THREADS = 8
"""Requests handled at once; each takes milliseconds, and SQLite writes one at a time anyway."""

ENDING = (signal.SIGINT, signal.SIGTERM)
"""Signals that end the site: Ctrl-C, and what service managers send."""

_ANOTHER = "choose another with --port or the PORT variable"


def serve_question_sets(
    question_sets: Sequence[QuestionSet],
    host: str,
    port: int,
    *,
    workers: int | None = None,
    ready: Callable[[str], None] | None = None,
    set_up: Callable[[str], None] | None = None,
) -> None:
    """Put these question sets on the site, and serve it until Ctrl-C.

    Args:
        question_sets: What is stored first; what was stored earlier stays.
        host: Address or name to listen on.
        port: TCP port; 0 for any that is free.
        workers: Processes of gunicorn to serve with; None: this one process.
        ready: Called with the site's URL once it can be opened.
        set_up: Called after that with the link by which the site's first teacher is made, if it
            has none yet and the database is its own.

    Raises:
        ServeError: The address can't be listened on, mostly because the port is in use, or there
            is no gunicorn on this system.
        ConfigError: The environment configures something impossible.
        StoreError: The database can't be used.
    """
    # First of all, so that nothing is stored by a command that then can't serve.
    with _ended_in_order(), _listen(host, port) as listener:
        config = Config.from_environment()
        if config.log_level is None:
            config = replace(config, log_level="warning" if workers is None else "info")
        logs.configure(config.log_level or "warning")
        app = create_app(config)
        store = app.extensions["quizgen_store"]
        try:
            for question_set in question_sets:
                store.save_question_set(question_set)
            if set_up is not None and config.is_embedded and not store.accounts.teachers():
                ready = _with_set_up(ready, set_up, store.accounts.invite(None))
            if workers is None:
                _run(app, listener, host, ready)
                return
        finally:
            store.close()
        _run_production(config, listener, host, workers, ready)


def _with_set_up(
    ready: Callable[[str], None] | None, set_up: Callable[[str], None], token: str
) -> Callable[[str], None]:
    """Says both: where the site is, and how its first teacher comes in."""

    def both(url: str) -> None:
        if ready is not None:
            ready(url)
        set_up(f"{url}/teacher/set-up/{token}")

    return both


def serve(app: Flask, host: str, port: int, *, ready: Callable[[str], None] | None = None) -> None:
    """Serve the site until Ctrl-C; arguments and errors as with :func:`serve_question_sets`."""
    with _ended_in_order(), _listen(host, port) as listener:
        _run(app, listener, host, ready)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Within, Ctrl-C and a request to terminate end the site once, and can't disturb its end."""

    def end(*_: object) -> None:
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield  # Python gives signals to the main thread only
        return
    before = {number: signal.signal(number, end) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there, and shares the port with nobody."""
    if not 0 <= port <= 65535:  # getaddrinfo would take it modulo 65536
        raise ServeError(f"{port} is no port: {_ANOTHER}, 1 to 65535", host=host, port=port)
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family, backlog=1024)
    except (OSError, ValueError) as error:  # ValueError: no name that could be looked up
        raise ServeError(_explanation(error, host, port), host=host, port=port) from error


def _explanation(error: OSError | ValueError, host: str, port: int) -> str:
    if isinstance(error, (socket.gaierror, ValueError)):
        return f"there is no host {host!r} to serve on: leave --host out, or use 127.0.0.1"
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use by another program: {_ANOTHER}"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"port {port} may not be used here: {_ANOTHER}, such as 8000"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: leave --host out, or use 127.0.0.1"
    return f"cannot serve on {host} port {port} ({error.strerror or error}): {_ANOTHER}"


def _run(
    app: Flask, listener: socket.socket, host: str, ready: Callable[[str], None] | None
) -> None:
    # It warns whenever a request waits for a thread, and a class makes that happen at each click.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = waitress.create_server(app, sockets=[listener], threads=THREADS, ident=None)
    try:
        if ready is not None:
            ready(_url(host, listener.getsockname()[1]))
        server.run()
    except KeyboardInterrupt:
        pass  # Ctrl-C is how it is meant to end
    finally:
        server.close()


def _run_production(
    config: Config,
    listener: socket.socket,
    host: str,
    workers: int,
    ready: Callable[[str], None] | None,
) -> None:
    url = _url(host, listener.getsockname()[1])
    try:
        from web import production
    except ImportError as error:  # it needs fork
        raise ServeError(
            "several processes need gunicorn, which Windows hasn't got: leave --workers out",
            host=host,
            port=listener.getsockname()[1],
        ) from error
    production.run(config, listener, workers, lambda: ready(url) if ready else None)


def _url(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return f"http://{host or '127.0.0.1'}:{port}"
    if address.is_unspecified:  # 0.0.0.0 and :: listen everywhere, and can be opened nowhere
        return f"http://{'127.0.0.1' if address.version == 4 else '[::1]'}:{port}"
    return f"http://{host if address.version == 4 else f'[{host}]'}:{port}"
