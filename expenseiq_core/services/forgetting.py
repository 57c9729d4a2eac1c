"""`forget me`: everything of a personal ledger goes, and nothing of it can come back.

In a group with others their shares stay, so that the others' books are right: under no name. A
group in which nobody else has an account goes too.

What stays of a turn is that its message was handled, under a hash of the message's name: a
redelivery of an erased message revives nothing. Nor does what was sent before, but left no turn (a
report, an expense on its way): the erasing turn keeps when it was asked for, in each chat.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.services import forgetting_payments, merging
from expenseiq_core.services.chats import Place, Resolved, source_hash
from expenseiq_core.services.recording import OvertakenError

FORGOTTEN = "forgotten"
"""The command of an erased turn."""
FORMER = "Former member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What is kept of somebody."""

    entries: int
    categories: int
    budgets: int
    learned: int
    rates: int
    receipts: int
    chats: int
    groups: int
    """Groups with lines of theirs, and others with an account; those stay."""
    own_groups: int
    """Groups in which nobody else has an account; those go."""


async def holdings(session: AsyncSession, who: Resolved) -> Holdings:
    """Return what `forget` would erase, and in how many groups lines stay."""
    own = await _own_groups(session, [who.user_id])
    row = (
        await session.execute(
            text("""
                SELECT (SELECT count(*) FROM entries
                         WHERE ledger_id = :p_ledger AND voided_at IS NULL) AS entries,
                       (SELECT count(*) FROM categories
                         WHERE ledger_id = :p_ledger AND merged_into IS NULL) AS categories,
                       (SELECT count(*) FROM budgets
                         WHERE ledger_id = :p_ledger AND closed_at IS NULL) AS budgets,
                       (SELECT count(*) FROM learned_words WHERE ledger_id = :p_ledger) AS learned,
                       (SELECT count(*) FROM ledger_rates WHERE ledger_id = :p_ledger) AS rates,
                       (SELECT count(*) FROM receipts WHERE ledger_id = :p_ledger) AS receipts,
                       (SELECT count(*) FROM chats WHERE ledger_id = :p_ledger) AS chats,
                       (SELECT count(*) FROM members
                         WHERE user_id = :p_user AND ledger_id <> :p_ledger
                           AND ledger_id <> ALL(CAST(:p_own AS uuid[]))) AS groups,
                       cardinality(CAST(:p_own AS uuid[])) AS own_groups
            """),
            {"p_ledger": who.ledger_id, "p_user": who.user_id, "p_own": own},
        )
    ).one()
    return Holdings(**row._mapping)  # noqa: SLF001 (SQLAlchemy's public name)


async def forget(
    session: AsyncSession,
    who: Resolved,
    *,
    turn_id: uuid.UUID,
    source: str,
    sent_at: dt.datetime,
    now: dt.datetime,
) -> None:
    """Erase the speaker and their personal ledger, in all its chats; this turn is kept as erased.

    Accounts that were linked to theirs go too, and voided copies in a book they were parted from.

    `sent_at` is when it was asked for, by the platform's clock: what was sent before begins nothing
    anew.

    Raises OvertakenError if somebody else is doing the same.
    """
    assert who.ledger_kind == "personal", "a group's ledger is not one person's"
    own = (await session.execute(text(_OWN), {"p_user": who.user_id})).all()
    users = [row.user_id for row in own]
    await session.execute(text(_CHANGE_GROUPS), {"p_users": users})
    ledgers = [row.ledger_id for row in own] + await _own_groups(session, users)
    await _lock(session, who, ledgers)
    parameters = {
        "p_ledgers": ledgers,
        "p_users": users,
        "p_ledger": who.ledger_id,
        "p_merged": merging.SOURCE,
        "p_chat": who.chat_id,
        "p_turn": turn_id,
        "p_source_hash": source_hash(source),
        "p_forgotten": FORGOTTEN,
        "p_former": FORMER,
        "p_said": _SAID,
        "p_sent_at": sent_at,
        "p_now": now,
    }
    groups = (await session.scalars(text(_IN_GROUPS), parameters)).all()
    for statement in (*_BLANK, *_ERASE):
        await session.execute(text(statement), parameters)
    await forgetting_payments.rename(session, groups, former=FORMER)


async def _own_groups(session: AsyncSession, users: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Return the groups in which nobody but these users has an account."""
    found = await session.scalars(text(_OWN_GROUPS), {"p_users": list(users)})
    return list(found)


async def _lock(session: AsyncSession, who: Resolved, ledgers: Sequence[uuid.UUID]) -> None:
    """Lock the ledgers that go, and those in which copies of them were voided."""
    rows = await session.execute(text(_LOCK), {"p_ledgers": list(ledgers)})
    revisions = {row.id: row.revision for row in rows}
    if revisions.get(who.ledger_id) != who.revision:
        raise OvertakenError(str(who.ledger_id))


_OWN = """
WITH RECURSIVE own (user_id, ledger_id) AS (
  SELECT id, personal_ledger_id FROM users WHERE id = :p_user
  UNION
  SELECT k.joined_user_id, k.joined_ledger_id
    FROM own JOIN links k ON k.kept_user_id = own.user_id AND k.undone_at IS NULL
)
SELECT user_id, ledger_id FROM own
"""
_LEDGERS = "CAST(:p_ledgers AS uuid[])"
_USERS = "CAST(:p_users AS uuid[])"
_CHATS = f"(SELECT id FROM chats WHERE ledger_id = ANY({_LEDGERS}))"
_OWN_GROUPS = f"""
SELECT DISTINCT m.ledger_id FROM members m JOIN ledgers l ON l.id = m.ledger_id
 WHERE m.user_id = ANY({_USERS}) AND l.kind = 'group'
   AND NOT EXISTS (SELECT FROM members o
                    WHERE o.ledger_id = m.ledger_id AND o.user_id <> ALL({_USERS}))
"""
_IN_GROUPS = f"""
SELECT DISTINCT ledger_id FROM members
 WHERE user_id = ANY({_USERS}) AND ledger_id <> ALL({_LEDGERS})
"""
_CHANGE_GROUPS = f"""
UPDATE ledgers SET revision = revision + 1
 WHERE kind = 'group' AND id IN (SELECT ledger_id FROM members WHERE user_id = ANY({_USERS}))
"""
"""Whoever records in one of their groups at that moment runs again, without them."""
_SAID = '{"lines": [[["I\'ve forgotten that.", "plain"]]], "rows": [], "data": {}}'
"""What is left of an answer to them in a group."""
_HASHED = """
    CASE WHEN starts_with(source, 'sha256:') THEN source
         ELSE 'sha256:' || encode(sha256(convert_to(source, 'UTF8')), 'hex') END
"""
_LOCK = f"""
SELECT id, revision FROM ledgers
 WHERE id = ANY({_LEDGERS})
    OR id IN (SELECT kept_ledger_id FROM links WHERE joined_ledger_id = ANY({_LEDGERS}))
 ORDER BY id FOR UPDATE
"""
_BLANK = (
    # What a group was to be told, or was told, that they had done alone; before `turns` lose them.
    f"""
    DELETE FROM deliveries d USING turns t
     WHERE d.kind = 'told' AND d.about ->> 'turn' = t.id::text AND t.user_id = ANY({_USERS})
       AND d.ledger_id IN (SELECT ledger_id FROM members WHERE user_id = ANY({_USERS}))
    """,
    f"""
    UPDATE turns
       SET source = {_HASHED}, command = :p_forgotten, said = NULL, reply = NULL, actions = '{{}}',
           numbers = '{{}}', user_id = NULL, ledger_id = NULL, takes_back = NULL,
           taken_back_by = NULL, created_at = least(created_at, :p_sent_at),
           answered_at = coalesce(answered_at, :p_now)
     WHERE ledger_id = ANY({_LEDGERS}) OR (ledger_id IS NULL AND chat_id IN {_CHATS})
    """,
    # What was said here into another book, while accounts were linked: what came of it is there.
    f"""
    UPDATE turns
       SET source = {_HASHED}, said = NULL, reply = NULL, actions = '{{}}', user_id = NULL,
           answered_at = coalesce(answered_at, :p_now)
     WHERE ledger_id <> ALL({_LEDGERS})
       AND chat_id IN (SELECT id FROM chats WHERE ledger_id = :p_ledger)
    """,
    # What was said in groups: the entries there are the group's, the words were theirs.
    f"""
    UPDATE turns SET said = NULL, user_id = NULL,
           -- A button keeps words only as JSON, with what was answered about them.
           actions = ARRAY(SELECT CASE WHEN a.action LIKE '%{{%' THEN '' ELSE a.action END
                             FROM unnest(actions) WITH ORDINALITY AS a(action, position)
                            ORDER BY a.position),
           reply = CASE WHEN reply IS NOT NULL THEN CAST(:p_said AS jsonb) END
     WHERE user_id = ANY({_USERS})
       AND ledger_id IN (SELECT ledger_id FROM members WHERE user_id = ANY({_USERS}))
    """,
    f"""
    INSERT INTO turns (chat_id, source, id, command, created_at, answered_at)
    SELECT id, :p_source_hash, CASE WHEN id = :p_chat THEN :p_turn ELSE gen_random_uuid() END,
           :p_forgotten, :p_sent_at, :p_now
      FROM chats WHERE ledger_id = ANY({_LEDGERS})
    """,
    f"""
    DELETE FROM failed_messages f USING chats c
     WHERE c.ledger_id = ANY({_LEDGERS}) AND f.platform = c.platform AND f.chat = c.external_id
    """,
    f"""
    UPDATE members m SET name = :p_former, handle = NULL
      FROM members i
     WHERE i.ledger_id = m.ledger_id AND i.id = m.merged_into AND i.user_id = ANY({_USERS})
    """,
    f"""
    UPDATE members SET user_id = NULL, name = :p_former, handle = NULL,
           left_at = coalesce(left_at, :p_now)
     WHERE user_id = ANY({_USERS}) AND ledger_id <> ALL({_LEDGERS})
    """,
    f"UPDATE members SET added_by = NULL WHERE added_by = ANY({_USERS})",
    f"""
    UPDATE ledgers l SET created_by =
           (SELECT m.user_id FROM members m
             WHERE m.ledger_id = l.id AND m.user_id <> ALL({_USERS})
               AND num_nonnulls(m.left_at, m.removed_at) = 0
             ORDER BY m.joined_at, m.id LIMIT 1)
     WHERE l.created_by = ANY({_USERS})
    """,
    f"""
    DELETE FROM invitations
     WHERE created_by = ANY({_USERS}) OR ledger_id = ANY({_LEDGERS})
    """,
    # Copies that were voided when the accounts were parted; one brought back since is the other's.
    f"""
    WITH gone AS (
      DELETE FROM entries e USING links k
       WHERE k.joined_ledger_id = ANY({_LEDGERS}) AND k.kept_ledger_id <> ALL({_LEDGERS})
         AND e.ledger_id = k.kept_ledger_id
         AND starts_with(e.source, CAST(:p_merged AS text) || k.joined_ledger_id || ':')
         AND NOT EXISTS (SELECT FROM entries v WHERE v.ledger_id = e.ledger_id AND v.no = e.no
                            AND v.voided_at IS NULL)
      RETURNING e.ledger_id, e.no
    )
    DELETE FROM receipts r USING gone WHERE (r.ledger_id, r.no) = (gone.ledger_id, gone.no)
    """,
)

_ERASE = (
    # In this order: what points to something goes before it.
    f"DELETE FROM deliveries WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM schedules WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM reminded WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM recurring WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM threads WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM plans WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM own_categories WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM receipts WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM shares WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM entries WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM balances WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM spent WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM budgets WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM learned_words WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM categories WHERE ledger_id = ANY({_LEDGERS})",
    f"DELETE FROM members WHERE ledger_id = ANY({_LEDGERS})",
    f"""
    UPDATE chats SET ledger_id = NULL, brief = false, listens = false
     WHERE ledger_id = ANY({_LEDGERS})
    """,
    f"DELETE FROM ledgers WHERE id = ANY({_LEDGERS})",
    f"DELETE FROM users WHERE id = ANY({_USERS})",
)


async def is_forgotten(
    session: AsyncSession, place: Place, *, source: str, sent_at: dt.datetime
) -> bool:
    """Whether this message was erased, or sent before its chat was: it is not to begin anew.

    Some platforms tell whole seconds: what was sent in the second of the erasure came after it.
    """
    found = await session.scalar(
        text("""
            SELECT EXISTS (
              SELECT FROM turns t JOIN chats c ON c.id = t.chat_id
               WHERE c.platform = :p_platform AND c.workspace = :p_workspace
                 AND c.external_id = :p_chat AND t.command = :p_forgotten
                 AND (t.source = :p_source_hash
                      OR date_trunc('second', t.created_at) > :p_sent_at))
        """),
        {
            "p_platform": place.platform,
            "p_workspace": place.workspace,
            "p_chat": place.chat,
            "p_forgotten": FORGOTTEN,
            "p_source_hash": source_hash(source),
            "p_sent_at": sent_at,
        },
    )
    return bool(found)
