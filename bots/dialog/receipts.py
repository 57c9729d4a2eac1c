"""Receipts: a photo or document that came with a message, kept with the entry that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from bots.dialog.messages import PlatformFile
from bots.dialog.turn import NAMELESS, Turn
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Context, Message
from expenseiq_core.services import receipts
from expenseiq_core.services.chats import Place
from expenseiq_core.services.receipts import Receipt


def named(text: str, context: Context, *, caption: str) -> str:
    """Return a bare amount with words to be recorded by: the receipt's caption, or `Receipt`."""
    amount = read(text, context)
    if not is_bare_amount(amount):
        return text
    for words in (f"{text} {' '.join(caption.split())}", f"{NAMELESS} {text}"):
        message = read(words, context)
        first = message.first
        says_what = bool(first.description or first.category)
        same = len(message.readings) == 1 and first.amount == amount.first.amount
        if same and says_what and first.problem is None:
            return words
    return text


def is_bare_amount(message: Message) -> bool:
    """Whether a message says an amount, but not what for."""
    first = message.first
    if len(message.readings) > 1 or first.problem is not None or first.split is not None:
        return False
    return first.amount is not None and not (first.description or first.category)


async def attach(turn: Turn, no: int | None) -> None:
    """Keep the turn's file with an entry, and with it the receipts that waited for its number.

    None: the file itself waits. Nothing happens if there is neither.
    """
    if no is not None:
        for waiting in turn.waiting:
            await receipts.give_number(turn.session, turn.who, turn_id=waiting, no=no)
    file = turn.incoming.file
    if file is None or turn.id in turn.waiting:
        return
    place = turn.incoming.place
    kept = Receipt(
        platform=place.platform,
        workspace=place.workspace,
        file_id=file.id,
        kind=file.kind,
        name=file.name,
        media_type=file.media_type,
    )
    await receipts.keep(turn.session, turn.who, kept, turn_id=turn.id, no=no, now=turn.now)


def here(found: Sequence[Receipt], place: Place) -> tuple[PlatformFile, ...]:
    """Return the files that can be shown where somebody speaks: those of the same platform."""
    return tuple(
        PlatformFile(
            id=receipt.file_id,
            kind="photo" if receipt.kind == "photo" else "document",
            name=receipt.name,
            media_type=receipt.media_type,
        )
        for receipt in found
        if (receipt.platform, receipt.workspace) == (place.platform, place.workspace)
    )


def elsewhere(found: Sequence[Receipt], place: Place) -> tuple[str, ...]:
    """Return where the other receipts are: `on Telegram`, `in another workspace`."""
    names = [
        "in another workspace"
        if receipt.platform == place.platform
        else f"on {receipt.platform.title()}"
        for receipt in found
        if (receipt.platform, receipt.workspace) != (place.platform, place.workspace)
    ]
    return tuple(dict.fromkeys(names))
