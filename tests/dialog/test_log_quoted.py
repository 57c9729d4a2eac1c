"""`/e` in a reply to somebody's plain message logs it as theirs, once."""

from __future__ import annotations

import datetime as dt

import pytest

from bots.dialog.messages import Mentioned, Quoted
from tests.dialog.conftest import NOON, Group


def message(text: str, *, by: str = "ana", message_id: str = "p1", days: int = 0) -> Quoted:
    """A plain message of a person, sent some days ago."""
    return Quoted(
        message_id=message_id,
        text=text,
        author=Mentioned(external_id=by, name=by.title(), handle=by),
        sent_at=NOON - dt.timedelta(days=days),
    )


async def log(group: Group, name: str, quoted: Quoted, text: str = "/e"):
    """Let somebody reply `/e` to a message."""
    return await group(name, text, quoted=quoted, replies_to=quoted.message_id)


@pytest.fixture
async def trip(group: Group) -> Group:
    """Mia and Bob; Ana has not spoken to us yet."""
    await group.meet("mia", "bob")
    return group


@pytest.mark.parametrize("text", ["/e", "/log", "log", "log this"])
async def test_the_author_paid_and_is_who_wrote_it(trip, text):
    answer = await log(trip, "mia", message("pizza 30"), text)
    assert answer.data["entry"]["shares"] == {
        "Mia": {"paid": "0.00", "owed": "10.00"},
        "Bob": {"paid": "0.00", "owed": "10.00"},
        "Ana": {"paid": "30.00", "owed": "10.00"},
    }
    assert answer.text.splitlines()[1] == "As Ana wrote it."
    assert "Logged by Ana" in (await trip("bob", "#1")).text
    assert " Mia: logged €30.00, Ana paid" in (await trip("bob", "history #1")).text


async def test_me_is_the_author_and_today_is_the_day_it_was_sent(trip):
    answer = await log(trip, "mia", message("taxi 20 with me and @bob", days=2))
    assert set(answer.data["entry"]["shares"]) == {"Ana", "Bob"}
    assert answer.data["entry"]["date"] == "2026-11-16"


async def test_it_happens_once_whoever_asks(trip):
    await log(trip, "mia", message("pizza 30"))
    answer = await log(trip, "bob", message("pizza 30"))
    assert answer.text.splitlines()[0] == "#1 is that already."
    assert answer.data["error"]["code"] == "conflict"


async def test_what_was_undone_is_not_logged_again_but_restored(trip):
    await log(trip, "mia", message("pizza 30"))
    await trip("mia", "undo")
    answer = await log(trip, "bob", message("pizza 30"))
    assert answer.text.endswith("To bring it back: restore #1")


async def test_the_message_itself_doubles_nothing_when_it_comes(trip):
    await log(trip, "mia", message("pizza 30"))
    answer = await trip("ana", "pizza 30", message_id="p1")
    assert answer.is_silent
    assert answer.answered
    assert (await trip("mia", "tea 2")).data["entry"]["number"] == 2


async def test_an_edit_of_the_message_corrects_the_entry(trip):
    await log(trip, "mia", message("pizza 30"))
    answer = await trip("ana", "pizza 36", message_id="p1", edited_at=NOON)
    assert answer.data["entry"]["number"] == 1
    assert answer.data["entry"]["amount"] == "36.00"


async def test_a_message_that_was_logged_itself_is_not_logged_again(trip):
    await trip("bob", "taxi 9", message_id="p2")
    answer = await log(trip, "mia", message("taxi 9", by="bob", message_id="p2"))
    assert answer.text.splitlines()[0] == "#1 is that already."


async def test_the_one_who_logged_it_and_the_author_take_it_back(trip):
    await log(trip, "mia", message("pizza 30"))
    await trip("mia", "undo")
    await trip("mia", "redo")
    answer = await trip("ana", "delete #1")
    assert answer.data["deleted"] == [1]
    assert "error" in (await trip("mia", "edit #1 31")).data


async def test_the_authors_undo_is_not_about_what_somebody_else_did(trip):
    await log(trip, "mia", message("pizza 30"))
    assert (await trip("ana", "undo")).text.startswith("Nothing to undo.")


async def test_a_message_without_an_amount_is_kindly_refused(trip):
    answer = await log(trip, "mia", message("see you at eight"))
    assert answer.text == (
        "I see no amount in that message. Nothing was recorded."
        " Log it yourself: /e dinner 84 paid by @ana"
    )


async def test_an_answer_delivered_again_is_said_again(trip):
    quoted = message("pizza 30")
    first = await trip("mia", "/e", quoted=quoted, replies_to="p1", message_id="q")
    again = await trip("mia", "/e", quoted=quoted, replies_to="p1", message_id="q")
    assert again.text == first.text


async def test_a_plain_reply_to_a_person_is_an_ordinary_message(trip):
    answer = await log(trip, "mia", message("pizza 30"), "/e taxi 8")
    assert answer.data["entry"]["description"] == "taxi"
    assert answer.data["entry"]["author"] == "Mia"
