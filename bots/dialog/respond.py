"""Incoming -> Outgoing: one message, one transaction, one answer.

`respond` opens the transaction; returning commits, raising rolls back. It is the only place in the
dialog that catches `Exception`. A message delivered again finds its turn and says its answer again.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import itertools
import uuid
from dataclasses import replace

import structlog
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bots.dialog import (
    anew,
    carried,
    claiming,
    deleted,
    edited,
    failures,
    first,
    listening,
    naming,
    replied,
    replies,
    same_person,
    there,
)
from bots.dialog.commands import COMMANDS, said_again
from bots.dialog.following import follow
from bots.dialog.messages import FOR_ALL, Answer, Button, Incoming, Outgoing, lines
from bots.dialog.roll_call import JOIN
from bots.dialog.turn import Said, Turn, context_of, learnable, without_slash
from expenseiq_core.domain.words import storable
from expenseiq_core.errors import (
    ChatterError,
    ExpenseIQError,
    NotAllowedError,
    NotFoundError,
    UsageError,
)
from expenseiq_core.services import chats, forgetting, inbox, turns
from expenseiq_core.services.chats import EarlierTurn, Resolved
from expenseiq_core.services.ids import new_id
from expenseiq_core.services.recording import OvertakenError

log = structlog.get_logger()

Sessions = async_sessionmaker[AsyncSession]

BROKEN = (
    "Something broke here; nothing was recorded. I've kept your message for the people who run me."
)
NO_BUTTON = "That button is no longer there."
FORGOTTEN = "I've forgotten that."
NOT_IN = "You are not in {group} yet. To take part: {join}"
REMOVED = "You were removed from {group}. Who runs it can add you again."
GREETINGS = ("", "start", "hi", "hello", "help")
"""First words that are answered by who we are."""


async def respond(sessions: Sessions, incoming: Incoming, *, now: dt.datetime) -> Outgoing:
    """Handle one message and return its answer; what it did is committed then.

    Raises UnavailableError if it could be neither handled nor kept: nothing was recorded.
    """
    incoming = replace(
        incoming,
        message_id=storable(incoming.message_id),
        text=storable(incoming.text),
        sender_name=storable(incoming.sender_name),
        file=incoming.file and replace(incoming.file, name=storable(incoming.file.name)),
    )
    clock = asyncio.get_running_loop()
    until = clock.time() + failures.PATIENCE
    for attempt in itertools.count():
        try:
            async with sessions.begin() as session:
                return await _turn(session, incoming, now)
        except ExpenseIQError as error:
            await _come_in(sessions, incoming, now)
            return _refusal(error, incoming)
        except Exception as error:  # noqa: BLE001 (the one catch-all of the dialog)
            pause = failures.pause(error, attempt)
            if pause is None or clock.time() + pause > until:
                return await _broken(sessions, incoming, error, now)
            await asyncio.sleep(pause)
    raise AssertionError("the last attempt returns")


async def _come_in(sessions: Sessions, incoming: Incoming, now: dt.datetime) -> None:
    """Let whoever speaks in the terminal's group take part, also where nothing was recorded.

    Elsewhere people join by what is recorded, by a button or by name: chatter is none of ours.
    """
    if incoming.group is not None and incoming.name_is_identity and incoming.button is None:
        with contextlib.suppress(ExpenseIQError, DBAPIError):
            async with sessions.begin() as session:
                await _resolve(session, incoming, now)


async def _turn(session: AsyncSession, incoming: Incoming, now: dt.datetime) -> Outgoing:
    resolved = await _resolve(session, incoming, now)
    if resolved is None:
        return Outgoing(lines=())
    who, is_new = resolved
    turn = Turn(
        session=session,
        incoming=incoming,
        who=who,
        now=now,
        id=new_id(),
        source=incoming.source,
        follow=follow,
    )
    if who.earlier is not None and who.earlier.command == forgetting.FORGOTTEN:
        raise NotFoundError(FORGOTTEN)
    if who.me.removed_at is not None:
        raise NotAllowedError(REMOVED.format(group=who.ledger_name))
    if _is_overheard(turn):
        return Outgoing(lines=())
    await carried.earlier(turn)
    if incoming.deleted_at is not None:
        return await _said_or_again(turn, await deleted.handle(turn))
    if incoming.edited_at is not None and incoming.button is None:
        return await _edited(turn)
    if turn.who.earlier is not None:
        return await _again(turn, turn.who.earlier)
    return await _run(turn, is_new=is_new)


async def _run(turn: Turn, *, is_new: bool = False) -> Outgoing:
    """Let the first command answer that claims the text."""
    incoming = turn.incoming
    numbers: tuple[int, ...] = ()
    if incoming.button is not None:
        text, slash = await _pressed(turn, incoming.button), True
        turn.incoming = replace(incoming, text=text)
        earlier = await anew.say(turn, text, button=incoming.button)
        if earlier is not None:
            return await _again(turn, earlier)
        if turn.incoming.text != text:
            numbers = turn.about
            text, slash = without_slash(turn.incoming.text)
    else:
        numbers = await replied.entry_numbers(turn)
        text, slash = without_slash(turn.incoming.text)
    turn.about = numbers
    said = Said(
        text=text,
        slash=slash,
        entry_nos=numbers,
        has_file=incoming.file is not None,
        receipt_waits=bool(turn.waiting),
        quotes=incoming.quoted is not None,
        context=context_of(turn.who, turn.local),
        who=turn.who,
    )
    is_private = not turn.who.is_group
    if is_new and is_private and not said.has_file and said.text.casefold() in GREETINGS:
        return await _finish(turn, first.greeting(turn.who.entry_currency))
    for command in COMMANDS:
        if not (said.slash or claiming.belongs(turn, command)):
            continue
        parsed = claiming.read(command, said)
        if parsed is not None:
            turn.command = command.name
            try:
                answer = await there.left(turn, await claiming.handled(turn, command, parsed))
            except ChatterError:
                claiming.check_place(turn, said, COMMANDS)
                claiming.check_form(turn, said, COMMANDS)
                raise
            if is_new and not is_private:
                answer = await same_person.asked(turn, answer)
            return await _finish(turn, answer)
    raise AssertionError("the last command claims everything")


def _is_overheard(turn: Turn) -> bool:
    """Whether it was said in a group, not to us, and is nothing that we surely should log."""
    incoming = turn.incoming
    if incoming.addressed or incoming.button is not None or turn.who.earlier is not None:
        return False
    return not (turn.who.listens and listening.is_sure(turn, incoming.text))


async def _edited(turn: Turn) -> Outgoing:
    """Answer an edited message."""
    incoming = turn.incoming
    outcome = await edited.handle(turn)
    if outcome is not None:
        return await _said_or_again(turn, outcome)
    outgoing = await _run(turn)
    if incoming.edited_at is not None and turn.source == incoming.source:
        # Logged as the message itself: the same edit, or an older one, changes nothing more.
        await turns.note_edit(
            turn.session, turn.id, said=turn.incoming.text, edited_at=incoming.edited_at
        )
    return outgoing


async def _resolve(
    session: AsyncSession, incoming: Incoming, now: dt.datetime
) -> tuple[Resolved, bool] | None:
    """Return who speaks, and whether they are new here; None: it is not for us."""
    words = learnable(incoming.text)
    source, thread = incoming.source, incoming.thread
    who = await chats.resolve(session, incoming.place, source=source, words=words, thread=thread)
    if who is not None:
        return await first.known_zone(session, incoming, who), False
    if await forgetting.is_forgotten(
        session, incoming.place, source=source, sent_at=incoming.sent_at
    ):
        raise NotFoundError(FORGOTTEN)
    if incoming.group is not None:
        if not (incoming.addressed or incoming.button) or incoming.deleted_at is not None:
            return None
        if incoming.button is not None:
            await _check_joins(session, incoming, incoming.button)
        await first.meet_in_group(session, incoming, now=now)
    else:
        if incoming.button is not None or incoming.deleted_at is not None:
            raise NotFoundError(NO_BUTTON)
        await first.meet(session, incoming, now=now)
    who = await chats.resolve(session, incoming.place, source=source, words=words, thread=thread)
    if who is None:
        raise NotAllowedError("These accounts belong to somebody else.")
    return who, True


async def _check_joins(session: AsyncSession, incoming: Incoming, button: str) -> None:
    """Raise NotAllowedError unless the button lets whoever presses it take part."""
    pressed = await turns.pressed(session, button)
    if pressed is None or pressed.action != Button(label="", action=JOIN, for_all=True).kept:
        raise NotAllowedError(
            NOT_IN.format(group=incoming.group or "this group", join=incoming.typed("join"))
        )


async def _said_or_again(turn: Turn, outcome: Answer | EarlierTurn) -> Outgoing:
    if isinstance(outcome, EarlierTurn):
        return await _again(turn, outcome)
    return await _finish(turn, outcome)


async def _again(turn: Turn, earlier: EarlierTurn) -> Outgoing:
    """Say the answer of a message that was handled before, whatever it did."""
    turn.id, turn.recorded_actions = earlier.id, earlier.actions
    kept = None if earlier.reply is None else replies.from_json(earlier.reply)
    outgoing = _outgoing(turn, kept or await said_again(turn, earlier))
    return replace(outgoing, answered=earlier.answered_at is not None)


async def _pressed(turn: Turn, button: str) -> str:
    pressed = await turns.pressed(turn.session, button)
    if pressed is None:
        raise NotFoundError(NO_BUTTON)
    if pressed.chat_id == turn.who.chat_id:
        await there.enter(turn, pressed)
        await carried.check_button(turn, pressed.ledger_id)
    for_all = pressed.action.startswith(FOR_ALL)
    if pressed.chat_id != turn.who.chat_id or not (for_all or pressed.user_id == turn.who.user_id):
        raise NotAllowedError(_not_yours(turn, pressed.user_id))
    if pressed.command in (inbox.NOTICE, turns.POSTED):
        await inbox.pressed(turn.session, pressed.turn_id, now=turn.now)
    return pressed.action.removeprefix(FOR_ALL)


def _not_yours(turn: Turn, user_id: uuid.UUID | None) -> str:
    """Return whose a button is, to somebody else who pressed it."""
    theirs = next(
        (m for m in turn.who.members if user_id is not None and m.user_id == user_id), None
    )
    if theirs is None or not turn.who.is_group:
        return "That button is for somebody else."
    return f"That button is {naming.shown(turn.who, theirs.id)}'s."


async def _finish(turn: Turn, answer: Answer) -> Outgoing:
    """Keep what a redelivery and the buttons need, in the same transaction."""
    if turn.forgotten:
        return _outgoing(turn, answer)
    actions = tuple(button.kept for row in answer.rows for button in row)
    # What an edit that came before its message said is not undone by the message after it.
    came_first = turn.incoming.edited_at is not None and turn.who.earlier is None
    if turn.recorded_actions is None and (answer.wrote or actions or came_first):
        remembered = await turns.remember(
            turn.session, turn.who, turn.note(actions=actions), reply=replies.to_json(answer)
        )
        if not remembered:
            raise OvertakenError(turn.source)
        turn.recorded_actions = actions
    elif turn.recorded_actions is not None and turn.command != "expense":
        await turns.keep_reply(turn.session, turn.id, replies.to_json(answer))
    return _outgoing(turn, answer)


def _outgoing(turn: Turn, answer: Answer) -> Outgoing:
    rows = tuple(
        tuple(replies.sent(turn.id, turn.recorded_actions or (), button) for button in row)
        for row in answer.rows
    )
    return Outgoing(
        lines=answer.lines,
        rows=rows,
        data=answer.data,
        file=answer.file,
        receipts=answer.receipts,
        turn_id=None if turn.recorded_actions is None else turn.id,
        brief=answer.plain and turn.who.brief and turn.incoming.button is None,
    )


def _refusal(error: ExpenseIQError, incoming: Incoming) -> Outgoing:
    """Return what a mistake is answered by: in a group with silence, where nobody asked us."""
    data = {"error": {"code": error.code, "message": str(error)}}
    _, slash = without_slash(incoming.text)
    asked = slash or incoming.asked or incoming.button
    is_edit = incoming.edited_at is not None and isinstance(error, UsageError)
    chatter = (is_edit or isinstance(error, ChatterError)) and not asked
    overheard = not (incoming.addressed or incoming.button)
    if incoming.deleted_at or (incoming.group is not None and (overheard or chatter)):
        return Outgoing(lines=(), data=data)
    return Outgoing(lines=lines(str(error)), data=data)


async def _broken(
    sessions: Sessions, incoming: Incoming, error: Exception, now: dt.datetime
) -> Outgoing:
    log.error("turn failed", source=incoming.source, exception=failures.where(error))
    try:
        async with sessions.begin() as session:
            await turns.keep_failed(
                session,
                failed_id=new_id(),
                platform=incoming.place.platform,
                chat=incoming.place.chat,
                source=incoming.source,
                said=incoming.text,
                error=storable(f"{type(error).__name__}: {error}"),
                now=now,
            )
    except Exception as second:  # noqa: BLE001 (the database may be what broke)
        log.error(  # noqa: TRY400 (its message may quote the person)
            "failed message not kept", source=incoming.source, exception=failures.where(second)
        )
        if not isinstance(second, DataError | ValueError):
            raise failures.UnavailableError from None
        # It is the message that the database does not take, and never will.
    return Outgoing(lines=lines(BROKEN), data={"error": {"code": "broken", "message": BROKEN}})
