"""`forget me`: say what would go and what stays; `forget me now` erases it."""

from __future__ import annotations

from typing import Literal

from bots.dialog import wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import NotAllowedError, UsageError
from expenseiq_core.services import forgetting
from expenseiq_core.services.forgetting import Holdings

Step = Literal["ask", "now", "not"]
_STEPS: dict[str, Step] = {"me": "ask", "me now": "now", "me not": "not"}
_YES = Button(label="Yes, erase everything", action="forget me now")
_SAVE = Button(label="Save my data first", action="export")
_KEEP = Button(label="Keep", action="forget me not")


def parse(said: Said) -> Step | None:
    """Claim `forget me` and its two answers, in exactly these words."""
    rest = said.after("forget")
    if rest is None:
        return None
    step = _STEPS.get(" ".join(rest.casefold().split()))
    if step is None and said.slash:
        raise UsageError("Try: forget me. It shows what would be erased, and asks.")
    return step


async def handle(turn: Turn, step: Step) -> Answer:
    """Ask, erase, or leave everything as it is."""
    if step == "not":
        return Answer(lines=(line("Everything stays as it is."),))
    if turn.who.ledger_kind != "personal":
        raise NotAllowedError("These are the group's accounts. Write to me alone: forget me")
    found = await forgetting.holdings(turn.session, turn.who)
    if step == "ask":
        return _question(found)
    await forgetting.forget(
        turn.session,
        turn.who,
        turn_id=turn.id,
        source=turn.source,
        sent_at=turn.incoming.sent_at,
        now=turn.now,
    )
    turn.forgotten = True
    text = f"Everything is erased: {', '.join(_ledger(found))}, and you."
    return Answer(
        lines=(line(text), line("If you write to me again, we begin anew.")),
        data={"forgotten": {"entries": found.entries, "chats": found.chats}},
        wrote=True,
    )


def _question(found: Holdings) -> Answer:
    rows = [
        "This erases for good, and cannot be undone:",
        f"{', '.join(_ledger(found))}, with all history",
        _person(found),
    ]
    if found.groups:
        groups = wording.plural(found.groups, "group")
        rows.append(f"What you shared in {groups} stays, under “{forgetting.FORMER}”.")
    if found.own_groups:
        groups = wording.plural(found.own_groups, "group")
        rows.append(f"{groups} in which nobody else writes to me, and all that is in it.")
    rows.append("What stays: which messages I have seen, as hashes, so that none comes back.")
    data = {
        "erases": {
            "entries": found.entries,
            "categories": found.categories,
            "budgets": found.budgets,
            "learned_words": found.learned,
            "chats": found.chats,
        }
    }
    return Answer(lines=tuple(map(line, rows)), rows=((_SAVE,), (_YES, _KEEP)), data=data)


def _ledger(found: Holdings) -> list[str]:
    """Return what the ledger holds, in words: 3 entries, 14 categories, 1 budget."""
    texts = [
        wording.plural(found.entries, "entry", "entries"),
        wording.plural(found.categories, "category", "categories"),
    ]
    if found.budgets:
        texts.append(wording.plural(found.budgets, "budget"))
    if found.learned:
        texts.append(wording.plural(found.learned, "learned word"))
    if found.rates:
        texts.append(wording.plural(found.rates, "own rate"))
    if found.receipts:
        texts.append(wording.plural(found.receipts, "receipt"))
    return texts


def _person(found: Holdings) -> str:
    text = "your name, settings and the text of your messages"
    return text if found.chats < 2 else f"{text}, in all {found.chats} chats"


COMMAND = Command(
    name="forget",
    parse=parse,
    handle=handle,
    summary="erase everything I keep about you",
    usage=(
        "forget me: shows what would be erased and what stays, and asks.\n"
        "Save your data first: export\n"
        "forget me now: erases it, for good"
    ),
    where="private",
)
