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
    """Write it, if it is what CycloneDX's schema wants; the number of packages in it."""
    made = sbom()
    check_sbom(made)
    write_whole(path, (json.dumps(made, indent=2, sort_keys=True) + "\n").encode())
    return len(made["components"])


def sbom() -> dict[str, Any]:
    """What is installed of the packages that are locked for running quizgen.

    With the licences that `licences.toml` gives, the hashes that were allowed, and which package
    needs which.
    """
    found = _environment()
    run = packages(RUN)
    wanted = {
        each["bom-ref"]: normal(each["name"])
        for each in found["components"]
        if normal(each["name"]) in run
    }
    kept = {found["metadata"]["component"]["bom-ref"], *wanted}
    components = [
        _described(each, run[wanted[each["bom-ref"]]])
        for each in found["components"]
        if each["bom-ref"] in wanted
    ]
    dependencies = [
        {**each, "dependsOn": [ref for ref in each.get("dependsOn", ()) if ref in kept]}
        for each in found["dependencies"]
        if each["ref"] in kept
    ]
    return {**found, "components": components, "dependencies": dependencies}


def check_sbom(made: dict[str, Any]) -> None:
    """Raise a ValueError where it isn't what CycloneDX's schema wants; a package takes 0.1 s."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    wrong = JsonStrictValidator(SchemaVersion.from_version(VERSION)).validate_str(json.dumps(made))
    if wrong is not None:
        raise ValueError(f"the bill of materials is malformed: {wrong}")


def _environment() -> dict[str, Any]:
    """All that is installed here, the tests' tools included."""
    done = subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", "environment", sys.executable, "--pyproject",
         ROOT / "pyproject.toml", "--output-reproducible", "--no-validate", "--sv", VERSION],
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
