"""An e-mail address: asked for, proved by a code, taken away; and who is told of it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from sqlalchemy import text

from expenseiq_core.services import email_codes, emails
from tests.dialog.conftest import labels

NOT_SET_UP = "E-mail is not set up on this server. Here in the chat I tell you things all the same."
ON_ITS_WAY = (
    "A code is on its way to me@example.org.\n"
    "Type it here within 15 minutes, just the six digits.\n"
    "Nothing there? Look among the spam, or send me the address again."
)


@pytest.fixture
async def mail(sessions):
    """Mail is sent: returns what a person finds in the mailbox, sent at a time."""
    async with sessions.begin() as session:
        await emails.announce(session, seconds=600)

    async def code(says):
        async with sessions.begin() as session:
            user_id = await session.scalar(text("SELECT user_id FROM emails WHERE wanted <> ''"))
            letter = await email_codes.issue(session, user_id, now=says.at)
            return letter.code

    return code


def other(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def rows(sessions, what):
    async with sessions.begin() as session:
        return list((await session.execute(text(what))).all())


def whole(found):
    """All that rows say: as `str` shows them, long ones are cut."""
    return "\n".join(row[0] for row in found)


async def test_without_mail_it_says_that_there_is_none(says):
    assert (await says("email me@example.org")).text == NOT_SET_UP
    assert (await says("email")).text == NOT_SET_UP


@pytest.mark.usefixtures("mail")
async def test_a_code_goes_to_the_address(says, sessions):
    await says("hi")
    assert (await says("email me@example.org")).text == ON_ITS_WAY
    found = await rows(sessions, "SELECT kind, chat_id, about, state FROM deliveries")
    assert found == [("account", None, {"what": "code", "awake": True}, "pending")]
    assert (await says("email")).text == (
        "me@example.org is not verified: type the code that I sent there."
    )


async def test_the_code_verifies_it_once(says, mail, sessions):
    await says("email me@example.org")
    code = await mail(says)
    answer = await says(code)
    assert answer.text == "Verified: what I say without being asked now also goes to me@example.org"
    assert labels(answer) == ["E-mail off"]
    assert (
        await says("email")
    ).text == "What I say without being asked also goes to me@example.org"
    assert await rows(sessions, "SELECT code_hash, wanted FROM emails") == [(None, None)]
    # Typed again it is what it would have been.
    again = await says(code)
    assert "Verified" not in again.text


async def test_a_code_may_be_typed_behind_the_command_or_with_a_gap(says, mail):
    await says("email me@example.org")
    code = await mail(says)
    assert (await says(f"email {code[:3]} {code[3:]}")).text.startswith("Verified: ")


async def test_the_code_is_kept_nowhere(says, mail, sessions):
    await says("email me@example.org")
    code = await mail(says)
    await says(other(code))
    await says(code)
    kept = await rows(
        sessions,
        "SELECT t::text FROM turns t UNION ALL SELECT d::text FROM deliveries d"
        " UNION ALL SELECT e::text FROM emails e",
    )
    for typed in (code, other(code)):
        assert not re.search(rf"(?<![0-9a-f]){typed}(?![0-9a-f])", whole(kept))


async def test_a_code_that_comes_again_is_answered_as_before(says, mail):
    await says("email me@example.org")
    code = await mail(says)
    first = await says(code, message_id="c1")
    assert (await says(code, message_id="c1")).text == first.text


async def test_six_digits_are_an_amount_where_no_code_is_waited_for(says, mail):
    before = await says("123456")
    await says("email me@example.org")
    # It is not sent yet.
    assert (await says("123456")).text == before.text
    assert (await says("rent 123456")).text.startswith("#1 Rent · €123,456.00")
    await mail(says)
    assert (await says("123456 rent")).text.startswith("#2 Rent")
    assert (await says("12345")).text == (await says("12345")).text


async def test_with_a_slash_digits_are_never_an_amount(says):
    await says("hi")
    assert (await says("/email 123456")).text.startswith("No code is waited for. Try: ")
    assert (await says("/email nonsense")).text.startswith("Try: ")


async def test_five_wrong_codes_end_it(says, mail):
    await says("email me@example.org")
    code = await mail(says)
    answers = [(await says(other(code))).text for _ in range(6)]
    assert answers[:2] == [
        "That is not the code. 4 tries left.",
        "That is not the code. 3 tries left.",
    ]
    assert answers[3] == "That is not the code. 1 try left."
    ended = "Too many wrong codes. For a new one: email me@example.org"
    assert answers[4:] == [ended, ended]
    assert (await says(code)).text == ended
    await says("email me@example.org")
    assert (await says(await mail(says))).text.startswith("Verified: ")


async def test_an_old_code_ends_by_itself(says, mail):
    await says("email me@example.org")
    code = await mail(says)
    says.at += dt.timedelta(minutes=15)
    ended = "That code is too old. For a new one: email me@example.org"
    assert (await says(code)).text == ended
    says.at += dt.timedelta(minutes=61)
    assert (await says(code)).text != ended


async def test_a_new_code_ends_the_older_one(says, mail):
    await says("email me@example.org")
    first = await mail(says)
    await says("email me@example.org")
    assert "Verified" not in (await says(first)).text
    assert (await says(await mail(says))).text.startswith("Verified: ")


@pytest.mark.usefixtures("mail")
async def test_a_user_gets_few_codes(says):
    for number in range(5):
        assert "on its way" in (await says(f"email me{number}@example.org")).text
    refused = "Too many codes were sent. Try again in 12 minutes."
    assert (await says("email me5@example.org")).text == refused
    says.at += dt.timedelta(minutes=12)
    assert "on its way" in (await says("email me5@example.org")).text


@pytest.mark.usefixtures("mail")
async def test_a_mailbox_gets_few_codes_whoever_asks_and_however_it_is_written(says, somebody):
    for name, address in (("ana", "you@example.org"), ("bob", "Y.ou+1@example.org")):
        assert "on its way" in (await somebody(name)(f"email {address}")).text
    assert "on its way" in (await says("email YOU+x@Example.org")).text
    cem = somebody("cem")
    assert (await cem("email you@example.org")).text == (
        "Too many codes were sent. Try again in 2 hours."
    )
    assert "on its way" in (await cem("email me@example.org")).text


async def test_an_address_of_somebody_else_is_answered_like_any(says, somebody, mail):
    await says("email me@example.org")
    await says(await mail(says))
    assert (await somebody("bob")("email me@example.org")).text == ON_ITS_WAY


@pytest.mark.parametrize(
    "typed", ["me@localhost", "me@example.org,you@example.org", "me@1.2.3.4", "mé@example.org"]
)
@pytest.mark.usefixtures("mail")
async def test_what_is_no_address_is_refused(says, sessions, typed):
    answer = await says(f"email {typed}")
    assert answer.text == "I can't send to that address. Try one like: email me@example.org"
    assert await rows(sessions, "SELECT user_id FROM emails") == []


async def test_what_is_no_command_is_an_expense(says):
    assert (await says("email hosting 12.50")).text.startswith("#1 Email hosting · €12.50")
    assert (await says("email 5")).text.startswith("#2 Email · €5.00")


async def test_the_old_address_stays_until_the_new_one_is_verified(says, mail):
    await says("email me@example.org")
    await says(await mail(says))
    await says("email new@example.org")
    assert (await says("email")).text == (
        "What I say without being asked also goes to me@example.org\n"
        "new@example.org is not verified: type the code that I sent there."
    )
    assert (await says(await mail(says))).text == (
        "Verified: what I say without being asked now also goes to new@example.org\n"
        "No longer to me@example.org."
    )


async def test_the_same_address_again_is_said(says, mail):
    await says("email me@example.org")
    await says(await mail(says))
    assert (await says("email me@example.org")).text == (
        "me@example.org is your address already. To see what it gets: email"
    )


async def test_kinds_of_notices_are_switched(says, mail):
    await says("email me@example.org")
    await says(await mail(says))
    answer = await says("email digest off")
    assert answer.text == (
        "What I say without being asked also goes to me@example.org\nBut not: digests"
    )
    assert labels(answer) == ["Digest by mail on", "E-mail off"]
    assert "warnings" in (await says("email warnings off")).text
    assert "digests" not in (await says.press("Digest by mail on")).text
    assert "But not" not in (await says("email warnings on")).text


async def test_off_forgets_it_and_what_was_on_its_way(says, mail, sessions):
    await says("email me@example.org")
    await says(await mail(says))
    await says("email new@example.org")
    assert (await says("email off")).text == "E-mail is off, and me@example.org is forgotten."
    assert await rows(sessions, "SELECT user_id FROM emails") == []
    assert await rows(sessions, "SELECT id FROM deliveries WHERE state = 'pending'") == []
    assert (await says("email off")).text == (
        "No e-mail address. To add yours: email me@example.org"
    )


async def test_off_before_it_is_verified_forgets_it_too(says, mail, sessions):
    await says("email me@example.org")
    await mail(says)
    assert (await says("email off")).text == "E-mail is off, and me@example.org is forgotten."
    assert await rows(sessions, "SELECT user_id FROM emails") == []


@pytest.mark.usefixtures("mail")
async def test_off_gives_no_new_codes(says):
    for _ in range(3):
        await says("email me@example.org")
        await says("email off")
    assert "Too many codes" in (await says("email me@example.org")).text


async def test_forget_me_erases_address_and_mails_at_once(says, mail, sessions):
    await says("email me@example.org")
    await says(await mail(says))
    await says("email new@example.org")
    await says("forget me now")
    assert await rows(sessions, "SELECT user_id FROM emails") == []
    assert await rows(sessions, "SELECT id FROM deliveries") == []
    everything = await rows(sessions, "SELECT t::text FROM turns t")
    assert "example.org" not in whole(everything)


@pytest.mark.usefixtures("mail")
async def test_in_a_group_it_is_refused(group):
    await group.meet("ana", "bob")
    answer = await group("ana", "/email me@example.org")
    assert answer.text == (
        "That is about your own account, so tell me when we are alone: email me@example.org"
    )
