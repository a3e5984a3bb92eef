"""The site in other languages than the article's."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import web
from quizgen.models import QuestionSet
from tests.web.conftest import Student
from web.languages import LANGUAGES, _is_ours
from web.store import Store

ROOT = Path(web.__file__).parent
TRANSLATIONS = ROOT / "translations"
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")
CATALOGUES = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def strings(catalogue: Catalog) -> dict[str, object]:
    return {str(message.id): message.string for message in catalogue if message.id}


def messages() -> set[str]:
    """Every string of the templates and modules that is to be translated."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
    found = extract_from_dir(str(ROOT), methods, options, keywords)
    return {found[0] if isinstance(found, tuple) else found for _, _, found, _, _ in found}


def test_every_language_has_a_catalogue() -> None:
    """But for English, in which the templates are written."""
    assert {path.parts[-3] for path in CATALOGUES} | {"en"} == set(LANGUAGES)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogues_are_complete(path: Path) -> None:
    """Every string is translated, none that is gone is left, and placeholders are the same."""
    known = {
        message.id[0] if isinstance(message.id, tuple) else message.id: message
        for message in catalogue(path)
        if message.id
    }
    assert set(known) == messages(), "run `make translations`, and translate what is new"
    for key, message in known.items():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(texts), key
        assert not message.fuzzy, key
        wanted = set(PLACEHOLDER.findall(key))
        for text in texts:
            assert set(PLACEHOLDER.findall(text)) >= wanted, key
            assert set(PLACEHOLDER.findall(text)) <= wanted | {"%(num)s"}, key


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_compiled_catalogues_are_up_to_date(path: Path) -> None:
    """What the site reads is what the catalogue says."""
    compiled = BytesIO()
    write_mo(compiled, catalogue(path))
    compiled.seek(0)
    with path.with_suffix(".mo").open("rb") as file:
        shipped = read_mo(file)
    assert strings(shipped) == strings(read_mo(compiled)), "run `make translations`"


def test_browsers_language(student: Student) -> None:
    """A browser that asks for German gets it; one that asks for what we haven't got, English."""
    for wanted, language, heading in (
        ("de-AT,en;q=0.5", "de", "Quizze"),
        ("fr,it", "en", "Quizzes"),
        ("", "en", "Quizzes"),
    ):
        response = student.client.get("/", headers={"Accept-Language": wanted})
        assert f'<html lang="{language}">' in response.text
        assert f"<h1>{heading}</h1>" in response.text


def test_chosen_language(student: Student, question_set: QuestionSet) -> None:
    """A choice on any page holds from then on, leads back there, and leaves the article alone."""
    page = student.begin()
    german = student.get(page.links["Deutsch"])
    assert german.path == page.path
    assert '<html lang="de">' in german.source
    assert "Frage 1 von 4" in german.text
    assert question_set.questions[0].stem in german.text
    answered = student.answer(german, question_set.questions[0].answer)
    assert "Deine Antwort, und richtig" in answered.text
    assert '<section class="question" lang="en"' in answered.source
    assert "14. März" not in answered.text
    assert "30. April 2015" in answered.text
    assert (
        "Question 2 of 4"
        in student.get(student.get(answered.links["Nächste Frage"]).links["English"]).text
    )


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "javascript:x", ""],
)
def test_language_leads_nowhere_else(student: Student, address: str) -> None:
    """Whatever the address says, choosing a language stays on this site."""
    assert not _is_ours(address)
    response = student.client.get("/language/de", query_string={"next": address})
    assert response.status_code == 303
    assert response.location == "/"


def test_unknown_language(student: Student) -> None:
    assert student.client.get("/language/xx").status_code == 404


def test_markup_in_a_translated_sentence(
    student: Student, store: Store, question_set: QuestionSet
) -> None:
    """What is put into a translated sentence is text, too."""
    evil = replace(question_set.article, title="<script>alert(1)</script>")
    store.save_question_set(replace(question_set, id="evil", article=evil))
    page = student.get("/quiz/evil/join")
    assert "<script>alert" not in page.source
