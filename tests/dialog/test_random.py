"""A book used at random for a while agrees with a simple model of it, after every message."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

import pytest
from sqlalchemy import text

from expenseiq_core.services import books, rate_file
from tests.dialog.conftest import NOON, Conversation

STEPS = 40
NAMES = ("food", "transport", "gifts", "travel", "savings")
COUNTED = frozenset({"food", "transport", "gifts", "travel"})
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Line:
    """What the model keeps of an entry."""

    kind: str
    amount: Decimal
    currency: str
    date: dt.date
    category: str | None


@dataclass(slots=True)
class Done:
    """A turn of the model: what each number said before it."""

    before: dict[int, Line | None]
    undo: bool = False
    redo: bool = False
    takes_back: Done | None = None
    taken: bool = False


@dataclass(slots=True)
class Model:
    """The book as it should be."""

    living: dict[int, Line] = field(default_factory=dict)
    last: dict[int, Line] = field(default_factory=dict)
    done: list[Done] = field(default_factory=list)
    currency: str = "EUR"
    merged: dict[str, str] = field(default_factory=dict)

    def put(self, wanted: dict[int, Line | None], **how: object) -> None:
        self.done.append(Done(before={no: self.living.get(no) for no in wanted}, **how))
        for no, line in wanted.items():
            if line is None:
                del self.living[no]
            else:
                self.living[no] = self.last[no] = line

    def undo(self) -> bool:
        for done in reversed(self.done):
            if not done.undo and not done.redo and not done.taken:
                self.put(dict(done.before), undo=True, takes_back=done)
                done.taken = True
                return True
        return False

    def redo(self) -> bool:
        at = next((i for i in range(len(self.done) - 1, -1, -1) if self._open_undo(i)), None)
        if at is None:
            return False
        undone = self.done[at]
        for later in self.done[at + 1 :]:
            plain = not (later.undo or later.redo or later.taken)
            if plain and set(later.before) & set(undone.before):
                return False
        self.put(dict(undone.before), redo=True)
        undone.taken = True
        assert undone.takes_back is not None
        undone.takes_back.taken = False
        return True

    def _open_undo(self, at: int) -> bool:
        return self.done[at].undo and not self.done[at].taken

    def spent(self) -> Decimal:
        return sum(
            (
                converted(line, self.currency)
                for line in self.living.values()
                if line.kind == "expense" and self.living_name(line) in COUNTED
            ),
            Decimal(0),
        )

    def living_name(self, line: Line) -> str | None:
        name = line.category
        while name in self.merged:
            name = self.merged[name]
        return name


def converted(line: Line, currency: str) -> Decimal:
    """What a line is in a currency, rounded half up, once."""
    exact = line.amount * per_euro(currency, line.date) / per_euro(line.currency, line.date)
    return exact.quantize(CENT, ROUND_HALF_UP)


def per_euro(currency: str, day: dt.date) -> Decimal:
    if currency == "EUR":
        return Decimal(1)
    return max((d, rate) for d, rate in rate_file.rates_of(currency) if d <= day)[1]


class Life:
    """Somebody who does anything, with a model beside."""

    def __init__(self, says: Conversation, seed: int) -> None:
        self.says, self.model = says, Model()
        self.chance = random.Random(seed)  # noqa: S311
        self.told: list[tuple[str, str]] = []
        self.months_start = 1

    async def say(self, said: str) -> dict[str, object]:
        message_id = f"r{len(self.told)}"
        self.told.append((said, message_id))
        data = (await self.says(said, message_id=message_id)).data
        assert data.get("error", {}).get("code") != "broken", said
        return dict(data)

    async def step(self) -> None:
        steps = [self.log] * 5 + [self.edit] * 3 + [self.delete, self.restore] + [self.undo] * 2
        steps += [self.redo] * 2 + [self.budget] * 2 + [self.look_round] * 2 + [self.tell_again] * 2
        self.says.at += dt.timedelta(seconds=self.chance.choice((1, 200)))
        await self.chance.choice(steps)()

    async def log(self) -> None:
        name = self.chance.choice([n for n in NAMES if n not in self.model.merged])
        amount = Decimal(self.chance.randrange(1, 20000)) / 100
        currency = self.chance.choice(("eur", "usd", "gbp"))
        sign = self.chance.choice(("", "", "", "refund "))
        day = NOON.date() - dt.timedelta(days=self.chance.choice((0, 0, 0, 1, 20, 50, 400)))
        data = await self.say(f"{sign}thing {amount} {currency} {name} {day}")
        entry = data["entry"]
        assert entry["kind"] == ("refund" if sign else "expense")
        line = Line("expense", -amount if sign else amount, currency.upper(), day, name)
        self.model.put({entry["number"]: line})

    def some(self) -> int | None:
        return self.chance.choice(sorted(self.model.living)) if self.model.living else None

    async def edit(self) -> None:
        no = self.some()
        if no is None:
            return
        was = self.model.living[no]
        if self.chance.random() < 0.6:
            amount = Decimal(self.chance.randrange(1, 20000)) / 100
            said, size = f"amount {amount}", amount if was.amount > 0 else -amount
            now = Line(was.kind, size, was.currency, was.date, was.category)
        else:
            name = self.chance.choice([n for n in NAMES if n not in self.model.merged])
            said, now = f"category {name}", Line(was.kind, was.amount, was.currency, was.date, name)
            if self.model.living_name(was) == name:
                return
        data = await self.say(f"edit #{no} {said}")
        assert "error" not in data
        if now != was:
            self.model.put({no: now})

    async def delete(self) -> None:
        no = self.some()
        if no is not None:
            assert (await self.say(f"delete #{no}"))["deleted"] == [no]
            self.model.put({no: None})

    async def restore(self) -> None:
        gone = sorted(set(self.model.last) - set(self.model.living))
        if gone:
            no = self.chance.choice(gone)
            assert "error" not in await self.say(f"restore #{no}")
            self.model.put({no: self.model.last[no]})

    async def undo(self) -> None:
        assert ("error" not in await self.say("undo")) == self.model.undo()

    async def redo(self) -> None:
        assert ("error" not in await self.say("redo")) == self.model.redo()

    async def budget(self) -> None:
        name = self.chance.choice((*(n for n in COUNTED if n not in self.model.merged), "all"))
        how = self.chance.choice(
            ("200 monthly", "90 weekly", "20 daily", "2000 yearly", "100 monthly rollover", "off")
        )
        await self.say(f"budget {name} {how}")

    async def look_round(self) -> None:
        said = self.chance.choice(
            ("month starts 25", "month starts 1", "currency", "merge", "report", "home", "tags")
        )
        if said == "currency":
            said = self.chance.choice([f"currency {c}" for c in ("usd", "eur", "gbp")])
            if "error" not in await self.say(said):
                self.model.currency = said[-3:].upper()
        elif said == "merge" and "gifts" not in self.model.merged:
            assert "error" not in await self.say("merge category gifts into travel")
            self.model.merged["gifts"] = "travel"
        else:
            await self.say("home" if said == "merge" else said)
            if said.startswith("month"):
                self.months_start = int(said.split()[-1])

    async def tell_again(self) -> None:
        """Redeliver any message of before: nothing happens."""
        said, message_id = self.chance.choice(self.told or [("hello", "hello")])
        await self.says(said, message_id=message_id)

    async def check(self) -> None:
        async with self.says.sessions() as session:
            assert await books.faults(session) == []
            rows = await session.execute(
                text("SELECT no, amount, currency, date FROM entries WHERE voided_at IS NULL")
            )
            kept = {r.no: (Decimal(r.amount) / 100, r.currency, r.date) for r in rows}
        model = self.model.living
        assert kept == {no: (x.amount, x.currency, x.date) for no, x in model.items()}
        years = [(await self.says(f"report {year}")).data["spent"] for year in (2025, 2026)]
        if self.months_start == 1:
            assert sum(map(Decimal, years)) == self.model.spent()


@pytest.mark.parametrize("seed", [1])
async def test_a_random_life_agrees_with_a_model_after_every_message(says, seed):
    life = Life(says, seed)
    await life.log()
    await life.log()
    for _ in range(STEPS):
        await life.step()
        await life.check()
