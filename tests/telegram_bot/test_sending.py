"""The messenger alone against the test server: what it sends, and what its errors say."""

from __future__ import annotations

import pytest

from bots.dialog.messages import (
    Attachment,
    Outgoing,
    PlatformFile,
    SentButton,
    Span,
    line,
    lines,
)
from bots.hosting.pace import Bucket
from bots.hosting.sending import (
    Address,
    BlockedError,
    LaterError,
    MovedError,
    RefusedError,
    UncertainError,
    UnreachableError,
)
from bots.telegram import client
from bots.telegram.messenger import TelegramMessenger
from expenseiq_core.services.chats import Place
from tests.simulators.telegram_failing import (
    Delayed,
    DroppedAfter,
    DroppedBefore,
    Refused,
    ServerError,
    TooMany,
)
from tests.telegram_bot.conftest import hurried

UNDO = ((SentButton(label="Undo", id="t:0"),),)


@pytest.fixture
async def messenger(api):
    bot = client.make_bot(api.token, api.url)
    await bot.initialize()
    yield TelegramMessenger(bot, hurried())
    await bot.shutdown()


@pytest.fixture
async def mia(api):
    person = api.person("Mia")
    await person.starts()
    return person


def to(person, **more):
    chat = str(person.id)
    return Address(place=Place(platform="telegram", workspace="", chat=chat, sender=chat), **more)


def said(text="hello", **more):
    return Outgoing(lines=lines(text), **more)


async def test_text_goes_with_entities_and_without_previews(api, messenger, mia):
    answer = Outgoing(lines=(line(Span("#1", "bold"), " https://x.example"),), rows=UNDO)
    name = await messenger.send(to(mia), answer)
    (message,) = api.messages(mia)
    assert (name, message.buttons) == (str(message.id), [["Undo"]])
    assert message.entities[0]["type"] == "bold"
    assert api.called("sendMessage")[0].params["link_preview_options"] == {"is_disabled": True}


async def test_the_buttons_of_a_long_answer_are_below_its_end(api, messenger, mia):
    name = await messenger.send(to(mia), said("\n".join(["x" * 99] * 90), rows=UNDO))
    shown = api.messages(mia)
    assert [message.buttons for message in shown] == [[], [], [["Undo"]]]
    assert name == str(shown[-1].id)


async def test_a_file_has_the_answer_as_its_caption_if_that_fits(api, messenger, mia):
    file = Attachment(name="e.csv", media_type="text/csv", content=b"a,b\n")
    await messenger.send(to(mia), said("Your entries", file=file, rows=UNDO))
    await messenger.send(to(mia), said("x" * 1025, file=file, rows=UNDO))
    short, text, document = api.messages(mia)
    assert (short.text, short.raw["document"]["file_name"]) == ("Your entries", "e.csv")
    assert short.labels == text.labels == ["Undo"]
    assert (document.text, document.labels) == ("", [])


async def test_receipts_are_sent_again_by_their_names(api, messenger, mia):
    photo = (await mia.sends_photo("lunch 12")).raw["photo"][-1]["file_id"]
    paper = (await mia.sends_document("taxi 9")).raw["document"]["file_id"]
    kept = (
        PlatformFile(id=photo, kind="photo", name="photo.jpg", media_type="image/jpeg"),
        PlatformFile(id=paper, kind="document", name="a.pdf", media_type="application/pdf"),
    )
    name = await messenger.send(to(mia), said("#1", receipts=kept, rows=UNDO))
    text, first, second = api.messages(mia)
    assert (name, text.labels) == (str(text.id), ["Undo"])
    assert first.raw["photo"][-1]["file_id"] == photo
    assert second.raw["document"]["file_id"] == paper


async def test_an_answer_whose_end_cannot_be_sent_is_not_begun_again(api, messenger, mia):
    gone = PlatformFile(id="gone", kind="photo", name="photo.jpg", media_type="image/jpeg")
    api.fail("sendPhoto", Refused(400, "Bad Request: wrong file identifier"))
    assert await messenger.send(to(mia), said("#1", receipts=(gone,)))
    assert len(api.messages(mia)) == 1


async def test_an_answer_takes_the_place_of_the_one_that_was_pressed(api, messenger, mia):
    first = await messenger.send(to(mia), said("one", rows=UNDO))
    for _ in range(2):  # the second changes nothing, which Telegram refuses
        assert await messenger.send(to(mia, edits=first), said("two")) == first
    (message,) = api.messages(mia)
    assert (message.text, message.buttons) == ("two", [])


@pytest.mark.parametrize("what", ["long", "file"])
async def test_an_answer_that_does_not_fit_there_follows_and_takes_the_buttons(
    api, messenger, mia, what
):
    first = await messenger.send(to(mia), said("one", rows=UNDO))
    file = Attachment(name="e.csv", media_type="text/csv", content=b"a")
    answer = said("x" * 5000) if what == "long" else said("all", file=file)
    second = await messenger.send(to(mia, edits=first), answer)
    assert second != first
    assert (api.messages(mia)[0].text, api.messages(mia)[0].buttons) == ("one", [])


async def test_an_answer_that_is_gone_is_followed_by_a_new_one(api, messenger, mia):
    first = await messenger.send(to(mia), said("one", rows=UNDO))
    api.messages(mia)[0].deleted = True
    await messenger.send(to(mia, edits=first), said("two"))
    assert [message.text for message in api.messages(mia)] == ["two"]


async def test_a_brief_answer_is_a_thumb(api, messenger, mia):
    sent = await mia.sends("tea 2")
    assert await messenger.send(to(mia, reply_to=str(sent.id)), said("#1", brief=True)) is None
    assert sent.reactions == ["👍"]
    assert api.messages(mia) == []


@pytest.mark.parametrize("reply_to", ["last", "unknown", None])
async def test_where_no_thumb_is_possible_the_answer_comes(api, messenger, mia, reply_to):
    sent = await mia.sends("tea 2")
    sent.deleted = True
    names = {"last": str(sent.id), "unknown": "cb12", None: None}
    await messenger.send(to(mia, reply_to=names[reply_to]), said("#1", brief=True))
    assert [message.text for message in api.messages(mia)] == ["#1"]


async def test_a_topic_is_kept_and_left_when_it_is_gone(api, messenger):
    mia = api.person("Mia")
    trip = api.group("Trip", mia, forum=True)
    topic = trip.topic("Taxis")
    place = Place(platform="telegram", workspace="", chat=str(trip.id), sender="")
    await messenger.send(Address(place=place, thread=str(topic)), said("one"))
    await messenger.send(Address(place=place, thread="4711"), said("two"))
    assert [(m.text, m.thread) for m in api.messages(trip)] == [("one", topic), ("two", None)]


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (TooMany(7), LaterError),
        (Refused(403, "Forbidden: bot was blocked by the user"), BlockedError),
        (Refused(400, "Bad Request: chat not found"), BlockedError),
        (
            Refused(400, "Bad Request: not enough rights to send text messages to the chat"),
            BlockedError,
        ),
        (Refused(400, "Bad Request: BUTTON_DATA_INVALID"), RefusedError),
        (Refused(413, "Request Entity Too Large"), RefusedError),
        (Refused(401, "Unauthorized"), UnreachableError),
        (DroppedBefore(), UncertainError),
        (DroppedAfter(), UncertainError),
        (ServerError(502), UncertainError),
        (ServerError(500), UncertainError),
    ],
)
async def test_what_an_error_says_of_the_message(api, messenger, mia, failure, error):
    api.fail("sendMessage", failure)
    with pytest.raises(error) as raised:
        await messenger.send(to(mia), said())
    if isinstance(raised.value, LaterError):
        assert raised.value.seconds == 7


async def test_no_connection_is_no_doubt(mia, api, messenger):
    await api.stop()
    with pytest.raises(UnreachableError):
        await messenger.send(to(mia), said())
    await api.start()


async def test_an_edit_may_be_repeated_whatever_became_of_it(api, messenger, mia):
    first = await messenger.send(to(mia), said("one"))
    api.fail("editMessageText", DroppedAfter())
    with pytest.raises(UnreachableError):
        await messenger.send(to(mia, edits=first), said("two"))
    assert await messenger.send(to(mia, edits=first), said("two")) == first
    assert [message.text for message in api.messages(mia)] == ["two"]


async def test_an_answer_that_takes_too_long_may_have_been_sent(api, mia):
    bot = client.make_bot(api.token, api.url)
    bot._request[1]._client.timeout = 0.1
    await bot.initialize()
    api.fail("sendMessage", Delayed(0.5))
    with pytest.raises(UncertainError):
        await TelegramMessenger(bot, hurried()).send(to(mia), said())
    await bot.shutdown()


async def test_a_group_that_became_a_supergroup_tells_its_new_name(api, messenger):
    mia = api.person("Mia")
    trip = api.group("Trip", mia)
    new = trip.upgrade()
    place = Place(platform="telegram", workspace="", chat=str(trip.id), sender="")
    with pytest.raises(MovedError) as raised:
        await messenger.send(Address(place=place), said())
    assert raised.value.chat == str(new.id)


def test_a_bucket_gives_a_burst_then_one_at_a_time():
    bucket = Bucket(rate=1, burst=4, level=4, at=0)
    assert [bucket.take(0) for _ in range(7)] == [0, 0, 0, 0, 1, 2, 3]
    assert bucket.take(10) == 0
    assert not bucket.is_full(10)
    assert bucket.is_full(14)
