"""`receipt #17`: show the photo of a bill again. A photo without an amount waits for one.

KEEP comes first among the commands: a photo is never a question. What its caption says is read as
any message where that is an expense or corrects an entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bots.dialog import correcting, fields, logged, receipts
from bots.dialog.command import Command
from bots.dialog.first import invitation
from bots.dialog.messages import Answer, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.currencies import exponent
from expenseiq_core.errors import NotFoundError, UsageError
from expenseiq_core.parsing.message import read
from expenseiq_core.services import entries
from expenseiq_core.services import receipts as kept

_NUMBER = re.compile(r"(?:(?:of|for) )?(#?)(\d{1,12})")
_ONLY_NUMBER = re.compile(r"(?:receipt )?#(\d{1,12})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """An entry; None: the speaker's last, or none yet."""

    no: int | None = None


def parse_keep(said: Said) -> About | None:
    """Claim a file that is no expense of its own, and `#17` where a receipt waits for its entry."""
    if not (said.has_file or said.receipt_waits):
        return None
    number = _ONLY_NUMBER.fullmatch(said.text.strip())
    if number is not None:
        return About(no=int(number[1]))
    if not said.has_file or said.slash:
        return None
    if said.entry_nos:
        corrects = said.text and fields.read_fields(said, said.text) is not None
        return None if corrects else About(no=said.entry_nos[0])
    readings = read(said.text, said.context).readings
    return About() if all(r.amount is None and r.problem is None for r in readings) else None


async def keep(turn: Turn, about: About) -> Answer:
    """Keep the file with its entry, or ask for the amount."""
    if about.no is None:
        await receipts.attach(turn, None)
        amount = "12.50" if exponent(turn.who.entry_currency) else "1200"
        text = f"Receipt kept. Add the amount: reply {amount} lunch"
        return Answer(lines=(line(text),), data={"receipt": {"number": None}}, wrote=True)
    entry = await correcting.living(turn, about.no)
    await receipts.attach(turn, entry.no)
    return Answer(
        lines=(line(f"Receipt kept with #{entry.no}."),),
        data={**logged.entry_data(turn, [entry]), "receipt": {"number": entry.no}},
        wrote=True,
    )


def parse(said: Said) -> About | None:
    """Claim `receipt`, `receipt #17`, and `receipt` in a reply to an answer."""
    rest = said.after("receipt", "receipts")
    if rest is None:
        return None
    if rest.casefold() in ("", "last"):
        return About(no=said.entry_nos[0] if said.entry_nos else None)
    match = _NUMBER.fullmatch(rest)
    if match is not None and (match[1] or said.slash):
        return About(no=int(match[2]))
    if said.slash:
        raise UsageError("Try: receipt #17")
    return None  # `receipt 12.50` is an expense


async def show(turn: Turn, about: About) -> Answer:
    """Answer with the files, or say on which platform they are."""
    if about.no is not None:
        entry = await correcting.living(turn, about.no)
    else:
        newest = await entries.newest(turn.session, turn.who)
        if newest is None:
            raise NotFoundError(f"There is nothing logged yet. {invitation(turn)}")
        entry = newest
    found = await kept.of_entry(turn.session, turn.who, entry.no)
    if not found:
        raise NotFoundError(
            f"#{entry.no} has no receipt. To add one, send a photo as a reply to its answer."
        )
    files = receipts.here(found, turn.incoming.place)
    others = receipts.elsewhere(found, turn.incoming.place)
    rows = [logged.entry_line(turn, entry)] if files else []
    if others:
        which = "Another receipt" if files else f"The receipt of #{entry.no}"
        rows.append(f"{which} is {' and '.join(others)}.")
    # No buttons: an answer with buttons would be kept, and said again without its files.
    return Answer(
        lines=tuple(line(row) for row in rows),
        data={
            **logged.entry_data(turn, [entry]),
            "receipts": [{"platform": r.platform, "kind": r.kind, "name": r.name} for r in found],
        },
        receipts=files,
    )


KEEP = Command(name="receipt", parse=parse_keep, handle=keep)
COMMAND = Command(
    name="receipt",
    parse=parse,
    handle=show,
    summary="show the photo of a bill again",
    usage=(
        "Send a photo or a document with a caption: lunch 12.50. It is kept with the entry.\n"
        "Without an amount it waits: reply 12.50 lunch to it.\n"
        "To add one to an entry, send it as a reply to its answer.\n"
        "receipt #17 shows it again, receipt that of the last entry."
    ),
)
