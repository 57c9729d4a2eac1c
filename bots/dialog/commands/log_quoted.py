"""`/e` or `log` in a reply to somebody's plain message: it is logged as its author's.

The author paid, unless the message says otherwise, and is who "me" is in it; it happened when it
was sent. The entry has the source that the message itself would give it, so it happens once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bots.dialog import drafting, first, logged, naming, replies
from bots.dialog.asking import AskedError
from bots.dialog.command import Command
from bots.dialog.commands import expense
from bots.dialog.messages import Answer, Incoming, Quoted, line
from bots.dialog.turn import Said, Turn, learnable
from expenseiq_core.errors import ConflictError, ExpenseIQError, SplitError, UsageError
from expenseiq_core.parsing.reading import Reading
from expenseiq_core.services import chats, entries, turns
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.recording import NewEntry, OvertakenError, TurnNote

_FORM: Final = re.compile(r"(?:e|log|add|expense)(?: (?:this|that|it))?", re.IGNORECASE)
SILENCE: Final = Answer(lines=(), wrote=True)


def parse(said: Said) -> bool | None:
    """Claim `/e`, `log` and `log this` alone, in a reply to a person's message."""
    return True if said.quotes and _FORM.fullmatch(said.text.strip()) else None


async def handle(turn: Turn, _: bool) -> Answer:  # noqa: FBT001 (what `parse` returned)
    """Record what the message says, as if its author had said it to us."""
    quoted = turn.incoming.quoted
    assert quoted is not None, "there is a message that this replies to"
    source = f"{turn.incoming.place.source_prefix}{quoted.message_id}"
    await _check_is_new(turn, source)
    author = await _as_author(turn, quoted, source=source)
    message = expense.reread(author, quoted.text)
    try:
        for reading in message.readings:
            expense.refuse(reading, author)
        new = await expense.new_entries(author, message.readings)
    except AskedError as asked:
        raise SplitError(f"{str(asked).splitlines()[0]}\n{_yourself(author)}") from None
    except UsageError:
        raise UsageError(f"I see no amount in that message. {_yourself(author)}") from None
    except ExpenseIQError as error:
        raise type(error)(f"{error}\n{_yourself(author)}") from None
    written = [replace(one, author_id=author.who.member_id) for one in new]
    return await _record(turn, author, written, message.readings)


async def _check_is_new(turn: Turn, source: str) -> None:
    """Raise ConflictError if the message is recorded; else let it be recorded."""
    known = await turns.of_source(turn.session, turn.who, source)
    if known is None:
        return
    if not known.numbers:
        await turns.step_aside(turn.session, known.id)
        return
    no = known.numbers[0]
    shown = ", ".join(f"#{number}" for number in known.numbers)
    living = await entries.by_numbers(turn.session, turn.who.ledger_id, known.numbers)
    if not living:
        raise ConflictError(
            f"{shown} is that already, and was undone. To bring it back: restore #{no}"
        )
    texts = "\n".join(logged.entry_line(turn, entry) for entry in living[: logged.MOST_ENTRIES])
    raise ConflictError(f"{shown} is that already.\n{texts}")


async def _as_author(turn: Turn, quoted: Quoted, *, source: str) -> Turn:
    """Return a turn in which the author of a message says it, when they said it."""
    incoming = turn.incoming
    said = Incoming(
        place=replace(incoming.place, sender=quoted.author.external_id),
        message_id=quoted.message_id,
        text=quoted.text,
        sender_name=quoted.author.name,
        handle=quoted.author.handle,
        sent_at=quoted.sent_at,
        group=incoming.group,
        mentions=incoming.mentions,
        thread=incoming.thread,
        name_is_identity=incoming.name_is_identity,
        locale=incoming.locale,
        currency=incoming.currency,
    )
    words, thread = learnable(quoted.text), incoming.thread
    who = await chats.resolve(turn.session, said.place, source=source, words=words, thread=thread)
    if who is None:
        await first.meet_in_group(turn.session, said, now=turn.now)
        who = await chats.resolve(
            turn.session, said.place, source=source, words=words, thread=thread
        )
    assert who is not None, "the author is a member now"
    if not who.me.is_active:
        name = naming.shown(who, who.member_id)
        raise ConflictError(f"{name} takes no part here any more. {_yourself(turn)}")
    return replace(turn, incoming=said, who=who, source=source, newcomers=[])


async def _record(
    turn: Turn, author: Turn, new: list[NewEntry], readings: tuple[Reading, ...]
) -> Answer:
    # Numbers and members are those that are known now; who speaks stays who speaks.
    known = author.who
    turn.who = replace(
        turn.who,
        members=known.members,
        next_no=known.next_no,
        odd_turn=known.odd_turn,
        revision=known.revision,
    )
    turn.newcomers.extend(author.newcomers)
    draft = drafting.draft_of(turn, new, readings)
    recorded = await turn.write(new=new, actions=draft.actions())
    await _keep_source(turn, author, [one.no for one in new])
    answer = draft.answer(recorded)
    name = naming.shown(turn.who, known.member_id)
    return replace(
        answer,
        lines=(*answer.lines[: logged.MOST_LINES - 1], line(f"As {name} wrote it.")),
        plain=False,
    )


async def _keep_source(turn: Turn, author: Turn, numbers: list[int]) -> None:
    """Keep the turn of the message itself: told to us or edited later, it doubles nothing."""
    note = TurnNote(
        id=new_id(),
        source=author.source,
        command=turns.QUOTED,
        said=author.incoming.text,
        now=turn.now,
        thread=turn.incoming.thread,
    )
    reply = replies.to_json(SILENCE)
    if not await turns.remember(turn.session, author.who, note, reply=reply, numbers=numbers):
        raise OvertakenError(author.source)
    await turns.note_answered(turn.session, note.id, now=turn.now)


def _yourself(turn: Turn) -> str:
    """Return how to log it oneself."""
    payer = turn.who.me
    handle = next(iter((*payer.handles, payer.handle or "")), "") or payer.name.split()[0].lower()
    typed = turn.incoming.typed("e", f"dinner 84 paid by @{handle}")
    return f"Nothing was recorded. Log it yourself: {typed}"


COMMAND = Command(name="log", parse=parse, handle=handle, where="group")
