"""Alembic's entry: one service's database, as its owner, each migration in its own transaction."""

from alembic import context

config = context.config

with config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection, config=config, transaction_per_migration=True, target_metadata=None
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
