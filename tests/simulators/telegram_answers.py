"""Answers to pressed buttons and to inline queries (facts 12 and 22)."""

from __future__ import annotations

from typing import Any

from tests.simulators import telegram_markup, telegram_sending, telegram_text
from tests.simulators.telegram_refusals import bad_request, nonsense
from tests.simulators.telegram_world import Query, World

JSON = dict[str, Any]

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
RESULTS, NOTICE = 50, 200


def _query(world: World, query_id: str, kind: str) -> Query:
    query = world.queries.get(query_id)
    if query is None or query.kind != kind or query.expires < world.clock.now():
        raise bad_request(TOO_OLD)
    return query


def answer_callback(world: World, params: JSON) -> bool:
    """AnswerCallbackQuery: in time, and at most 200 characters."""
    if telegram_text.units(params.get("text", "")) > NOTICE:
        raise nonsense("MESSAGE_TOO_LONG")
    if "url" in params:
        raise nonsense("URL_INVALID")
    query = _query(world, params["callback_query_id"], "callback_query")
    query.answer = {
        "text": params.get("text", ""),
        "show_alert": params.get("show_alert", False),
    }
    return True


def answer_inline(world: World, params: JSON) -> bool:
    """AnswerInlineQuery: at most 50 results with ids of their own."""
    results = params["results"]
    if len(results) > RESULTS:
        raise nonsense("RESULTS_TOO_MUCH")
    ids = [result["id"] for result in results]
    if len(set(ids)) != len(ids):
        raise nonsense("RESULT_ID_DUPLICATE")
    if any(not 1 <= len(one.encode()) <= 64 for one in ids):
        raise nonsense("RESULT_ID_INVALID")
    for result in results:
        if result["type"] != "article":
            raise nonsense("only articles are served here")
        telegram_markup.check(result.get("reply_markup"))
        content = result["input_message_content"]
        telegram_sending.text_of({**content, "text": content["message_text"]})
    query = _query(world, params["inline_query_id"], "inline_query")
    query.answer = {**params, "is_personal": params.get("is_personal", False)}
    _remember(world, query, params.get("cache_time", 300))
    return True


def _remember(world: World, query: Query, seconds: int) -> None:
    """Fact 22: an answer that is not personal is shown to everybody who asks the same."""
    assert query.answer is not None
    whose = query.sent["from"]["id"] if query.answer["is_personal"] else 0
    world.inline_cache[whose, query.sent["query"]] = (world.clock.now() + seconds, query)


def remembered(world: World, user_id: int, text: str) -> Query | None:
    """An answer given before, which spares the bot the question."""
    for whose in (user_id, 0):
        expires, query = world.inline_cache.get((whose, text), (0.0, None))
        if expires > world.clock.now():
            return query
    return None


HANDLERS = {"answerCallbackQuery": answer_callback, "answerInlineQuery": answer_inline}
