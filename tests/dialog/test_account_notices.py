"""News of an account, told in its other chats: so that who did not do it can take it back."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from bots.dialog.notices import account
from expenseiq_core.services import email_codes, emails, reaching
from scheduler.delivering import Deliverer
from tests.dialog.conftest import NOON, Conversation, labels


class Chats:
    """Platforms that show what is told, by the name of the chat."""

    is_open = True

    def __init__(self):
        self.shown = []

    async def send(self, claimed, outgoing):
        self.shown.append((claimed.place.chat, outgoing))
        return f"n{len(self.shown)}"


@pytest.fixture
def phone(somebody) -> Conversation:
    """Mia on Telegram."""
    return somebody("4711", platform="telegram")


@pytest.fixture
def desk(somebody) -> Conversation:
    """Mia on Slack."""
    return somebody("U123", platform="slack")


@pytest.fixture
def told(sessions):
    """Send what is due at a time; returns the new texts by chat, and keeps the last answers."""

    async def look(at=NOON):
        chats = Chats()
        senders = dict.fromkeys(("telegram", "slack", "test"), chats)
        await Deliverer(sessions, (account.KIND,), senders, clock=lambda: at).deliver()
        look.last = dict(chats.shown)
        return sorted((chat, outgoing.text) for chat, outgoing in chats.shown)

    return look


async def joined(kept, joining):
    code = (await kept("link")).data["code"]
    assert (await joining(f"link {code}")).text.startswith("Linked: ")


LINKED = "Slack joined your account just now.\nNot you? You can take that back for a day: unlink"


async def test_the_account_that_is_joined_is_told_and_may_undo_it_there(phone, desk, told):
    await phone("lunch 12.50")
    await desk("tea 3")
    await joined(phone, desk)
    assert await told() == [("4711", LINKED)]
    phone.last = told.last["4711"]
    assert labels(phone.last) == ["Unlink"]
    assert (await phone.press("Unlink")).text.startswith("Taken back: Slack is on its own again.")


async def test_it_is_told_at_night_and_to_who_is_muted(phone, desk, told):
    night = NOON.replace(hour=23, minute=30)
    for says in (phone, desk):
        await says("lunch 12.50")
    await phone("mute 3 days")
    phone.at = desk.at = night
    await joined(phone, desk)
    assert await told(night) == [("4711", LINKED)]


async def test_two_accounts_on_one_platform_are_told_apart(phone, somebody, told):
    other = somebody("4712", platform="telegram")
    for says in (phone, other):
        await says("lunch 12.50")
    await joined(phone, other)
    [(chat, said)] = await told()
    assert (chat, said.partition("\n")[0]) == (
        "4711",
        "Another account on Telegram joined yours just now.",
    )


async def test_a_link_that_was_taken_back_is_not_told_any_more(phone, desk, told):
    for says in (phone, desk):
        await says("lunch 12.50")
    await joined(phone, desk)
    await desk("unlink")
    [(chat, said)] = await told()
    assert chat == "4711"
    assert said.startswith("Your account on Slack was taken apart from the other just now")


async def test_who_is_parted_from_the_other_side_is_told(phone, desk, told):
    for says in (phone, desk):
        await says("lunch 12.50")
    await joined(phone, desk)
    await told()
    await phone("unlink")
    assert await told() == [
        (
            "U123",
            (
                "This account was taken apart from the other just now: it is on its own again.\n"
                "To join them again: link"
            ),
        )
    ]


async def test_news_that_are_a_day_old_are_none(phone, desk, told, sessions):
    for says in (phone, desk):
        await says("lunch 12.50")
    await joined(phone, desk)
    [(_, said)] = await told(NOON + dt.timedelta(days=1, seconds=1))
    assert said.startswith("Slack and Telegram are one account now")
    async with sessions() as session:
        states = await session.scalars(text("SELECT state FROM deliveries ORDER BY due_at"))
        assert list(states) == ["skipped", "sent"]


async def test_a_closed_chat_and_the_terminal_are_told_nothing(phone, desk, somebody, told):
    terminal = somebody("mia", platform="console")
    for says in (phone, desk, terminal):
        await says("lunch 12.50")
    await joined(phone, desk)
    await joined(phone, terminal)
    await told()
    async with phone.sessions.begin() as session:
        await reaching.block(session, desk.place, now=NOON)
    await phone("unlink")
    assert await told() == []


@pytest.fixture
async def verified(phone, desk, told, sessions):
    """Verify an address in a chat, by the code that would be mailed."""
    for says in (phone, desk):
        await says("lunch 12.50")
    await joined(phone, desk)
    await told()
    async with sessions.begin() as session:
        await emails.announce(session, seconds=600)

    async def verify(says, address):
        await says(f"email {address}")
        async with sessions.begin() as session:
            user_id = await session.scalar(text("SELECT user_id FROM emails"))
            letter = await email_codes.issue(session, user_id, now=says.at)
        assert (await says(letter.code)).text.startswith("Verified: ")

    return verify


async def test_a_new_address_is_told_elsewhere_without_being_spelled_out(phone, told, verified):
    await verified(phone, "mia@example.org")
    assert await told() == [
        (
            "U123",
            (
                "m…@example.org gets what I say without being asked, since just now.\n"
                "Not you? Type: email off"
            ),
        )
    ]


async def test_a_changed_and_a_removed_address_are_told_elsewhere(phone, desk, told, verified):
    await verified(phone, "mia@example.org")
    await told()
    await verified(desk, "new@example.org")
    assert await told() == [
        (
            "4711",
            (
                "What I say without being asked goes to n…@example.org, since just now.\n"
                "Not you? Type: email off"
            ),
        )
    ]
    await phone("email off")
    assert await told() == [
        (
            "U123",
            (
                "n…@example.org was removed just now: no more mail goes there.\n"
                "To have mail: email me@example.org"
            ),
        )
    ]


async def test_an_address_that_was_never_verified_goes_quietly(phone, told, verified):  # noqa: ARG001
    await phone("email mia@example.org")
    await phone("email off")
    assert await told() == []


async def test_news_are_told_once_however_often_the_message_comes(phone, desk, told):
    for says in (phone, desk):
        await says("lunch 12.50")
    code = (await phone("link")).data["code"]
    for _ in range(2):
        await desk(f"link {code}", message_id="again")
    assert await told() == [("4711", LINKED)]
    assert await told() == []


TOMORROW = NOON + dt.timedelta(days=1)


async def test_the_day_after_the_first_link_it_says_where_it_speaks(phone, desk, told):
    for says in (phone, desk):
        await says("lunch 12.50")
    await joined(phone, desk)
    await told()
    phone.at = NOON + dt.timedelta(hours=1)
    await phone("tea 3")
    assert await told(TOMORROW - dt.timedelta(seconds=1)) == []
    assert await told(TOMORROW) == [
        (
            "4711",
            (
                "Slack and Telegram are one account now: what you log on either is in one book.\n"
                "What I say without being asked comes where you wrote last. To choose: notices both"
            ),
        )
    ]
    assert labels(told.last["4711"]) == ["Choose"]


async def test_a_welcome_waits_for_the_morning_and_comes_once(phone, desk, somebody, told):
    other = somebody("U124", platform="slack")
    late = NOON.replace(hour=23)
    for says in (phone, desk, other):
        await says("lunch 12.50")
        says.at = late
    await joined(phone, desk)
    await joined(phone, other)
    await told(late)
    assert await told(late + dt.timedelta(days=1)) == []
    [(_, said)] = await told(late + dt.timedelta(days=1, hours=8))
    assert said.startswith("Slack and Telegram are one account now")


async def test_there_is_no_welcome_to_what_was_parted_again_nor_on_one_platform(
    phone, desk, somebody, told
):
    other = somebody("4712", platform="telegram")
    for says in (phone, desk, other):
        await says("lunch 12.50")
    await joined(phone, other)
    await joined(phone, desk)
    await phone("unlink")
    await told()
    assert await told(TOMORROW) == []


async def addresses(sessions):
    async with sessions() as session:
        rows = await session.execute(
            text("""
                SELECT e.address FROM emails e JOIN users u ON u.id = e.user_id
                  JOIN chats c ON c.ledger_id = u.personal_ledger_id
            """)
        )
        return sorted(row.address for row in rows)


async def verify(says, sessions, address):
    async with sessions.begin() as session:
        await emails.announce(session, seconds=600)
    await says("lunch 12.50")
    await says(f"email {address}")
    async with sessions.begin() as session:
        user_id = await session.scalar(text("SELECT user_id FROM emails WHERE wanted <> ''"))
        letter = await email_codes.issue(session, user_id, now=says.at)
    await says(letter.code)


async def test_an_address_comes_along_with_a_link_and_goes_back_with_it(phone, desk, sessions):
    await phone("tea 3")
    await verify(desk, sessions, "mia@example.org")
    await joined(phone, desk)
    assert (await phone("email")).text.endswith("mia@example.org")
    await phone("unlink")
    assert (await desk("email")).text.endswith("mia@example.org")
    assert (await phone("email")).text.startswith("No e-mail address.")


async def test_of_two_addresses_that_of_the_kept_account_stays(phone, desk, sessions):
    await verify(phone, sessions, "phone@example.org")
    await verify(desk, sessions, "desk@example.org")
    await joined(phone, desk)
    assert (await desk("email")).text.endswith("phone@example.org")
    await desk("unlink")
    assert (await desk("email")).text.endswith("desk@example.org")
    assert (await phone("email")).text.endswith("phone@example.org")


async def test_an_address_changed_since_the_link_stays_where_it_was_changed(phone, desk, sessions):
    await phone("tea 3")
    await verify(desk, sessions, "mia@example.org")
    await joined(phone, desk)
    await verify(phone, sessions, "new@example.org")
    await phone("unlink")
    assert (await phone("email")).text.endswith("new@example.org")
    assert (await desk("email")).text.startswith("No e-mail address.")


async def test_forget_me_erases_the_addresses_of_both_linked_accounts(phone, desk, sessions):
    await verify(phone, sessions, "phone@example.org")
    await verify(desk, sessions, "desk@example.org")
    await joined(phone, desk)
    await phone("forget me now")
    assert await addresses(sessions) == []
    async with sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM emails")) == 0
        assert await session.scalar(text("SELECT count(*) FROM deliveries")) == 0
