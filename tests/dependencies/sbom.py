"""The bill of materials of what quizgen runs on, in CycloneDX."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from quizgen.files import write_whole
from tests.dependencies.licences import known
from tests.dependencies.locked import ROOT, RUN, normal, packages

VERSION = "1.6"


def write_sbom(path: Path) -> int:
    """Write it; the number of packages in it.

    It holds what is installed of the packages that are locked for running quizgen, with the
    licences that `licences.toml` gives, the hashes that were allowed, and which needs which.
    """
    found = _environment()
    run = packages(RUN)
    wanted = {
        each["bom-ref"]: normal(each["name"])
        for each in found["components"]
        if normal(each["name"]) in run
    }
    root = found["metadata"]["component"]["bom-ref"]
    found["components"] = [
        _described(each, run[wanted[each["bom-ref"]]])
        for each in found["components"]
        if each["bom-ref"] in wanted
    ]
    kept = {root, *wanted}
    found["dependencies"] = [
        {**each, "dependsOn": [ref for ref in each.get("dependsOn", ()) if ref in kept]}
        for each in found["dependencies"]
        if each["ref"] in kept
    ]
    text = json.dumps(found, indent=2, sort_keys=True) + "\n"
    check_sbom(text)
    write_whole(path, text.encode())
    return len(found["components"])


def check_sbom(text: str) -> None:
    """Raise a ValueError where it isn't what CycloneDX's schema wants."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    wrong = JsonStrictValidator(SchemaVersion.from_version(VERSION)).validate_str(text)
    if wrong is not None:
        raise ValueError(f"the bill of materials is malformed: {wrong}")


def _environment() -> dict[str, Any]:
    """All that is installed here, the tests' tools included."""
    done = subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", "environment", sys.executable, "--pyproject",
         ROOT / "pyproject.toml", "--output-reproducible", "--sv", VERSION],
        check=True,
        capture_output=True,
        text=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _described(component: dict[str, Any], hashes: set[str]) -> dict[str, Any]:
    licence = known()["package"][normal(component["name"])]
    one = " " not in licence
    return {
        **{key: value for key, value in component.items() if key != "evidence"},
        "licenses": [{"license": {"id": licence}} if one else {"expression": licence}],
        "properties": [
            *component.get("properties", ()),
            *({"name": "quizgen:locked:sha256", "value": each} for each in sorted(hashes)),
        ],
    }
