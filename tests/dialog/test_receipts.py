"""Photos and documents: kept with the entry of their caption, or until the amount is said."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import text

from bots.dialog.messages import Incoming, PlatformFile
from bots.dialog.respond import respond
from expenseiq_core.services.chats import Place
from tests.dialog.conftest import NOON, labels
from tests.dialog.test_once import statements

PHOTO = PlatformFile(id="photo-1", kind="photo", name="", media_type="image/jpeg")
BILL = PlatformFile(id="doc-2", kind="document", name="bill.pdf", media_type="application/pdf")
WAITS = "Receipt kept. Add the amount: reply 12.50 lunch"
SOON = NOON + dt.timedelta(minutes=1)


async def kept(says):
    """The receipts in the database: entry number and file."""
    async with says.sessions() as session:
        rows = await session.execute(text("SELECT no, file_id FROM receipts ORDER BY id"))
        return [(row.no, row.file_id) for row in rows]


async def test_the_caption_is_read_as_the_message_and_the_file_kept_with_its_entry(says):
    await says("tea 2")
    answer = await says("lunch 12.50 food", file=PHOTO)
    assert answer.text == "#2 Lunch · €12.50 · 🍽 Food\nToday €14.50"
    assert labels(answer) == ["Category", "Date", "Receipt", "Undo"]
    answer = await says.press("Receipt")
    assert answer.receipts == (PHOTO,)
    assert answer.text == "#2 Lunch · €12.50 · 🍽 Food"
    assert await kept(says) == [(2, "photo-1")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("amazon 39.90", ["🏠 Home", "🎁 Gifts", "👕 Clothes", "More", "Receipt", "Undo"]),
        ("sofa 1.200", ["No, €1.20", "Receipt", "Undo"]),
        ("market 170 food", ["See Food", "Change budget", "Receipt", "Undo"]),
        ("coffee 3\ncake 4", ["Receipt", "Undo"]),
    ],
)
async def test_every_answer_to_a_photo_offers_it_beside_undo_in_two_rows(says, said, expected):
    await says("budget food 200 monthly")
    answer = await says(said, file=PHOTO)
    assert labels(answer) == expected
    assert len(answer.rows) <= 2
    assert (await says.press("Receipt")).receipts == (PHOTO,)


async def test_below_the_first_entry_the_currencies_come_before_the_receipt(somebody):
    ana = somebody("ana", currency=None)
    answer = await ana("amazon 39.90", file=PHOTO)
    assert "Receipt" not in labels(answer)
    assert "Other" in labels(answer)
    assert (await ana("receipt")).receipts == (PHOTO,)


@pytest.mark.parametrize("said", ["receipt #1", "/receipt #1", "/receipt 1", "receipt", "/receipt"])
async def test_receipt_shows_it_again(says, said):
    await says("lunch 12.50 food", file=BILL)
    answer = await says(said)
    assert answer.receipts == (BILL,)
    assert answer.data["receipts"] == [{"platform": "test", "kind": "document", "name": "bill.pdf"}]


async def test_receipt_without_a_number_is_that_of_the_last_entry_or_of_the_reply(says):
    first = await says("lunch 12.50 food", file=PHOTO)
    await says("coffee 3", file=BILL)
    assert (await says("receipt")).receipts == (BILL,)
    assert (await says.reply("receipt", first)).receipts == (PHOTO,)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        (
            "receipt",
            "#1 has no receipt. To add one, send a photo as a reply to its answer.",
        ),
        ("receipt #9", "There is no #9. To see your last ones: list"),
        ("/receipt of mine", "Try: receipt #17"),
        ("receipt 12.50", "#2 Receipt · €12.50 · 📦 Other"),
        ("receipt book 4", "#2 Receipt book · €4.00 · "),
    ],
)
async def test_where_there_is_none_it_says_so_and_an_expense_stays_one(says, said, answered):
    await says("tea 2")
    assert (await says(said)).text.startswith(answered)


async def test_receipt_with_nothing_logged_says_what_to_type(says):
    await says("hello")
    assert (await says("receipt")).text.startswith("There is nothing logged yet.")


async def test_an_entry_may_have_several_receipts(says):
    answer = await says("lunch 12.50 food", file=PHOTO)
    assert (await says.reply("", answer, file=BILL)).text == "Receipt kept with #1."
    assert (await says("receipt #1")).receipts == (PHOTO, BILL)


async def test_several_entries_of_a_caption_keep_the_file_with_the_first(says):
    await says("coffee 3\ncake 4", file=PHOTO)
    assert await kept(says) == [(1, "photo-1")]


async def test_a_receipt_from_another_platform_is_said_to_be_there(says):
    await says("lunch 12.50 food", file=PHOTO)
    async with says.sessions.begin() as session:
        await session.execute(text("UPDATE receipts SET platform = 'telegram'"))
    answer = await says("receipt #1")
    assert answer.text == "The receipt of #1 is on Telegram."
    assert answer.receipts == ()
    await says("", file=BILL, reply_to_text="#1 Lunch")
    answer = await says("receipt #1")
    assert answer.text == "#1 Lunch · €12.50 · 🍽 Food\nAnother receipt is on Telegram."
    assert answer.receipts == (BILL,)


async def test_a_receipt_from_another_workspace_is_not_offered_to_this_one(says):
    await says("lunch 12.50 food", file=PHOTO)
    async with says.sessions.begin() as session:
        await session.execute(text("UPDATE receipts SET workspace = 'T2'"))
    answer = await says("receipt #1")
    assert answer.text == "The receipt of #1 is in another workspace."
    assert answer.receipts == ()


@pytest.mark.parametrize("caption", ["", "lunch with the team", "report", "hello", "start"])
async def test_a_file_without_an_amount_waits_for_it(says, caption):
    answer = await says(caption, file=PHOTO)
    assert answer.text == WAITS
    assert await kept(says) == [(None, "photo-1")]


async def test_the_example_has_no_cents_where_the_currency_has_none(somebody):
    yuki = somebody("yuki", currency="JPY")
    assert (await yuki("", file=PHOTO)).text.endswith("reply 1200 lunch")


@pytest.mark.parametrize("to", ["photo", "a1"])
async def test_a_reply_with_the_amount_records_it_with_the_receipt(says, to):
    await says.shown(await says("", file=PHOTO, message_id="photo"), "a1")
    answer = await says("12.50 lunch", replies_to=to, reply_to_text=WAITS if to == "a1" else None)
    assert answer.text.startswith("#1 Lunch · €12.50 · 🍽 Food")
    assert labels(answer) == ["Category", "Date", "Receipt", "Undo"]
    assert (await says.press("Receipt")).receipts == (PHOTO,)
    answer = await says("13", replies_to=to)
    assert answer.text.startswith("#1 Lunch · €13.00 · 🍽 Food\nWas €12.50")
    assert await kept(says) == [(1, "photo-1")]


async def test_a_bare_amount_is_called_receipt(says):
    await says("", file=PHOTO, message_id="photo")
    answer = await says("12.50 yesterday", replies_to="photo")
    assert answer.text == ("#1 Receipt · €12.50 · 📦 Other · Tue 17 Nov\nWhere does it belong?")
    assert await kept(says) == [(1, "photo-1")]


async def test_a_bare_amount_takes_the_words_of_the_caption(says):
    await says("team\nlunch", file=PHOTO, message_id="photo")
    answer = await says("12.50", replies_to="photo")
    assert answer.text.startswith("#1 Team lunch · €12.50 · 🍽 Food")


async def test_a_caption_that_is_a_category_is_the_category(says):
    await says("food", file=PHOTO, message_id="photo")
    assert (await says("12.50", replies_to="photo")).text.startswith("#1 Food · €12.50 · 🍽 Food")


async def test_a_caption_that_would_change_the_amount_is_left_out(says):
    await says("Receipt 1", message_id="other")
    await says("// thanks", file=PHOTO, message_id="photo")
    answer = await says("12.50", replies_to="photo")
    assert answer.text.startswith("#2 Receipt · €12.50")


async def test_what_was_learned_of_the_caption_s_words_counts(says):
    await says("zorbing 5")
    await says("edit #1 category fun")
    await says("zorbing", file=PHOTO, message_id="photo")
    assert "Fun" in (await says("12.50", replies_to="photo")).text


async def test_a_bare_amount_as_a_caption_is_logged_at_once(says):
    answer = await says("12.50", file=PHOTO)
    assert answer.text.startswith("#1 Receipt · €12.50 · 📦 Other")
    assert await kept(says) == [(1, "photo-1")]


async def test_a_bare_amount_without_a_file_is_still_asked_about(says):
    assert (await says("12.50")).text == "12.50 for what? Try: lunch 12.50"


async def test_a_reply_that_says_no_amount_leaves_the_receipt_waiting(says):
    await says("", file=PHOTO, message_id="photo")
    assert (await says("lunch", replies_to="photo")).text.startswith("I see no amount.")
    assert await kept(says) == [(None, "photo-1")]


@pytest.mark.parametrize("said", ["#1", "receipt #1", "/receipt #1"])
async def test_a_waiting_receipt_is_put_to_an_entry_by_its_number(says, said):
    await says("lunch 12.50 food")
    await says("", file=PHOTO, message_id="photo")
    assert (await says(said, replies_to="photo")).text == "Receipt kept with #1."
    assert await kept(says) == [(1, "photo-1")]


async def test_a_file_with_a_number_as_its_caption_goes_to_that_entry(says):
    await says("lunch 12.50 food")
    assert (await says("#1", file=PHOTO)).text == "Receipt kept with #1."
    assert (await says("#9", file=PHOTO)).text.startswith("There is no #9.")
    assert await kept(says) == [(1, "photo-1")]


@pytest.mark.parametrize("caption", ["", "the bill, as you asked"])
async def test_a_file_in_reply_to_an_answer_is_kept_with_its_entry(says, caption):
    answer = await says("lunch 12.50 food")
    await says("coffee 3")
    assert (await says.reply(caption, answer, file=PHOTO)).text == "Receipt kept with #1."
    assert (await says("receipt #1")).receipts == (PHOTO,)


async def test_a_file_in_reply_to_one_s_own_message_is_kept_with_its_entry(says):
    await says("lunch 12.50 food", message_id="m")
    assert (await says("", replies_to="m", file=PHOTO)).text == "Receipt kept with #1."


async def test_a_file_in_reply_whose_caption_corrects_does_both(says):
    answer = await says("lunch 12.50 food")
    answer = await says.reply("13", answer, file=PHOTO, message_id="r")
    assert answer.text.startswith("#1 Lunch · €13.00 · 🍽 Food\nWas €12.50")
    assert await says.reply("13", answer, file=PHOTO, message_id="r") == answer
    assert await kept(says) == [(1, "photo-1")]


async def test_a_file_whose_caption_corrects_nothing_is_kept_once(says):
    answer = await says("lunch 12.50 food")
    for _ in range(2):
        again = await says.reply("12.50", answer, file=PHOTO, message_id="r")
        assert again.text.startswith("Nothing to change")
    assert await kept(says) == [(1, "photo-1")]


@pytest.mark.parametrize("caption", ["lunch 12.50 food", "12.50", "", "lunch"])
async def test_a_redelivered_file_is_kept_once_and_answered_as_before(says, caption):
    await says("tea 2")
    first = await says(caption, file=PHOTO, message_id="m")
    again = await asyncio.gather(*[says(caption, file=PHOTO, message_id="m") for _ in range(3)])
    assert [*again] == [first] * 3
    assert len(await kept(says)) == 1
    # Who answers what was left unanswered has the text, and no file.
    assert await says(caption, message_id="m") == first


async def test_a_redelivered_amount_of_a_receipt_answers_as_before(says):
    await says("team lunch", file=PHOTO, message_id="photo")
    first = await says("12.50", replies_to="photo", message_id="r")
    assert await says("12.50", replies_to="photo", message_id="r") == first
    assert await says("12.50", message_id="r") == first


async def test_an_edited_caption_corrects_the_entry(says):
    await says("lunch 12.50 food", file=PHOTO, message_id="m")
    answer = await says("lunch 13 food", file=PHOTO, message_id="m", edited_at=SOON)
    assert answer.text.startswith("#1 Lunch · €13.00 · 🍽 Food\nWas €12.50")
    assert await kept(says) == [(1, "photo-1")]


async def test_a_caption_that_an_edit_gives_an_amount_logs_the_waiting_receipt(says):
    await says("lunch", file=PHOTO, message_id="m")
    answer = await says("lunch 12.50", file=PHOTO, message_id="m", edited_at=SOON)
    assert answer.text.startswith("#1 Lunch · €12.50 · 🍽 Food")
    assert await kept(says) == [(1, "photo-1")]
    answer = await says("13", replies_to="m")
    assert answer.text.startswith("#1 Lunch · €13.00")


async def test_an_edited_caption_without_an_amount_waits_on(says):
    await says("lunch", file=PHOTO, message_id="m")
    answer = await says("team lunch", file=PHOTO, message_id="m", edited_at=SOON)
    assert answer.text == WAITS
    assert await kept(says) == [(None, "photo-1")]
    assert (await says("12.50", replies_to="m")).text.startswith("#1 Team lunch · €12.50")
    assert await kept(says) == [(1, "photo-1")]


async def test_an_edited_bare_amount_changes_only_the_amount(says):
    await says("team lunch", file=PHOTO, message_id="photo")
    await says("12.50", replies_to="photo", message_id="r")
    answer = await says("13", replies_to="photo", message_id="r", edited_at=SOON)
    assert answer.text.startswith("#1 Team lunch · €13.00 · 🍽 Food\nWas €12.50")
    answer = await says("12.50", file=BILL, message_id="m")
    answer = await says("14", file=BILL, message_id="m", edited_at=SOON)
    assert answer.text.startswith("#2 Receipt · €14.00 · 📦 Other\nWas €12.50")
    assert await kept(says) == [(1, "photo-1"), (2, "doc-2")]


async def test_an_edited_caption_of_a_file_in_reply_keeps_it_once(says):
    await says("lunch 12.50 food", message_id="l")
    await says("", replies_to="l", file=PHOTO, message_id="p")
    answer = await says("the bill", replies_to="l", file=PHOTO, message_id="p", edited_at=SOON)
    assert answer.text == "Receipt kept with #1."
    assert await kept(says) == [(1, "photo-1")]


async def test_undo_and_restore_keep_the_receipt(says):
    await says("lunch 12.50 food", file=PHOTO)
    await says("undo")
    assert (await says("receipt #1")).text == "#1 is undone. To bring it back: restore #1"
    await says("restore #1")
    assert (await says("receipt #1")).receipts == (PHOTO,)
    await says("edit #1 amount 13")
    assert (await says("receipt #1")).receipts == (PHOTO,)


async def test_a_deleted_photo_takes_its_entry_back(says):
    await says("lunch 12.50 food", file=PHOTO, message_id="m")
    answer = await says(message_id="m", deleted_at=SOON)
    assert answer.text == "Undone: #1 Lunch €12.50\nYou deleted its message."


async def test_a_photo_deleted_before_it_came_is_not_kept(says):
    await says("tea 2")
    await says(message_id="m", deleted_at=SOON)
    assert (await says("", file=PHOTO, message_id="m")).is_silent
    assert await kept(says) == []


async def test_what_cannot_be_recorded_keeps_nothing(says):
    assert (await says("lunch 0", file=PHOTO)).data["error"]
    assert await kept(says) == []


async def test_a_command_behind_a_slash_is_a_command_also_below_a_photo(says):
    await says("tea 2")
    assert (await says("/list", file=PHOTO)).text.startswith("#1 Tea")
    assert (await says("/e lunch 12.50", file=PHOTO)).text.startswith("#2 Lunch")
    assert await kept(says) == [(2, "photo-1")]


async def test_the_menu_of_an_entry_offers_its_receipt(says):
    await says("lunch 12.50 food", file=PHOTO)
    await says("coffee 3")
    assert labels(await says("edit #1")) == ["Category", "Date", "Delete", "Receipt"]
    assert labels(await says("edit #2")) == ["Category", "Date", "Delete"]


async def test_forget_me_erases_receipts_and_says_how_many(says):
    await says("lunch 12.50 food", file=PHOTO)
    await says("", file=BILL)
    assert "2 receipts" in (await says("forget me")).text
    await says("forget me now")
    assert await kept(says) == []


async def test_privacy_says_where_files_stay(says):
    answer = await says("privacy")
    assert "the files stay on your platform" in answer.text
    assert len(answer.lines) == 8


async def test_nobody_sees_somebody_else_s_receipt(says, somebody):
    await says("lunch 12.50 food", file=PHOTO, message_id="m")
    ana = somebody("ana")
    await ana("tea 2")
    assert (await ana("receipt #1")).receipts == ()
    assert (await ana("", file=BILL, replies_to="m")).text == WAITS


async def test_a_name_that_the_database_cannot_keep_is_kept_without_it(says):
    await says("lunch 12.50 food", file=replace(BILL, name="bi\0ll\ud800.pdf"))
    assert (await says("receipt")).receipts[0].name == "bill?.pdf"


async def test_a_photo_of_somebody_new_is_not_greeted_away(sessions):
    incoming = Incoming(
        place=Place(platform="test", workspace="", chat="new", sender="new"),
        message_id="1",
        sent_at=NOON,
        file=PHOTO,
    )
    assert (await respond(sessions, incoming, now=NOON)).text == WAITS


async def test_a_logged_photo_costs_one_statement_more(says, engine):
    await says("tea 2")
    with statements(engine) as sent:
        await says("lunch 12.50 food", file=PHOTO)
    assert len(sent) == 4
