"""A turn end to end in one process, beside pgbench running the same two statements.

    python -m bench turn [--seconds 5]

Each person has a ledger with a budget, and types `lunch 12.50 food` again and again. Ours is the
whole turn: resolve, parse, record, render the answer, commit. pgbench runs the same statements with
the same values on the same server in the same run; the ratio is what the program around them costs.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bots.dialog.messages import Incoming
from bots.dialog.respond import respond
from expenseiq_core.db import embedded, embedded_binaries, migrating, session
from expenseiq_core.db.embedded_place import prepare
from expenseiq_core.services import chats, recording
from expenseiq_core.services.chats import Place

AT_ONCE = (1, 16)
NOW = dt.datetime(2026, 11, 18, 12, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Figures:
    rate: float  # turns a second
    p50: float  # milliseconds
    p95: float
    cpu: float  # milliseconds of our process a turn
    statements: float  # a turn, commit not counted


def incoming(person: int, number: int) -> Incoming:
    name = f"bench{person}"
    return Incoming(
        place=Place(platform="bench", workspace="", chat=name, sender=name),
        message_id=str(number),
        text="lunch 12.50 food",
        sender_name=name,
        sent_at=NOW,
        locale="en_GB",
        timezone="UTC",
        currency="EUR",
    )


async def prepare_people(sessions: async_sessionmaker[AsyncSession]) -> None:
    """Make everybody's ledger, with a budget for food that is never reached."""
    for person in range(max(AT_ONCE)):
        await respond(sessions, incoming(person, 0), now=NOW)
        budget = Incoming(
            **{**fields(incoming(person, -1)), "text": "/budget food 1000000 monthly"}
        )
        answer = await respond(sessions, budget, now=NOW)
        assert "error" not in answer.data, answer.text


def fields(message: Incoming) -> dict[str, object]:
    return {name: getattr(message, name) for name in message.__slots__}


async def ours(
    engine: AsyncEngine, sessions: async_sessionmaker[AsyncSession], people: int, seconds: float
) -> Figures:
    spans: list[float] = []
    statements = 0

    def count(*_: object) -> None:
        nonlocal statements
        statements += 1

    event.listen(engine.sync_engine, "before_cursor_execute", count)
    until = time.perf_counter() + seconds

    async def talk(person: int) -> None:
        number = time.perf_counter_ns()
        while (start := time.perf_counter()) < until:
            number += 1
            answer = await respond(sessions, incoming(person, number), now=NOW)
            assert "entry" in answer.data, answer.text
            spans.append((time.perf_counter() - start) * 1000)

    cpu, began = time.process_time(), time.perf_counter()
    await asyncio.gather(*(talk(person) for person in range(people)))
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    event.remove(engine.sync_engine, "before_cursor_execute", count)
    return Figures(
        rate=len(spans) / took,
        p50=statistics.median(spans),
        p95=statistics.quantiles(spans, n=20)[-1],
        cpu=cpu / len(spans) * 1000,
        statements=statements / len(spans),
    )


def script() -> str:
    """Return the two statements as pgbench reads them, with the values that ours binds."""
    resolve = bind(
        str(chats._RESOLVE),
        {
            "platform": "'bench'",
            "workspace": "''",
            "chat": "('bench' || :client_id)",
            "sender": "('bench' || :client_id)",
            "thread": "''",
            "source": "gen_random_uuid()::text",
            "source_hash": "gen_random_uuid()::text",
            "words": "ARRAY['lunch', 'food', 'lunch food']",
            "ask_zone": f"'{chats.ASK_ZONE}'",
        },
    )
    entry = """jsonb_build_array(jsonb_build_object('id', :entry::uuid, 'no', :next_no::bigint,
        'version', 1, 'kind', 'expense', 'amount', 1250, 'currency', 'EUR', 'base_amount', 1250,
        'rate', 1, 'rate_date', '2026-11-18', 'date', '2026-11-18', 'description', 'lunch',
        'folded', 'lunch', 'category_id', :food::uuid, 'tags', '[]'::jsonb,
        'source', :turn::text || ':0', 'author_id', :member_id::uuid, 'odd_turn', 0))"""
    write = bind(
        str(recording._WRITE),
        {
            **{
                name: f":{column}::{kind}"
                for name, column, kind in (
                    ("chat", "chat_id", "uuid"),
                    ("turn", "turn", "uuid"),
                    ("user", "user_id", "uuid"),
                    ("ledger", "ledger_id", "uuid"),
                    ("member", "member_id", "uuid"),
                    ("next_no", "next_no", "bigint"),
                    ("odd_turn", "odd_turn", "bigint"),
                    ("revision", "revision", "bigint"),
                    ("source", "turn", "text"),
                )
            },
            "command": "'expense'",
            "said": "'lunch 12.50 food'",
            "numbers": "ARRAY[:next_no::bigint]",
            "actions": "ARRAY['edit #17 category', 'edit #17 date', 'undo #17 v1']",
            "takes_back": "NULL",
            "thread": "NULL",
            "now": "now()",
            "count": "1",
            "changes": "0",
            "odd": "0",
            "void": "'{}'",
            "entries": entry,
            "shares": "jsonb_build_array(jsonb_build_object('entry_id', :entry::uuid,"
            " 'member_id', :member_id::uuid, 'paid', 1250, 'owed', 1250))",
            "balances": "'[]'",
            "charges": "jsonb_build_array(jsonb_build_object('budget_id', :budget::uuid,"
            " 'period_start', '2026-11-01', 'amount', 1250))",
            "day": "DATE '2026-11-18'",
            "same_amount": "1250",
            "same_currency": "'EUR'",
            "same_folded": "'lunch'",
            "same_from": "DATE '2026-11-17'",
            "same_until": "DATE '2026-11-19'",
            "same_kind": "'expense'",
            "same_since": "now() - interval '1 day'",
            "same_own_since": "now() - interval '2 minutes'",
        },
    )
    return f"""BEGIN;
SELECT chat_id, user_id, ledger_id, member_id, next_no, odd_turn, revision,
       categories->0->>'id' AS food, budgets->0->>'id' AS budget,
       gen_random_uuid() AS entry, gen_random_uuid() AS turn
  FROM ({resolve}) AS resolved \\gset
{write.strip()};
COMMIT;
"""


def bind(statement: str, values: dict[str, str]) -> str:
    """Put values in the place of our bind parameters."""
    return re.sub(r":p_(\w+)", lambda match: values[match[1]], statement).strip()


def pgbench(program: Path, url: str, clients: int, seconds: float) -> float:
    """Return the transactions a second that pgbench gets from the same statements."""
    parts = urlsplit(url)
    host = parse_qs(parts.query)["host"][0]
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script())
        file.flush()
        command = [str(program), "--no-vacuum", "--protocol=prepared", f"--client={clients}"]
        command += [f"--jobs={min(clients, 2)}", f"--time={max(1, round(seconds))}"]
        command += [f"--file={file.name}", "-h", host, "-p", "5432", "-U", str(parts.username)]
        command += [parts.path.lstrip("/")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None or "aborted" in done.stderr:
        sys.exit(f"pgbench failed:\n{done.stdout}{done.stderr}")
    return float(found[1])


async def run(url: str, program: Path, seconds: float) -> None:
    engine = session.engine(url)
    sessions = session.sessions(engine)
    await prepare_people(sessions)
    await ours(engine, sessions, 1, 0.5)  # warm up
    async with engine.connect() as connection:
        print(await connection.scalar(text("SELECT version()")))
    print("at once   turns/s  p50 ms  p95 ms  CPU ms  statements   pgbench/s   ours/pgbench")
    for people in AT_ONCE:
        reference = pgbench(program, url, people, seconds)
        got = await ours(engine, sessions, people, seconds)
        print(
            f"{people:7}  {got.rate:8.0f}  {got.p50:6.2f}  {got.p95:6.2f}  {got.cpu:6.2f}"
            f"  {got.statements:10.2f}  {reference:10.0f}  {got.rate / reference:13.2f}"
        )
    await engine.dispose()


def main(seconds: float = 5) -> None:
    with tempfile.TemporaryDirectory(prefix="expenseiq-bench-") as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        with embedded.server(data) as url:
            migrating.upgrade(url)
            place = prepare(data)
            program = embedded_binaries.find(place.version, place.owner) / "pgbench"
            asyncio.run(run(url, program, seconds))
