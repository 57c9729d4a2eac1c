"""`balance`: who gets back and who owes; `who-owes`: what each two owe each other."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.dialog.conftest import Conversation, Group, labels


async def lisbon(group: Group) -> None:
    """Dinner 84.00 Mia, taxi 27.00 Ana, museum 45.00 Ana, Bob paid Ana 10.00 back."""
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84")
    await group("ana", "taxi 27")
    await group("ana", "museum 45")
    await group("bob", "paid @ana 10")


async def test_one_reads_ones_own_balance_first(group: Group) -> None:
    await lisbon(group)
    answer = await group("mia", "balance")
    assert answer.text == "Lisbon\nYou get back €32.00\nAna gets back €10.00\nBob owes €42.00"
    assert labels(answer) == ["Settle up", "Why?"]
    answer = await group("bob", "balance")
    assert answer.text == "Lisbon\nYou owe €42.00\nMia gets back €32.00\nAna gets back €10.00"


async def test_programs_get_every_balance_those_of_nothing_too(group: Group) -> None:
    await lisbon(group)
    await group("bob", "paid @ana 10")
    answer = await group("mia", "balance")
    assert answer.data["balances"] == {"EUR": {"Mia": "32.00", "Ana": "0.00", "Bob": "-32.00"}}
    assert "Ana" not in answer.text


async def test_whoever_is_even_is_not_listed_but_told(group: Group) -> None:
    await lisbon(group)
    await group("bob", "paid @ana 10")
    answer = await group("ana", "balance")
    assert answer.text == "Lisbon\nYou are even\nMia gets back €32.00\nBob owes €32.00"


async def test_where_all_are_even_one_line_says_so(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    await group("ana", "paid @mia 42")
    assert (await group("ana", "balance")).text == "Lisbon: everyone is even."


async def test_where_nothing_is_shared_yet_it_says_how_to_begin(group: Group) -> None:
    await group.meet("mia", "ana")
    answer = await group("mia", "balance")
    assert answer.text.startswith("Nothing is shared here yet.")
    assert answer.data["balances"] == {}


async def test_each_currency_is_for_itself_without_or_with_three_decimals(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "hotel 10000 jpy")
    await group("ana", "taxi 3 kwd")
    answer = await group("mia", "balance")
    assert answer.data["balances"] == {
        "JPY": {"Mia": "5000", "Ana": "-5000"},
        "KWD": {"Mia": "-1.500", "Ana": "1.500"},
    }
    assert "You get back JP¥5,000 and owe KWD1.50" in answer.text


async def test_a_balance_in_one_currency_names_the_day_of_its_rates(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    await group("ana", "rate 1 eur = 38 thb")
    await group("ana", "hotel 1900 thb")
    answer = await group("mia", "balance in eur")
    assert answer.text.split("\n")[:2] == [
        "Lisbon in EUR, at the rates of Wed 18 Nov",
        "You get back €17.00",
    ]
    assert answer.data["balances"] == {"EUR": {"Mia": "17.00", "Ana": "-17.00"}}
    assert answer.data["rate_date"] == "2026-11-18"


async def test_balance_with_somebody_is_one_number_in_the_group(group: Group) -> None:
    await lisbon(group)
    assert (await group("ana", "balance with @mia")).text == "Mia gets €4.00 from you"
    assert (await group("mia", "balance with @bob")).text == "Bob owes you €28.00"
    assert (await group("mia", "balance with mia")).text == "You and Mia are even."


async def test_alone_balance_lists_ones_groups(group: Group, says: Conversation) -> None:
    await lisbon(group)
    porto = Group(group.sessions, title="Porto")
    await porto.meet("mia", "ana")
    await porto("ana", "dinner 50")
    answer = await says("balance")
    assert answer.text.split("\n") == ["Porto: you owe €25.00", "Lisbon: you get back €32.00"]


async def test_alone_balance_with_somebody_is_one_number_across_groups(
    group: Group, says: Conversation
) -> None:
    await lisbon(group)
    porto = Group(group.sessions, title="Porto")
    await porto.meet("mia", "ana")
    await porto("ana", "dinner 50")
    answer = await says("balance with @ana")
    assert answer.text.split("\n") == [
        "Ana gets €21.00 from you",
        "Lisbon: owes you €4.00",
        "Porto: gets €25.00 from you",
    ]
    assert answer.data["between"] == {"EUR": "-21.00"}
    assert (await says("balance with @zoe")).data["error"]["code"] == "not_found"


async def test_where_nothing_is_shared_yet_a_group_says_what_arrives_there(group: Group) -> None:
    await group.meet("mia", "ana")
    for text in ("balance", "settle", "list", "undo", "again"):
        assert "Type what you spent: /e dinner 84" in (await group("mia", text)).text
    answer = await group("mia", "12.50", asked=True)
    assert answer.text == "12.50 for what? Try: /e dinner 84"
    assert (await group("mia", "/e hello")).text == "I see no amount. Try: /e dinner 84"
    assert "/expense dinner 84" in (await group("mia", "balance", slash="/expense")).text


async def test_with_one_shared_budget_nobody_owes_anybody(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "mode shared")
    await group("mia", "dinner 84")
    for text in ("balance", "settle", "who-owes", "why"):
        assert "nobody owes anybody" in (await group("ana", text)).text


async def test_of_many_members_the_rest_is_behind_a_button(group: Group) -> None:
    names = [f"m{letter}" for letter in "abcdefghij"]
    await group.meet(*names)
    await group("ma", "dinner 100")
    answer = await group("mb", "balance")
    assert len(answer.text.split("\n")) == 8
    more = await group.press("mc", "More", answer)
    assert len(more.text.split("\n")) == 1 + 10 - 7
    assert len(answer.data["balances"]["EUR"]) == 10


async def test_words_that_only_begin_like_it_are_no_balance(group: Group) -> None:
    await group.meet("mia", "ana")
    answer = await group("mia", "balance bike 120")
    assert answer.data["entry"]["description"] == "balance bike"


async def test_a_balance_costs_two_statements_however_long_the_book(
    group: Group, engine: AsyncEngine
) -> None:
    await lisbon(group)
    statements: list[str] = []
    event.listen(
        engine.sync_engine,
        "before_cursor_execute",
        lambda *args: statements.append(args[2]),
    )
    await group("mia", "balance")
    reads = [s for s in statements if s.lstrip().upper().startswith(("SELECT", "WITH"))]
    assert len(reads) == 2
    assert "balances" in reads[1]
    assert not any("FROM shares" in s for s in statements)


async def test_whoever_left_still_reads_balances_and_pays(group: Group) -> None:
    await lisbon(group)
    await group("bob", "leave")
    await group("bob", "leave anyway")
    assert "You owe €42.00" in (await group("bob", "balance")).text
    assert "You still owe Mia €2.00" in (await group("bob", "paid @mia 30")).text
    assert (await group("bob", "settle")).data["transfers"][0]["amount"] == "2.00"


async def test_who_owes_says_what_each_two_owe_without_simplifying(group: Group) -> None:
    await lisbon(group)
    answer = await group("ana", "who-owes")
    assert answer.text.split("\n")[1:] == [
        "You owe Mia €4.00",
        "Bob owes you €14.00",
        "Bob owes Mia €28.00",
    ]
    assert answer.data["debts"][0] == {
        "from": "Ana",
        "to": "Mia",
        "amount": "4.00",
        "currency": "EUR",
    }
    assert (await group("bob", "who owes whom?")).text.split("\n")[1] == "You owe Mia €28.00"


@pytest.mark.parametrize("seed", range(3))
async def test_pairwise_debts_add_up_to_the_balances(group: Group, seed: int) -> None:
    generator = random.Random(seed)  # noqa: S311 (any book will do)
    names = ["mia", "ana", "bob", "cem"]
    await group.meet(*names)
    for _ in range(12):
        speaker, one, other = generator.sample(names, 3)
        minor = generator.randint(1, 9999)
        text = generator.choice(
            [
                f"dinner {minor} with @{one}",
                f"dinner {minor}",
                f"refund {minor} dinner",
                f"dinner paid by @{one} {minor} @{other} {minor + 7}",
                f"paid @{one} {minor}",
                f"+{minor} deposit",
            ]
        )
        await group(speaker, text)
    balances = (await group("mia", "balance")).data["balances"]["EUR"]
    debts = (await group("mia", "who-owes")).data["debts"]
    for name, balance in balances.items():
        gets = sum(Decimal(debt["amount"]) for debt in debts if debt["to"] == name)
        owes = sum(Decimal(debt["amount"]) for debt in debts if debt["from"] == name)
        assert gets - owes == Decimal(balance)
