"""All that quizgen depends on is locked by hash, under a licence it may use, and listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dependencies.audit import UNCHECKED, of_answer
from tests.dependencies.licences import complaints, is_allowed, known
from tests.dependencies.locked import RUN, TESTS, normal, packages
from tests.dependencies.sbom import check_sbom, sbom


@pytest.mark.parametrize("path", [RUN, TESTS], ids=lambda path: path.name)
def test_every_package_is_locked_by_hash(path: Path) -> None:
    """So that nobody gets anything else than what was tested."""
    locked = packages(path)
    assert len(locked) > 50
    assert [name for name, hashes in locked.items() if not hashes] == []


def test_licences() -> None:
    """Each is listed as the package has it, and is one that quizgen may use."""
    assert list(complaints()) == []


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("MIT AND Zlib", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("MIT AND (GPL-3.0-only OR BSD-3-Clause)", True),
    ],
)
def test_choices_of_licences(licence: str, allowed: bool) -> None:
    assert is_allowed(licence, known()["allowed"]["run"]) == allowed


def test_bill_of_materials() -> None:
    """It names what quizgen runs on, with versions, licences and hashes; no tool of the tests."""
    made = sbom()
    named = {normal(each["name"]): each for each in made["components"]}
    assert set(named) <= set(packages(RUN))
    assert len(set(packages(RUN)) - set(named)) < 6  # some are for other systems
    assert "pytest" not in named and "anki" not in named
    assert made["metadata"]["component"]["name"] == "quizgen"
    assert named["spacy"]["licenses"] == [{"license": {"id": "MIT"}}]
    assert named["spacy"]["version"].startswith("3.8")
    needs = {each["ref"]: each["dependsOn"] for each in made["dependencies"]}
    assert named["flask"]["bom-ref"] in needs[made["metadata"]["component"]["bom-ref"]]
    assert sbom() == made


def test_bill_of_materials_is_well_formed() -> None:
    """As CycloneDX's schema wants it: a few packages, as all of them take long."""
    made = sbom()
    few = [each for each in made["components"] if normal(each["name"]) in ("spacy", "tld", "tqdm")]
    check_sbom({**made, "components": few, "dependencies": []})
    with pytest.raises(ValueError, match="malformed"):
        check_sbom({**made, "components": [{"type": "library"}], "dependencies": []})


class TestAudit:
    """Nothing is called well that wasn't looked at."""

    def test_no_answer(self) -> None:
        """As pip-audit tells it where the index says nothing: every package is skipped."""
        made = of_answer({"flask", "lxml"}, [{"name": "Flask", "skip_reason": "not found"}])
        assert made.code == UNCHECKED
        assert made.lines() == ["NOTHING WAS CHECKED: no registry answered for any package"]

    def test_some_answers(self) -> None:
        flask = {"name": "Flask", "version": "3.1", "vulns": []}
        made = of_answer({"flask", "lxml"}, [flask, {"name": "lxml", "skip_reason": "not found"}])
        assert made.code == UNCHECKED
        assert made.lines() == [
            "1 packages were checked, and 1 COULD NOT BE CHECKED",
            "no known vulnerabilities",
        ]

    def test_found(self) -> None:
        bad = {"id": "PYSEC-1", "fix_versions": ["3.2"]}
        made = of_answer({"flask"}, [{"name": "Flask", "version": "3.1", "vulns": [bad]}])
        assert made.code == 1
        assert made.lines() == [
            "Flask 3.1: PYSEC-1, mended in 3.2",
            "all 1 packages were checked",
            "1 known vulnerability",
        ]

    def test_well(self) -> None:
        made = of_answer({"flask"}, [{"name": "Flask", "version": "3.1", "vulns": []}])
        assert (made.code, made.lines()[-1]) == (0, "no known vulnerabilities")
