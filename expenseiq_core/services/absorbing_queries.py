"""The statements by which a group's ledger takes in another (`absorbing`)."""

from __future__ import annotations

IDS = "unnest(CAST(:p_old_ids AS uuid[]), CAST(:p_ids AS uuid[])) AS n(old_id, new_id)"
LOCK = """
SELECT id FROM ledgers WHERE id IN (:p_kept, :p_gone) ORDER BY id FOR UPDATE
"""
LIVING = """
SELECT e.id, e.amount, e.currency, e.split, e.odd_turn,
       (SELECT jsonb_object_agg(s.member_id, CASE e.kind WHEN 'income' THEN s.paid ELSE s.owed END)
          FROM shares s WHERE s.ledger_id = e.ledger_id AND s.entry_id = e.id) AS parts
  FROM entries e WHERE e.ledger_id = :p_gone AND e.voided_at IS NULL ORDER BY e.no
"""
MEMBERS = """
SELECT ledger_id, id, user_id, name, merged_into FROM members
 WHERE ledger_id IN (:p_kept, :p_gone) ORDER BY id
"""
MAKE_MEMBERS = f"""
INSERT INTO members (ledger_id, id, user_id, name, handle, joined_at, left_at, removed_at, added_by,
                     remind_from)
SELECT :p_kept, n.new_id, m.user_id, m.name, m.handle, m.joined_at, m.left_at, m.removed_at,
       m.added_by, m.remind_from
  FROM {IDS} JOIN members m ON m.ledger_id = :p_gone AND m.id = n.old_id
"""
CATEGORIES = """
SELECT ledger_id, id, folded, merged_into FROM categories WHERE ledger_id IN (:p_kept, :p_gone)
 ORDER BY merged_into IS NULL, id
"""
MAKE_CATEGORIES = f"""
INSERT INTO categories (ledger_id, id, name, folded, kind, emoji, colour, description, aliases,
                        default_name, position, created_at)
SELECT :p_kept, n.new_id, k.name, k.folded, k.kind, k.emoji, k.colour, k.description, '{{}}',
       k.default_name, k.position, :p_now
  FROM {IDS} JOIN categories k ON k.ledger_id = :p_gone AND k.id = n.old_id
"""
COPY = """
WITH copies AS MATERIALIZED (
  SELECT c.old_id, c.id, CAST(c.split AS jsonb) AS split, c.odd_turn,
         l.next_no + c.rank - 1 AS no, o.no AS was
    FROM unnest(CAST(:p_old_ids AS uuid[]), CAST(:p_ids AS uuid[]), CAST(:p_splits AS text[]),
                CAST(:p_turns AS int[])) WITH ORDINALITY AS c(old_id, id, split, odd_turn, rank)
    JOIN entries o ON o.ledger_id = :p_gone AND o.id = c.old_id
    JOIN ledgers l ON l.id = :p_kept
), members_now AS (
  SELECT * FROM unnest(CAST(:p_old_members AS uuid[]), CAST(:p_members AS uuid[])) AS m(old_id, id)
), turn AS (
  INSERT INTO turns (chat_id, source, id, ledger_id, command, said, numbers, created_at,
                     answered_at)
  SELECT :p_chat, :p_source, :p_turn, :p_kept, 'moved', '', array_agg(no ORDER BY no), :p_now,
         :p_now
    FROM copies
), counted AS (
  UPDATE ledgers k SET next_no = k.next_no + (SELECT count(*) FROM copies),
         odd_turn = k.odd_turn + g.odd_turn, revision = k.revision + 1
    FROM ledgers g WHERE k.id = :p_kept AND g.id = :p_gone
), made AS (
  INSERT INTO entries (ledger_id, id, no, version, kind, amount, currency, base_amount, rate,
                       rate_date, date, description, folded, category_id, payment_method, tags,
                       note, source, author_id, odd_turn, created_at, turn_id, split, pays)
  SELECT :p_kept, c.id, c.no, 1, o.kind, o.amount, o.currency, b.base, b.rate, b.day, o.date,
         o.description, o.folded, k.id, o.payment_method, o.tags, o.note,
         CAST(:p_prefix AS text) || o.id, m.id, c.odd_turn, o.created_at, :p_turn, c.split, p.no
    FROM copies c
    JOIN entries o ON o.ledger_id = :p_gone AND o.id = c.old_id
    JOIN members_now m ON m.old_id = o.author_id
    JOIN ledgers l ON l.id = :p_kept
    JOIN ledgers g ON g.id = :p_gone
    LEFT JOIN LATERAL (
      SELECT o.amount AS base, 1::numeric AS rate, o.date AS day WHERE o.currency = l.currency
      UNION ALL
      SELECT o.base_amount, o.rate, o.rate_date
       WHERE o.currency <> l.currency AND l.currency = g.currency) b ON true
    LEFT JOIN copies p ON p.was = o.pays
    LEFT JOIN unnest(CAST(:p_old_categories AS uuid[]), CAST(:p_categories AS uuid[]))
              AS k(old_id, id) ON k.old_id = o.category_id
), shared AS (
  INSERT INTO shares (ledger_id, entry_id, member_id, paid, owed)
  SELECT :p_kept, c.id, m.id, sum(s.paid), sum(s.owed)
    FROM copies c
    JOIN shares s ON s.ledger_id = :p_gone AND s.entry_id = c.old_id
    JOIN members_now m ON m.old_id = s.member_id
   GROUP BY c.id, m.id
), receipts AS (
  INSERT INTO receipts (ledger_id, id, no, turn_id, platform, workspace, file_id, kind, name,
                        media_type, created_at)
  SELECT :p_kept, r.id, c.no, r.turn_id, r.platform, r.workspace, r.file_id, r.kind, r.name,
         r.media_type, r.created_at
    FROM copies c JOIN receipts r ON r.ledger_id = :p_gone AND r.no = c.was
)
INSERT INTO balances (ledger_id, member_id, currency, amount)
SELECT :p_kept, m.id, b.currency, sum(b.amount)
  FROM balances b JOIN members_now m ON m.old_id = b.member_id
 WHERE b.ledger_id = :p_gone
 GROUP BY m.id, b.currency ORDER BY m.id, b.currency
ON CONFLICT (ledger_id, member_id, currency)
DO UPDATE SET amount = balances.amount + excluded.amount
"""
POINT = (
    "UPDATE chats SET ledger_id = :p_kept WHERE ledger_id = :p_gone",
    "UPDATE threads SET ledger_id = :p_kept WHERE ledger_id = :p_gone",
    # Of two ways to be reminded the kept one's stays.
    """
    UPDATE schedules SET ledger_id = :p_kept
     WHERE kind = 'remind' AND ledger_id = :p_gone
       AND NOT EXISTS (SELECT FROM schedules WHERE kind = 'remind' AND ledger_id = :p_kept)
    """,
    "DELETE FROM schedules WHERE kind = 'remind' AND ledger_id = :p_gone",
    """
    DELETE FROM deliveries WHERE kind = 'remind' AND ledger_id = :p_gone AND state = 'pending'
    """,
)
WRITTEN = "SELECT EXISTS (SELECT FROM entries WHERE ledger_id = :p_gone)"
CLOSE = (
    """
    UPDATE entries SET voided_at = :p_now, voided_by = :p_turn
     WHERE ledger_id = :p_gone AND voided_at IS NULL
    """,
    "DELETE FROM balances WHERE ledger_id = :p_gone",
    # Whoever is about to record there sees that it changed, and runs again.
    "UPDATE ledgers SET closed_at = :p_now, revision = revision + 1 WHERE id = :p_gone",
    "UPDATE plans SET closed_at = :p_now WHERE ledger_id = :p_gone AND closed_at IS NULL",
    "DELETE FROM invitations WHERE ledger_id = :p_gone",
)
ERASE = (
    "UPDATE turns SET ledger_id = :p_kept WHERE ledger_id = :p_gone",
    "UPDATE invitations SET ledger_id = :p_kept WHERE ledger_id = :p_gone",
    "DELETE FROM schedules WHERE ledger_id = :p_gone",
    "DELETE FROM ledgers WHERE id = :p_gone",
)
