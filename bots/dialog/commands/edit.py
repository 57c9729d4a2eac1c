"""`edit #17 amount 13`, `edit last category transport`: correct what was logged.

`edit #17 category` and `edit #17 date` without a value answer with choices; so do the buttons
Category and Date, which stand for them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bots.dialog import choices, correcting, doubts, fields, logged
from bots.dialog.command import Command
from bots.dialog.fields import Fields
from bots.dialog.first import invitation
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import NotFoundError, UsageError
from expenseiq_core.services import entries, receipts, turns

_FORM = re.compile(
    r"(?:(?P<hash>#)?(?P<no>\d{1,12})|last)(?:\s*[:=]\s*|(?P<to>\s+to\s+)|\s+)?(?P<rest>(?<=[\s:=]).+)?",
    re.DOTALL | re.IGNORECASE,
)
_SPLIT = re.compile(r"split #\d{1,12}\s+\S", re.IGNORECASE)
_CHOICE = re.compile(r"category(?: after (\d{1,3}))?", re.IGNORECASE)
_TRY = "Try: edit #17 amount 13, edit last category transport, edit #17 yesterday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Which entry (None: the speaker's last) to correct, and how; no fields: what to choose."""

    no: int | None
    fields: Fields | None = None
    choose: str | None = None
    """The field to offer choices for: category, date, or another."""
    begin: int = 0
    """How many of the choices were offered before."""


def parse(said: Said) -> Edit | None:
    """Claim `edit #17 …` and `edit last …`."""
    rest = said.after("edit", "correct", "change", "fix")
    if rest is None and _SPLIT.match(said.text):
        rest = said.after("split")  # `split #17 @ana 60% @bob 40%`
    if rest is None:
        return None
    match = _FORM.fullmatch(rest)
    if match is None:
        if said.slash or said.text.strip().casefold() == "edit":
            raise UsageError(_TRY)
        return None
    # `edit 17 13`, `change 17 to 13` are surely about an entry; `change 20 food` may be an expense.
    sure = said.slash or bool(match["hash"] or match["to"])
    sure = sure or (match["no"] is not None and said.after("edit", "correct") is not None)
    no = int(match["no"]) if match["no"] else None
    text = (match["rest"] or "").strip()
    if sure or no is None or fields.begins_with_a_name(text):
        return _edit(said, no, text, sure=sure)
    return None


def _edit(said: Said, no: int | None, text: str, *, sure: bool) -> Edit | None:
    """Read what is to be changed; raises UsageError for what is surely an edit, but no field."""
    choice = _CHOICE.fullmatch(text)
    if choice is not None:
        return Edit(no=no, choose="category", begin=int(choice[1] or 0))
    if not text or fields.is_field_name(text):
        return Edit(no=no, choose=fields.field_named(text) or "")
    found = fields.read_fields(replace(said, slash=sure), text)
    if found is None or not (sure or fields.says_only_values(found)):
        if sure:
            raise UsageError(f"I can't read “{text[:60]}” as a correction. {_TRY}")
        return None
    return Edit(no=no, fields=found)


async def handle(turn: Turn, edit: Edit) -> Answer:
    """Correct the entry, or offer what it can be corrected to."""
    entry = await _entry(turn, edit.no)
    if edit.fields is not None:
        return await correcting.correct(turn, entry, edit.fields)
    shown = logged.entry_line(turn, entry)
    data = logged.entry_data(turn, [entry])
    if edit.choose == "category":
        rows = choices.category_rows(
            turn, entry.no, current=entry.content.category_id, begin=edit.begin
        )
        question = doubts.where_it_belongs(entry.content.description)
        return Answer(lines=(line(shown), line(question)), rows=rows, data=data)
    if edit.choose == "date":
        rows = choices.date_rows(turn, entry.no, current=entry.content.date)
        hint = f"When was it? Or type: edit #{entry.no} date 12 nov"
        return Answer(lines=(line(shown), line(hint)), rows=rows, data=data)
    row: tuple[Button, ...] = (
        Button(label="Category", action=f"edit #{entry.no} category"),
        Button(label="Date", action=f"edit #{entry.no} date"),
        Button(label="Delete", action=f"delete #{entry.no}"),
    )
    if await receipts.of_entry(turn.session, turn.who, entry.no):
        row = (*row, Button(label="Receipt", action=f"receipt #{entry.no}"))
    hint = (
        f"Type what to change: {_EXAMPLES.get(edit.choose or '', _EXAMPLES['']).format(entry.no)}"
    )
    return Answer(lines=(line(shown), line(hint)), rows=(row,), data=data)


_EXAMPLES = {
    "": "edit #{} amount 13",
    "amount": "edit #{} amount 13",
    "description": "edit #{} description lunch with Ana",
    "note": "edit #{} note with Ana",
    "tags": "edit #{} #work",
    "payment_method": "edit #{} payment card",
    "currency": "edit #{} currency usd",
    "kind": "edit #{} kind refund",
}


async def _entry(turn: Turn, no: int | None) -> Entry:
    if no is not None:
        return await correcting.living(turn, no)
    change = await turns.last_change(turn.session, turn.who)
    numbers = change.numbers if change is not None else ()
    found = await entries.by_numbers(turn.session, turn.who.ledger_id, numbers)
    last = found[-1] if found else await entries.newest(turn.session, turn.who)
    if last is None:
        raise NotFoundError(f"There is nothing to edit yet. {invitation(turn)}")
    return last


COMMAND = Command(
    name="edit",
    parse=parse,
    handle=handle,
    summary="correct an entry",
    usage=(
        "Correct an entry by its number, or the last one:\n"
        "edit #17 amount 13\n"
        "edit last category transport\n"
        "edit #17 yesterday\n"
        "edit #17 #work payment card note with Ana\n"
        "In a group: edit #17 with @ana, edit #17 @ana 20, edit #17 paid by @bob\n"
        "Or reply to my answer: 13, yesterday, transport.\n"
        "A corrected category is remembered for the next time."
    ),
    left_may=True,
)
