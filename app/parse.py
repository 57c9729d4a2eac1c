"""What a message was read as, as JSON: for programs, and to look at what the parser thinks.

No database is touched: the categories are those that every new ledger starts with.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, cast

from expenseiq_core.domain.categories import DEFAULT_CATEGORIES
from expenseiq_core.domain.words import fold
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Context, Message, Reading

ITEM = ("description", "amount", "currency", "date", "category", "tags")
ALWAYS = (
    "kind", "amount", "currency", "date", "description", "category", "tags", "participants",
    "payer", "payers", "split", "alternatives", "recurring", "payment_method", "note",
    "own_amount", "own_currency",
)  # fmt: skip


@cache
def categories() -> dict[str, str]:
    """Return the default categories: folded name or alias -> name."""
    found = {}
    for category in DEFAULT_CATEGORIES:
        for word in (category.name, *category.aliases):
            found[fold(word)] = category.name
    return found


def parsed(text: str, context: Context) -> dict[str, Any]:
    """Return what a text says, ready for JSON; the first reading's fields stand on top."""
    message = read(text, context)
    answer = as_json(message)
    problem = message.first.problem
    answer["error"] = (
        None if problem is None else {"code": problem.code, "message": problem.message}
    )
    return answer


def as_json(message: Message) -> dict[str, Any]:
    """Return a message's readings: `items` has them all if there are several."""
    first = {name: _value(getattr(message.first, name)) for name in ALWAYS}
    first["items"] = [_item(reading) for reading in message.readings] if _several(message) else []
    return first


def parsed_line(line: str, defaults: Context) -> dict[str, Any]:
    """Read a line of `--jsonl`: `text` and, where they differ from the defaults, the rest."""
    try:
        given = json.loads(line)
        text = _text(given)
        context = _context(given, defaults)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        said = f'The line wants a JSON object with "text" ({error}).'
        nothing = dict.fromkeys(ALWAYS) | {"tags": [], "items": []}
        return nothing | {"error": {"code": "input", "message": said}}
    return parsed(text, context)


def answers(lines: Iterable[str], context: Context, *, jsonl: bool) -> Iterator[str]:
    """Yield one line of JSON for each line."""
    for line in lines:
        text = line.rstrip("\r\n")
        answer = parsed_line(text, context) if jsonl else parsed(text, context)
        yield json.dumps(answer, ensure_ascii=False)


def _text(given: Mapping[str, Any]) -> str:
    if not isinstance(given["text"], str):
        raise TypeError("it is no text")
    return given["text"]


def _context(given: Mapping[str, Any], defaults: Context) -> Context:
    changes: dict[str, Any] = {
        name: str(given[name]) for name in ("locale", "currency", "date_order") if given.get(name)
    }
    if given.get("at"):
        # The reader lives on the speaker's wall clock: an offset says where, not when.
        changes["at"] = dt.datetime.fromisoformat(str(given["at"])).replace(tzinfo=None)
    return dataclasses.replace(defaults, **changes)


def _several(message: Message) -> bool:
    return len(message.readings) > 1


def _item(reading: Reading) -> dict[str, Any]:
    return {name: _value(getattr(reading, name)) for name in ITEM}


def _value(value: object) -> Any:  # anything that JSON has
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_value(item) for item in value]
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(cast("Any", value))
        return {field.name: _value(getattr(value, field.name)) for field in fields}
    return value
