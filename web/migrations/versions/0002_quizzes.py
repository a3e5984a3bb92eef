"""Settings of quizzes, join links, typed answers, time limits, nicknames, reports."""

import secrets
import time

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# As they were when this migration was written: a migration doesn't change with the program.
CODE_LETTERS = "BCDFGHJKMNPQRTVWXY346789"
CODE_LENGTH = 6
SETTINGS = {
    "feedback": "each",
    "answers": "choice",
    "shuffle": False,
    "time_limit": None,
    "nickname": True,
    "listed": True,
}


def upgrade() -> None:
    quizzes = op.create_table(
        "quizzes",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("created", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quizzes"),
    )
    op.create_index("ix_quizzes_owner", "quizzes", ["owner"])
    join_links = op.create_table(
        "join_links",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("quiz_id", sa.Text, nullable=False),
        sa.Column("extra_time", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_join_links"),
        sa.ForeignKeyConstraint(["quiz_id"], ["quizzes.id"], name="fk_join_links_quiz_id"),
        sa.UniqueConstraint("quiz_id", "extra_time", name="uq_join_links_quiz_id_extra_time"),
    )
    ids = op.get_bind().execute(sa.text("SELECT DISTINCT id FROM question_sets")).scalars().all()
    for quiz_id in ids:
        op.bulk_insert(
            quizzes,
            [{"id": quiz_id, "owner": None, "settings": SETTINGS, "created": time.time()}],
        )
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        op.bulk_insert(join_links, [{"code": code, "quiz_id": quiz_id, "extra_time": 0}])
    with op.batch_alter_table("question_sets", table_kwargs={"sqlite_autoincrement": True}) as t:
        t.create_foreign_key("fk_question_sets_id", "quizzes", ["id"], ["id"])

    with op.batch_alter_table("attempts") as table:
        table.add_column(sa.Column("settings", sa.JSON))
        table.add_column(sa.Column("nickname", sa.Text))
        table.add_column(sa.Column("link", sa.Text))
        table.add_column(sa.Column("deadline", sa.Float))
        table.create_foreign_key("fk_attempts_link", "join_links", ["link"], ["code"])
    attempts = sa.table("attempts", sa.column("settings", sa.JSON))
    op.execute(attempts.update().values(settings=SETTINGS))
    with op.batch_alter_table("attempts") as table:
        table.alter_column("settings", existing_type=sa.JSON, nullable=False)

    with op.batch_alter_table("responses") as table:
        table.alter_column("option_id", existing_type=sa.Text, nullable=True)
        table.add_column(sa.Column("typed", sa.Text))

    op.create_table(
        "reports",
        sa.Column("attempt_id", sa.Text, nullable=False),
        sa.Column("question_id", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made", sa.Float, nullable=False),
        sa.Column("resolved", sa.Float),
        sa.PrimaryKeyConstraint("attempt_id", "question_id", name="pk_reports"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_reports_attempt_id"),
    )


def downgrade() -> None:
    # Not back: what was typed, who has extra time and what was reported has no place in 0001.
    raise NotImplementedError("restore a backup from before this migration instead")
