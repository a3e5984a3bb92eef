"""Imports of large packages without the parts of them that we never use.

Each takes a good part of a cold start otherwise.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import RLock
from types import ModuleType

_lock = RLock()


def import_spacy() -> None:
    """Import spaCy without its command line.

    ``import spacy`` takes ``spacy.info`` from its command line, and with that an HTTP client, a
    project manager and a settings library: a third of the import.
    """
    command_line, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    command_line.__path__ = []
    info.info = None  # type: ignore[attr-defined]
    _import("spacy", {"spacy.cli": command_line, "spacy.cli.info": info})


def import_nltk() -> None:
    """Import NLTK without SciPy, of which its tests of significance make use where it is there."""
    _import("nltk", dict.fromkeys(("scipy.sparse", "scipy.stats")))


def _import(package: str, instead: Mapping[str, ModuleType | None]) -> None:
    """Import a package while others stand in for some modules, or (None) while there are none.

    Afterwards they are gone, so that whoever does want those modules still gets them.
    """
    with _lock:
        if package not in sys.modules:
            with _standing_in({k: v for k, v in instead.items() if k not in sys.modules}):
                importlib.import_module(package)


@contextmanager
def _standing_in(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    sys.modules.update(modules)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name, module in modules.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
