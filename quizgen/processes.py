"""Processes beside this one, which do what may go wrong."""

from __future__ import annotations

from subprocess import Popen
from typing import Any


def end_process(process: Popen[Any]) -> None:
    """Kill a process, whatever it is at, and close the pipes that lead to it."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                pass  # what it was never handed is lost, as it is
