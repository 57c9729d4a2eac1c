"""What holds for every table: whose data it is can be told by its keys."""

from __future__ import annotations

import pytest
from sqlalchemy import Table, UniqueConstraint

from expenseiq_core.db.models import Base

TABLES = list(Base.metadata.tables.values())
POINTING = ("chats", "threads", "turns", "invitations", "schedules", "deliveries")
"""Tables outside that point to a ledger without being part of it."""
LEDGER_DATA = [t for t in TABLES if "ledger_id" in t.c and t.name not in POINTING]
OUTSIDE = [t for t in TABLES if t not in LEDGER_DATA and t.name != "ledgers"]


def test_every_table_is_on_one_side():
    assert {t.name for t in OUTSIDE} == {
        "users",
        "identities",
        "chats",
        "threads",
        "turns",
        "invitations",
        "deliveries",
        "schedules",
        "preferences",
        "emails",
        "paces",
        "leases",
        "rates",
        "failed_messages",
        "link_codes",
        "link_tries",
        "links",
        "slack_installations",
        "slack_states",
    }


@pytest.mark.parametrize("table", LEDGER_DATA, ids=lambda t: t.name)
def test_every_key_of_ledger_data_begins_with_the_ledger(table: Table):
    keys = [list(table.primary_key.columns)]
    keys += [list(i.columns) for i in table.indexes if i.unique]
    keys += [list(c.columns) for c in table.constraints if isinstance(c, UniqueConstraint)]
    for key in keys:
        assert key[0].name == "ledger_id", [c.name for c in key]
    for foreign in table.foreign_key_constraints:
        assert next(iter(foreign.columns)).name == "ledger_id", foreign.name
        assert foreign.elements[0].target_fullname == "ledgers.id" or (
            foreign.elements[0].column.name == "ledger_id"
        ), foreign.name


@pytest.mark.parametrize("table", OUTSIDE, ids=lambda t: t.name)
def test_no_foreign_key_leads_into_ledgers_from_outside(table: Table):
    inside = {t.name for t in LEDGER_DATA} | {"ledgers"}
    assert not {f.referred_table.name for f in table.foreign_key_constraints} & inside


def test_no_relationship_loads_by_itself():
    for mapper in Base.registry.mappers:
        assert all(r.lazy in ("raise", "raise_on_sql") for r in mapper.relationships), mapper
