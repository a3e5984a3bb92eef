"""The database's tables, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Rows are never changed: a question set saved anew is a new row with a higher version, so that
# whoever is in the middle of the old one finishes the old one.
question_sets = Table(
    "question_sets",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", Date),
    Column("questions", Integer, nullable=False),
    Column("content", Text, nullable=False),  # the question set's JSON
    Column("saved", Float, nullable=False),  # seconds since 1970 UTC
    Index(None, "id", "version"),
    sqlite_autoincrement=True,
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("student", Text, nullable=False),
    Column("version", ForeignKey("question_sets.version"), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("questions", JSON, nullable=False),  # ids, in the order they are asked
    Column("repeats", ForeignKey("attempts.id")),
    Column("started", Float, nullable=False),  # seconds since 1970 UTC
    Index(None, "student"),
    Index(None, "version"),
)

# The primary key is what makes an answer count once, whatever is clicked twice.
responses = Table(
    "responses",
    metadata,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("question_id", Text, primary_key=True),
    Column("option_id", Text, nullable=False),
    Column("correct", Boolean, nullable=False),
    Column("given", Float, nullable=False),  # seconds since 1970 UTC
    Index(None, "question_id"),
)
