"""What all answers have in common, whatever was asked: short, figures first, buttons that work."""

from __future__ import annotations

import re

import pytest

from bots.dialog.commands import COMMANDS
from bots.dialog.messages import Outgoing
from tests.dialog.books import bought, spend
from tests.dialog.conftest import Conversation, labels

LOGGED = """
lunch 12.50 food | amazon 39.90 | sofa 1.200 | +500 salary | refund 20 shoes
taxi 9 yesterday | hotel 120 usd | dinner 900k vnd | dinner 900k vnd (34 eur)
drill 89 home #work by card // for a shed | dinner 40 tip 10% | beer 3x4.50 | 2x coffee 3.50
market 150 food | market 250 food | lunch 9 3/4 | /add tea 2 | /e tea 2 | fund 60 savings
cash 50 | dinner 84 with @ana | lent Tom 20 | again | again #3
rent 1200 monthly on the 1st | bread 3, milk 2 | restore #6 | redo | edit #4 amount 13
edit last category transport | edit #3 | edit #3 amount | edit #3 date | edit #3 category
"""
"""Whatever shows one logged or changed entry: three lines."""

ASKED = """
list | list today | list this week | list last 20 | search coffee
search coffee >3 last month | search #work | search 10..50 | search food card
search nothing | report | report today | report this week | report last month
report october | report 2026 | report food | how much on food last month?
how much did I spend yesterday? | categories | category food | category add Coffee ☕
category add Food | rename category gifts to Presents | merge category gifts into fun
category food emoji 🥗 | category food colour green | category food alias grub
delete category gifts | delete category food to fun | tags | tag work
rename tag work to job | delete tag work | delete #5 | delete #99 | history #4 | history #99
undo | budget | budgets | budget food | budget food 300 weekly | budget 1500
budget food rollover on | budget food end 31 dec | budget food off | budget hats 20 | left
left food | can I spend 80 on shoes? | can I spend 8000 on food? | home | month starts 25
month starts 40 | currency | currency usd | currency zzz | use thb | use zzz
rate 1 eur = 26500 vnd | rates | rate | timezone | timezone Berlin | timezone Nowhere
language | language de | language klingon | settings | payment methods | export
export 2026 #work | export nothing | help | start | privacy | forget me | how are you
12.50 | nonsense | /nonsense | /list 5 | coffee 0 | coffee 1.234 eur | coffee 99999999999999
dinner 20 @ana 5 @bob 5 | @ana paid me 20 | paid @ana 20
"""
"""Everything else: eight lines."""


def rows(table: str, most: int) -> list[tuple[list[str], int]]:
    return [([t.strip() for t in row.split("|")], most) for row in table.strip().splitlines()]


ALL = [*rows(LOGGED, 3), *rows(ASKED, 8)]
HELP = [f"help {command.name}" for command in COMMANDS if command.summary]


async def seed(says: Conversation) -> None:
    """A month of entries, two budgets, tags, a missing rate, changed and deleted entries."""
    await says("budget food 200 monthly")
    await says("budget 1000 monthly")
    many = [
        bought(
            amount=f"{number}.35",
            description=f"thing {number}",
            category=("Food", "Transport", "Home", "Fun", "Other")[number % 5],
            date=f"2026-{10 + number % 2}-{number % 17 + 1:02d}",
            tags=(("work", "trip", f"t{number}"), ())[number % 2],
            method=("cash", "card", None)[number % 3],
        )
        for number in range(1, 31)
    ]
    await spend(says, *many)
    for typed in ("coffee 3.50 food #work", "hotel 70 usd", "pho 90k vnd", "edit #4 amount 14",
                  "delete #6", "edit #31 amount 4"):  # fmt: skip
        await says(typed)


def check(answer: Outgoing, typed: str, most: int) -> None:
    """What holds of every answer."""
    said = f"{typed!r} is answered\n{answer.text}\n{labels(answer)}"
    assert 1 <= len(answer.lines) <= most, said
    assert answer.text.strip() == answer.text, said
    assert all("\n" not in span.text for line in answer.lines for span in line), said
    assert len(answer.rows) <= 2, said
    assert all(answer.rows), said
    assert all(1 <= len(label) <= 40 for label in labels(answer)), said
    assert len(set(labels(answer))) == len(labels(answer)), said
    assert not re.search(r"(?i)successful|oops|sorry|please", answer.text), said
    assert not re.search(r"\b(None|True|False|null|Decimal|UUID)\b", answer.text), said
    assert answer.data.get("error", {}).get("code") != "broken", said
    numbers = re.findall(r"(?<!edit )#\d+", answer.text)  # an example may say it again
    assert len(numbers) == len(set(numbers)) or "entry" not in answer.data, said


@pytest.mark.parametrize(("texts", "most"), [*ALL, *((HELP[i::3], 8) for i in range(3))])
async def test_answers_are_short_and_their_buttons_work(somebody, texts, most):
    for number, typed in enumerate(texts):
        says = somebody(f"mia{number}")
        await seed(says)
        answer = await says(typed)
        check(answer, typed, most)
        for label in labels(answer):
            says.last = answer
            pressed = await says.press(label)
            check(pressed, f"{typed} [{label}]", 8)
            # It may come too late; but never is a button something that cannot be understood.
            assert pressed.data.get("error", {}).get("code") not in ("usage", "error"), pressed.text


@pytest.mark.parametrize(("texts", "_most"), ALL)
async def test_anything_may_be_the_first_that_somebody_types(somebody, texts, _most):
    for number, typed in enumerate(texts):
        check(await somebody(f"mia{number}")(typed), typed, 8)
