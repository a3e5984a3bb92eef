"""Programs that some tests need, and that are no Python packages."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

NPM = Path(__file__).parent / "npm"


def program(name: str, package: str) -> str:
    """Where a program is; without it the test is skipped, and under CI it fails."""
    found = shutil.which(name)
    if found is None:
        _missing(f"no {name} found: install it, on Debian with `apt-get install {package}`")
    return found


def npm_script(name: str) -> tuple[str, str]:
    """The command that runs a script of ``tests/npm``, with the packages it needs installed."""
    node = program("node", "nodejs npm")
    if not (NPM / "node_modules").is_dir():
        _missing("the readers of tests/npm are not installed: run `make readers`")
    return node, str(NPM / name)


def _missing(message: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
