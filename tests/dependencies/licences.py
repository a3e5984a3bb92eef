"""Under which licences the packages are, and whether quizgen may use them.

`licences.toml` says both: the licence of every locked package, and the licences that are allowed
for what quizgen runs on and for what only tests it. It was written by reading what each package
says of itself; here it is compared with what the installed ones say today.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from license_expression import LicenseExpression, Licensing, get_spdx_licensing

from tests.dependencies.locked import RUN, TESTS, packages

LIST = Path(__file__).with_name("licences.toml")


@cache
def known() -> Mapping[str, Any]:
    """The list."""
    return tomllib.loads(LIST.read_text("utf-8"))


@cache
def licensing() -> Licensing:
    """What SPDX knows; it takes a second to load."""
    return get_spdx_licensing()


@cache
def parsed(licence: str) -> LicenseExpression:
    """A licence, or a choice of some; an error where SPDX knows none of that name."""
    return licensing().parse(licence, validate=True, strict=True)


def complaints() -> Iterator[str]:
    """What is wrong with the list, or with what it lists."""
    run, tests = packages(RUN), packages(TESTS)
    listed: Mapping[str, str] = known()["package"]
    for name in sorted(run | tests):
        if name not in listed:
            yield f"{name} is in no list: say in {LIST.name} under which licence it is"
        elif not is_allowed(listed[name], known()["allowed"]["run" if name in run else "tests"]):
            yield f"{name} is under {listed[name]}, which isn't allowed: do without it"
        else:
            yield from _differences(name, listed[name])
    for name in sorted(set(listed) - set(run | tests)):
        yield f"{name} is no dependency any more: take it out of {LIST.name}"


def is_allowed(licence: str, allowed: list[str]) -> bool:
    """Whether one may choose an allowed licence, where there is a choice, for every part."""
    return _is_allowed(parsed(licence), {parsed(each) for each in allowed})


def _is_allowed(licence: LicenseExpression, allowed: set[LicenseExpression]) -> bool:
    if licence in allowed:
        return True
    parts = [_is_allowed(part, allowed) for part in getattr(licence, "args", ())]
    return bool(parts) and (any if licence.operator.strip() == "OR" else all)(parts)


def _differences(name: str, licence: str) -> Iterator[str]:
    """Where an installed package says it is under another licence."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return  # it is for another system
    said = about.get("License-Expression")
    if said is not None:
        if licensing().parse(said) != parsed(licence):
            yield f"{name} says it is under {said}, and {LIST.name} says {licence}"
        return
    words = [(about.get("License") or "").strip()]
    words += [each.split(" :: ")[-1] for each in about.get_all("Classifier") or ()
              if each.startswith("License ::")]  # fmt: skip
    meant = {each for word in words for each in known()["words"].get(word, ())}
    if meant and not meant & {licence, *licence.split(" OR ")}:
        yield f"{name} says it is under {' or '.join(sorted(meant))}, and {LIST.name} {licence}"


def table() -> Iterator[str]:
    """Every package with its licence, and what it is for."""
    run = packages(RUN)
    for name, licence in sorted(known()["package"].items()):
        yield f"{name:32} {licence:50} {'to run' if name in run else 'for tests'}"
