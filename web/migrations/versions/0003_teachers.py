"""Teachers, their drafts and jobs, and quizzes that can be closed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("quizzes") as table:
        table.add_column(sa.Column("closed", sa.Float))

    op.create_table(
        "teachers",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("admin", sa.Boolean, nullable=False),
        sa.Column("created", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_teachers"),
        sa.UniqueConstraint("key", name="uq_teachers_key"),
    )
    op.create_table(
        "invitations",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("teacher_id", sa.Text),
        sa.Column("expires", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_invitations"),
        sa.ForeignKeyConstraint(["teacher_id"], ["teachers.id"], name="fk_invitations_teacher_id"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("teacher_id", sa.Text, nullable=False),
        sa.Column("used", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sign_ins"),
        sa.ForeignKeyConstraint(["teacher_id"], ["teachers.id"], name="fk_sign_ins_teacher_id"),
    )
    op.create_index("ix_sign_ins_teacher_id", "sign_ins", ["teacher_id"])
    op.create_table(
        "failed_sign_ins",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_failed_sign_ins"),
    )
    op.create_index("ix_failed_sign_ins_key_at", "failed_sign_ins", ["key", "at"])

    op.create_table(
        "drafts",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("marks", sa.JSON, nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("published", sa.Integer),
        sa.Column("created", sa.Float, nullable=False),
        sa.Column("changed", sa.Float, nullable=False),
        sa.Column("archived", sa.Float),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.ForeignKeyConstraint(["owner"], ["teachers.id"], name="fk_drafts_owner"),
    )
    op.create_index("ix_drafts_owner", "drafts", ["owner"])
    op.create_table(
        "draft_steps",
        sa.Column("draft_id", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("marks", sa.JSON, nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "revision", name="pk_draft_steps"),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_draft_steps_draft_id"),
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("draft_id", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("parameters", sa.JSON, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("message", sa.Text),
        sa.Column("made", sa.Float, nullable=False),
        sa.Column("started", sa.Float),
        sa.Column("beat", sa.Float),
        sa.Column("runner", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_jobs_draft_id"),
    )
    op.create_index("ix_jobs_draft_id", "jobs", ["draft_id"])
    op.create_index("ix_jobs_state", "jobs", ["state"])


def downgrade() -> None:
    # Not back: teachers and what they work on have no place in 0002.
    raise NotImplementedError("restore a backup from before this migration instead")
