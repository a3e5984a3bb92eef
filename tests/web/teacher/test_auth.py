"""Who gets in, and how long."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.web.teacher.conftest import PASSWORD, Desk
from web import passwords
from web.auth import OURS, _wanted
from web.store import Store
from web.store.accounts import MOST_FAILURES, SIGN_IN_SECONDS, Teacher


def test_sign_in_leads_to_where_one_wanted(site: Flask, teacher: Teacher) -> None:
    """Who asks for a page is asked to sign in first, and comes to that page then."""
    desk = Desk(site.test_client())
    asked = desk.client.get("/teacher/account")
    assert asked.status_code == 303
    wanted = re.search(r'name="next" value="([^"]*)"', desk.get(asked.headers["Location"]))
    assert wanted is not None
    answer = desk.post("/teacher/sign-in", name=teacher.name, password=PASSWORD, next=wanted[1])
    assert answer.headers["Location"] == "/teacher/account"


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/teacher", "/\\evil.example", "/teacher/../..//x.y",
     "/teacher\n//evil.example", "javascript:alert(1)", "/teacherx", ""],
)  # fmt: skip
def test_sign_in_leads_nowhere_else(site: Flask, teacher: Teacher, address: str) -> None:
    """An address that was slipped in leads to the list of articles instead."""
    answer = Desk(site.test_client()).post(
        "/teacher/sign-in", name=teacher.name, password=PASSWORD, next=address
    )
    assert answer.headers["Location"] == "/teacher/"


def test_names_are_compared_as_people_do(site: Flask, teacher: Teacher) -> None:
    """Capital letters and spaces don't matter."""
    assert Desk(site.test_client()).sign_in("  clara   OSEI ").status_code == 303


def test_a_wrong_name_and_a_wrong_password_look_alike(site: Flask, teacher: Teacher) -> None:
    """What the page says tells nobody who teaches here."""
    pages = [
        Desk(site.test_client()).post("/teacher/sign-in", name=name, password="wrong password")
        for name in (teacher.name, "Nobody")
    ]
    bare = [re.sub(r'value="[^"]*"', "", page.text) for page in pages]
    assert bare[0] == bare[1]
    assert [page.status_code for page in pages] == [422, 422]


def test_guessing_ends(site: Flask, teacher: Teacher, monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten wrong ones even the right password waits; from elsewhere it doesn't."""
    monkeypatch.setattr(passwords, "is_right", lambda password, stored: password == PASSWORD)
    desk = Desk(site.test_client())
    for _ in range(MOST_FAILURES):
        assert desk.sign_in(teacher.name, "guess after guess").status_code == 422
    blocked = desk.sign_in(teacher.name)
    assert blocked.status_code == 429
    assert "Try again in 15 minutes" in blocked.text
    elsewhere = site.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert Desk(elsewhere).sign_in(teacher.name).status_code == 303


def test_right_passwords_are_no_guesses(site: Flask, store: Store, teacher: Teacher) -> None:
    """Signing in often never locks anybody out."""
    for _ in range(MOST_FAILURES + 2):
        store.accounts.sign_in(teacher.name, PASSWORD, "192.0.2.1")


def test_a_session_from_before_is_no_session(site: Flask, teacher: Teacher) -> None:
    """A cookie or a form's token that somebody planted is worth nothing after the sign-in."""
    desk = Desk(site.test_client())
    planted = desk.token()
    name = site.config["SESSION_COOKIE_NAME"]
    before = desk.client.get_cookie(name)
    desk.sign_in(teacher.name)
    after = desk.client.get_cookie(name)
    assert before is not None and after is not None and before.value != after.value
    answer = desk.client.post("/teacher/account/password", data={"csrf_token": planted})
    assert answer.status_code == 400
    thief = site.test_client()
    thief.set_cookie(name, before.value)
    assert thief.get("/teacher/account").status_code == 303


def test_signing_out_ends_copies_of_the_cookie(site: Flask, desk: Desk) -> None:
    """A cookie that was copied before is worth nothing afterwards."""
    name = site.config["SESSION_COOKIE_NAME"]
    cookie = desk.client.get_cookie(name)
    assert cookie is not None
    thief = site.test_client()
    thief.set_cookie(name, cookie.value)
    assert thief.get("/teacher/account").status_code == 200
    desk.post("/teacher/sign-out")
    assert thief.get("/teacher/account").status_code == 303
    assert desk.client.get("/teacher/account").status_code == 303


def test_signed_in_browsers_are_forgotten(
    store: Store, teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve hours without a click end it."""
    token = store.accounts.sign_in_again(teacher)
    now = store.accounts._clock()
    assert store.accounts.signed_in(token) == teacher
    monkeypatch.setattr(store.accounts, "_clock", lambda: now + SIGN_IN_SECONDS + 60)
    assert store.accounts.signed_in(token) is None


def test_changing_the_password(site: Flask, desk: Desk, teacher: Teacher) -> None:
    """It needs the old one; other browsers are signed out, this one isn't."""
    other = Desk(site.test_client())
    other.sign_in(teacher.name)
    new = "nine gulls over the pier"

    def change(**fields: str) -> str:
        return desk.post("/teacher/account/password", **fields).text

    assert "The old password is wrong" in change(old="not it at all", password=new, again=new)
    assert "differ" in change(old=PASSWORD, password=new, again=new + "!")
    assert "Choose another password" in change(old=PASSWORD, password="short", again="short")
    assert other.client.get("/teacher/account").status_code == 200
    desk.done("/teacher/account/password", old=PASSWORD, password=new, again=new)
    assert other.client.get("/teacher/account").status_code == 303
    assert Desk(site.test_client()).sign_in(teacher.name).status_code == 422
    assert Desk(site.test_client()).sign_in(teacher.name, new).status_code == 303


def test_the_form_for_a_password_leads_back_to_its_link(site: Flask, store: Store) -> None:
    """Where else should it be sent?"""
    link = f"/teacher/set-up/{store.accounts.invite(None)}"
    assert f'action="{link}"' in Desk(site.test_client()).get(link)


def test_the_first_teacher(site: Flask, store: Store) -> None:
    """The link that the first start prints makes an admin, once."""
    link = f"/teacher/set-up/{store.accounts.invite(None)}"
    desk = Desk(site.test_client())
    assert "first teacher" in desk.get(link)
    bad = desk.post(link, name="Ada Brook", password="aaaaaaaaaaaa", again="aaaaaaaaaaaa")
    assert bad.status_code == 422
    desk.done(link, name="Ada Brook", password=PASSWORD, again=PASSWORD)
    assert desk.client.get("/teacher/teachers").status_code == 200
    assert Desk(site.test_client()).get(link, status=404)
    assert [(t.name, t.admin) for t in store.accounts.teachers()] == [("Ada Brook", True)]


def test_an_old_link_makes_no_second_first_teacher(site: Flask, store: Store) -> None:
    """Once there is a teacher, the link of the first start is dead."""
    token = store.accounts.invite(None)
    store.accounts.add("Ada Brook", PASSWORD)
    Desk(site.test_client()).get(f"/teacher/set-up/{token}", status=404)


def test_admins_add_teachers(site: Flask, store: Store) -> None:
    """The link stands on the page once, sets a password once, and makes no admin."""
    store.accounts.add("Ada Brook", PASSWORD, admin=True)
    desk = Desk(site.test_client())
    desk.sign_in("Ada Brook")
    page = desk.post("/teacher/teachers", name="Tom Vance").text
    link = re.search(r"/teacher/set-up/[\w-]+", page)
    assert link is not None
    assert link[0] not in desk.get("/teacher/teachers")
    assert desk.post("/teacher/teachers", name="tom  vance").status_code == 422
    newcomer = Desk(site.test_client())
    assert "Welcome, Tom Vance" in newcomer.get(link[0])
    newcomer.done(link[0], password=PASSWORD, again=PASSWORD)
    assert newcomer.client.get("/teacher/teachers").status_code == 404


def test_passwords_are_stored_as_hashes(store: Store, teacher: Teacher) -> None:
    """argon2id, salted: the same password twice is stored as two things."""
    hashes = [passwords.hashed(PASSWORD), passwords.hashed(PASSWORD)]
    assert all(each.startswith("$argon2id$") for each in hashes)
    assert len(set(hashes)) == 2
    assert passwords.is_right(PASSWORD, hashes[0])
    assert not passwords.is_right(PASSWORD, None)
    assert not passwords.is_right("nobody’s password", None)


def test_every_page_for_teachers_may_be_wanted(site: Flask) -> None:
    """The pattern of addresses that a sign-in may lead to has room for all of them."""
    with site.test_request_context():
        assert OURS.fullmatch("/teacher/articles/a-b_c/generations/2")
        assert _wanted("/teacher/articles/a%2520b/results?note=x") == (
            "/teacher/articles/a%2520b/results?note=x"
        )
