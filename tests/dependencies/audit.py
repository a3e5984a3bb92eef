"""Known vulnerabilities in the locked packages, as pip-audit finds them where it gets an answer.

pip-audit asks the package index for each package, takes one that the index tells nothing about as
skipped, and ends with "No known vulnerabilities found" even where it skipped them all. So what
was checked is counted here, and nothing else is called well.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.dependencies.locked import RUN, TESTS, normal, packages

UNCHECKED = 3
"""Exit code where not everything could be checked, and nothing is known to be wrong."""


@dataclass(frozen=True)
class Audit:
    """What is known about the packages."""

    wanted: int  # packages there are
    checked: int  # of which something could be learnt
    found: tuple[str, ...]  # vulnerabilities, a line each
    problem: str = ""  # why nothing could be learnt

    @property
    def code(self) -> int:
        if self.found:
            return 1
        return 0 if self.checked == self.wanted else UNCHECKED

    def lines(self) -> list[str]:
        """What there is to say."""
        said = list(self.found)
        if not self.checked:
            why = f" ({self.problem})" if self.problem else ""
            said.append(f"NOTHING WAS CHECKED: no registry answered for any package{why}")
        elif self.checked < self.wanted:
            rest = self.wanted - self.checked
            said.append(f"{self.checked} packages were checked, and {rest} COULD NOT BE CHECKED")
        else:
            said.append(f"all {self.wanted} packages were checked")
        if self.checked or self.found:
            number = len(self.found)
            said.append(f"{number or 'no'} known vulnerabilit{'y' if number == 1 else 'ies'}")
        return said


def audit() -> Audit:
    """Ask for every locked package."""
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--format", "json",
         "--progress-spinner", "off", "--requirement", RUN, "--requirement", TESTS],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    wanted = set(packages(RUN) | packages(TESTS))
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return Audit(len(wanted), 0, (), " ".join(done.stderr.split())[-300:])
    return of_answer(wanted, told)


def of_answer(wanted: set[str], told: Sequence[Mapping[str, Any]]) -> Audit:
    """What pip-audit's answer amounts to."""
    checked = {normal(each["name"]) for each in told if "vulns" in each and "version" in each}
    found = sorted(
        {
            f"{each['name']} {each['version']}: {vulnerability['id']}"
            + (
                f", mended in {', '.join(vulnerability['fix_versions'])}"
                if vulnerability.get("fix_versions")
                else ""
            )  # fmt: skip
            for each in told
            for vulnerability in each.get("vulns", ())
        }
    )
    return Audit(len(wanted), len(checked & wanted), tuple(found))
