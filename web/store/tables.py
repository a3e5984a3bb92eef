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
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# What belongs to a quiz whatever its questions are.
quizzes = Table(
    "quizzes",
    metadata,
    Column("id", Text, primary_key=True),  # the question set's
    Column("owner", Text),  # whose it is; null: nobody's, put there from the command line
    Column("settings", JSON, nullable=False),  # of QuizSettings
    Column("created", Float, nullable=False),  # seconds since 1970 UTC
    Column("closed", Float),  # seconds since 1970 UTC; null: can be begun
    Index(None, "owner"),
)

# Rows are never changed: a question set saved anew is a new row with a higher version, so that
# whoever is in the middle of the old one finishes the old one.
question_sets = Table(
    "question_sets",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("id", ForeignKey("quizzes.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("published", Date),
    Column("questions", Integer, nullable=False),
    Column("content", Text, nullable=False),  # the question set's JSON
    Column("saved", Float, nullable=False),  # seconds since 1970 UTC
    Index(None, "id", "version"),
    sqlite_autoincrement=True,
)

# A quiz has one link for each amount of extra time that somebody in the class has.
join_links = Table(
    "join_links",
    metadata,
    Column("code", Text, primary_key=True),
    Column("quiz_id", ForeignKey("quizzes.id"), nullable=False),
    Column("extra_time", Integer, nullable=False),  # per cent of the time limit
    UniqueConstraint("quiz_id", "extra_time"),
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
    Column("settings", JSON, nullable=False),  # of QuizSettings, as they were at the start
    Column("nickname", Text),
    Column("link", ForeignKey("join_links.code")),  # null: opened from the list of quizzes
    Column("deadline", Float),  # seconds since 1970 UTC; null: no limit
    Index(None, "student"),
    Index(None, "version"),
)

# The primary key is what makes an answer count once, whatever is clicked twice.
responses = Table(
    "responses",
    metadata,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("question_id", Text, primary_key=True),
    Column("option_id", Text),  # null: typed, and none of the options
    Column("typed", Text),  # what was typed; null: chosen
    Column("correct", Boolean, nullable=False),
    Column("given", Float, nullable=False),  # seconds since 1970 UTC
    Index(None, "question_id"),
)

# A student's last word on a question counts.
reports = Table(
    "reports",
    metadata,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("question_id", Text, primary_key=True),
    Column("reason", Text, nullable=False),  # one of REASONS
    Column("note", Text, nullable=False),  # in the student's words; may be empty
    Column("made", Float, nullable=False),  # seconds since 1970 UTC
    Column("resolved", Float),  # seconds since 1970 UTC; null: the teacher has yet to look at it
)

# Teachers. What of them is secret is stored as a digest only.

teachers = Table(
    "teachers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),  # the name as it is compared
    Column("password", Text),  # argon2's hash; null: not set yet, so that nobody can sign in
    Column("admin", Boolean, nullable=False),
    Column("created", Float, nullable=False),  # seconds since 1970 UTC
    UniqueConstraint("key"),
)

# A link by which a password is set, once.
invitations = Table(
    "invitations",
    metadata,
    Column("digest", Text, primary_key=True),  # of the link's token
    Column("teacher_id", ForeignKey("teachers.id")),  # null: makes the site's first teacher
    Column("expires", Float, nullable=False),  # seconds since 1970 UTC
)

# A browser that is signed in. Its row is what makes its cookie count.
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("digest", Text, primary_key=True),  # of the token in the cookie
    Column("teacher_id", ForeignKey("teachers.id"), nullable=False),
    Column("used", Float, nullable=False),  # seconds since 1970 UTC
    Index(None, "teacher_id"),
)

failed_sign_ins = Table(
    "failed_sign_ins",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),  # digest of a name, or of a name with an address
    Column("at", Float, nullable=False),  # seconds since 1970 UTC
    Index(None, "key", "at"),
)

# What a teacher works on: an article, and from its first generation on a question set.
drafts = Table(
    "drafts",
    metadata,
    Column("id", Text, primary_key=True),  # the question set's, and so the quiz's
    Column("owner", ForeignKey("teachers.id"), nullable=False),
    Column("title", Text, nullable=False),  # the article's
    Column("article", Text, nullable=False),  # its JSON
    Column("content", Text),  # the question set's JSON; null: none was made yet
    Column("marks", JSON, nullable=False),  # question id -> "keep" or "reject"
    Column("notes", JSON, nullable=False),  # what the last generation had to say
    Column("revision", Integer, nullable=False),  # one more with each change
    Column("published", Integer),  # revision that was published last
    Column("created", Float, nullable=False),  # seconds since 1970 UTC
    Column("changed", Float, nullable=False),  # seconds since 1970 UTC
    Column("archived", Float),  # seconds since 1970 UTC; null: not
    Index(None, "owner"),
)

# What a draft was before a change, so that the change can be undone.
draft_steps = Table(
    "draft_steps",
    metadata,
    Column("draft_id", ForeignKey("drafts.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),  # before the change
    Column("what", Text, nullable=False),  # the change: one of Step
    Column("article", Text, nullable=False),
    Column("content", Text),
    Column("marks", JSON, nullable=False),
    Column("notes", JSON, nullable=False),
)

# What takes seconds, and is done by a process of its own.
jobs = Table(
    "jobs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("draft_id", ForeignKey("drafts.id"), nullable=False),
    Column("what", Text, nullable=False),  # one of Task
    Column("parameters", JSON, nullable=False),
    Column("state", Text, nullable=False),  # one of State
    Column("stage", Text, nullable=False),  # how far it is, once it runs
    Column("message", Text),  # why it failed
    Column("made", Float, nullable=False),  # seconds since 1970 UTC
    Column("started", Float),  # seconds since 1970 UTC
    Column("beat", Float),  # when whoever runs it was last heard of, seconds since 1970 UTC
    Column("runner", Text),  # who that is
    Index(None, "draft_id"),
    Index(None, "state"),
)
