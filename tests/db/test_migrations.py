from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from expenseiq_core.db import migrating
from expenseiq_core.db.models import Base
from expenseiq_core.errors import SettingsError


def test_migrations_and_models_agree(database_url):
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_newest_script_is_alembics_head():
    scripts = ScriptDirectory.from_config(migrating.config())
    assert scripts.get_current_head() == migrating.head()


def test_up_down_and_up_again_works(empty_database_url):
    migrating.upgrade(empty_database_url)
    migrating.downgrade(empty_database_url, "base")
    engine = create_engine(empty_database_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    migrating.upgrade(empty_database_url)
    migrating.check(empty_database_url)


def test_an_empty_database_is_told_to_be_migrated(empty_database_url):
    with pytest.raises(SettingsError, match="expenseiq migrate"):
        migrating.check(empty_database_url)
