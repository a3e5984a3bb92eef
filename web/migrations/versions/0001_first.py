"""Question sets, attempts and responses."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question_sets",
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("saved", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_question_sets"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_question_sets_id_version", "question_sets", ["id", "version"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("student", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("questions", sa.JSON, nullable=False),
        sa.Column("repeats", sa.Text),
        sa.Column("started", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.ForeignKeyConstraint(["version"], ["question_sets.version"], name="fk_attempts_version"),
        sa.ForeignKeyConstraint(["repeats"], ["attempts.id"], name="fk_attempts_repeats"),
    )
    op.create_index("ix_attempts_student", "attempts", ["student"])
    op.create_index("ix_attempts_version", "attempts", ["version"])
    op.create_table(
        "responses",
        sa.Column("attempt_id", sa.Text, nullable=False),
        sa.Column("question_id", sa.Text, nullable=False),
        sa.Column("option_id", sa.Text, nullable=False),
        sa.Column("correct", sa.Boolean, nullable=False),
        sa.Column("given", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "question_id", name="pk_responses"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_responses_attempt_id"),
    )
    op.create_index("ix_responses_question_id", "responses", ["question_id"])


def downgrade() -> None:
    op.drop_table("responses")
    op.drop_table("attempts")
    op.drop_table("question_sets")
