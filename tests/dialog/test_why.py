"""`why`: the entries that add up to a balance, exactly."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.dialog.conftest import Group, labels
from tests.dialog.test_balance import lisbon

numbers = itertools.count(1)


async def test_the_entries_add_up_to_what_one_owes(group: Group) -> None:
    await lisbon(group)
    answer = await group("bob", "why")
    assert answer.text.split("\n") == [
        "Bob, you owe €42.00:",
        "#1 Dinner, Wed 18 Nov: €28.00 (84 ÷ 3)",
        "#2 Taxi, Wed 18 Nov: €9.00 (27 ÷ 3)",
        "#3 Museum, Wed 18 Nov: €15.00 (45 ÷ 3)",
        "#4 You paid Ana: −€10.00",
    ]
    assert labels(answer) == ["#1", "#2", "#3", "Something's wrong"]


async def test_the_entries_add_up_to_what_one_gets_back(group: Group) -> None:
    await lisbon(group)
    answer = await group("mia", "why?")
    assert answer.text.split("\n")[:3] == [
        "Mia, you get back €32.00:",
        "#1 Dinner, Wed 18 Nov: €56.00 (paid 84, part 28)",
        "#2 Taxi, Wed 18 Nov: −€9.00 (27 ÷ 3)",
    ]


async def test_why_of_somebody_else(group: Group) -> None:
    await lisbon(group)
    answer = await group("mia", "why @ana")
    assert answer.text.startswith("Ana gets back €10.00:\n")
    assert answer.text.endswith("#4 Bob paid Ana: −€10.00")


async def test_why_in_a_reply_to_a_balance_explains_ones_own(group: Group) -> None:
    await lisbon(group)
    balance = await group("mia", "balance")
    assert (await group.reply("ana", "why?", balance)).text.startswith("Ana, you get back €10.00:")
    assert (await group.press("bob", "Why?", balance)).text.startswith("Bob, you owe €42.00:")


async def test_why_in_a_reply_to_an_entry_shows_it(group: Group) -> None:
    await lisbon(group)
    logged = await group("mia", "lunch 30")
    answer = await group.reply("bob", "why?", logged)
    assert answer.text.startswith("#5 Lunch")
    assert "You €10.00" in answer.text


async def test_an_entry_is_shown_by_its_button(group: Group) -> None:
    await lisbon(group)
    await group("bob", "why")
    answer = await group.press("ana", "#2")
    assert answer.text.startswith("#2 Taxi")


async def test_what_to_do_where_something_is_wrong(group: Group) -> None:
    await lisbon(group)
    await group("bob", "why")
    answer = await group.press("bob", "Something's wrong")
    assert answer.text.split("\n")[:2] == ["If it is #3:", "Wrong amount: /edit #3 48"]
    edited = await group("ana", answer.text.split("\n")[1].removeprefix("Wrong amount: "))
    assert edited.text.startswith("#3 Museum · €48.00")
    assert labels(answer) == ["History of #3"]


async def test_whoever_is_even_has_nothing_explained(group: Group) -> None:
    await group.meet("mia", "ana")
    assert (await group("mia", "why")).text == "You are even: nothing to explain."


async def test_other_currencies_are_behind_a_button(group: Group) -> None:
    await lisbon(group)
    await group("bob", "hotel 3000 thb")
    answer = await group("bob", "why")
    assert answer.text.startswith("Bob, you owe €42.00:")
    answer = await group.press("bob", "Why THB2,000.00?")
    assert answer.text == (
        "Bob, you get back THB2,000.00:\n#5 Hotel, Wed 18 Nov: THB2,000.00 (paid 3000, part 1000)"
    )
    assert (await group("bob", "why thb")).text == answer.text


async def test_seven_entries_are_all_shown(group: Group) -> None:
    await group.meet("mia", "ana")
    for minor in range(1, 8):
        await group("mia", f"lunch {2 * minor}")
    answer = await group("ana", "why")
    assert len(answer.text.split("\n")) == 8
    assert "earlier" not in answer.text


async def test_of_a_long_history_the_newest_are_shown_and_the_rest_added_up(group: Group) -> None:
    await group.meet("mia", "ana")
    for minor in range(1, 17):
        await group("mia", f"lunch {2 * minor}")
    answer = await group("ana", "why")
    rows = answer.text.split("\n")
    assert rows[:2] == ["Ana, you owe €136.00:", "10 earlier entries: €55.00"]
    assert rows[2].startswith("#11 Lunch")
    assert len(rows) == 8
    answer = await group.press("ana", "More")
    rows = answer.text.split("\n")
    assert rows[:3] == [
        "Ana, you owe €136.00, because earlier:",
        "4 earlier entries: €10.00",
        "#5 Lunch, Wed 18 Nov: €5.00 (10 ÷ 2)",
    ]
    answer = await group.press("mia", "More")
    assert answer.text.split("\n")[1:][-1] == "#4 Lunch, Wed 18 Nov: €4.00 (8 ÷ 2)"


async def test_small_talk_is_no_question_for_reasons(group: Group) -> None:
    await group.meet("mia", "ana")
    assert (await group("mia", "why not")).is_silent


texts = st.lists(
    st.tuples(
        st.sampled_from(["mia", "ana", "bob"]),
        st.sampled_from(
            [
                "dinner {n}",
                "dinner {n} with @ana",
                "refund {n} dinner",
                "paid @ana {n}",
                "@bob paid @mia {n}",
                "dinner paid by @mia {n} @bob 7",
                "dinner {n} @ana 30% rest me",
                "hotel {n} thb",
                "undo",
                "delete last",
            ]
        ),
        st.integers(1, 999),
    ),
    max_size=12,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=texts)
async def test_the_figures_always_add_up_to_the_balance(
    sessions: async_sessionmaker[AsyncSession], said: list[tuple[str, str, int]]
) -> None:
    group = Group(sessions, title=f"Group {next(numbers)}")
    await group.meet("mia", "ana", "bob")
    for name, text, number in said:
        await group(name, text.format(n=number))
    balances = (await group("mia", "balance")).data["balances"]
    for currency, own in balances.items():
        for name, balance in own.items():
            answer = await group("mia", f"why @{name.casefold()} {currency}")
            if Decimal(balance):
                assert answer.data["balance"] == balance
                figures = [Decimal(entry["amount"]) for entry in answer.data["entries"]]
                earlier = Decimal(answer.data["earlier"]["amount"])
                assert sum(figures) + earlier == Decimal(balance)
