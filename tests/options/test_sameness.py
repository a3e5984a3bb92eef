"""Whether two statements may be one."""

from __future__ import annotations

from dataclasses import replace

from quizgen.options import may_speak_for, says_the_same
from tests.kinds.making import body, person


def test_a_shorter_report_of_the_same() -> None:
    """One wording that is nearly all in another may be a report of the same words."""
    assert says_the_same(
        "the old bridge over the harbour could fall within weeks",
        "the old harbour bridge could fall",
    )
    assert not says_the_same("the old bridge could fall", "nobody asked for money")


def test_whose_word_is_whose() -> None:
    """A country's media, names and offices that don't tell of what speak for it, or for a firm."""
    norths = (body("the North"), body("North Korea"))
    assert all(may_speak_for(body("the Korean Central News Agency"), north) for north in norths)
    assert not may_speak_for(body("Xinhua"), body("North Korea"))
    assert may_speak_for(body("America"), body("the US"))
    assert may_speak_for(person("Ada Brook", "US President"), body("America"))
    assert not may_speak_for(body("America"), body("Canada"))
    assert may_speak_for(person("Ada Brook", "former chief executive"), body("Acme"))
    assert not may_speak_for(person("Ada Brook", "chief executive of Quayside"), body("Acme"))
    spokesman = replace(person("an RV spokesperson"), named=False)
    assert may_speak_for(spokesman, body("RV"))
    assert not may_speak_for(spokesman, body("Quayside"))


def test_experts_may_be_those_who_know() -> None:
    """The director of an institute is one of them, a mayor isn't."""
    experts = replace(person("experts"), named=False, number="plural")
    assert may_speak_for(experts, person("Ada Brook", "director of the Tidal Institute"))
    assert not may_speak_for(experts, person("Ada Brook", "mayor of Eastwick"))
