"""A conversation in the terminal, or over a pipe: one line in, one answer out.

A line that ends in a backslash goes on in the next one: they are the lines of one message. The loop
is plain and only the turns are async: so Ctrl-C ends it at once wherever it waits.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from bots.console import render
from bots.console.adapter import Speaker, spoken, to_incoming
from bots.dialog.failures import UnavailableError
from bots.dialog.messages import Attachment, Incoming, Outgoing, lines
from bots.dialog.replies import entry_numbers
from bots.dialog.respond import respond
from bots.dialog.wording import plural
from expenseiq_core.db import session
from expenseiq_core.services import inbox

UNAVAILABLE = "Something broke here; nothing was recorded. Please send it again."
HINT = "Type what you spent, like: lunch 12.50 food. `help` shows more, Ctrl-D ends."
GROUP_HINT = (
    "Type what you paid, like: dinner 84. Others speak behind their name: ana: taxi 27."
    " `help` shows more, Ctrl-D ends."
)
GOES_ON = "\\"
"""What a line ends in whose message goes on in the next one."""

Show = Callable[[Outgoing, Path | None], None]
Prepare = Callable[[session.Sessions], Awaitable[object]]
"""What is to be done before the first message is answered."""


def run(
    url: str,
    speaker: Speaker,
    *,
    clock: Callable[[], dt.datetime],
    json: bool = False,
    pgbouncer: bool = False,
    prepare: Prepare | None = None,
) -> None:
    """Converse until the input ends or Ctrl-C is pressed; ends quietly."""
    for stream in (sys.stdin, sys.stdout):
        with contextlib.suppress(AttributeError):  # a test's stream is text already
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner() as runner:
        engine = session.engine(url, pgbouncer=pgbouncer, pool_size=2)
        sessions = session.sessions(engine)
        try:
            if prepare is not None:
                runner.run(_prepared(prepare, sessions))
            _converse(runner, sessions, speaker, clock, _shower(json=json), hints=not json)
        finally:
            runner.run(engine.dispose())


def _converse(
    runner: asyncio.Runner,
    sessions: session.Sessions,
    speaker: Speaker,
    clock: Callable[[], dt.datetime],
    show: Show,
    *,
    hints: bool,
) -> None:
    answer: Outgoing | None = None
    answered: str | None = None
    about: Outgoing | None = None
    for text in _messages(_typed(speaker.group)):
        now = clock()
        said, who = spoken(text, speaker)
        incoming = to_incoming(said, who, now=now, answer=answer, answered=answered, about=about)
        answer, answered = runner.run(_answer(sessions, incoming, now)), who.name
        show(answer, _saved(answer.file))
        if hints:
            _hint(runner.run(_waiting(sessions, incoming, now)))
            hints = False
        if entry_numbers(answer.text):
            about = answer


async def _answer(sessions: session.Sessions, incoming: Incoming, now: dt.datetime) -> Outgoing:
    try:
        return await respond(sessions, incoming, now=now)
    except UnavailableError:
        error = {"code": "unavailable", "message": UNAVAILABLE}
        return Outgoing(lines=lines(UNAVAILABLE), data={"error": error})


async def _prepared(prepare: Prepare, sessions: session.Sessions) -> None:
    await prepare(sessions)


async def _waiting(sessions: session.Sessions, incoming: Incoming, now: dt.datetime) -> int:
    """Return how many notices wait for the speaker: nothing is said here unasked."""
    with contextlib.suppress(SQLAlchemyError):
        async with sessions() as open_session:
            return await inbox.waiting(open_session, incoming.place, now=now)
    return 0


def _hint(count: int) -> None:
    if count:
        _write(f"{plural(count, 'notice waits', 'notices wait')} for you: notices")


def _messages(rows: Iterator[str]) -> Iterator[str]:
    """Yield whole messages; what is empty says nothing."""
    begun: list[str] = []
    for row in rows:
        line = row.strip("\r\n")
        if line.endswith(GOES_ON):
            begun.append(line.removesuffix(GOES_ON).rstrip())
            continue
        message = "\n".join([*begun, line])
        begun = []
        if message.strip():
            yield message
    if begun:
        yield "\n".join(begun)


def _typed(group: str | None) -> Iterator[str]:
    """Yield what is typed, line by line."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _prompted(group)
    return iter(sys.stdin.readline, "")


def _prompted(group: str | None) -> Iterator[str]:
    # Imported where a person types: a pipe does without it, and starts sooner.
    from prompt_toolkit import PromptSession  # noqa: PLC0415
    from prompt_toolkit.history import InMemoryHistory  # noqa: PLC0415

    sys.stdout.write(f"{HINT if group is None else GROUP_HINT}\n")
    prompt: PromptSession[str] = PromptSession(history=InMemoryHistory())
    with contextlib.suppress(EOFError, OSError):  # Ctrl-D, or the terminal was closed
        while True:
            yield prompt.prompt("> " if group is None else f"{render.safe(group)}> ")


def _shower(*, json: bool) -> Show:
    """Choose how answers are shown: to a program, a person, or a pipe."""
    if json:
        return lambda outgoing, file: _write(render.as_json(outgoing, file))
    if sys.stdout.isatty():
        return _styled
    return lambda outgoing, file: _write("\n".join([render.plain(outgoing), *_named(file)]))


def _styled(outgoing: Outgoing, file: Path | None) -> None:
    if not outgoing.is_silent:  # a person sees it by being asked for the next line
        console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
        console.print(render.styled(outgoing), *_named(file))


def _named(file: Path | None) -> list[str]:
    return [] if file is None else [f"Saved as {file}"]


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()  # whoever reads the pipe waits for it


def _saved(file: Attachment | None) -> Path | None:
    """Save an answer's file in the working directory, overwriting nothing."""
    if file is None:
        return None
    wanted = Path(Path(file.name).name or "expenseiq")
    path, number = wanted, 1
    while True:
        try:
            with path.open("xb") as out:
                out.write(file.content)
        except FileExistsError:
            number += 1
            path = wanted.with_stem(f"{wanted.stem}-{number}")
        else:
            return path
