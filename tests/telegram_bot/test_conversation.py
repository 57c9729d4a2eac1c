from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from tests.simulators.telegram_failing import Refused
from tests.telegram_bot.conftest import answers

pytestmark = pytest.mark.usefixtures("bot")


async def entries(sessions):
    async with sessions() as session:
        found = await session.execute(
            text("SELECT description, amount FROM entries WHERE voided_at IS NULL ORDER BY no")
        )
        return [tuple(row) for row in found]


async def answered(sessions):
    """Whether all turns know that their answers arrived."""
    async with sessions() as session:
        return not await session.scalar(
            text("SELECT count(*) FROM turns WHERE answered_at IS NULL")
        )


async def test_an_expense_is_logged_and_answered_with_buttons(api, mia, sessions):
    answer = await api.answer_to(await mia.sends("lunch 12.50 food"))
    assert answer.text.split("\n")[0] == "#1 Lunch · £12.50 · 🍽 Food"
    assert "Undo" in answer.labels
    assert answer.reply_to is None
    assert await entries(sessions) == [("lunch", 1250)]
    await api.until(lambda: answered(sessions))


async def test_undo_changes_the_answer_in_place(api, mia, sessions):
    answer = await api.answer_to(await mia.sends("lunch 12.50 food"))
    await api.answer_to(await mia.presses(answer, "Undo"))
    await api.until(lambda: "Undone" in answer.text)
    assert answer.labels == ["Redo"]
    assert await entries(sessions) == []
    assert len(api.messages(mia)) == 1


async def test_what_is_only_looked_at_comes_below_what_was_logged(api, mia):
    answer = await api.answer_to(await mia.sends("lunch 12.50 food"))
    menu = await api.answer_to(await mia.sends("help"))
    await api.answer_to(await mia.presses(menu, menu.labels[0]))
    await api.until(lambda: menu.history)
    assert answer.history == []


async def test_an_edited_message_corrects_its_entry(api, mia, sessions):
    sent = await mia.sends("lunch 12.50 food")
    await api.answer_to(sent)
    for amount in ("13.50", "14.50", "15.50"):  # faster than Telegram's clock of seconds
        await mia.edits(sent, f"lunch {amount} food")
    await api.until(lambda: len(api.messages(mia)) == 4)
    assert await entries(sessions) == [("lunch", 1550)]


async def test_an_edit_that_changes_nothing_is_not_answered(api, mia, sessions):
    sent = await mia.sends("lunch 12.50 food")
    await api.answer_to(sent)
    api.update({"edited_message": sent.raw})
    await api.answer_to(await mia.sends("tea 2"))
    assert len(api.messages(mia)) == 2
    assert len(await entries(sessions)) == 2


async def test_a_reply_to_the_answer_corrects_the_entry(api, mia, sessions):
    answer = await api.answer_to(await mia.sends("lunch 12.50 food"))
    await api.answer_to(await mia.replies(answer, "13"))
    assert await entries(sessions) == [("lunch", 1300)]


async def test_a_message_delivered_again_is_logged_and_answered_once(api, mia, sessions):
    sent = await mia.sends("lunch 12.50 food")
    await api.answer_to(sent)
    await api.until(lambda: answered(sessions))
    for update_id in sent.update_ids * 2:
        api.redeliver(update_id)
    await api.answer_to(await mia.sends("tea 2"))
    assert await entries(sessions) == [("lunch", 1250), ("tea", 200)]
    assert len(api.messages(mia)) == 2


async def test_a_press_delivered_again_is_done_once(api, mia, sessions):
    answer = await api.answer_to(await mia.sends("lunch 12.50 food"))
    pressed = await mia.presses(answer, "Undo")
    await api.until(lambda: "Undone" in answer.text)
    api.redeliver(pressed.update_id)
    await api.answer_to(await mia.sends("tea 2"))
    assert await entries(sessions) == [("tea", 200)]


@pytest.mark.parametrize("sends", ["sends_photo", "sends_document"])
async def test_the_caption_of_a_photo_or_document_is_the_message(api, mia, sessions, sends):
    answer = await api.answer_to(await getattr(mia, sends)("lunch 12.50 food"))
    assert answer.text.startswith("#1 Lunch")
    assert await entries(sessions) == [("lunch", 1250)]


async def test_start_greets_in_three_lines(api, mia):
    answer = await api.answer_to(await mia.starts())
    assert answer.text.split("\n") == [
        "I keep your accounts. Type what you spent:",
        "lunch 12.50",
        "Only you can see what you write here.",
    ]
    assert answer.labels == ["Show me more"]


async def test_an_unknown_deep_link_greets_as_well(api, mia):
    answer = await api.answer_to(await mia.starts("campaign-7"))
    assert answer.text.startswith("I keep your accounts.")


async def test_commands_with_the_bots_name_are_ours(api, mia):
    answer = await api.answer_to(await mia.sends("/report@our_test_bot"))
    assert "nothing yet" in answer.text


async def test_a_voice_is_answered_kindly(api, mia):
    await mia.starts()
    await api.until(lambda: api.messages(mia))
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 3}
    raw = {"message_id": 99, "date": 1, "chat": mia.chat.raw, "from": mia.user, "voice": voice}
    api.update({"message": raw}, lane=mia.id)
    await api.until(lambda: len(api.messages(mia)) == 2)
    assert (await answers(api, mia))[1] == (
        "I read text, and photos with a caption. Try: lunch 12.50 food"
    )


@pytest.mark.parametrize(
    "typed",
    ["</b><i>x", "x **bo_ld** `y` ||z|| a", "[a](tg://user?id=1)", "<a href=https://evil>bank</a>"],
)
async def test_markup_is_shown_as_it_was_typed(api, mia, typed):
    answer = await api.answer_to(await mia.sends(f"12.50 {typed}"))
    shown = answer.text.split("\n")[0]
    assert typed.casefold() in shown.casefold()
    assert not any("parse_mode" in call.params for call in api.calls)


async def test_marks_of_direction_do_not_reach_the_answer(api, mia):
    answer = await api.answer_to(await mia.sends("lunch\u202e 12.50 \u2067food"))
    assert not set(answer.text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


async def test_a_forged_button_is_refused_with_a_notice_and_changes_nothing(api, mia, sessions):
    answer = await api.answer_to(await mia.sends("lunch 12.50 food"))
    ben = api.person("Ben")
    theirs = await api.answer_to(await ben.sends("tea 2"))
    stolen = answer.keyboard[0][-1]["callback_data"]
    for data in ("nonsense", "01999999-9999-7999-8999-999999999999:0", stolen):
        asked = ben.presses_data(theirs, data)
        notice = await api.answer_to(asked)
        assert notice["text"]
    assert len(await entries(sessions)) == 2
    assert theirs.history == []


async def test_a_press_below_a_deleted_answer_is_answered_by_a_new_message(api, mia, sessions):
    answer = await api.answer_to(await mia.sends("lunch 12.50 food"))
    undo = next(b["callback_data"] for r in answer.keyboard for b in r if b["text"] == "Undo")
    answer.deleted = True
    await api.answer_to(mia.presses_data(answer, undo))
    await api.until(lambda: any("Undone" in m.text for m in api.messages(mia)))
    assert await entries(sessions) == []


async def test_a_press_too_old_to_be_answered_still_counts(api, mia, sessions):
    answer = await api.answer_to(await mia.sends("lunch 12.50 food"))
    api.fail(
        "answerCallbackQuery",
        Refused(
            400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
        ),
    )
    pressed = await mia.presses(answer, "Undo")
    await api.until(lambda: "Undone" in answer.text)
    pressed.answer = {}
    assert await entries(sessions) == []


async def test_a_file_comes_as_a_document_below_its_sentence(api, mia):
    await api.answer_to(await mia.sends("lunch 12.50 food"))
    answer = await api.answer_to(await mia.sends("export"))
    assert answer.raw["document"]["file_name"].endswith(".csv")
    assert answer.text


async def test_two_people_do_not_see_each_other(api, mia):
    ben = api.person("Ben", language_code="de")
    await api.answer_to(await mia.sends("lunch 12.50 food"))
    answer = await api.answer_to(await ben.sends("kaffee 3,20"))
    assert answer.text.startswith("#1 Kaffee · 3,20\xa0€")
    assert len(api.messages(ben)) == 1


async def test_saving_ones_data_leaves_the_question_whether_to_erase_it(api, mia):
    await api.answer_to(await mia.sends("lunch 12.50 food"))
    question = await api.answer_to(await mia.sends("forget me"))
    await mia.presses(question, "Save my data first")
    await api.until(lambda: "document" in api.messages(mia)[-1].raw)
    assert "Yes, erase everything" in question.labels
    await api.answer_to(await mia.presses(question, "Keep"))
    await api.until(lambda: question.text == "Everything stays as it is.")


async def test_looking_at_a_receipt_leaves_the_buttons_of_its_entry(api, mia):
    answer = await api.answer_to(await mia.sends_photo("lunch 12.50 food"))
    await mia.presses(answer, "Receipt")
    await api.until(lambda: "photo" in api.messages(mia)[-1].raw)
    await mia.presses(answer, "Undo")
    await api.until(lambda: answer.text == "Undone: #1 Lunch £12.50")


@pytest.mark.parametrize(
    ("sends", "kind"), [("sends_photo", "photo"), ("sends_document", "document")]
)
async def test_a_receipt_is_kept_by_its_name_and_shown_again(api, mia, sends, kind):
    sent = await getattr(mia, sends)("lunch 12.50 food")
    await api.answer_to(sent)
    await api.answer_to(await mia.sends("receipt"))
    shown = await api.until(lambda: next((m for m in api.messages(mia) if kind in m.raw), None))
    largest = sent.raw[kind][-1] if kind == "photo" else sent.raw[kind]
    again = shown.raw[kind][-1] if kind == "photo" else shown.raw[kind]
    assert again["file_id"] == largest["file_id"]


@pytest.mark.usefixtures("bot")
async def test_the_photos_of_an_album_belong_to_what_its_words_log(api, mia):
    await mia.starts()
    for caption in ("lunch 12.50 food", "", ""):
        await mia.sends_photo(caption, media_group_id="77")
    await api.until(lambda: len(api.messages(mia)) == 4)
    logged, *others = [message.text for message in api.messages(mia)][1:]
    assert logged.startswith("#1 Lunch · £12.50")
    assert others == ["Receipt kept with #1.", "Receipt kept with #1."]


async def test_a_photo_alone_waits_for_its_amount(api, mia, sessions):
    answer = await api.answer_to(await mia.sends_photo())
    assert answer.text == "Receipt kept. Add the amount: reply 12.50 lunch"
    await api.answer_to(await mia.replies(answer, "12.50 lunch"))
    assert await entries(sessions) == [("lunch", 1250)]


async def test_a_chat_that_likes_it_short_gets_a_thumb(api, mia, sessions):
    await api.answer_to(await mia.sends("tea 2"))
    await api.answer_to(await mia.sends("answers short"))
    said = len(api.messages(mia))
    sent = await mia.sends("lunch 12.50 food")
    await api.until(lambda: sent.reactions == ["👍"])
    await api.until(lambda: answered(sessions))
    assert len(api.messages(mia)) == said
    assert len(await entries(sessions)) == 2


async def test_a_link_that_somebody_sent_joins_nobody_to_them(api, mia):
    eve = api.person("Eve", language_code="en-GB")
    await api.answer_to(await mia.sends("clinic 250"))
    code = re.search(r"link (\w{8})", (await api.answer_to(await eve.sends("link"))).text)[1]
    await api.answer_to(await mia.starts(f"link_{code}"))
    assert "Clinic" not in (await api.answer_to(await eve.sends("list"))).text
