"""Passwords: stored as argon2id's hash, with the parameters that RFC 9106 recommends.

argon2-cffi is the binding to the reference implementation.
"""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

FEWEST = 10
MOST = 200
"""Characters. NIST SP 800-63B asks for length rather than for kinds of characters; more than the
most would only make hashing slow."""

_HASHER = PasswordHasher()


def problem_with(password: str, name: str) -> str | None:
    """Why the password can't be taken, as a key of the page's texts; None if it can."""
    if len(password) < FEWEST:
        return "short"
    if len(password) > MOST:
        return "long"
    if password.casefold() == name.casefold() or len(set(password)) < 4:
        return "plain"
    return None


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _HASHER.hash(password)


def is_right(password: str, stored: str | None) -> bool:
    """Whether it is the password that was stored; as slow where none was, which tells nothing."""
    try:
        return _HASHER.verify(stored or _nobodys(), password[: MOST + 1]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether it was hashed with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody’s password")
