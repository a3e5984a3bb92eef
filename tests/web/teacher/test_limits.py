"""How often a teacher's browser, or whoever would like to be one, may do something."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from tests.web.teacher.conftest import Desk
from web.store.drafts import Draft


@pytest.mark.parametrize(
    ("path", "most"),
    [("new", 20), ("{id}/preview", 20), ("{id}/regenerate", 20)],
)
def test_uploads_and_generations(desk: Desk, draft: Draft, path: str, most: int) -> None:
    """Twenty in a minute are enough for anybody; then the page says to wait."""
    token = desk.token()
    address = f"/teacher/articles/{path.format(id=draft.id)}"
    statuses = [
        desk.client.post(address, data={"csrf_token": token, "count": "x"}).status_code
        for _ in range(most + 1)
    ]
    assert 429 not in statuses[:-1]
    assert statuses[-1] == 429


def test_guessing_many_names(site: Flask) -> None:
    """Trying one password with name after name ends, too."""
    desk = Desk(site.test_client())
    token = desk.token()
    statuses = [
        desk.client.post(
            "/teacher/sign-in",
            data={"csrf_token": token, "name": f"Teacher {number}", "password": "password1"},
        ).status_code
        for number in range(31)
    ]
    assert statuses == [422] * 30 + [429]


def test_imports(desk: Desk) -> None:
    """Five in a minute."""
    token = desk.token()
    statuses = [
        desk.client.post(
            "/teacher/account/import",
            data={"csrf_token": token, "file": (io.BytesIO(b"{}"), "x.json")},
        ).status_code
        for _ in range(6)
    ]
    assert statuses == [422] * 5 + [429]
