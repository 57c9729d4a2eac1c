"""`expenseiq deliveries`: notices that did not arrive, and sending them again by hand."""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from app import environment
from expenseiq_core.errors import ExpenseIQError

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from expenseiq_core.services.undelivered import Undelivered

T = TypeVar("T")

DAYS: Final = 30
"""How far the list goes back."""
SHOWN: Final = 50

Data = Annotated[
    Path | None, typer.Option(help="The folder of the embedded database (default: your own).")
]

cli = typer.Typer(help="List notices that did not arrive, or send them again.")


@cli.callback(invoke_without_command=True)
def listed(context: typer.Context, *, data: Data = None) -> None:
    """List the notices of the last 30 days that failed, or of which nobody knows."""
    if context.invoked_subcommand is not None:
        return
    from expenseiq_core.services import undelivered  # noqa: PLC0415

    now = dt.datetime.now(dt.UTC)
    since = now - dt.timedelta(days=DAYS)
    found = _asked(data, lambda session: undelivered.undelivered(session, since=since))
    if not found:
        typer.echo(f"In the last {DAYS} days every notice that was sent has arrived.")
        return
    for line in lines(found):
        typer.echo(line)
    typer.echo("To send one again: expenseiq deliveries retry ID")


@cli.command()
def retry(
    ids: Annotated[list[uuid.UUID] | None, typer.Argument(help="As the list shows them.")] = None,
    *,
    failed: Annotated[bool, typer.Option("--failed", help="All that failed.")] = False,
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="All of which nobody knows: some may come twice.")
    ] = False,
    data: Data = None,
) -> None:
    """Send notices again, however late; of the last 30 days, or those that are named."""
    states = [s for s, on in (("failed", failed), ("uncertain", uncertain)) if on]
    if not ids and not states:
        raise ExpenseIQError(
            "Which ones? Try: expenseiq deliveries retry --failed, or give the ID of one."
        )
    count = _asked(data, lambda session: _retry(session, ids or [], states))
    what = "1 notice is" if count == 1 else f"{count} notices are"
    typer.echo(f"{what} sent again by the scheduler, outside of quiet hours.")


def lines(found: list[Undelivered]) -> list[str]:
    """Return a line for each: what it was, where, when and why; never what it says or to whom."""
    shown = [
        f"{one.id}  {one.state:9}  {one.kind:9}  {one.platform:8}  "
        f"{one.at:%Y-%m-%d %H:%M} UTC  {one.reason}"
        for one in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        shown.append(f"... and {len(found) - SHOWN} more")
    return shown


async def _retry(session: AsyncSession, ids: list[uuid.UUID], states: list[str]) -> int:
    from expenseiq_core.services import undelivered  # noqa: PLC0415

    now = dt.datetime.now(dt.UTC)
    for one in ids:
        state = await undelivered.state_of(session, one)
        if state is None:
            raise ExpenseIQError(f"There is no notice {one}. To see them: expenseiq deliveries")
        if state not in undelivered.STATES:
            raise ExpenseIQError(
                f"The notice {one} is {state}. Only what failed or is uncertain is sent again."
            )
    since = now - dt.timedelta(days=DAYS)
    chosen = await undelivered.undelivered(session, since=since, states=states)
    return await undelivered.retry(session, {*ids, *(one.id for one in chosen)}, now=now)


def _asked(data: Path | None, act: Callable[[AsyncSession], Awaitable[T]]) -> T:
    """Do something in a transaction of the database that the settings name."""
    from expenseiq_core.db import migrating, opening, session  # noqa: PLC0415

    settings = environment.settings(data)

    async def run(url: str) -> T:
        engine = session.engine(url, pgbouncer=settings.database_pgbouncer, pool_size=1)
        try:
            async with session.sessions(engine).begin() as open_session:
                return await act(open_session)
        finally:
            await engine.dispose()

    with opening.database(settings) as url:
        migrating.check(url)
        return asyncio.run(run(url))
