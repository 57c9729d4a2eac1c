"""The command `expenseiq`. The only place that knows every part.

A person's mistake is one sentence on standard error and exit code 2, never a traceback. Each
command imports what it needs when it runs: `parse` starts without a database.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from app import deliveries
from app.environment import settings as _settings
from expenseiq_core.errors import ExpenseIQError

if TYPE_CHECKING:
    from expenseiq_core.config import Settings

cli = typer.Typer(
    name="expenseiq",
    help="Keep accounts by talking.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
cli.add_typer(deliveries.cli, name="deliveries")

Data = Annotated[
    Path | None, typer.Option(help="The folder of the embedded database (default: your own).")
]
At = Annotated[str | None, typer.Option(help="A fixed clock, like 2026-11-18T12:00.")]
Currency = Annotated[str | None, typer.Option(help="The currency at the first contact, like EUR.")]
Locale = Annotated[str | None, typer.Option(help="How numbers and dates are written: en_GB.")]


@cli.command()
def chat(
    *,
    name: Annotated[str | None, typer.Option("--as", help="Who speaks.")] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--in", help="A group's name; a line may begin with who speaks: ana: taxi 27."
        ),
    ] = None,
    data: Data = None,
    at: At = None,
    currency: Currency = None,
    locale: Locale = None,
    timezone: Annotated[str | None, typer.Option(help="Like Europe/Lisbon.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object an answer.")] = False,
) -> None:
    """Converse in the terminal, or over a pipe: one message a line, one answer each.

    A line that ends in a backslash goes on in the next one. With --in everybody speaks in one
    group: whoever is new joins, a line without a name is said by --as, and silence is an empty
    answer. The exit code is 0, also after refusals (with --json they have data.error.code), and 2
    for a wrong option.
    """
    from app import options  # noqa: PLC0415

    spoken = options.locale(locale) if locale else options.own_locale()
    zone = options.timezone(timezone) if timezone else options.own_timezone()
    money = options.currency(currency) if currency else options.currency_of(spoken)
    name, place = options.speaker(name), options.group(group)
    clock, settings = options.clock(at, zone), _settings(data)
    # The dialog is imported while the database starts: who waits for the prompt waits once.
    Thread(target=_load_ahead, args=["bots.console.chat", spoken], daemon=True).start()
    with _migrated(settings) as url:
        from bots.console import chat as console  # noqa: PLC0415
        from bots.console.adapter import Speaker  # noqa: PLC0415
        from bots.dialog.notices.kinds import KINDS  # noqa: PLC0415
        from scheduler.planning import Planner  # noqa: PLC0415

        speaker = Speaker(name=name, locale=spoken, timezone=zone, currency=money, group=place)
        console.run(
            url,
            speaker,
            clock=clock,
            json=json,
            pgbouncer=settings.database_pgbouncer,
            prepare=lambda sessions: Planner(sessions, KINDS, clock=clock).plan(),
        )


@cli.command()
def run(*, data: Data = None) -> None:
    """Run every platform for which a token is set, and the scheduler, until SIGTERM or Ctrl-C."""
    from bots.hosting import process  # noqa: PLC0415
    from scheduler.parts import chosen  # noqa: PLC0415
    from scheduler.ticking import beside  # noqa: PLC0415

    settings = _settings(data)
    process.run(settings, chosen(settings), [beside])


@cli.command()
def migrate(*, data: Data = None) -> None:
    """Bring the database to this program's schema."""
    with _migrated(_settings(data)):
        from expenseiq_core.db import migrating  # noqa: PLC0415

        typer.echo(f"The database is at {migrating.head()}.")


@cli.command()
def doctor(*, data: Data = None) -> None:
    """Prove the books of the whole database; exit code 1 with what is wrong.

    Notices that did not arrive are listed, too; they do not make the books wrong.
    """
    import asyncio  # noqa: PLC0415

    from app.doctor import examine  # noqa: PLC0415
    from expenseiq_core.db import migrating, opening  # noqa: PLC0415

    settings = _settings(data)
    with opening.database(settings) as url:
        migrating.check(url)
        found = asyncio.run(examine(url, pgbouncer=settings.database_pgbouncer))
    for fault in found.faults:
        typer.echo(f"Wrong: {fault.rule}: {fault.where}")
    if not found.faults:
        typer.echo("The books are right.")
    for line in found.notices:
        typer.echo(line)
    if found.faults:
        raise typer.Exit(1)


@cli.command()
def parse(
    text: Annotated[
        list[str] | None, typer.Argument(help="The message; else standard input.")
    ] = None,
    *,
    at: At = None,
    locale: Locale = None,
    currency: Currency = None,
    date_order: Annotated[str | None, typer.Option(help="DMY, MDY or YMD.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Each line is a JSON object.")] = False,
) -> None:
    """Show what a message is read as: one JSON a line."""
    from app import options  # noqa: PLC0415
    from app.parse import answers, categories  # noqa: PLC0415
    from expenseiq_core.parsing.reading import Context  # noqa: PLC0415

    context = Context(
        at=options.moment(at).replace(tzinfo=None) if at else dt.datetime.now(),  # noqa: DTZ005
        locale=options.locale(locale) if locale else "en_GB",
        currency=options.currency(currency) if currency else "EUR",
        date_order=options.date_order(date_order) if date_order else None,
        categories=categories(),
    )
    _utf8()
    lines = [" ".join(text)] if text else sys.stdin
    for answer in answers(lines, context, jsonl=jsonl):
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def main() -> None:
    """Run the command line; a person's mistake ends it with a sentence."""
    try:
        cli()
    except ExpenseIQError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


def _load_ahead(module: str, locale: str | None) -> None:
    with contextlib.suppress(Exception):  # raised again, in the right place, where it is used
        import_module(module)
        import_module("expenseiq_core.parsing.dates").warm(locale or "en_GB")


@contextlib.contextmanager
def _migrated(settings: Settings) -> Iterator[str]:
    from expenseiq_core.db import opening  # noqa: PLC0415

    with opening.database(settings) as url:
        opening.migrate(url)
        yield url


def _utf8() -> None:
    for stream in (sys.stdin, sys.stdout):
        with contextlib.suppress(AttributeError):  # a test's stream is text already
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
