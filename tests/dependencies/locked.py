"""The packages of the lock files."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUN = ROOT / "requirements.txt"
TESTS = ROOT / "requirements-dev.txt"

PACKAGE = re.compile(r"^([A-Za-z0-9][\w.-]*)==(\S+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def packages(path: Path) -> dict[str, set[str]]:
    """The hashes that may be installed of every package in a lock file."""
    text = path.read_text("utf-8")
    starts = [match.start() for match in PACKAGE.finditer(text)] + [len(text)]
    found: dict[str, set[str]] = {}
    for start, end in zip(starts, starts[1:], strict=False):
        entry = text[start:end]
        match = PACKAGE.match(entry)
        assert match is not None
        found.setdefault(normal(match[1]), set()).update(HASH.findall(entry))
    return found
