"""Digests of many at once say what `report`, `left` and a sum by hand say of each."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections import defaultdict
from dataclasses import replace
from statistics import median

import pytest
from sqlalchemy import event, text

from expenseiq_core.domain.comparing import comparison
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import period_of
from expenseiq_core.services import analytics, budgets, rates
from expenseiq_core.services.digest_readers import Request
from expenseiq_core.services.digests import digests
from tests.conftest import emptied_database
from tests.dialog.books import bought, spend, who_of
from tests.dialog.conftest import Conversation, Group

CATEGORIES = ("Food", "Transport", "Home", "Savings", "Transfers & cash", None)
CURRENCIES = ("EUR", "EUR", "EUR", "USD", "JPY", "VND")
ON = ("2026-11-19", "2026-11-16", "2026-11-01", "2026-10-25")


@pytest.fixture
def database_url(server):
    """A migrated database with nothing in it."""
    yield from emptied_database(server)


def thing(chance, first=dt.date(2025, 9, 1)):
    """Some expense, refund or income of the last fourteen months."""
    kind = chance.choice(["expense"] * 9 + ["income"])
    currency = chance.choice(CURRENCIES)
    minor = chance.choice([1, -1] if kind == "expense" else [1]) * chance.randint(1, 500)
    return {
        "kind": kind,
        "amount": str(minor),
        "currency": currency,
        "base": {"EUR": "same", "VND": None}.get(currency, str(chance.randint(1, 400))),
        "category": chance.choice(CATEGORIES) if kind == "expense" else None,
        "date": first + dt.timedelta(days=chance.randrange(445)),
    }


async def group_of(sessions, chance, title, currency, names):
    """A group whose people spend and pay each other back, in several currencies."""
    group = Group(sessions, title=title)
    for name in names:
        await group(name, "/join", currency=currency)
    for n in range(9):
        day = dt.date(2026, 11, 18) - dt.timedelta(days=chance.randrange(1, 100))
        what = chance.choice(["dinner 84", "taxi 27 usd", "hotel 9000 jpy", "refund 9 dinner"])
        category = chance.choice(["food", "home", "odds"]) if n else "food"
        if category == "odds":
            await group(names[0], "category add Odds")
        await group(chance.choice(names), f"{what} {category} {day}", currency=currency)
    await group(names[1], f"paid @{names[0]} 5", currency=currency)
    return group


async def books(sessions, seed):
    """Mia's and Ana's own books, and two groups that they are in."""
    chance = random.Random(seed)  # noqa: S311 (the same books each time)
    mia, ana = (Conversation(sessions, name=name) for name in ("mia", "ana"))
    for says in (mia, ana):
        await spend(says, *[bought(**thing(chance)) for _ in range(90)])
    await mia("month starts 25")
    await mia("budget food 200 monthly")
    await mia("budget 900 monthly")
    await mia("budget food rollover on")
    await ana("budget transport 50 weekly")
    lisbon = await group_of(sessions, chance, "Lisbon", "EUR", ["mia", "ana", "bob"])
    tokyo = await group_of(sessions, chance, "Tokyo", "JPY", ["ana", "mia"])
    await lisbon("bob", "leave")
    await lisbon.press("bob", "Leave anyway")
    return mia, ana, lisbon, tokyo


async def by_hand(session, who):
    """Everything that is one's own, row by row: entries, and shares valued one by one."""
    rows = await session.execute(
        text("SELECT * FROM entries WHERE ledger_id = :l AND voided_at IS NULL"),
        {"l": who.ledger_id},
    )
    found = []
    for row in rows.all():
        if row.kind != "settlement":
            category = who.category(row.category_id)
            found.append((row.date, row.kind, category, None, row.base_amount))
    if who.is_group:
        return found
    rows = await session.execute(
        text("""
            SELECT e.*, c.name AS category, s.owed, s.paid FROM members m
              JOIN ledgers l ON l.id = m.ledger_id AND l.kind = 'group'
              JOIN entries e ON e.ledger_id = l.id AND e.voided_at IS NULL
              JOIN shares s ON s.ledger_id = l.id AND s.entry_id = e.id AND s.member_id = m.id
              LEFT JOIN categories c ON c.ledger_id = l.id AND c.id = e.category_id
             WHERE m.user_id = :u AND m.removed_at IS NULL AND e.kind <> 'settlement'
        """),
        {"u": who.user_id},
    )
    for row in rows.all():
        owed = row.paid if row.kind == "income" else row.owed
        base = await rates.base_of(session, who, Money(owed, row.currency), row.date)
        category = who.category_named(row.category or "") or who.category_named("Other")
        if owed:
            found.append((row.date, row.kind, category, "share", base and base.minor))
    return found


def spent(rows, period, category="any"):
    return sum(
        base or 0
        for day, kind, own, _, base in rows
        if day in period
        and kind == "expense"
        and (own is None or own.kind == "spending")
        and category in ("any", own.id if own else None)
    )


def agrees(digest, rows):
    """Assert that a digest says what the rows add up to."""
    days, found = digest.days, digest.figures
    inside = [row for row in rows if row[0] in days.period]
    assert found.count == len(inside)
    assert found.without_rate == sum(base is None for *_, base in inside)
    assert found.spent == spent(rows, days.period)
    assert found.income == sum(base or 0 for _, kind, *_, base in inside if kind == "income")
    for total in found.by_category:
        assert total.minor == spent(rows, days.period, total.category_id)
    assert found.spent_before == spent(rows, days.before)
    assert digest.month == spent(rows, days.month)
    assert digest.month_before == spent(rows, days.months_before[0])
    if days.year_before is not None:
        assert digest.year_before == spent(rows, days.year_before)
    remarkable = digest.remarkable
    if remarkable and remarkable.kind == "large":
        mine = [
            (day, base)
            for day, kind, own, _, base in rows
            if kind == "expense" and base and (own.id if own else None) == remarkable.category_id
        ]
        assert remarkable.minor == max(base for day, base in mine if day in days.period)
        before = [b for day, b in mine if days.usual_since <= day < days.period.start and b > 0]
        assert remarkable.minor >= 3 * median(before)
        assert len(before) >= 5


def wanted(who, cadence, on):
    return Request(
        key=uuid.uuid4(),
        user_id=None if who.is_group else who.user_id,
        ledger_id=who.ledger_id if who.is_group else None,
        cadence=cadence,
        on=dt.date.fromisoformat(on),
    )


async def group_who(group, name):
    group_chat = Conversation(group.sessions, name=name)
    group_chat.place = replace(group_chat.place, chat=group.chat)
    return await who_of(group_chat)


@pytest.mark.parametrize("seed", [1, 2])
async def test_figures_are_those_of_a_sum_by_hand_and_of_reports(sessions, engine, seed):
    mia, ana, lisbon, tokyo = await books(sessions, seed)
    readers = [await who_of(mia), await who_of(ana)]
    readers += [await group_who(lisbon, "mia"), await group_who(tokyo, "ana")]
    requests = {
        (who.ledger_id, cadence, on): wanted(who, cadence, on)
        for who in readers
        for cadence in ("daily", "weekly", "monthly")
        for on in ON
    }
    statements = []
    event.listen(
        engine.sync_engine, "before_cursor_execute", lambda *args: statements.append(args[2])
    )
    async with sessions.begin() as session:
        made = await digests(session, [*requests.values()])
    assert len(statements) <= 14, "a handful, however many"
    kinds = defaultdict(int)
    async with sessions.begin() as session:
        for who in readers:
            rows = await by_hand(session, who)
            for (ledger_id, _, on), request in requests.items():
                if ledger_id != who.ledger_id:
                    continue
                digest = made[request.key]
                agrees(digest, rows)
                kinds[digest.remarkable and digest.remarkable.kind] += 1
                await _as_reported(session, who, digest, dt.date.fromisoformat(on))
    assert len(kinds) > 1, "some are remarkable"


async def _as_reported(session, who, digest, today):
    period, start = digest.days.period, who.month_start
    compared = comparison(period, today=today, month_start=start)
    reported = await analytics.figures(session, who, period, compared)
    for name in ("count", "spent", "income", "saved", "moved", "without_rate", "in_groups"):
        assert getattr(digest.figures, name) == getattr(reported, name), name
    assert {t.category_id: t.minor for t in digest.figures.by_category} == {
        t.category_id: t.minor for t in reported.by_category
    }
    day = period.end - dt.timedelta(days=1) if digest.days.cadence == "monthly" else today
    standing = await budgets.standing(session, who, today=day)
    left = {
        b.id: b.spent.get(period_of(day, b.cadence, month_start=start).start, 0)
        for b in standing
        if b.period(day) is not None
    }
    assert {s.budget.id: s.spent_minor for s in digest.budgets} == left
    for status in digest.budgets:
        assert status.limit_minor == next(
            b.available(status.period) for b in standing if b.id == status.budget.id
        )


async def test_nobody_is_told_of_what_is_not_theirs_any_more(sessions):
    mia = Conversation(sessions)
    lisbon = Group(sessions)
    await lisbon.meet("mia", "ana", "bob")
    await lisbon("mia", "dinner 90 food")
    await mia("lunch 10 food")
    await lisbon("bob", "leave")
    await lisbon.press("bob", "Leave anyway")
    who, there = await who_of(mia), await group_who(lisbon, "ana")
    requests = [wanted(who, "daily", "2026-11-19"), wanted(there, "daily", "2026-11-19")]
    async with sessions() as session:  # what is closed here is not to last
        own, group = (await digests(session, requests)).values()
        assert own.figures.spent == 4000
        assert [(one.name, one.nets) for one in own.standings] == [("Lisbon", {"EUR": 6000})]
        assert {one.name for one in group.standings} == {"Mia", "Ana"}
        assert sum(group.paid.values()) == group.figures.spent == 9000
        # Elsewhere than in a chat of that book nothing is said.
        elsewhere = [
            replace(requests[0], chat_id=there.chat_id),
            replace(requests[1], key=uuid.uuid4(), chat_id=who.chat_id),
        ]
        assert await digests(session, elsewhere) == {}
        await session.execute(text("UPDATE ledgers SET closed_at = now() WHERE kind = 'group'"))
        own, *others = (await digests(session, requests)).values()
        assert others == []
        assert own.figures.spent == 4000
        assert own.standings == ()


async def test_one_purse_has_no_debts(sessions):
    flat = Group(sessions, title="Flat")
    await flat.meet("mia", "ana")
    await flat("mia", "mode shared")
    await flat("mia", "food 40")
    await flat("ana", "food 12")
    who = await group_who(flat, "mia")
    async with sessions.begin() as session:
        [found] = (await digests(session, [wanted(who, "daily", "2026-11-19")])).values()
    assert found.standings == ()
    assert sorted(found.paid.values()) == [1200, 4000]


async def test_an_empty_batch_needs_nothing(sessions):
    async with sessions.begin() as session:
        assert await digests(session, []) == {}
