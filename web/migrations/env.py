"""What Alembic runs: the migrations, on the connection that the store hands over."""

from alembic import context

from web.store.tables import metadata

# The store has begun the transaction, so a migration is made whole or not at all.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite can't alter most things in place
)
context.run_migrations()
