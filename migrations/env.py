"""How Alembic runs the scripts: on the connection it is given, in that connection's transaction.

`expenseiq migrate` and the tests give one. The command `alembic` (to write a new script) has none
and uses DATABASE_URL.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine

from expenseiq_core.config import load
from expenseiq_core.db.models import Base


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = load().database_url
    if url is None:
        raise SystemExit("Set DATABASE_URL to the database to compare the models with.")
    with create_engine(url).begin() as own:
        run(own)
