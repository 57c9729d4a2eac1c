from __future__ import annotations

import datetime as dt

import pytest
from telegram import Update

from bots.dialog.messages import PlatformFile
from bots.telegram import adapter
from bots.telegram.texts import Us

BOT = 7
US = Us(id=BOT, username="our_bot")
MIA = {"id": 42, "is_bot": False, "first_name": "Mia", "last_name": "Ek", "language_code": "pt-br"}
PRIVATE = {"id": 42, "type": "private", "first_name": "Mia"}
GROUP = {"id": -100, "type": "supergroup", "title": "Trip"}
OURS = {
    "message_id": 8,
    "date": 1000,
    "chat": PRIVATE,
    "from": {"id": BOT, "is_bot": True, "first_name": "Bot"},
    "text": "#1 Lunch · €12.50",
}


def update(kind="message", *, update_id=700_000_123, **fields):
    message = {"message_id": 9, "date": 1_800_000_000, "chat": PRIVATE, "from": MIA, **fields}
    return Update.de_json({"update_id": update_id, kind: message}, None)


def incoming(kind="message", **fields):
    got = adapter.received(update(kind, **fields), US)
    return None if got is None else got.incoming


def test_a_private_message_is_read_with_who_where_and_when():
    got = adapter.received(update(text="lunch 12.50"), US)
    said = got.incoming
    assert (said.place.platform, said.place.workspace) == ("telegram", "")
    assert (said.place.chat, said.place.sender, said.sender_name) == ("42", "42", "Mia Ek")
    assert (said.message_id, said.text, said.locale) == ("9", "lunch 12.50", "pt-br")
    assert said.sent_at == dt.datetime(2027, 1, 15, 8, 0, tzinfo=dt.UTC)
    assert said.edited_at is None
    assert (got.address.place, got.address.reply_to, got.address.edits) == (said.place, "9", None)


def test_an_edit_is_of_the_same_message_on_the_day_of_the_message():
    said = incoming("edited_message", text="lunch 13", edit_date=1_800_090_000)
    assert said.message_id == "9"
    assert said.sent_at.day == 15
    assert said.edited_at == dt.datetime.fromtimestamp(1_800_090_000, dt.UTC) + dt.timedelta(
        microseconds=123
    )


def test_of_two_edits_in_one_second_the_later_update_is_the_later_edit():
    first = incoming("edited_message", text="a 1", edit_date=5, update_id=1_000_010)
    second = incoming("edited_message", text="a 2", edit_date=5, update_id=1_000_011)
    assert first.edited_at < second.edited_at


def test_an_edit_without_a_date_changes_nothing():
    assert incoming("edited_message", text="lunch 13") is None


def test_the_largest_photo_comes_with_its_caption():
    sizes = [
        {"file_id": f"f{w}", "file_unique_id": str(w), "width": w, "height": w} for w in (9, 99, 50)
    ]
    said = incoming(photo=sizes, caption="lunch 12.50")
    assert said.text == "lunch 12.50"
    assert said.file == PlatformFile(
        id="f99", kind="photo", name="photo.jpg", media_type="image/jpeg"
    )


def test_a_document_keeps_its_name_and_kind_and_may_come_alone():
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "a.pdf", "mime_type": "x/pdf"}
    said = incoming(document=document)
    assert said.text == ""
    assert said.file == PlatformFile(id="f", kind="document", name="a.pdf", media_type="x/pdf")


def test_a_reply_to_our_answer_brings_the_answer_along():
    said = incoming(text="13", reply_to_message=OURS)
    assert (said.replies_to, said.reply_to_text) == ("8", "#1 Lunch · €12.50")


def test_a_reply_to_a_person_names_the_message_only():
    said = incoming(text="13", reply_to_message={**OURS, "from": MIA})
    assert (said.replies_to, said.reply_to_text) == ("8", None)


def test_a_topic_is_kept_and_its_beginning_is_not_replied_to():
    opening = {**OURS, "forum_topic_created": {"name": "x", "icon_color": 1}}
    got = adapter.received(
        update(text="tea 2", message_thread_id=8, is_topic_message=True, reply_to_message=opening),
        US,
    )
    assert (got.incoming.thread, got.address.thread) == ("8", "8")
    assert got.incoming.replies_to is None


def test_a_chain_of_replies_is_no_topic():
    assert incoming(text="tea 2", message_thread_id=8).thread is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("/start link_AB12CD34", "/start"),
        ("/start@our_bot inline", "/start"),
        ("/start inline", "/start"),
        ("/start", "/start"),
        ("/start join_AB-12_cd", "/join AB-12_cd"),
        ("/start join_", "/start"),
        ("/starter 3", "/starter 3"),
        ("/start lunch 12", "/start lunch 12"),
    ],
)
def test_a_deep_link_starts_and_does_nothing_else(typed, read):
    assert incoming(text=typed).text == read


@pytest.mark.parametrize(
    "fields",
    [
        {"chat": {**GROUP, "type": "channel"}, "text": "lunch 12.50"},
        {"text": "Lunch · €12.50", "via_bot": {"id": BOT, "is_bot": True, "first_name": "Bot"}},
        {"text": "lunch 12", "from": {"id": 5, "is_bot": True, "first_name": "Other"}},
        {"pinned_message": OURS},
        {"text": "lunch 12", "from": None},
    ],
)
def test_channels_our_own_cards_bots_and_service_messages_are_not_read(fields):
    assert incoming(**fields) is None
    assert adapter.unread(update(**fields)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
        {"location": {"longitude": 1.0, "latitude": 2.0}},
        {"contact": {"phone_number": "1", "first_name": "Bo"}},
    ],
)
def test_what_is_no_text_is_answered_kindly_once_not_at_each_edit(fields):
    assert incoming(**fields) is None
    assert adapter.unread(update(**fields)).place.chat == "42"
    assert adapter.unread(update("edited_message", edit_date=5, **fields)) is None
    assert incoming("edited_message", edit_date=5, **fields) is None


def press(**fields):
    query = {"id": "q1", "from": MIA, "chat_instance": "1", "data": "t:0", "message": OURS}
    return Update.de_json({"update_id": 1, "callback_query": {**query, **fields}}, None)


def test_a_press_is_a_button_of_its_chat():
    at = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)
    said = adapter.pressed(press().callback_query, now=at).incoming
    assert (said.message_id, said.button, said.text) == ("cbq1", "t:0", "")
    assert (said.place.chat, said.sent_at) == ("42", at)


@pytest.mark.parametrize(
    "fields",
    [
        {"message": None},
        {"message": {**OURS, "chat": {**GROUP, "type": "channel"}}},
        {"data": None, "game_short_name": "g"},
    ],
)
def test_a_press_elsewhere_is_none_of_ours(fields):
    at = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)
    assert adapter.pressed(press(**fields).callback_query, now=at) is None
