"""Payments in groups, whose words are two names: none of them is of whoever was forgotten."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain.words import fold


async def rename(session: AsyncSession, ledgers: Sequence[uuid.UUID], *, former: str) -> None:
    """Let payments from or to members of this name say so, in all their versions."""
    rows = (await session.execute(_PAYMENTS, {"p_ledgers": ledgers, "p_former": former})).all()
    words = [
        " → ".join(n if n == former else n.partition(" ")[0] for n in (row.payer, row.payee))
        for row in rows
    ]
    await session.execute(
        _RENAME,
        {
            "p_ledgers": [row.ledger_id for row in rows],
            "p_entries": [row.id for row in rows],
            "p_words": words,
            "p_folded": [fold(f"{w} {r.note or ''}") for w, r in zip(words, rows, strict=True)],
        },
    )


_PAYMENTS = text("""
WITH named AS (
  SELECT m.ledger_id, m.id, coalesce(k.name, m.name) AS name
    FROM members m
    LEFT JOIN members k ON k.ledger_id = m.ledger_id AND k.id = m.merged_into
   WHERE m.ledger_id = ANY(CAST(:p_ledgers AS uuid[]))
)
SELECT e.ledger_id, e.id, e.note, p.name AS payer, r.name AS payee
  FROM entries e
  JOIN shares paid ON paid.ledger_id = e.ledger_id AND paid.entry_id = e.id AND paid.paid <> 0
  JOIN named p ON p.ledger_id = e.ledger_id AND p.id = paid.member_id
  JOIN shares owed ON owed.ledger_id = e.ledger_id AND owed.entry_id = e.id AND owed.owed <> 0
  JOIN named r ON r.ledger_id = e.ledger_id AND r.id = owed.member_id
 WHERE e.ledger_id = ANY(CAST(:p_ledgers AS uuid[])) AND e.kind = 'settlement'
   AND CAST(:p_former AS text) IN (p.name, r.name)
""")
_RENAME = text("""
UPDATE entries e SET description = n.words, folded = n.folded
  FROM unnest(CAST(:p_ledgers AS uuid[]), CAST(:p_entries AS uuid[]), CAST(:p_words AS text[]),
              CAST(:p_folded AS text[])) AS n(ledger_id, id, words, folded)
 WHERE e.ledger_id = n.ledger_id AND e.id = n.id
""")
