"""Notices that are due: each is taken by one process, and sent at most once.

pending -> claimed (a process composes it) -> sending (committed before the platform is called)
-> sent, failed, or uncertain: nobody knows whether it arrived, and it is not sent again. What is
to wait is pending again. How long a process may have a notice is measured by the database's clock.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import quiet
from expenseiq_core.services.chats import Place
from expenseiq_core.services.deliveries import ACTS_IN, MAIL, Claimed
from expenseiq_core.services.ids import new_id

Settled = Literal["sent", "uncertain", "failed", "skipped"]

CLAIM_LASTS: Final = dt.timedelta(minutes=2)
"""To compose a notice, and to wait for its turn to be sent."""
SENDING_LASTS: Final = dt.timedelta(minutes=5)
"""What is being sent for longer was left by a process that died."""


async def claim(
    session: AsyncSession,
    platforms: Collection[str],
    *,
    kinds: Collection[str],
    now: dt.datetime,
    limit: int,
    chat_id: uuid.UUID | None = None,
) -> list[Claimed]:
    """Take what is due on some platforms (`mail` is one); other processes get other notices.

    With `chat_id` only what is due in that chat: a terminal is told when it asks.
    """
    rows = await session.execute(
        _CLAIM,
        {
            "p_platforms": list(platforms),
            "p_mail": MAIL in platforms,
            "p_kinds": list(kinds),
            "p_now": now,
            "p_lasts": CLAIM_LASTS,
            "p_limit": limit,
            "p_only": chat_id,
        },
    )
    return [_claimed(row) for row in sorted(rows, key=lambda row: (row.due_at, row.id))]


def _claimed(row: Row[Any]) -> Claimed:
    place = row.chat_id and Place(
        platform=row.platform,
        workspace=row.workspace,
        chat=row.external_id,
        sender=row.sender or row.external_id,
    )
    return Claimed(
        id=row.id,
        occurrence=row.occurrence,
        kind=row.kind,
        user_id=row.user_id,
        ledger_id=row.ledger_id,
        chat_id=row.chat_id,
        place=place,
        thread=row.thread,
        about=row.about,
        notice=row.notice,
        turn_id=row.turn_id,
        due_at=row.due_at,
        expires_at=row.expires_at,
        tries=row.tries,
        timezone=row.timezone or row.about.get("timezone"),
        quiet_from=quiet.FROM if row.quiet_from is None else row.quiet_from,
        quiet_until=quiet.UNTIL if row.quiet_until is None else row.quiet_until,
    )


_CLAIM: Final = text("""
    WITH due AS (
      SELECT o.id FROM deliveries o LEFT JOIN chats k ON k.id = o.chat_id
       WHERE o.state = 'pending' AND o.due_at <= :p_now
         AND o.kind = ANY(CAST(:p_kinds AS text[]))
         AND (k.platform = ANY(CAST(:p_platforms AS text[])) AND k.blocked_at IS NULL
              OR o.chat_id IS NULL AND :p_mail)
         AND (CAST(:p_only AS uuid) IS NULL OR o.chat_id = CAST(:p_only AS uuid))
       ORDER BY o.due_at, o.id LIMIT :p_limit FOR UPDATE OF o SKIP LOCKED
    ), claimed AS (
      UPDATE deliveries d SET state = 'claimed', tries = d.tries + 1,
             claimed_until = clock_timestamp() + CAST(:p_lasts AS interval)
        FROM due WHERE d.id = due.id RETURNING d.*
    )
    SELECT d.*, c.platform, c.workspace, c.external_id, u.timezone, p.quiet_from, p.quiet_until,
           (SELECT i.external_id FROM identities i
             WHERE i.user_id = d.user_id AND i.platform = c.platform AND i.workspace = c.workspace
             ORDER BY i.external_id <> c.external_id, i.external_id LIMIT 1) AS sender
      FROM claimed d LEFT JOIN chats c ON c.id = d.chat_id LEFT JOIN users u ON u.id = d.user_id
      LEFT JOIN preferences p ON p.user_id = d.user_id
""")


@dataclass(frozen=True, slots=True)
class Begun:
    """A notice that may be sent now, and the turn of its chat that has its buttons."""

    turn_id: uuid.UUID | None


async def begin(
    session: AsyncSession,
    claimed: Claimed,
    *,
    actions: Sequence[str],
    reply: Mapping[str, Any],
    now: dt.datetime,
) -> Begun | None:
    """Note that it is being sent, and what it says; None: it is not ours any more.

    To be committed before the platform is called: after that it is never sent again unless the
    platform says that it was not. Whoever does not know whether that was committed may ask again.
    Buttons and replies need a turn; said again after it could not be sent, a notice keeps its own.
    """
    rows = await session.execute(
        _BEGIN,
        {
            "p_id": claimed.id,
            "p_tries": claimed.tries,
            "p_lasts": SENDING_LASTS,
            "p_chat": claimed.chat_id,
            "p_kept": claimed.turn_id,
            "p_source": f"notice:{claimed.occurrence}",
            "p_turn": new_id(),
            "p_user": claimed.user_id,
            "p_thread": claimed.thread,
            "p_acts_in": claimed.about.get(ACTS_IN),
            "p_actions": list(actions),
            "p_reply": json.dumps(dict(reply)),
            "p_now": now,
        },
    )
    row = rows.one_or_none()
    return None if row is None else Begun(row.turn_id)


_BEGIN: Final = text("""
    WITH mine AS (
      SELECT id FROM deliveries
       WHERE id = :p_id AND tries = :p_tries AND state IN ('claimed', 'sending') FOR UPDATE
    ), kept AS (
      UPDATE turns SET actions = CAST(:p_actions AS text[]), reply = CAST(:p_reply AS jsonb)
       WHERE id = CAST(:p_kept AS uuid) AND chat_id = CAST(:p_chat AS uuid)
         AND EXISTS (SELECT FROM mine) RETURNING id
    ), made AS (
      INSERT INTO turns (chat_id, source, id, user_id, ledger_id, command, said, actions, reply,
                         thread, created_at, answered_at)
      SELECT c.id, :p_source, :p_turn, CAST(:p_user AS uuid),
             coalesce(CAST(:p_acts_in AS uuid), t.ledger_id, c.ledger_id), 'notice', '',
             CAST(:p_actions AS text[]), CAST(:p_reply AS jsonb), CAST(:p_thread AS text),
             :p_now, :p_now
        FROM chats c LEFT JOIN threads t ON t.chat_id = c.id AND t.thread = :p_thread
       WHERE c.id = CAST(:p_chat AS uuid) AND EXISTS (SELECT FROM mine)
         AND NOT EXISTS (SELECT FROM kept)
      ON CONFLICT (chat_id, source) DO UPDATE
         SET actions = excluded.actions, reply = excluded.reply
      RETURNING id
    ), turn AS (SELECT id FROM kept UNION ALL SELECT id FROM made)
    UPDATE deliveries d SET state = 'sending', turn_id = (SELECT id FROM turn),
           notice = CAST(:p_reply AS jsonb),
           claimed_until = clock_timestamp() + CAST(:p_lasts AS interval)
      FROM mine WHERE d.id = mine.id RETURNING d.turn_id
""")


async def settle(
    session: AsyncSession,
    claimed: Claimed,
    state: Settled,
    *,
    now: dt.datetime,
    reason: str | None = None,
) -> None:
    """Note what became of a notice that this process has."""
    await session.execute(
        text("""
            UPDATE deliveries SET state = :p_state, settled_at = :p_now, reason = :p_reason,
                   claimed_until = NULL
             WHERE id = :p_id AND tries = :p_tries AND state IN ('claimed', 'sending')
        """),
        {
            "p_id": claimed.id,
            "p_tries": claimed.tries,
            "p_state": state,
            "p_reason": reason,
            "p_now": now,
        },
    )


async def put_off(session: AsyncSession, waits: Sequence[tuple[Claimed, dt.datetime]]) -> None:
    """Let notices that were not sent be due at other instants."""
    await session.execute(
        text("""
            UPDATE deliveries d SET state = 'pending', due_at = n.due_at, claimed_until = NULL
              FROM unnest(CAST(:p_ids AS uuid[]), CAST(:p_tries AS integer[]),
                          CAST(:p_untils AS timestamptz[])) AS n(id, tries, due_at)
             WHERE d.id = n.id AND d.tries = n.tries AND d.state IN ('claimed', 'sending')
        """),
        {
            "p_ids": [claimed.id for claimed, _ in waits],
            "p_tries": [claimed.tries for claimed, _ in waits],
            "p_untils": [until for _, until in waits],
        },
    )
