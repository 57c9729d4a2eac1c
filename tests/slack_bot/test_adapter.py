"""What Slack sends, as the dialog gets it."""

from __future__ import annotations

import datetime as dt

import pytest

from bots.slack import adapter, heard, interactions
from bots.slack.people import Own, in_channel

OWN = Own(enterprise=None, team="T1", bot_user="UBOT", bot_id="BBOT", token="xoxb-1")
GRID = Own(enterprise="E1", team="T1", bot_user="UBOT", bot_id="BBOT", token="xoxb-1")
SAID = {
    "type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "team": "T1",
    "text": "lunch 12.50", "ts": "1795240000.000100", "event_ts": "1795240000.000100",
}  # fmt: skip
AT = dt.datetime(2026, 11, 21, 5, 46, 40, 100, tzinfo=dt.UTC)


def read(event, own=OWN, *, shared=False):
    return adapter.of_event({"event": event, "is_ext_shared_channel": shared}, own)


def test_message_is_named_by_its_time_in_its_place():
    received = read(SAID)
    incoming = received.incoming
    assert incoming.source == "slack:T1:U1:1795240000.000100"
    assert (incoming.text, incoming.sent_at, incoming.thread) == ("lunch 12.50", AT, None)
    assert (received.address.channel, received.address.reply_to) == ("D1", "1795240000.000100")


def test_secrets_are_not_in_what_is_logged_of_an_address():
    assert "xoxb" not in repr(read(SAID)) + repr(OWN)


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_subtypes_that_are_somebodys_words_are_read(subtype):
    assert read(SAID | {"subtype": subtype}).incoming.text == "lunch 12.50"


@pytest.mark.parametrize(
    "change",
    [
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
        {"subtype": "me_message"},
        {"bot_id": "B9"},
        {"bot_profile": {"id": "B9"}},
        {"user": "UBOT"},
        {"user": None},
        {"channel_type": "channel"},
        {"channel_type": "mpim"},
        {"type": "reaction_added"},
    ],
)
def test_what_nobody_said_to_us_is_not_read(change):
    assert read(SAID | change) is None


def test_thread_is_kept_and_replied_to_but_not_by_its_own_first_message():
    parent = "1795230000.000100"
    incoming = read(SAID | {"thread_ts": parent}).incoming
    assert (incoming.thread, incoming.replies_to) == (parent, parent)
    assert read(SAID | {"thread_ts": SAID["ts"]}).incoming.thread is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@UBOT> lunch 12", "lunch 12"),
        ("<@UBOT|app>: lunch 12", "lunch 12"),
        ("lunch <@UBOT> 12", "lunch 12"),
        ("lunch 12\n<@UBOT>\ntaxi 9", "lunch 12\n \ntaxi 9"),
        ("<@UBOTTLE> lunch 12", "@UBOTTLE lunch 12"),
        ("<@UBOT>", ""),
        (None, ""),
    ],
)
def test_mention_of_us_is_no_part_of_what_is_said(text, said):
    assert read(SAID | {"text": text}).incoming.text == said


def edit(**message):
    after = SAID | {"text": "lunch 13", "edited": {"user": "U1", "ts": "1795240060.000000"}}
    return {
        "type": "message", "subtype": "message_changed", "channel": "D1", "channel_type": "im",
        "message": after | message, "previous_message": SAID, "ts": "1795240060.000200",
        "event_ts": "1795240060.000200",
    }  # fmt: skip


def test_edit_is_of_the_day_of_its_message():
    incoming = read(edit()).incoming
    assert incoming.message_id == SAID["ts"]
    assert (incoming.text, incoming.sent_at) == ("lunch 13", AT)
    assert incoming.edited_at == dt.datetime(2026, 11, 21, 5, 47, 40, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "message",
    [{"text": "lunch 12.50"}, {"edited": None}, {"bot_id": "BBOT"}, {"subtype": "bot_message"}],
)
def test_change_that_is_no_edit_by_a_person_is_not_read(message):
    assert read(edit(**message)) is None


def test_deletion_names_the_message_and_when_it_was():
    event = {
        "type": "message", "subtype": "message_deleted", "channel": "D1", "channel_type": "im",
        "deleted_ts": SAID["ts"], "previous_message": SAID, "event_ts": "1795240060.000000",
    }  # fmt: skip
    incoming = read(event).incoming
    assert (incoming.message_id, incoming.text, incoming.sent_at) == (SAID["ts"], "", AT)
    assert incoming.deleted_at == dt.datetime(2026, 11, 21, 5, 47, 40, tzinfo=dt.UTC)
    assert read(event | {"previous_message": SAID | {"bot_id": "BBOT"}}) is None
    assert read(event | {"previous_message": None}) is None
    tombstone = read(edit(subtype="tombstone", user="USLACKBOT", text="This message was deleted."))
    assert tombstone.incoming.deleted_at is not None
    assert tombstone.incoming.place.sender == "U1"


CALLED = SAID | {"type": "app_mention", "channel": "C1", "text": "<@UBOT> tea 2"}


def test_mention_in_a_channel_is_nothing_personal():
    assert read(CALLED) is None


def test_mention_in_a_channel_is_named_by_its_time_there():
    found = heard.of_event({"event": CALLED | {"thread_ts": "1795230000.000100"}}, OWN)
    assert (found.channel, found.ts, found.thread) == ("C1", SAID["ts"], "1795230000.000100")
    assert found.calls_us
    assert in_channel(found.channel, found.person, OWN).source_prefix == "slack:T1:C1:"


def test_message_that_calls_us_in_a_channel_is_left_to_its_other_event():
    twin = CALLED | {"type": "message", "channel_type": "channel"}
    assert heard.of_event({"event": twin}, OWN) is None
    assert heard.of_event({"event": twin | {"channel_type": "mpim"}}, OWN) is not None


@pytest.mark.parametrize(
    "change",
    [
        {"channel": "D1"},
        {"subtype": "channel_join"},
        {"bot_id": "B9"},
        {"user": "UBOT"},
        {"user": None},
    ],
)
def test_what_no_person_says_in_a_channel_is_not_heard(change):
    assert heard.of_event({"event": CALLED | change}, OWN) is None


@pytest.mark.parametrize(
    ("own", "change", "shared", "workspace"),
    [
        (OWN, {}, False, "T1"),
        (OWN, {"team": None}, False, "T1"),
        (OWN, {"user_team": "T9"}, True, "T9"),
        (OWN, {"team": "T9"}, False, "T9"),
        (GRID, {}, False, "E1"),
        (GRID, {"team": "T2"}, False, "E1"),
        (GRID, {"user_team": "E1"}, True, "E1"),
        (GRID, {"user_team": "E9"}, True, "E9"),
        (GRID, {"user_team": "T9"}, True, "T9"),
    ],
)
def test_people_are_those_of_their_own_organisation(own, change, shared, workspace):
    place = read(SAID | change, own, shared=shared).incoming.place
    assert (place.workspace, place.chat, place.sender) == (workspace, "U1", "U1")


@pytest.mark.parametrize(
    ("mimetype", "kind"),
    [("image/png", "photo"), ("application/pdf", "document"), (None, "document")],
)
def test_file_is_kept_by_its_name(mimetype, kind):
    files = [{"id": "F0", "mode": "tombstone"}, {"id": "F1", "name": "a", "mimetype": mimetype}]
    file = read(SAID | {"subtype": "file_share", "files": files, "text": ""}).incoming.file
    assert (file.id, file.kind, file.name) == ("F1", kind, "a")


@pytest.mark.parametrize("ts", ["", "x", "9" * 30, "1.x", None, 5])
def test_time_that_is_none_is_told(ts):
    with pytest.raises(adapter.MALFORMED):
        read(SAID | {"ts": ts})


PRESS = {
    "type": "block_actions", "user": {"id": "U1", "team_id": "T1"}, "response_url": "https://r/1",
    "container": {"type": "message", "channel_id": "D1", "message_ts": "1.000001"},
    "message": {"ts": "1.000001"},
    "actions": [
        {
            "type": "button", "action_id": "answer-0-0", "block_id": "answer:0:17,18,",
            "value": "turn:0", "action_ts": "1795240000.000100",
        }
    ],
}  # fmt: skip


def test_press_names_its_button_and_what_its_message_was_about():
    pressed = interactions.of_press(PRESS, OWN)
    incoming, address = pressed.received.incoming, pressed.received.address
    assert incoming.button == "turn:0"
    assert incoming.message_id == "press:1795240000.000100:turn:0"
    assert (address.channel, address.edits) == ("D1", "1.000001")
    assert pressed.shown == "#17 \n#18 "


def test_press_below_an_ephemeral_message_is_answered_where_it_was():
    pressed = interactions.of_press(
        PRESS | {"container": {"type": "message", "is_ephemeral": True}}, OWN
    )
    address = pressed.received.address
    assert (address.channel, address.edits, address.response_url) == (None, None, "https://r/1")


def test_block_id_tells_of_no_more_entries_than_it_can_hold():
    name = interactions.block_id(3, tuple(range(10**6, 10**6 + 100)))
    assert name.startswith("answer:3:1000000,")
    assert len(name) <= 255
