"""What arrives in a mailbox, as its owner's program reads it."""

from __future__ import annotations

import datetime as dt
import email.utils

from sqlalchemy import text

from scheduler.delivering import Deliverer
from tests.dialog.conftest import NOON
from tests.mail.conftest import KINDS, WEB_URL, code_in


async def test_a_code_comes_by_mail_and_verifies_the_address(says, tick, mailbox, states):
    await says("email mia@example.org")
    await tick()
    [mail] = mailbox.mails
    assert mailbox.recipients == ["mia@example.org"]
    assert str(mail["From"]) == "ExpenseIQ <bot@example.org>"
    assert str(mail["To"]) == "mia@example.org"
    assert str(mail["Subject"]) == "ExpenseIQ: Your code"
    assert mailbox.texts[0] == (
        f"Your code: {code_in(mailbox)}\n"
        "Type it in the chat in which you asked for it, within 15 minutes.\n"
        "You did not ask for it? Then somebody typed your address: ignore this mail.\n"
    )
    assert mail["List-Unsubscribe"] is None
    assert await states() == [("account", "sent", None)]
    assert (await says(code_in(mailbox))).text.startswith("Verified: ")


async def test_the_code_is_in_the_mail_alone(says, tick, mailbox, sessions):
    await says("email mia@example.org")
    await tick()
    async with sessions() as session:
        kept = await session.scalar(text("SELECT notice::text FROM deliveries"))
    assert "Your code: ······" in kept
    assert code_in(mailbox) not in kept


async def test_a_notice_is_plain_text_with_a_subject_that_tells_no_figures(tell, tick, mailbox):
    await tell("⚠️ Food: €164 of €200 (82 %)\n.\n€36 left for 12 days")
    await tick()
    [mail] = mailbox.mails
    assert str(mail["Subject"]) == "ExpenseIQ: Your digest"
    said, footer = mailbox.texts[0].split("\n\n-- \n")
    assert said == "⚠️ Food: €164 of €200 (82 %)\n.\n€36 left for 12 days"
    link = str(mail["List-Unsubscribe"]).strip("<>")
    assert link.startswith(f"{WEB_URL}/mail/unsubscribe/")
    assert footer == (
        "To answer, write to me in the chat. No more mail? Type there: email off\n"
        f"No more digests by e-mail: {link}\n"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert email.utils.parsedate_to_datetime(mail["Date"]) == NOON


async def test_each_notice_has_an_id_of_its_own(tell, tick, mailbox):
    await tell(occurrence="o1")
    await tell(occurrence="o2")
    await tick()
    ids = {str(mail["Message-ID"]) for mail in mailbox.mails}
    assert len(ids) == 2
    assert all(name.endswith("@example.org>") for name in ids)


async def test_what_people_typed_makes_no_header_and_no_command(tell, tick, mailbox):
    hostile = "lunch\n.\nQUIT\nBcc: eve@example.org\nSubject: you won\n\r\n.\r\nMAIL FROM:<e@e.e>"
    await tell(hostile)
    await tick()
    [mail] = mailbox.mails
    assert mailbox.recipients == ["mia@example.org"]
    assert mail["Bcc"] is None
    assert mail.get_all("Subject") == ["ExpenseIQ: Your digest"]
    said = mailbox.texts[0].split("\n\n-- \n")[0]
    assert said.split() == hostile.split()


async def test_a_line_may_be_longer_than_a_mail_has_them(tell, tick, mailbox):
    await tell("é" * 3000 + "😀" * 500)
    await tick()
    assert mailbox.texts[0].startswith("é" * 3000 + "😀" * 500)


async def test_without_a_public_address_it_says_what_to_type(
    tell, mail_of, mailbox, sessions, clock
):
    await tell()
    for web_url in (None, "http://localhost:8080"):
        mail = mail_of(f"smtp://127.0.0.1:{mailbox.port}", web_url=web_url)
        assert mail.routes == ()
    await Deliverer(sessions, KINDS, {"mail": mail}, clock=clock).deliver()
    [arrived] = mailbox.mails
    assert arrived["List-Unsubscribe"] is None
    assert mailbox.texts[0].endswith("No more mail? Type there: email off\n")


async def test_an_address_in_another_script_is_reached_in_ascii(says, tick, mailbox):
    await says("email mia@bücher.example")
    await tick()
    assert mailbox.recipients == ["mia@xn--bcher-kva.example"]


async def test_a_removed_address_gets_nothing_that_was_on_its_way(mia, tell, tick, mailbox):
    await tell()
    await mia("email off")
    await tick()
    assert mailbox.mails == []


async def test_a_kind_that_is_off_does_not_come(mia, tell, tick, mailbox, states):
    await mia("email digest off")
    await tell()
    await tick()
    assert mailbox.mails == []
    assert (await states())[-1][:2] == ("digest", "skipped")


async def test_a_code_that_could_not_be_sent_in_time_is_not_sent(
    says, tick, mailbox, clock, states
):
    await says("email mia@example.org")
    clock.now += dt.timedelta(minutes=16)
    await tick()
    assert mailbox.mails == []
    assert await states() == [("account", "skipped", "too late")]
