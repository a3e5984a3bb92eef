"""Renew the golden question sets: ``python -m tests.golden``."""

from __future__ import annotations

from tests.golden import rendered
from tests.golden.sets import GOLDEN, made, path

for name in GOLDEN:
    path(name).write_text(rendered(made(name)), encoding="utf-8", newline="\n")
    print(path(name))
