"""Short codes that students type to open a quiz."""

from __future__ import annotations

import re
import secrets

LETTERS = "BCDFGHJKMNPQRTVWXY346789"
"""No vowels, so that no code is a word; nothing that looks or sounds like another: no 0, 1, 2, 5,
L, S, Z. What is read wrongly all the same leads nowhere, not to another class's quiz: of 191
million codes few are in use.
"""

LENGTH = 6


def random_code() -> str:
    """BDF347"""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def normalised_code(typed: str) -> str:
    """A code as it is stored, from what somebody typed: "bdf-347 " is "BDF347"."""
    return re.sub(r"[\W_]+", "", typed).upper()[:50]


def shown_code(code: str) -> str:
    """A code in two halves, which are easier to read out and to keep in mind: "BDF-347"."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
