"""Two members of a group who are one person: what one had is the other's.

Entries stay as they are: readers follow `merged_into`. The ledger must be locked.
"""

from __future__ import annotations

import uuid
from dataclasses import replace

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import resplit, split
from expenseiq_core.domain.split import Part, Split
from expenseiq_core.services import ledgers


async def merge(
    session: AsyncSession, ledger_id: uuid.UUID, *, gone: uuid.UUID, kept: uuid.UUID
) -> None:
    """Let one member take over what another has: balance, payments to make, account, name typed.

    Whoever takes over keeps their own account if they have one, and takes part if either did.
    """
    parameters = {"p_ledger": ledger_id, "p_gone": gone, "p_kept": kept}
    parameters["p_user"] = await session.scalar(text(_USER), parameters)
    for statement in _MERGE:
        await session.execute(text(statement), parameters)
    plain = await session.scalar(
        text("SELECT default_split FROM ledgers WHERE id = :p_ledger"), parameters
    )
    if plain is not None:
        default = merged(split.from_plain(plain), gone=gone, kept=kept)
        await ledgers.set_default_split(session, ledger_id, default)


def merged(default: Split, *, gone: uuid.UUID, kept: uuid.UUID) -> Split:
    """Return a split in which what both stood for is one's; in equal parts they are one."""
    one = resplit.renamed(default, lambda member_id: kept if member_id == gone else member_id)
    return split.split_of(one.mode, [_one_head(part) for part in one.parts], one.items)


def _one_head(part: Part) -> Part:
    """Return a part of one head; what came with a second one is in its weight."""
    weight = None if part.weight is None else part.weight + part.heads - 1
    return replace(part, heads=1, weight=weight)


_USER = "SELECT user_id FROM members WHERE ledger_id = :p_ledger AND id = :p_gone"
_MERGE = (
    """
    UPDATE members k
       SET handle = coalesce(k.handle, g.handle), joined_at = least(k.joined_at, g.joined_at),
           remind_from = greatest(k.remind_from, g.remind_from),
           left_at = CASE WHEN num_nonnulls(g.left_at, g.removed_at) > 0 THEN k.left_at END
      FROM members g
     WHERE k.ledger_id = :p_ledger AND k.id = :p_kept
       AND g.ledger_id = :p_ledger AND g.id = :p_gone
    """,
    """
    UPDATE members SET merged_into = :p_kept, user_id = NULL
     WHERE ledger_id = :p_ledger AND (id = :p_gone OR merged_into = :p_gone)
    """,
    """
    UPDATE members SET user_id = coalesce(user_id, CAST(:p_user AS uuid))
     WHERE ledger_id = :p_ledger AND id = :p_kept
    """,
    """
    WITH moved AS (
      DELETE FROM balances WHERE ledger_id = :p_ledger AND member_id = :p_gone
      RETURNING currency, amount
    )
    INSERT INTO balances (ledger_id, member_id, currency, amount)
    SELECT :p_ledger, :p_kept, currency, amount FROM moved
    ON CONFLICT (ledger_id, member_id, currency)
    DO UPDATE SET amount = balances.amount + excluded.amount
    """,
    """
    WITH moved AS (
      DELETE FROM reminded WHERE ledger_id = :p_ledger AND :p_gone IN (payer_id, payee_id)
      RETURNING CASE payer_id WHEN :p_gone THEN :p_kept ELSE payer_id END AS payer,
                CASE payee_id WHEN :p_gone THEN :p_kept ELSE payee_id END AS payee,
                date, occurrence
    )
    INSERT INTO reminded (ledger_id, payer_id, payee_id, date, occurrence)
    SELECT :p_ledger, payer, payee, date, occurrence FROM moved WHERE payer <> payee
    ON CONFLICT DO NOTHING
    """,
    """
    DELETE FROM transfers
     WHERE ledger_id = :p_ledger AND payer_id IN (:p_gone, :p_kept)
       AND payee_id IN (:p_gone, :p_kept)
    """,
    """
    UPDATE transfers SET payer_id = :p_kept WHERE ledger_id = :p_ledger AND payer_id = :p_gone
    """,
    """
    UPDATE transfers SET payee_id = :p_kept WHERE ledger_id = :p_ledger AND payee_id = :p_gone
    """,
)
