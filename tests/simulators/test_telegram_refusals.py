"""What the test Telegram server refuses, in the words of the real one."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.simulators.telegram_server import TelegramServer


@pytest.fixture
async def server():
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def asked(server):
    """Ask as an HTTP form; answers with code and description."""
    async with httpx.AsyncClient() as client:

        async def ask(method, **params):
            form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in params.items()}
            answer = await client.post(f"{server.url}/bot{server.token}/{method}", data=form)
            body = answer.json()
            assert body["ok"] is (answer.status_code == 200)
            assert body.get("error_code", 200) == answer.status_code
            return answer.status_code, body.get("description", ""), body

        yield ask


def entities(*spans, **more):
    return [{"type": "bold", "offset": start, "length": length, **more} for start, length in spans]


def keyboard(*rows):
    return {"inline_keyboard": [list(row) for row in rows]}


def button(text="Undo", **more):
    return {"text": text, **(more or {"callback_data": "x"})}


def article(number="1", text="Lunch", **more):
    content = {"message_text": text}
    return {"type": "article", "id": number, "title": "t", "input_message_content": content, **more}


SEND, EDIT, COMMANDS = "sendMessage", "editMessageText", "setMyCommands"
LUNCH = {"command": "add", "description": "Add an expense"}

NONSENSE = [
    # method, parameters, what the description says
    (SEND, {"text": "x", "disable_web_page_preview": True}, "sendMessage takes no disable_web"),
    (SEND, {}, "message text is empty"),
    (SEND, {"text": " \n "}, "message text is empty"),
    (SEND, {"text": "x" * 4097}, "message is too long"),
    (SEND, {"text": "😀" * 2049}, "message is too long"),
    (SEND, {"text": "<b>x</b>", "parse_mode": "HTML"}, "unsupported parse_mode"),
    (SEND, {"text": "x", "message_thread_id": "one"}, "message_thread_id must be an integer"),
    (SEND, {"text": "x", "protect_content": "maybe"}, "protect_content must be a boolean"),
    (SEND, {"text": "x", "entities": "[{"}, "can't parse entities JSON object"),
    (SEND, {"text": "x", "entities": [{"type": "bold"}]}, "offset is required"),
    (SEND, {"text": "x", "entities": entities((0, 1), size=2)}, "entities[0] takes no size"),
    (SEND, {"text": "hello", "entities": entities((100, 1))}, "begins after the end of the text"),
    (
        SEND,
        {"text": "hello", "entities": entities((0, 100))},
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    (SEND, {"text": "😀!", "entities": entities((1, 2))}, "begins in a middle of a UTF-16 symbol"),
    (SEND, {"text": "😀!", "entities": entities((0, 1))}, "ends in a middle of a UTF-16 symbol"),
    (SEND, {"text": "abcdef", "entities": entities((0, 3), (2, 3))}, "ends after the end"),
    (SEND, {"text": "x", "entities": entities((0, 1), type="loud")}, "Unsupported type"),
    (
        SEND,
        {"text": "x", "entities": entities((0, 1), type="text_link")},
        'Can\'t find field "url"',
    ),
    (SEND, {"text": "x", "reply_markup": keyboard([button()] * 9)}, "reply markup is too long"),
    (
        SEND,
        {"text": "x", "reply_markup": keyboard(*[[button()] * 8] * 13)},
        "reply markup is too long",
    ),
    (
        SEND,
        {"text": "x", "reply_markup": keyboard([button(callback_data="é" * 33)])},
        "BUTTON_DATA_INVALID",
    ),
    (
        SEND,
        {"text": "x", "reply_markup": keyboard([button(callback_data="")])},
        "BUTTON_DATA_INVALID",
    ),
    (SEND, {"text": "x", "reply_markup": keyboard([{"text": "Undo"}])}, "exactly one kind"),
    (
        SEND,
        {"text": "x", "reply_markup": keyboard([button(callback_data="x", url="http://x.y")])},
        "exactly one kind",
    ),
    (SEND, {"text": "x", "reply_markup": keyboard([button(url="lunch")])}, "Wrong HTTP URL"),
    (SEND, {"text": "x", "reply_markup": keyboard([button(" ")])}, "must be non-empty"),
    (
        SEND,
        {"text": "x", "reply_markup": keyboard([button(style="red", callback_data="x")])},
        "invalid button style",
    ),
    ("sendPhoto", {"photo": "unknown"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"photo": "unknown", "caption": "x" * 1025}, "message caption is too long"),
    (EDIT, {"text": "x"}, "message identifier is not specified"),
    ("sendChatAction", {"action": "thinking"}, "wrong parameter action in request"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1", "text": "x" * 201, "chat_id": None},
        "MESSAGE_TOO_LONG",
    ),
    (
        "answerInlineQuery",
        {"results": [article(str(n)) for n in range(51)], "chat_id": None},
        "RESULTS_TOO_MUCH",
    ),
    ("answerInlineQuery", {"results": [article()] * 2, "chat_id": None}, "RESULT_ID_DUPLICATE"),
    ("answerInlineQuery", {"results": [article("x" * 65)], "chat_id": None}, "RESULT_ID_INVALID"),
    ("answerInlineQuery", {"results": [article(text="")], "chat_id": None}, "text is empty"),
    (COMMANDS, {"commands": [{**LUNCH, "command": "Add"}]}, "BOT_COMMAND_INVALID"),
    (COMMANDS, {"commands": [{**LUNCH, "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    (COMMANDS, {"commands": [LUNCH] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    (COMMANDS, {"commands": [LUNCH], "scope": {"type": "everybody"}}, "unsupported type"),
    (COMMANDS, {"commands": [LUNCH], "scope": {"type": "chat"}}, "takes ['chat_id']"),
    (COMMANDS, {"commands": [LUNCH], "language_code": "de-AT"}, "invalid language code"),
    ("setMyDescription", {"description": "x" * 513}, "description is too long"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "short_description is too long"),
    ("setMyName", {"name": "x" * 65}, "name is too long"),
    ("setChatMenuButton", {"menu_button": {"type": "web_app"}, "chat_id": None}, "needs text"),
    (
        "setMessageReaction",
        {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "💶"}]},
        "REACTION_INVALID",
    ),
    (
        "setMessageReaction",
        {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
        "REACTIONS_TOO_MANY",
    ),
    ("getUpdates", {"allowed_updates": ["gossip"], "chat_id": None}, "there is no gossip"),
    ("setWebhook", {"url": "http://example.org/x", "chat_id": None}, "An HTTPS URL must be"),
    ("setWebhook", {"url": "https://example.org:81/", "chat_id": None}, "only on ports"),
    (
        "setWebhook",
        {"url": "https://example.org/", "secret_token": "ä", "chat_id": None},
        "secret token contains unallowed characters",
    ),
]
WITHOUT_CHAT = ("setMy", "getUpdates", "answer", "setWebhook", "setChatMenu")


@pytest.mark.parametrize(("method", "params", "words"), NONSENSE)
async def test_nonsense_is_refused_and_noted(server, asked, method, params, words):
    mia = server.person("Mia")
    await mia.starts()
    whole = {k: v for k, v in params.items() if v is not None}
    if not method.startswith(WITHOUT_CHAT):
        whole = {"chat_id": mia.id, **whole}
    if method == "answerInlineQuery":
        whole["inline_query_id"] = "1"
    code, description, _ = await asked(method, **whole)
    assert code == 400
    assert description.startswith("Bad Request: ")
    assert words in description
    assert [fault.what for fault in server.faults] == [description]
    assert server.messages(mia) == []


async def test_what_the_world_forbids_is_refused_but_no_fault(server, asked):
    mia, ben, cem = (server.person(name) for name in ("Mia", "Ben", "Cem"))
    hers = await mia.starts()
    await cem.starts()
    await cem.blocks()
    _, _, first = await asked(SEND, chat_id=mia.id, text="hello")
    own = first["result"]["message_id"]
    _, _, forced = await asked(SEND, chat_id=mia.id, text="?", reply_markup={"force_reply": True})
    reply = {"message_id": 999}
    gone = "query is too old and response timeout expired or query ID is invalid"
    emoji = [{"type": "emoji", "emoji": "👍"}]
    trip = server.group("Trip", mia)
    theirs = await mia.sends("no command", chat=trip)
    alone = server.group("Alone", mia, bot=False)
    crowd = server.group("Crowd", mia, supergroup=True)
    crowd.removes_bot()
    silent = server.group("Silent", mia, supergroup=True)
    silent.mutes_bot()
    for method, params, code, words in [
        (SEND, {"chat_id": 42, "text": "x"}, 400, "chat not found"),
        (SEND, {"chat_id": "@nobody", "text": "x"}, 400, "chat not found"),
        (SEND, {"chat_id": ben.id, "text": "x"}, 403, "bot can't initiate conversation with"),
        (SEND, {"chat_id": cem.id, "text": "x"}, 403, "bot was blocked by the user"),
        (SEND, {"chat_id": alone.id, "text": "x"}, 403, "bot is not a member of the group chat"),
        (SEND, {"chat_id": crowd.id, "text": "x"}, 403, "bot was kicked from the supergroup chat"),
        (SEND, {"chat_id": silent.id, "text": "x"}, 400, "not enough rights to send text"),
        ("getChat", {"chat_id": crowd.id}, 403, "bot was kicked from the supergroup chat"),
        ("getChat", {"chat_id": ben.id}, 400, "chat not found"),
        ("getChatMember", {"chat_id": trip.id, "user_id": 42}, 400, "invalid user_id"),
        (
            SEND,
            {"chat_id": mia.id, "text": "x", "reply_parameters": reply},
            400,
            "message to be replied not found",
        ),
        (
            SEND,
            {"chat_id": mia.id, "text": "x", "message_thread_id": 7},
            400,
            "message thread not found",
        ),
        (EDIT, {"chat_id": mia.id, "message_id": 999, "text": "x"}, 400, "message to edit not f"),
        (EDIT, {"chat_id": mia.id, "message_id": hers.id, "text": "x"}, 400, "can't be edited"),
        (
            EDIT,
            {"chat_id": mia.id, "message_id": forced["result"]["message_id"], "text": "x"},
            400,
            "message can't be edited",
        ),
        (
            EDIT,
            {"chat_id": mia.id, "message_id": own, "text": "hello "},
            400,
            "message is not modified: specified new message content and reply markup are exactly",
        ),
        (EDIT, {"inline_message_id": "x", "text": "x"}, 400, "MESSAGE_ID_INVALID"),
        (
            "editMessageCaption",
            {"chat_id": mia.id, "message_id": own, "caption": "x"},
            400,
            "there is no caption in the message to edit",
        ),
        ("deleteMessage", {"chat_id": mia.id, "message_id": 999}, 400, "message to delete not f"),
        ("deleteMessage", {"chat_id": trip.id, "message_id": theirs.id}, 400, "can't be deleted"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, 400, gone),
        ("answerInlineQuery", {"inline_query_id": "1", "results": []}, 400, gone),
        (
            "setMessageReaction",
            {"chat_id": mia.id, "message_id": 999, "reaction": emoji},
            400,
            "message to react not found",
        ),
        ("getFile", {"file_id": "x"}, 400, "wrong file_id or the file is temporarily unavailable"),
    ]:
        got, description, _ = await asked(method, **params)
        assert (got, words in description) == (code, True), (method, params, description)
    assert not server.faults


@pytest.mark.parametrize(("seconds", "code"), [(149, 200), (151, 400)])
async def test_a_pressed_button_can_be_answered_for_150_seconds(server, asked, seconds, code):
    mia = server.person("Mia")
    await mia.starts()
    markup = keyboard([button()])
    await asked(SEND, chat_id=mia.id, text="?", reply_markup=markup)
    pressed = await mia.presses(server.messages(mia)[0], "Undo")
    server.advance(seconds)
    got, _, _ = await asked("answerCallbackQuery", callback_query_id=pressed.id)
    assert got == code
    assert len(server.unanswered_queries()) == (code == 400)


@pytest.mark.parametrize(("hours", "code"), [(47, 200), (49, 400)])
async def test_a_message_can_be_deleted_for_48_hours(server, asked, hours, code):
    mia = server.person("Mia")
    hers = await mia.starts()
    server.advance(hours * 3600)
    assert (await asked("deleteMessage", chat_id=mia.id, message_id=hers.id))[0] == code


async def test_limits_are_met_exactly(server, asked):
    mia = server.person("Mia")
    await mia.starts()
    fullest = keyboard(*[[button(callback_data="é" * 32)] * 8] * 12, [button()] * 4)
    text = "😀x" + "y" * 4093 + " \n"
    code, description, body = await asked(
        SEND,
        chat_id=mia.id,
        text=text,
        entities=entities((0, 4096), (2, 1), (4095, 1)),
        reply_markup=fullest,
        reply_parameters={"message_id": 999, "allow_sending_without_reply": True},
    )
    assert (code, description) == (200, "")
    assert body["result"]["text"] == text.rstrip()
    assert not server.faults


async def test_white_space_around_a_text_is_cut_and_entities_follow(server, asked):
    mia = server.person("Mia")
    await mia.starts()
    _, _, body = await asked(SEND, chat_id=mia.id, text="\n  😀 abc  ", entities=entities((3, 8)))
    assert body["result"]["text"] == "😀 abc"
    assert body["result"]["entities"] == entities((0, 6))


async def test_parameters_come_in_the_query_as_a_form_or_as_json(server):
    mia = server.person("Mia")
    await mia.starts()
    url = f"{server.url}/bot{server.token}/sendMessage"
    params = {"chat_id": mia.id, "text": "hello"}
    async with httpx.AsyncClient() as client:
        for answer in (
            await client.get(url, params=params),
            await client.post(url, data=params),
            await client.post(url, json=params),
        ):
            assert answer.json()["ok"]
        assert (await client.post(url, json=["hello"])).status_code == 400
        huge = await client.post(url, data={**params, "text": "x" * (52 << 20)})
        assert huge.status_code == 413
    assert [message.text for message in server.messages(mia)] == ["hello"] * 3
