"""Everything that is out to do harm, or broken, by the site's ways in."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask

from tests.hostile import INPUTS, bounded, made, refused
from tests.web.teacher.conftest import Desk, text_of
from tests.web.teacher.pages import Answer, reply
from web import limits


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many articles a minute as there are."""
    monkeypatch.setattr(limits, "LIMITS", ())


@pytest.fixture
def ways(
    desk: Desk, site: Flask, serving: Callable[[Answer], None]
) -> dict[str, Callable[[str], tuple[int, str]]]:
    """How a teacher brings an article to the site, by name: the answer's status and page."""
    config = site.extensions["quizgen_config"]
    site.extensions["quizgen_config"] = replace(config, fetch_urls=True)
    address = "/teacher/articles/new"

    def upload(name: str) -> tuple[int, str]:
        answer = desk.post(address, way="file", file=(BytesIO(made(name)), "article"))
        return answer.status_code, answer.text

    def paste(name: str) -> tuple[int, str]:
        body = f"csrf_token={desk.token()}&way=text&text={quote_from_bytes(made(name))}"
        answer = desk.client.post(
            address, data=body, content_type="application/x-www-form-urlencoded"
        )
        return answer.status_code, answer.text

    def fetch(name: str) -> tuple[int, str]:
        serving(reply(body=made(name)))
        answer = desk.post(address, way="url", url="http://news.example/a")
        return answer.status_code, answer.text

    return {"upload": upload, "paste": paste, "fetch": fetch}


# The client that uploads leaves the temporary file open from which it does so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("way", ["upload", "paste", "fetch"])
def test_the_site(way: str, ways: dict[str, Callable[[str], tuple[int, str]]], site: Flask) -> None:
    """A page says what is wrong, and nothing is kept of it; what is read becomes a draft."""
    store = site.extensions["quizgen_store"]
    kept = 0
    for name, given in INPUTS.items():
        if way == "paste" and not given.is_text:
            continue
        with bounded():
            status, page = ways[way](name)
        assert status in (303, 413, 422), (name, status)
        if status == 422:
            refused(text_of(page), given.says, name)
        kept += status == 303
        assert len(store.drafts.lines()) == kept, name
    gc.collect()  # here, where what was left open is known, and not in whatever test comes next
