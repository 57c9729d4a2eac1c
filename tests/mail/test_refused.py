"""What a mail server answers, and what becomes of the notice and of the address then."""

from __future__ import annotations

import datetime as dt

import pytest
import structlog
from sqlalchemy import text

from bots.mail import posting
from scheduler.delivering import Deliverer
from tests.dialog.conftest import Conversation
from tests.mail.conftest import KINDS


class Chat:
    """A platform that shows what is told."""

    is_open = True

    def __init__(self):
        self.shown = []

    async def send(self, claimed, outgoing):
        self.shown.append((claimed.place.chat, outgoing.text))
        return str(len(self.shown))


@pytest.fixture
def chat():
    return Chat()


async def due_in(sessions, clock):
    async with sessions() as session:
        due_at = await session.scalar(text("SELECT due_at FROM deliveries WHERE state = 'pending'"))
    return due_at - clock()


async def addresses(sessions):
    async with sessions() as session:
        return list(await session.scalars(text("SELECT address FROM emails")))


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
async def test_not_now_is_tried_again_later(tell, tick, mailbox, states, sessions, clock, command):
    mailbox.answers[command] = "451 4.7.1 Greylisted, come back"
    await tell()
    await tick()
    assert (await states())[-1] == ("digest", "pending", None)
    assert await due_in(sessions, clock) == dt.timedelta(minutes=5)
    mailbox.answers.clear()
    clock.now += dt.timedelta(minutes=5)
    await tick()
    assert len(mailbox.mails) == 1
    assert (await states())[-1] == ("digest", "sent", None)


@pytest.mark.parametrize("answer", ["550 5.1.1 No such user", "550 No such user here"])
async def test_an_address_that_is_none_is_forgotten_and_the_chat_is_told(
    tell, tick, mailbox, states, sessions, chat, answer
):
    mailbox.answers["RCPT"] = answer
    await tell()
    await tick(test=chat)
    await tick(test=chat)
    assert ("digest", "failed", "closed to us") in await states()
    assert await addresses(sessions) == []
    told = (
        "Mail to m…@example.org came back, so no more goes there.\n"
        "To have mail: email me@example.org"
    )
    assert chat.shown == [("mia", told)]


@pytest.mark.parametrize("answer", ["554 5.7.1 Relay access denied", "552 5.2.2 Mailbox full"])
async def test_a_refusal_that_says_nothing_of_the_address_keeps_it(
    tell, tick, mailbox, states, sessions, answer
):
    mailbox.answers["RCPT"] = answer
    await tell()
    await tick()
    assert (await states())[-1] == ("digest", "failed", f"refused with {answer[:3]}")
    assert await addresses(sessions) == ["mia@example.org"]


async def test_a_mail_that_the_server_does_not_want_is_given_up(
    tell, tick, mailbox, states, sessions
):
    mailbox.answers["DATA"] = "554 5.6.0 Looks like spam"
    await tell()
    await tick()
    assert (await states())[-1] == ("digest", "failed", "refused with 554")
    assert await addresses(sessions) == ["mia@example.org"]


async def test_a_code_to_an_address_that_is_none_is_told(says, tick, mailbox, chat):
    mailbox.answers["RCPT"] = "550 5.1.1 No such user"
    await says("email mai@example.org")
    await tick(test=chat)
    await tick(test=chat)
    told = (
        "No mail reaches mai@example.org. Is it spelled right?\nTo have mail: email me@example.org"
    )
    assert chat.shown == [("mia", told)]
    assert (await says("email")).text == "No e-mail address. To add yours: email me@example.org"


async def test_no_answer_to_the_whole_mail_is_uncertain_and_never_sent_again(
    tell, tick, mailbox, states, clock, monkeypatch
):
    monkeypatch.setattr(posting, "ANSWERING", 0.2)
    mailbox.hangs.clear()
    await tell()
    await tick()
    assert (await states())[-1] == ("digest", "uncertain", "no answer in time")
    mailbox.hangs.set()
    clock.now += dt.timedelta(hours=1)
    await tick()
    assert len(mailbox.mails) == 1


async def test_a_connection_lost_after_the_whole_mail_is_uncertain(tell, tick, mailbox, states):
    mailbox.drops_after = "DATA"
    await tell()
    await tick()
    assert (await states())[-1] == ("digest", "uncertain", "no answer in time")


async def test_a_server_that_is_away_is_asked_again_and_not_for_each_mail(
    tell, mail_of, mailbox, states, sessions, clock
):
    away = mail_of("smtp://127.0.0.1:1")
    for number in range(20):
        await tell(occurrence=f"o{number}")
    await Deliverer(sessions, KINDS, {"mail": away}, clock=clock).deliver()
    assert not away.is_open
    assert {state for kind, state, _ in await states() if kind == "digest"} == {"pending"}
    clock.now += dt.timedelta(seconds=30)
    back = mail_of(f"smtp://127.0.0.1:{mailbox.port}")
    await Deliverer(sessions, KINDS, {"mail": back}, clock=clock).deliver()
    assert len(mailbox.mails) == 20


async def test_a_sender_that_is_not_taken_waits_and_is_logged_once(tell, tick, mailbox, states):
    mailbox.answers["MAIL"] = "553 5.7.1 Not your name"
    await tell(occurrence="o1")
    await tell(occurrence="o2")
    with structlog.testing.capture_logs() as logs:
        await tick()
    assert [state for kind, state, _ in await states() if kind == "digest"] == ["pending"] * 2
    assert [(log["event"], log["reason"]) for log in logs] == [
        ("mail server does not take our mail", "refused with 553")
    ]


async def test_many_mails_arrive_once_each(tell, tick, mailbox):
    for number in range(60):
        await tell(occurrence=f"o{number}")
    await tick()
    assert len(mailbox.mails) == 60
    assert len({str(mail["Message-ID"]) for mail in mailbox.mails}) == 60


async def test_logs_quote_no_address_and_no_text(tell, tick, mailbox):
    with structlog.testing.capture_logs() as logs:
        for answer in ("550 5.1.1 mia@example.org is nobody", "554 5.7.1 secret words"):
            mailbox.answers["DATA"] = answer
            await tell("secret words", occurrence=answer[:5])
            await tick()
    assert logs
    assert not [log for log in logs if "example.org" in str(log) or "secret" in str(log)]


async def test_somebody_without_an_address_has_no_mail(sessions, tick, mailbox):
    await Conversation(sessions)("hi")
    await tick()
    assert mailbox.connections == 0
