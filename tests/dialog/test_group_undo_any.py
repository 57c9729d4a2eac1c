"""Whatever two people did to shared entries: undo and redo give the very same shares, or say no."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.dialog.conftest import Group

State = dict[int, frozenset | None]
"""Number -> its rule, and what each member paid and owed; None: not counted."""

SPLITS = (
    "all",
    "with @mia @ana",
    "@ana 1 @bob 2 rest @mia",
    "@ana 50% @bob 50%",
    "@mia x2 @bob x1",
    "paid by @bob",
    "without @bob",
)
EDITS = ("undo", "redo", "delete", "restore", "9.99", "100", "0.05", *SPLITS)
DEEDS = st.tuples(
    st.sampled_from(["mia", "ana"]),
    st.sampled_from(["undo", "redo", "undo", "log", *EDITS]),
    st.sampled_from([1, 2]),
)
TITLES = itertools.count(1)


@dataclass
class Change:
    """Something that somebody did to one entry."""

    at: int
    by: str
    no: int
    before: frozenset | None
    after: frozenset | None
    undone_at: int | None = None


@dataclass
class Model:
    """What undo and redo mean where two people change the same entries."""

    changes: list[Change] = field(default_factory=list)
    clock: int = 0

    def changed(self, by: str, before: State, after: State) -> None:
        self.clock += 1
        for no in after:
            if before.get(no) != after[no]:
                self.changes.append(Change(self.clock, by, no, before.get(no), after[no]))

    def undo(self, by: str) -> Change | None:
        """The change that `undo` takes back; None: it is refused."""
        done = [c for c in self.changes if c.undone_at is None]
        own = [c for c in done if c.by == by]
        if not own:
            return None
        last = own[-1]
        others = [c for c in done if c.by != by and c.no == last.no and c.at > last.at]
        others += [
            c
            for c in self.changes
            if c.undone_at is not None
            and c.by != by
            and c.no == last.no
            and c.undone_at > last.at > c.at
        ]
        return None if others else last

    def redo(self, by: str) -> Change | None:
        """The change that `redo` makes again; None: it is refused."""
        own = [c for c in self.changes if c.by == by and c.undone_at is not None]
        if not own:
            return None
        last = max(own, key=lambda c: c.undone_at)
        assert last.undone_at is not None
        for c in self.changes:
            if c is last or c.no != last.no:
                continue
            if c.undone_at is None and c.at > last.undone_at:
                return None
            if c.by != by and c.undone_at is not None and c.undone_at > last.undone_at > c.at:
                return None
        return last


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(DEEDS, min_size=8, max_size=24))
async def test_undo_and_redo_of_two_lead_through_the_same_states(sessions, deeds):
    group, model = Group(sessions, title=f"G{next(TITLES)}"), Model()
    await group.meet("mia", "ana", "bob")
    for by, other in (("mia", "ana"), ("ana", "mia")):
        before = await _state(group)
        await group(by, f"coffee 10 paid by @{other} for all")
        now = await _state(group)
        model.changed(by, before, now)
    for by, deed, no in deeds:
        before = now
        if deed in ("undo", "redo"):
            expected = model.undo(by) if deed == "undo" else model.redo(by)
            answer = await group(by, deed)
            now = await _state(group)
            assert ("error" not in answer.data) == (expected is not None), answer.text
            wanted = dict(before)
            if expected is not None:
                model.clock += 1
                expected.undone_at = model.clock if deed == "undo" else None
                wanted[expected.no] = expected.before if deed == "undo" else expected.after
            assert now == wanted
            continue
        if deed == "log":
            await group(by, "tea 9.99")
        elif deed in ("delete", "restore"):
            await group(by, f"{deed} #{no}")
        else:
            await group(by, f"edit #{no} {deed}")
        now = await _state(group)
        model.changed(by, before, now)


async def _state(group: Group) -> State:
    """Every entry that lives or lived, with its shares, as the database has them."""
    async with group.sessions() as session:
        rows = await session.execute(
            text("""
                SELECT e.no, CAST(e.split AS text) AS rule, e.voided_at, m.name, s.paid, s.owed
                  FROM entries e JOIN ledgers l ON l.id = e.ledger_id AND l.name = :p_name
                  JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id
                  JOIN members m ON m.ledger_id = s.ledger_id AND m.id = s.member_id
                 ORDER BY e.no, e.version
            """),
            {"p_name": group.title},
        )
        found: dict[int, set] = {}
        for row in rows:
            living = found.setdefault(row.no, set())
            if row.voided_at is None:
                living.add((row.rule, row.name, row.paid, row.owed))
    return {no: frozenset(living) or None for no, living in found.items()}
