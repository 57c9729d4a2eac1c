"""What must be true of groups: members, threads, plans, invitations. Queries that find nothing."""

from __future__ import annotations

from typing import Final

CHECKS: Final = {
    "a merged member points to a living one of the ledger, and has no account": """
        SELECT m.ledger_id || ' member ' || m.id
          FROM members m
          LEFT JOIN members i ON i.ledger_id = m.ledger_id AND i.id = m.merged_into
         WHERE m.merged_into IS NOT NULL
           AND (i.id IS NULL OR i.merged_into IS NOT NULL OR m.user_id IS NOT NULL)
    """,
    "a group has members": """
        SELECT l.id || ' ' || l.name FROM ledgers l
         WHERE l.kind = 'group' AND NOT EXISTS (SELECT FROM members m WHERE m.ledger_id = l.id)
    """,
    "whoever was removed from a group changes nothing there": """
        SELECT e.ledger_id || ' #' || e.no || ' v' || e.version
          FROM entries e
          JOIN turns t ON t.id = e.turn_id
          JOIN members m ON m.ledger_id = e.ledger_id AND m.user_id = t.user_id
         WHERE m.removed_at < e.created_at
    """,
    "a private chat keeps a personal ledger, any other a group's": """
        SELECT c.platform || ' chat ' || c.id
          FROM chats c JOIN ledgers l ON l.id = c.ledger_id
         WHERE c.private <> (l.kind = 'personal')
    """,
    "a thread with a ledger of its own has a group's that is open": """
        SELECT 'chat ' || h.chat_id || ' thread ' || h.thread
          FROM threads h LEFT JOIN ledgers l ON l.id = h.ledger_id AND l.kind = 'group'
         WHERE l.id IS NULL OR l.closed_at IS NOT NULL
    """,
    "whom a default split names is a member": """
        SELECT l.id || ' member ' || (part ->> 'member')
          FROM ledgers l, jsonb_array_elements(l.default_split -> 'parts') AS part
         WHERE NOT EXISTS (SELECT FROM members m WHERE m.ledger_id = l.id
                              AND m.id = CAST(part ->> 'member' AS uuid))
    """,
    "a settlement is between two members, and is not split": """
        SELECT e.ledger_id || ' #' || e.no || ' v' || e.version
          FROM entries e
          LEFT JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id
         WHERE e.kind = 'settlement'
         GROUP BY e.ledger_id, e.id
        HAVING e.split IS NOT NULL OR e.amount < 0
            -- Brought back since the two were merged, it is from one to the same one.
            OR (count(*) <> 2 AND NOT EXISTS (
                  SELECT FROM members m WHERE m.ledger_id = e.ledger_id
                     AND m.merged_into = (array_agg(s.member_id))[1]))
            OR count(*) FILTER (WHERE s.paid = e.amount) <> 1
            OR count(*) FILTER (WHERE s.owed = e.amount) <> 1
            OR count(*) FILTER (WHERE s.paid = 0 AND s.owed = 0) > 0
    """,
    "in a group what is not split is of one purse: who pays it owes it": """
        SELECT e.ledger_id || ' #' || e.no || ' v' || e.version
          FROM entries e
          JOIN ledgers l ON l.id = e.ledger_id AND l.kind = 'group'
          JOIN shares s ON s.ledger_id = e.ledger_id AND s.entry_id = e.id AND s.paid <> s.owed
         WHERE e.split IS NULL AND e.kind <> 'settlement'
         GROUP BY e.ledger_id, e.id
    """,
    "only a settlement pays an entry, and one that there is": """
        SELECT e.ledger_id || ' #' || e.no || ' v' || e.version
          FROM entries e
         WHERE e.pays IS NOT NULL
           AND (e.kind <> 'settlement'
                OR NOT EXISTS (SELECT FROM entries o
                                WHERE o.ledger_id = e.ledger_id AND o.no = e.pays))
    """,
    "a suggested payment settles something, from one member to another": """
        SELECT t.ledger_id || ' plan ' || t.plan_id || ' row ' || t.position
          FROM transfers t
          JOIN members p ON p.ledger_id = t.ledger_id AND p.id = t.payer_id
          JOIN members r ON r.ledger_id = t.ledger_id AND r.id = t.payee_id
          JOIN plans o ON o.ledger_id = t.ledger_id AND o.id = t.plan_id
         WHERE t.amount < 0 OR t.parts = '{}' OR t.currency <> coalesce(o.currency, t.currency)
            OR (o.currency IS NULL AND t.parts <> jsonb_build_object(t.currency, t.amount))
            OR coalesce(p.merged_into, p.id) = coalesce(r.merged_into, r.id)
    """,
    "no plan is open and no invitation holds where the book is closed": """
        SELECT l.id || ' ' || l.name
          FROM ledgers l
         WHERE l.closed_at IS NOT NULL
           AND (EXISTS (SELECT FROM plans p WHERE p.ledger_id = l.id AND p.closed_at IS NULL)
                OR EXISTS (SELECT FROM invitations i WHERE i.ledger_id = l.id))
    """,
    "an invitation is to a group that exists": """
        SELECT 'ledger ' || i.ledger_id
          FROM invitations i LEFT JOIN ledgers l ON l.id = i.ledger_id AND l.kind = 'group'
         WHERE l.id IS NULL
    """,
    "what somebody is told without having asked is told them alone": """
        SELECT d.occurrence FROM deliveries d JOIN chats c ON c.id = d.chat_id
         WHERE c.private = (d.user_id IS NULL)
    """,
    "only in a personal ledger do categories of groups count as its own": """
        SELECT o.ledger_id || ' ' || o.folded
          FROM own_categories o JOIN ledgers l ON l.id = o.ledger_id
         WHERE l.kind <> 'personal'
    """,
}
