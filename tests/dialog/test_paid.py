"""`paid @ana 20`: money handed from one to another, and what it leaves."""

from __future__ import annotations

import asyncio

import pytest

from tests.dialog.conftest import Conversation, Group, labels
from tests.dialog.test_balance import lisbon


async def test_a_part_payment_says_what_is_still_owed(group: Group) -> None:
    await lisbon(group)
    answer = await group("bob", "paid @ana 4")
    assert answer.text == "#5 Bob → Ana €4.00\nYou still owe Ana €6.00, Mia €32.00."
    assert labels(answer) == ["Undo"]
    entry = answer.data["entry"]
    assert (entry["kind"], entry["category"]) == ("settlement", None)
    assert entry["shares"] == {
        "Ana": {"paid": "0.00", "owed": "4.00"},
        "Bob": {"paid": "4.00", "owed": "0.00"},
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bob", "paid @ana 4"),
        ("bob", "/paid @ana 4"),
        ("bob", "/e paid ana 4"),
        ("ana", "@bob paid me 4"),
        ("ana", "bob gave me 4"),
        ("mia", "@bob paid @ana 4"),
        ("bob", "gave 4 to ana"),
        ("bob", "paid 4 @ana"),
    ],
)
async def test_however_it_is_said(group: Group, name: str, text: str) -> None:
    await lisbon(group)
    answer = await group(name, text)
    assert answer.text.startswith("#5 Bob → Ana €4.00\n")


async def test_the_last_payment_is_celebrated(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    answer = await group("ana", "paid @mia 42")
    assert answer.text == "#2 Ana → Mia €42.00\nEveryone is even 🎉"


async def test_more_than_was_owed_is_said_and_allowed(group: Group) -> None:
    await lisbon(group)
    answer = await group("bob", "paid @ana 15")
    assert answer.text == (
        "#5 Bob → Ana €15.00\nThat is €5.00 more than Ana had to get.\nYou still owe Mia €27.00."
    )
    answer = await group("bob", "paid @mia 40")
    assert answer.text.split("\n")[1:] == [
        "That is €13.00 more than you owed.",
        "You get back €13.00.",
    ]


async def test_money_may_be_lent(group: Group) -> None:
    await group.meet("mia", "ana")
    answer = await group("mia", "lent @ana 20")
    assert answer.text == "#1 Mia → Ana €20.00\nYou get back €20.00."
    assert (await group("ana", "balance")).text.split("\n")[1] == "You owe €20.00"


async def test_of_two_payments_alike_the_second_is_asked_about(group: Group) -> None:
    await lisbon(group)
    await group("bob", "paid @mia 5")
    answer = await group("bob", "paid @mia 5")
    assert answer.text == "#6 Bob → Mia €5.00\nSame as #5?"
    assert labels(answer) == ["Same, drop this", "No, both"]
    await group.press("bob", "Same, drop this")
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Bob"] == "-37.00"


async def test_what_payer_and_payee_both_said_is_asked_about(group: Group) -> None:
    await lisbon(group)
    await group("bob", "paid @mia 5")
    answer = await group("mia", "@bob paid me 5")
    assert answer.text.split("\n")[1] == "Same as #5 Bob → Mia €5.00 by Bob?"
    answer = await group("mia", "@ana paid me 5")
    assert "Same as" not in answer.text


async def test_a_payment_is_no_spending(group: Group) -> None:
    await lisbon(group)
    before = (await group("mia", "report")).text
    await group("bob", "paid @mia 32")
    assert (await group("mia", "report")).text == before


async def test_it_is_undone_and_made_again(group: Group) -> None:
    await lisbon(group)
    before = (await group("bob", "balance")).data
    await group("bob", "paid @mia 32")
    await group("bob", "undo")
    assert (await group("bob", "balance")).data == before
    await group("bob", "redo")
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Bob"] == "-10.00"


async def test_its_amount_is_corrected(group: Group) -> None:
    await lisbon(group)
    paid = await group("bob", "paid @mia 23")
    await group.reply("bob", "32", paid)
    assert (await group("bob", "balance")).data["balances"]["EUR"] == {
        "Mia": "0.00",
        "Ana": "10.00",
        "Bob": "-10.00",
    }
    await group("bob", "edit #5 30")
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Mia"] == "2.00"


async def test_an_edited_message_corrects_its_payment(group: Group) -> None:
    await lisbon(group)
    await group("bob", "paid @mia 23", message_id="pay")
    edited = await group("bob", "paid @mia 32", message_id="pay", edited_at=group.at)
    assert edited.text == "#5 Bob → Mia €32.00\nYou still owe Ana €10.00."
    await group("bob", "undo")
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Mia"] == "9.00"


async def test_a_redelivered_payment_counts_once(group: Group) -> None:
    await lisbon(group)
    first = await group("bob", "paid @mia 32", message_id="pay")
    again = await group("bob", "paid @mia 32", message_id="pay")
    assert again.text == first.text
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Mia"] == "0.00"


async def test_payments_at_once_all_count(group: Group) -> None:
    await lisbon(group)
    await asyncio.gather(*(group("bob", f"paid @mia {minor}") for minor in range(1, 6)))
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Mia"] == "17.00"


async def test_without_a_currency_the_only_one_owed_counts(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "hotel 3000 thb")
    answer = await group("ana", "paid @mia 500")
    assert answer.text.startswith("#2 Ana → Mia THB500.00\n")
    await group("mia", "dinner 84")
    answer = await group("ana", "paid @mia 5")
    assert answer.text.startswith("#4 Ana → Mia €5.00\n")


async def test_without_a_currency_the_group_s_own_counts_where_it_is_in_play(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "hotel 3000 jpy")
    for text in ("paid @mia 12.50", "paid @mia 2000"):  # neither can be of 1,500 yen
        answer = await group("ana", text)
        assert answer.data["entry"]["currency"] == "EUR"
    answer = await group("ana", "paid @mia 500")
    assert answer.data["entry"]["currency"] == "EUR"


async def test_one_currency_may_settle_another(group: Group) -> None:
    await lisbon(group)
    answer = await group("bob", "paid @mia 1200 thb as 30 eur")
    assert answer.text == "#5 Bob → Mia €30.00 · THB1,200.00\nYou still owe Mia €2.00, Ana €10.00."
    assert answer.data["entry"]["note"] == "THB1,200.00"


async def test_further_words_are_a_note_or_an_expense(group: Group) -> None:
    await lisbon(group)
    answer = await group("bob", "paid @ana 10 pizza")
    assert answer.data["entry"]["note"] == "pizza"
    assert answer.text.startswith("#5 Bob → Ana €10.00 · pizza\n")
    assert labels(answer) == ["No, an expense for Ana", "Undo"]
    answer = await group.press("bob", "No, an expense for Ana")
    assert answer.text == "#5 Pizza · €10.00 · 🍽 Food · all for Ana"
    entry = answer.data["entry"]
    assert (entry["kind"], entry["description"], entry["category"], entry["number"]) == (
        "expense",
        "pizza",
        "Food",
        5,
    )
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Ana"] == "0.00"
    await group.press("bob", "Undo", answer)
    shown = await group("bob", "#5")
    assert shown.data["entry"]["kind"] == "settlement"


async def test_a_bare_amount_of_somebody_is_asked_about(group: Group) -> None:
    await lisbon(group)
    answer = await group("mia", "bob paid 20")
    assert answer.text.startswith("Not recorded yet: did Bob pay you €20.00, or that for all?")
    paid = await group.press("mia", "Paid me", answer)
    assert paid.text.startswith("#5 Bob → Mia €20.00\n")
    assert (await group("mia", "list")).text.count("#5") == 1
    answer = await group("mia", "bob paid 30")
    answer = await group.press("mia", "Paid for all")
    entry = answer.data["entry"]
    assert (entry["kind"], entry["shares"]["Bob"]["paid"]) == ("expense", "30.00")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("paid @bob 20", "Nobody pays themselves. Try: paid @ana 20"),
        ("/paid @ana", "Try: paid @ana 20, or for your share of an entry: paid #12"),
        ("paid @ana 0", "An amount of zero is nothing to record. Try: lunch 12.50"),
        ("paid @ana 1.234 eur", "EUR has two decimals. Try: lunch 12.50"),
        ("paid @ana @mia 20", "Not recorded: one payment a line, please. Try: paid @ana 20"),
        ("paid #99", "There is no #99. To see your last ones: list"),
        ("paid #5", "There is no share to pay in #5. To see it: #5"),
    ],
)
async def test_what_cannot_be_is_said_and_not_recorded(group: Group, text: str, said: str) -> None:
    await lisbon(group)
    await group("mia", "gift 5 for @ana")
    assert (await group("bob", text)).text == said


@pytest.mark.parametrize("text", ["paid all 20", "paid @all 20", "@all paid me 20"])
async def test_a_payment_to_all_is_refused(group: Group, text: str) -> None:
    await lisbon(group)
    answer = await group("bob", text)
    assert answer.data["error"]["code"] == "usage"
    assert answer.text == "A payment is between two. Try: paid @ana 20"


async def test_two_payments_in_two_lines(group: Group) -> None:
    await lisbon(group)
    await group("bob", "paid @mia 32\npaid @ana 10")
    assert (await group("bob", "balance")).text == "Lisbon: everyone is even."


async def test_ones_share_of_an_entry_is_paid(group: Group) -> None:
    await lisbon(group)
    answer = await group("bob", "paid #1")
    assert answer.text.split("\n") == [
        "#5 Bob → Mia €28.00",
        "Your share of #1 Dinner is paid.",
        "You still owe Mia €4.00, Ana €10.00.",
    ]
    assert (await group("bob", "paid #1")).text == "Your share of #1 is paid already."
    answer = await group("ana", "bob paid #2")
    assert answer.text.startswith("#6 Bob → Ana €9.00\nBob's share of #2 Taxi is paid.")


async def test_a_share_of_what_several_paid_is_paid_to_all_of_them(group: Group) -> None:
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner paid by @mia 60 @ana 30")
    answer = await group("bob", "paid #1")
    assert answer.text.split("\n")[:2] == [
        "#2 Bob → Mia €30.00",
        "Your share of #1 Dinner is paid.",
    ]


async def test_paid_in_a_reply_is_about_that_entry(group: Group) -> None:
    await lisbon(group)
    dinner = await group("mia", "lunch 30")
    answer = await group.reply("bob", "paid", dinner)
    assert answer.text.startswith("#6 Bob → Mia €10.00\nYour share of #5 Lunch is paid.")


async def test_with_one_shared_budget_there_is_nothing_to_pay(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "mode shared")
    answer = await group("mia", "paid @ana 20")
    assert answer.text == "Not recorded: this is one shared budget: nobody owes anybody."


async def test_what_was_owed_before_a_shared_budget_is_paid_all_the_same(group: Group) -> None:
    await lisbon(group)
    answer = await group("mia", "mode shared")
    assert answer.text.endswith("What somebody owes from before can still be paid: settle")
    await group("mia", "groceries 46")
    balances = (await group("bob", "balance")).data["balances"]["EUR"]
    assert balances == {"Mia": "32.00", "Ana": "10.00", "Bob": "-42.00"}
    assert (await group("bob", "why")).text.startswith("Bob, you owe €42.00:")
    assert len((await group("bob", "settle")).data["transfers"]) == 2
    assert "error" not in (await group("bob", "paid #2")).data
    await group("bob", "paid @mia 32")
    assert (await group("bob", "paid @ana 1")).text.endswith("Everyone is even 🎉")
    assert "nobody owes anybody" in (await group("ana", "balance")).text


async def test_whoever_is_paid_is_asked_where_the_group_wants_it(group: Group) -> None:
    await lisbon(group)
    await group("mia", "confirm on")
    answer = await group("bob", "paid @mia 32")
    assert answer.text == ("#5 Bob → Mia €32.00\nMia, did it come?\nYou still owe Ana €10.00.")
    assert labels(answer) == ["Confirm", "It never came", "Undo"]
    assert (await group.press("ana", "Confirm", answer)).data["error"]["code"] == "not_allowed"
    confirmed = await group.press("mia", "Confirm", answer)
    assert confirmed.text == "#5 Bob → Mia €32.00, confirmed by Mia"
    assert (await group.press("mia", "Confirm", answer)).text == ("You have confirmed #5 already.")
    assert "Mia: confirmed" in (await group("bob", "history #5")).text
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Mia"] == "0.00"


async def test_a_payment_that_never_came_is_undone(group: Group) -> None:
    await lisbon(group)
    await group("mia", "confirm on")
    await group("bob", "paid @mia 32")
    answer = await group.press("mia", "It never came")
    assert answer.text == "Undone: #5 Bob → Mia €32.00 never came, says Mia.\nBob owes €42.00."
    assert "Mia: said never to have come" in (await group("bob", "history #5")).text
    await group.press("mia", "It came after all", answer)
    assert (await group("bob", "balance")).data["balances"]["EUR"]["Mia"] == "0.00"


async def test_whoever_was_paid_need_not_confirm_what_they_said(group: Group) -> None:
    await lisbon(group)
    await group("mia", "confirm on")
    assert labels(await group("mia", "@bob paid me 32")) == ["Undo"]
    await group("mia", "members add gran")
    assert labels(await group("bob", "paid gran 5")) == ["Undo"]


async def test_a_payment_like_a_row_of_a_converted_plan_settles_its_parts(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("mia", "rate 1 eur = 40 thb")
    await group("mia", "dinner 84")
    await group("ana", "hotel 800 thb")
    await group("mia", "settle in eur")
    answer = await group("ana", "paid @mia 32")
    assert answer.text.endswith("Everyone is even 🎉")
    assert len(answer.data["entries"]) == 2


async def test_somebody_new_may_be_paid(group: Group) -> None:
    await group.meet("mia", "ana")
    answer = await group("mia", "paid @zoe 20")
    assert answer.text.split("\n")[:2] == ["#1 Mia → Zoe €20.00", "Zoe is new here."]


async def test_in_an_own_account_payments_have_no_place_yet(says: Conversation) -> None:
    answer = await says("paid @ana 20")
    assert "entry" not in answer.data or answer.data["entry"]["kind"] == "settlement"
