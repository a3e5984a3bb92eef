"""Teachers: who they are, how they prove it, and for how long that holds."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from web import passwords
from web.errors import AccountError, SignInError, UnknownInvitationError
from web.store.database import Database
from web.store.tables import failed_sign_ins, invitations, sign_ins, teachers

LONGEST_NAME = 80
"""Characters."""

INVITATION_SECONDS = 7 * 24 * 60 * 60
SIGN_IN_SECONDS = 12 * 60 * 60
"""How long a link to set a password can be used, and how long a browser that does nothing stays
signed in."""
REFRESH_SECONDS = 5 * 60
"""How exactly it is kept when a browser was last seen."""

WINDOW = 15 * 60
MOST_FAILURES = 10
MOST_FAILURES_OF_NAME = 100
"""Failed sign-ins within the window's seconds after which there are no more: for a name from one
address; and for a name from all, many enough that nobody is locked out by a stranger at once."""


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody who may sign in."""

    id: str  # unguessable, never changes
    name: str
    admin: bool  # sees everything on the site
    created: float  # seconds since 1970 UTC
    has_password: bool = True


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link to set a password is for."""

    teacher: Teacher | None  # None: the site's first teacher, who takes a name as well


class Accounts:
    """The site's teachers.

    Every method may raise :class:`web.errors.StoreError`, as the store's do.
    """

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    # Who there is

    def add(self, name: str, password: str | None = None, *, admin: bool = False) -> Teacher:
        """A new teacher; without a password, one who needs a link to set it.

        Raises:
            AccountError: The name is taken or empty, or the password too weak.
        """
        with self._database.writing(exclusively="teachers") as connection:
            return self._add(connection, name, password, admin)

    def teachers(self) -> list[Teacher]:
        """All of them, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(teachers).order_by(teachers.c.key))
            return [_teacher(row) for row in rows.mappings()]

    def named(self, name: str) -> Teacher:
        """The teacher of that name.

        Raises:
            AccountError: There is none.
        """
        with self._database.reading() as connection:
            found = connection.execute(select(teachers).where(teachers.c.key == _key(name)))
            row = found.mappings().first()
        if row is None:
            raise AccountError(f"there is no teacher {name!r} on this site", field="name")
        return _teacher(row)

    # Links that set a password

    def invite(self, teacher_id: str | None) -> str:
        """The token of a link by which that teacher sets a password; earlier links end.

        Args:
            teacher_id: Whose; None for whoever becomes the site's first teacher, and admin.
        """
        token = secrets.token_urlsafe(24)
        with self._database.writing() as connection:
            connection.execute(
                delete(invitations).where(
                    invitations.c.teacher_id.is_not_distinct_from(teacher_id)
                    | (invitations.c.expires < self._clock())
                )
            )
            connection.execute(
                insert(invitations).values(
                    digest=_digest(token),
                    teacher_id=teacher_id,
                    expires=self._clock() + INVITATION_SECONDS,
                )
            )
        return token

    def invitation(self, token: str) -> Invitation:
        """What that link is for.

        Raises:
            UnknownInvitationError: It can't be used, or can't any more.
        """
        with self._database.reading() as connection:
            return self._invitation(connection, token)

    def accept(self, token: str, name: str, password: str) -> Teacher:
        """Set the password that the link is for; then the link is used up.

        All browsers that were signed in under the old one aren't any more.

        Args:
            token: The link's.
            name: Of the site's first teacher; anybody else has one already.
            password: The new one.

        Raises:
            UnknownInvitationError: The link can't be used any more.
            AccountError: The name or the password can't be taken; the link can still be used.
        """
        with self._database.writing(exclusively="teachers") as connection:
            invited = self._invitation(connection, token).teacher
            if invited is None:
                teacher = self._add(connection, name, password, admin=True)
            else:
                self._set_password(connection, invited, password)
                teacher = invited
            connection.execute(delete(invitations).where(invitations.c.digest == _digest(token)))
        return teacher

    # Signing in

    def sign_in(self, name: str, password: str, address: str) -> str:
        """The token of a browser that is signed in from now on.

        Args:
            name: The teacher's, in small or capital letters.
            password: What was typed.
            address: Where from, so that whoever guesses locks out only themselves.

        Raises:
            SignInError: They don't belong together, or it was tried too often.
        """
        keys = {_digest(f"{_key(name)}\0{address}"): MOST_FAILURES}
        keys[_digest(_key(name))] = MOST_FAILURES_OF_NAME
        since = self._clock() - WINDOW
        with self._database.writing() as connection:
            connection.execute(delete(failed_sign_ins).where(failed_sign_ins.c.at <= since))
            for key, most in keys.items():
                if self._failures(connection, key) >= most:
                    raise SignInError(wait=WINDOW // 60)
            # Counted before the password is looked at, so that a hundred tries at once are a
            # hundred; taken back if it is right.
            at = self._clock()
            connection.execute(insert(failed_sign_ins), [{"key": key, "at": at} for key in keys])
            found = connection.execute(select(teachers).where(teachers.c.key == _key(name)))
            row = found.mappings().first()
        stored = row["password"] if row is not None else None
        if (
            not passwords.is_right(password, stored) or row is None or stored is None
        ):  # outside: it takes a while
            raise SignInError
        with self._database.writing() as connection:
            for key in keys:
                mine = select(func.max(failed_sign_ins.c.id)).where(failed_sign_ins.c.key == key)
                connection.execute(
                    delete(failed_sign_ins).where(failed_sign_ins.c.id == mine.scalar_subquery())
                )
            if passwords.is_outdated(stored):
                connection.execute(
                    update(teachers)
                    .where(teachers.c.id == row["id"], teachers.c.password == stored)
                    .values(password=passwords.hashed(password))
                )
            return self._sign_in(connection, row["id"])

    def sign_in_again(self, teacher: Teacher) -> str:
        """The token of a browser whose teacher has just set a password."""
        with self._database.writing() as connection:
            return self._sign_in(connection, teacher.id)

    def signed_in(self, token: str) -> Teacher | None:
        """Who is signed in with that token; None if nobody is any more."""
        now = self._clock()
        query = (
            select(teachers, sign_ins.c.used)
            .join(sign_ins, sign_ins.c.teacher_id == teachers.c.id)
            .where(sign_ins.c.digest == _digest(token), sign_ins.c.used > now - SIGN_IN_SECONDS)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        if now - row["used"] > REFRESH_SECONDS:
            with self._database.writing() as connection:
                connection.execute(
                    update(sign_ins).where(sign_ins.c.digest == _digest(token)).values(used=now)
                )
        return _teacher(row)

    def sign_out(self, token: str) -> None:
        """Nobody is signed in with that token any more, wherever the cookie has been copied."""
        with self._database.writing() as connection:
            connection.execute(delete(sign_ins).where(sign_ins.c.digest == _digest(token)))

    def change_password(self, teacher: Teacher, old: str, new: str) -> str:
        """Set another password; every browser that is signed in isn't any more.

        Returns:
            A token for this browser.

        Raises:
            AccountError: The old one is wrong, or the new one too weak.
        """
        with self._database.reading() as connection:
            stored = connection.execute(
                select(teachers.c.password).where(teachers.c.id == teacher.id)
            ).scalar_one()
        if not passwords.is_right(old, stored):
            raise AccountError("the old password is wrong", field="old")
        with self._database.writing() as connection:
            self._set_password(connection, teacher, new)
            return self._sign_in(connection, teacher.id)

    # What the use cases have in common

    def _add(self, connection: Connection, name: str, password: str | None, admin: bool) -> Teacher:
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise AccountError(f"a name has 1 to {LONGEST_NAME} characters", field="name")
        known = select(teachers.c.id).where(teachers.c.key == _key(name))
        if connection.execute(known).first() is not None:
            raise AccountError(f"there is a teacher {name!r} already", field="name")
        row: dict[str, Any] = {
            "id": secrets.token_urlsafe(12),
            "name": name,
            "key": _key(name),
            "password": None if password is None else _checked(password, name),
            "admin": admin,
            "created": self._clock(),
        }
        connection.execute(insert(teachers).values(**row))
        return _teacher(row)

    def _invitation(self, connection: Connection, token: str) -> Invitation:
        query = (
            select(invitations.c.teacher_id, teachers)
            .join(teachers, teachers.c.id == invitations.c.teacher_id, isouter=True)
            .where(invitations.c.digest == _digest(token), invitations.c.expires > self._clock())
        )
        row = connection.execute(query).mappings().first()
        if row is None:
            raise UnknownInvitationError(token)
        if row["teacher_id"] is not None:
            return Invitation(_teacher(row))
        if connection.execute(select(teachers.c.id).limit(1)).first() is not None:
            raise UnknownInvitationError(token)  # there is a first teacher by now
        return Invitation(None)

    def _set_password(self, connection: Connection, teacher: Teacher, password: str) -> None:
        connection.execute(
            update(teachers)
            .where(teachers.c.id == teacher.id)
            .values(password=_checked(password, teacher.name))
        )
        connection.execute(delete(sign_ins).where(sign_ins.c.teacher_id == teacher.id))

    def _sign_in(self, connection: Connection, teacher_id: str) -> str:
        token = secrets.token_urlsafe(24)
        now = self._clock()
        connection.execute(delete(sign_ins).where(sign_ins.c.used <= now - SIGN_IN_SECONDS))
        connection.execute(
            insert(sign_ins).values(digest=_digest(token), teacher_id=teacher_id, used=now)
        )
        return token

    def _failures(self, connection: Connection, key: str) -> int:
        query = select(func.count()).where(failed_sign_ins.c.key == key)
        return connection.execute(query).scalar_one()


def _teacher(row: Any) -> Teacher:
    return Teacher(
        row["id"], row["name"], row["admin"], row["created"], row["password"] is not None
    )


def _key(name: str) -> str:
    """The name as it is compared: Unicode's compatible forms, letters' case and spaces apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _digest(secret: str) -> str:
    """What is stored of something unguessable: good for comparing, and for nothing else."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(password: str, name: str) -> str:
    problem = passwords.problem_with(password, name)
    if problem is None:
        return passwords.hashed(password)
    said = {
        "short": f"a password has at least {passwords.FEWEST} characters",
        "long": f"a password has at most {passwords.MOST} characters",
        "plain": "this password is too easy to guess",
    }
    raise AccountError(said[problem], field="password")
