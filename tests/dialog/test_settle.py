"""`settle`: the fewest payments, kept and ticked off one by one."""

from __future__ import annotations

import asyncio

import pytest

from tests.dialog.conftest import Group, labels
from tests.dialog.test_balance import lisbon

PLAN = (
    "2 payments and everyone is even:\n"
    "1 Bob → Mia €32.00\n"
    "2 Bob → Ana €10.00\n"
    "Tick when paid (only the two named can)."
)


async def test_the_fewest_payments_are_shown_each_with_its_button(group: Group) -> None:
    await lisbon(group)
    answer = await group("bob", "settle")
    assert answer.text == PLAN
    assert labels(answer) == ["1 Paid", "2 Paid", "Remind weekly", "Why?"]
    assert answer.data["transfers"] == [
        {"from": "Bob", "to": "Mia", "amount": "32.00", "currency": "EUR"},
        {"from": "Bob", "to": "Ana", "amount": "10.00", "currency": "EUR"},
    ]


async def test_a_tick_records_the_payment_and_leaves_the_other_row(group: Group) -> None:
    await lisbon(group)
    await group("mia", "settle")
    answer = await group.press("bob", "1 Paid")
    assert answer.text == "#5 Bob → Mia €32.00\n1 payment left:\n2 Bob → Ana €10.00"
    assert answer.data["entry"]["kind"] == "settlement"
    answer = await group.press("ana", "2 Paid")
    assert answer.text == "#6 Bob → Ana €10.00\nEveryone is even 🎉"
    assert (await group("mia", "settle")).text == "Everyone is even 🎉"


async def test_a_row_keeps_its_number_when_another_was_paid(group: Group) -> None:
    await lisbon(group)
    await group("mia", "settle")
    await group.press("bob", "1 Paid")
    assert (await group("mia", "settle")).text == (
        "1 payment and everyone is even:\n"
        "2 Bob → Ana €10.00\n"
        "Tick when paid (only the two named can)."
    )


async def test_a_row_is_ticked_by_typing_what_its_button_says(group: Group) -> None:
    await lisbon(group)
    await group("mia", "settle")
    await group("ana", "help")
    answer = await group("bob", "2 paid")
    assert answer.text.startswith("#5 Bob → Ana €10.00\n")


async def test_a_number_that_is_paid_is_no_expense_where_there_is_no_plan(group: Group) -> None:
    await lisbon(group)
    answer = await group("bob", "1 paid")
    assert answer.data["error"]["code"] == "not_found"


async def test_a_payment_that_is_typed_ticks_the_row_off_as_well(group: Group) -> None:
    await lisbon(group)
    plan = await group("mia", "settle")
    await group("ana", "@bob paid me 10")
    answer = await group.press("bob", "2 Paid", plan)
    assert answer.text == "2 Bob → Ana €10.00 is paid already."
    answer = await group.press("bob", "1 Paid", plan)
    assert answer.text.endswith("Everyone is even 🎉")


async def test_a_second_press_and_a_redelivery_pay_nothing_more(group: Group) -> None:
    await lisbon(group)
    plan = await group("mia", "settle")
    button = plan.rows[0][0].id
    first = await group("bob", button=button, message_id="press")
    again = await group("bob", button=button, message_id="press")
    assert again.text == first.text
    assert (await group("mia", button=button)).data["error"]["code"] == "conflict"
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Bob"] == "-10.00"


async def test_two_who_press_at_once_pay_once(group: Group) -> None:
    await lisbon(group)
    plan = await group("mia", "settle")
    button = plan.rows[0][0].id
    answers = await asyncio.gather(
        *(group(name, button=button) for name in ("bob", "mia", "bob", "mia"))
    )
    assert sum("paid already" in answer.text for answer in answers) == 3
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Bob"] == "-10.00"


async def test_two_rows_ticked_at_once_are_both_paid(group: Group) -> None:
    await lisbon(group)
    plan = await group("mia", "settle")
    one, other = plan.rows[0][0].id, plan.rows[0][1].id
    await asyncio.gather(group("mia", button=one), group("ana", button=other))
    assert (await group("bob", "balance")).text == "Lisbon: everyone is even."


async def test_two_who_ask_at_once_are_shown_one_plan(group: Group) -> None:
    await lisbon(group)
    answers = await asyncio.gather(*(group(name, "settle") for name in ("mia", "ana", "bob")))
    assert {answer.text for answer in answers} == {PLAN}
    for answer in answers[1:]:
        await group.press("bob", "1 Paid", answers[0])
        assert "paid already" in (await group.press("bob", "1 Paid", answer)).text


async def test_only_the_two_named_may_tick(group: Group) -> None:
    await lisbon(group)
    await group("bob", "settle")
    answer = await group.press("ana", "1 Paid")
    assert answer.text == "Only Bob or Mia can tick that."
    assert answer.data["error"]["code"] == "not_allowed"


async def test_for_somebody_without_an_account_any_member_ticks_it_aloud(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "members add gran")
    await group("mia", "dinner 90")
    plan = await group("mia", "settle")
    assert "2 Gran → Mia €30.00" in plan.text
    answer = await group.press("ana", "2 Paid")
    assert answer.text.split("\n")[:2] == ["#2 Gran → Mia €30.00", "Says Ana."]
    answer = await group.press("mia", "Undo", answer)
    assert answer.text.startswith("Mia undid #2 Gran → Mia €30.00")
    assert "2 Gran → Mia €30.00" in (await group("mia", "settle")).text


async def test_an_undone_payment_is_to_be_made_again(group: Group) -> None:
    await lisbon(group)
    await group("bob", "settle")
    paid = await group.press("bob", "1 Paid")
    await group.press("bob", "Undo", paid)
    assert (await group("mia", "settle")).text == PLAN


async def test_an_entry_in_between_changes_only_what_it_must_and_says_so(group: Group) -> None:
    await lisbon(group)
    await group("bob", "settle")
    await group("bob", "coffee 3 for @ana")
    assert (await group("mia", "settle")).text.split("\n")[:4] == [
        "Only 2 changed (it was €10.00).",
        "2 payments and everyone is even:",
        "1 Bob → Mia €32.00",
        "2 Bob → Ana €7.00",
    ]
    assert (await group("mia", "settle")).text.split("\n")[0] == "2 payments and everyone is even:"


async def test_a_part_payment_leaves_the_rest_of_its_row(group: Group) -> None:
    await lisbon(group)
    plan = await group("bob", "settle")
    await group("bob", "paid @ana 4")
    answer = await group.press("bob", "2 Paid", plan)
    assert answer.text == ("2 Bob → Ana €10.00 is no longer in the plan. To see what is: settle")
    assert "2 Bob → Ana €6.00" in (await group("bob", "settle")).text


async def test_a_button_of_an_older_plan_still_ticks_a_row_that_did_not_change(
    group: Group,
) -> None:
    await lisbon(group)
    older = await group("bob", "settle")
    await group("bob", "coffee 3 for @ana")
    await group("mia", "settle")
    answer = await group.press("bob", "1 Paid", older)
    assert answer.text == "#6 Bob → Mia €32.00\n1 payment left:\n2 Bob → Ana €7.00"


async def test_without_simplifying_the_debts_between_two_are_the_plan(group: Group) -> None:
    await lisbon(group)
    await group("mia", "settle")
    await group("mia", "simplify off")
    answer = await group("bob", "settle")
    assert [(t["from"], t["to"], t["amount"]) for t in answer.data["transfers"]] == [
        ("Ana", "Mia", "4.00"),
        ("Bob", "Mia", "28.00"),
        ("Bob", "Ana", "14.00"),
    ]
    answer = await group.press("bob", "3 Paid")
    assert "1 Ana → Mia €4.00" in answer.text
    await group("mia", "dinner 30")
    answer = await group("bob", "settle")
    assert [t["amount"] for t in answer.data["transfers"]] == ["14.00", "38.00"]
    for label in ("1 Paid", "2 Paid"):
        answer = await group.press("mia", label)
    assert answer.text.endswith("Everyone is even 🎉")


async def test_after_simplifying_again_the_fewest_are_shown(group: Group) -> None:
    await lisbon(group)
    await group("mia", "simplify off")
    await group("mia", "settle")
    await group("mia", "simplify on")
    assert (await group("mia", "settle")).text == PLAN


async def test_each_currency_is_settled_for_itself(group: Group) -> None:
    await lisbon(group)
    await group("bob", "hotel 3000 thb")
    answer = await group("mia", "settle")
    assert [(t["amount"], t["currency"]) for t in answer.data["transfers"]] == [
        ("32.00", "EUR"),
        ("10.00", "EUR"),
        ("1000.00", "THB"),
        ("1000.00", "THB"),
    ]
    answer = await group.press("mia", "3 Paid")
    assert answer.text.startswith("#6 Mia → Bob THB1,000.00\n3 payments left:\n1 Bob → Mia €32.00")


async def test_all_currencies_by_payments_in_one(group: Group) -> None:
    await group.meet("mia", "ana", "bob")
    await group("mia", "rate 1 eur = 40 thb")
    await group("mia", "dinner 84")
    await group("bob", "hotel 6000 thb")
    answer = await group("mia", "settle in eur")
    assert answer.text.split("\n")[0] == (
        "2 payments and everyone is even, at the rates of Wed 18 Nov:"
    )
    rows = {(t["from"], t["to"]): t["amount"] for t in answer.data["transfers"]}
    assert rows == {("Ana", "Mia"): "6.00", ("Ana", "Bob"): "72.00"}
    answer = await group.press("ana", "1 Paid")
    numbers = [entry["number"] for entry in answer.data["entries"]]
    assert len(numbers) == 2
    assert answer.text.endswith("1 payment left:\n2 Ana → Bob €72.00")
    answer = await group.press("bob", "2 Paid")
    assert answer.text.endswith("Everyone is even 🎉")
    assert (await group("mia", "balance")).text == "Lisbon: everyone is even."


async def test_a_tick_of_several_currencies_is_taken_back_as_one(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "rate 1 eur = 40 thb")
    await group("mia", "dinner 84")
    await group("ana", "hotel 800 thb")
    before = await group("mia", "balance")
    plan = await group("mia", "settle in eur")
    assert plan.data["transfers"] == [
        {"from": "Ana", "to": "Mia", "amount": "32.00", "currency": "EUR"}
    ]
    paid = await group.press("ana", "1 Paid")
    assert "part of €32.00" in (await group("ana", "why")).text or paid.text.endswith("🎉")
    await group.press("ana", "Undo", paid)
    assert (await group("mia", "balance")).data == before.data


async def test_a_currency_without_a_rate_says_how_to_give_one(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "hotel 3000 kzt")
    answer = await group("mia", "settle in eur")
    assert answer.text == "I know no rate for KZT. Try: rate 1 EUR = 25 KZT"


async def test_of_many_payments_the_rest_is_behind_a_button(group: Group) -> None:
    names = [f"m{letter}" for letter in "abcdefghijkl"]
    await group.meet(*names)
    await group("ma", "dinner 120")
    answer = await group("mb", "settle")
    assert len(answer.text.split("\n")) == 8
    assert len(answer.data["transfers"]) == 11
    answer = await group.press("mc", "More")
    assert answer.text.split("\n")[1].startswith("8 ")
    answer = await group.press("ma", "8 Paid", answer)
    assert "10 payments left:" in answer.text


async def test_what_nobody_owes_says_how_to_begin(group: Group) -> None:
    await group.meet("mia", "ana")
    assert (await group("mia", "settle")).text.startswith("Nothing to settle yet.")


@pytest.mark.parametrize("text", ["settle down 20", "settled the bill 20"])
async def test_words_that_only_begin_like_it_settle_nothing(group: Group, text: str) -> None:
    await group.meet("mia", "ana")
    assert (await group("mia", text)).data["entry"]["kind"] == "expense"
