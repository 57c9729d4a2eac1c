"""What is typed wrongly, or asked in other words, in a group: answered if it was meant for us."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import Conversation, Group


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("edit #1 nonsense", "Try: edit #17"),
        ("members add", "Try: members add ana"),
        ("@ana 15", "@ana 15 for what?"),
        ("split 30 with @ana", "What was that for?"),
    ],
)
async def test_a_command_that_does_not_fit_its_form_is_answered_without_a_slash(
    group: Group, text: str, said: str
) -> None:
    await group("mia", "dinner 84 with @ana")
    answer = await group("mia", text)
    assert said in answer.text
    assert answer.data["error"]["code"] == "usage"


@pytest.mark.parametrize("text", ["lol", "15", "see you at 5", "what do you think?", "no idea"])
async def test_what_nothing_says_to_be_meant_for_us_is_met_with_silence(
    group: Group, text: str
) -> None:
    await group.meet("mia", "ana")
    assert (await group("mia", text)).is_silent


async def test_a_slip_in_a_command_is_answered_by_the_command_meant(group: Group) -> None:
    await group("mia", "dinner 84 with @ana")
    assert (await group("mia", "balanec")).text == "Did you mean balance?"
    assert "You get back €42.00" in (await group.press("mia", "Balance")).text
    assert (await group("mia", "leafs")).is_silent


@pytest.mark.parametrize(
    "text", ["balance?", "how much do I owe?", "who owes me?", "are we even?", "does Ana owe me?"]
)
async def test_a_question_about_debts_is_answered_by_the_balance(group: Group, text: str) -> None:
    await group("mia", "dinner 84 with @ana")
    assert "You get back €42.00" in (await group("mia", text)).text


@pytest.mark.parametrize("text", ["what does ana owe?", "how much does Ana owe me?"])
async def test_a_question_about_one_person_is_answered_by_what_is_between_the_two(
    group: Group, text: str
) -> None:
    await group("mia", "dinner 84 with @ana")
    assert (await group("mia", text)).text == "Ana owes you €42.00"


async def test_how_much_somebody_else_did_is_not_taken_for_ones_own_spending(
    says: Conversation,
) -> None:
    await says("lunch 12.50")
    assert "Nothing on" not in (await says("how much did ana spend?")).text


async def test_who_left_is_not_told_so_at_every_word(group: Group) -> None:
    await group.meet("mia", "ana")
    await group("ana", "leave")
    assert (await group("ana", "lol")).is_silent
    assert "You left Lisbon" in (await group("ana", "dinner 20")).text


@pytest.mark.parametrize("command", ["why", "settle", "who-owes"])
async def test_what_groups_know_is_not_denied_alone(
    group: Group, says: Conversation, command: str
) -> None:
    await group("mia", "dinner 84 with @ana")
    assert (await says(command)).text == (
        f"Lisbon: you get back €42.00\nAsk in the group's chat: {command}"
    )


async def test_ones_balances_in_one_currency(group: Group, says: Conversation) -> None:
    await group("mia", "dinner 84 with @ana")
    await says("rate 1 eur = 2 usd")
    assert (await says("balance in usd")).text.splitlines()[1] == "Lisbon: you get back US$84.00"


async def test_a_closed_book_is_told_apart_from_the_one_after_it(
    group: Group, says: Conversation
) -> None:
    await group("mia", "dinner 84 with @ana")
    await group("mia", "trip over anyway")
    assert (await says("balance")).text.splitlines() == [
        "Lisbon: you are even",
        "Lisbon (closed): you get back €42.00",
    ]


async def test_two_of_the_same_name_are_both_told(group: Group, says: Conversation) -> None:
    await group("mia", "dinner 84 with @ana")
    other = Group(group.sessions, title="Porto")
    await other("mia", "dinner 20 with @bob")
    await other("mia", "members add Ana Silva")
    await other("mia", "dinner 20 with ana")
    assert (await says("balance @ana")).text.splitlines() == [
        "Ana of Lisbon: owes you €42.00",
        "Ana Silva of Porto: owes you €10.00",
        "One alone by the whole name: balance with Ana Silva",
    ]


@pytest.mark.parametrize("text", ["ana 15", "15 ana", "why 2", "settle 20"])
async def test_a_name_or_a_command_is_no_expense_of_a_group(group: Group, text: str) -> None:
    await group("mia", "dinner 84 with @ana")
    assert (await group("mia", text)).data["error"]["code"] == "what_for"
    assert "entry" in (await group("mia", f"add {text}")).data


async def test_an_amount_beside_a_name_may_be_either_of_two_things(group: Group) -> None:
    await group("mia", "dinner 84 with @ana")
    assert (await group("mia", "ana 15")).text.splitlines() == [
        "Not recorded: 15 of what, with Ana?",
        "Paid back: /paid @ana 15",
        "Shared: /e dinner 15 with @ana",
    ]
    assert "entry" in (await group("mia", "/paid @ana 15")).data


@pytest.mark.parametrize("text", ["paid @ana", "paid ana"])
async def test_a_payment_without_its_amount_is_asked_for_it(group: Group, text: str) -> None:
    await group("mia", "dinner 84 with @ana")
    assert (await group("mia", text)).text.startswith("How much? Try: paid @ana 20")


@pytest.mark.parametrize("text", ["members", "trip over", "leave"])
async def test_what_is_for_groups_says_so_alone(says: Conversation, text: str) -> None:
    assert (await says(text)).text == "That is for groups: say it in the group's chat."


async def test_what_is_ones_own_says_so_in_a_group(group: Group) -> None:
    await group.meet("mia", "ana")
    assert "tell me when we are alone: unlink" in (await group("mia", "unlink")).text


async def test_one_after_another_is_taken_out_of_a_split(group: Group) -> None:
    await group("mia", "dinner 90 with @ana @bob")
    await group.press("mia", "People")
    await group.press("mia", "✓ Bob")
    await group.press("mia", "People")
    answer = await group.press("mia", "✓ Ana")
    assert "Ana owes €45.00 less" in answer.text


async def test_amounts_of_several_currencies_are_said_of_a_person_once(
    group: Group, says: Conversation
) -> None:
    await group("mia", "dinner 84 with @bob")
    await group("mia", "ramen 3000 jpy with @bob")
    assert "Bob still owes you €37.00 and JP¥1,500." in (await group("mia", "@bob paid me 5")).text
    assert (await says("groups")).text == "Lisbon · you get back €37.00, JP¥1,500"
    assert (await group("mia", "leave")).text.startswith("You get back €37.00, JP¥1,500 in Lisbon.")


async def test_a_refund_is_explained_by_a_figure_with_its_sign(group: Group) -> None:
    await group("mia", "refund 21 dinner with @ana @bob")
    assert "(paid −21, part −7)" in (await group("mia", "why")).text
    assert "(−21 ÷ 3)" in (await group("mia", "why ana")).text
