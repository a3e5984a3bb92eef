"""Fetching a page reaches the public internet and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests.web.teacher.conftest import Desk
from tests.web.teacher.pages import PAGE, Answer, reply
from web.errors import FetchError
from web.teacher import fetching
from web.teacher.fetching import fetch, is_public


@pytest.mark.parametrize(
    "address",
    (
        "127.0.0.1 127.8.8.8 10.0.0.1 172.16.0.9 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1"
        " 224.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 240.0.0.1 ::1 :: fe80::1 fe80::1%eth0"
        " fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::"
        " 2001:db8::1 nonsense"
    ).split(),
)
def test_addresses_that_are_not_public(address: str) -> None:
    """This machine, this network, what is reserved, and each of them dressed up as IPv6."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_as_what_is_inside(address: Any) -> None:
    """Writing an IPv4 address as IPv6 opens nothing."""
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org", "//example.org",
     "example.org", "http://", "http://example.org:22/", "http://user@example.org/", "http://[::1",
     "javascript:1",
     "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/",
     "http://0x7f000001/", "http://169.254.169.254/latest/meta-data", "http://exa mple.org/"],
)  # fmt: skip
def test_refused_at_once(url: str) -> None:
    """Other schemes and ports, names and passwords, and whatever isn't public."""
    with pytest.raises(FetchError):
        fetch(url)


def test_a_page_comes_as_it_is(serving: Callable[[Answer], None]) -> None:
    """Its bytes, its address, and a name that says what it is."""
    serving(reply())
    found = fetch("http://news.example/story?id=1")
    assert (found.data, found.url, found.name) == (
        PAGE,
        "http://news.example/story?id=1",
        "page.html",
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (reply(404), "status 404"),
        (reply(Content_Type="application/pdf"), "leads to application/pdf"),
        (reply(Content_Encoding="gzip"), "packed"),
        (reply(body=b"x" * (fetching.MOST_BYTES + 1)), "more than 5 MB"),
        (reply(Content_Length="999999"), "broke off|doesn't answer"),
        (reply(302, Location="http://news.example/again"), "leads on and on"),
        (reply(302, Location="file:///etc/passwd"), "no web address"),
        (reply(302, Location="http://10.0.0.1/"), "not on the public internet|port"),
        (reply(302, Location="http://[::1]/"), "not on the public internet|port"),
    ],
)  # fmt: skip
def test_what_is_not_taken(serving: Callable[[Answer], None], answer: Answer, said: str) -> None:
    """Each in words; a redirect is checked as if it had been typed."""
    serving(answer)
    with pytest.raises(FetchError, match=said):
        fetch("http://news.example/")


def test_a_name_that_changes_its_mind(
    serving: Callable[[Answer], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address that was checked is connected to, and looked at again once it is: a name that
    leads elsewhere the second time gets nothing."""
    serving(reply())
    answers = iter([True, False])
    monkeypatch.setattr(fetching, "is_public", lambda address: next(answers))
    with pytest.raises(FetchError, match="doesn't answer"):
        fetch("http://news.example/")


def test_a_server_that_dawdles(
    serving: Callable[[Answer], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte now and then doesn't keep a thread of the site for ever."""
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.6)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b"x")
                time.sleep(0.1)
        except OSError:
            pass

    serving(drip)
    began = time.monotonic()
    with pytest.raises(FetchError):
        fetch("http://news.example/")
    assert time.monotonic() - began < 5


def test_it_is_off_by_default(desk: Desk) -> None:
    """The form has no field for it, and who sends one anyway is asked for text."""
    assert 'name="url"' not in desk.get("/teacher/articles/new")
    answer = desk.post("/teacher/articles/new", way="url", url="http://127.0.0.1/")
    assert answer.status_code == 422
    assert "Paste the article" in answer.text


def test_where_it_is_on(site: Flask, desk: Desk) -> None:
    """The form has a field, and says what is wrong with an address."""
    from dataclasses import replace

    site.extensions["quizgen_config"] = replace(site.extensions["quizgen_config"], fetch_urls=True)
    assert 'name="url"' in desk.get("/teacher/articles/new")
    answer = desk.post("/teacher/articles/new", way="url", url="http://127.0.0.1/")
    assert answer.status_code == 422
    assert "not on the public internet" in answer.text
