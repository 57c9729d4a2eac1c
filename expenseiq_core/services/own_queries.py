"""One's shares in groups as a set of rows, for the statements of one's own view.

They are read where they are: from the shares of living entries in ledgers of groups in which the
user is a member, whether they left or not, but not where they were removed; a second entry is made
nowhere. Settlements move only money and count nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from expenseiq_core.domain.categories import OTHER
from expenseiq_core.domain.currencies import CODES, exponent
from expenseiq_core.domain.period import Period
from expenseiq_core.domain.words import fold
from expenseiq_core.parsing.tables.keywords import ALIASES
from expenseiq_core.services import rate_queries
from expenseiq_core.services.chats import Resolved

_USUAL: Final = 2
DIGITS: Final = {code: exponent(code) for code in sorted(CODES) if exponent(code) != _USUAL}
_OWN: Final = "CAST(:p_currency AS char(3))"
_OTHER: Final = fold(OTHER)
_WORDS: Final = tuple(
    (fold(default), tuple(map(fold, words.split()))) for default, words in ALIASES.items()
)
"""Folded default category -> the folded words for it."""

MEMBERSHIPS: Final = """
groups AS MATERIALIZED (
  SELECT l.id AS ledger_id, l.name, l.currency, array_agg(o.id) AS members
    FROM members m
    JOIN ledgers l ON l.id = m.ledger_id AND l.kind = 'group'
    JOIN members o ON o.ledger_id = m.ledger_id AND m.id IN (o.id, o.merged_into)
   WHERE m.user_id = :p_user AND num_nonnulls(m.merged_into, m.removed_at) = 0
   GROUP BY l.id
)"""
"""The user's groups, with the members that they are there: those merged into theirs, too."""

GROUPS: Final = f"""{MEMBERSHIPS}, belongs AS MATERIALIZED (
  SELECT k.ledger_id, k.id, c.name, c.folded, c.kind,
         coalesce(CAST(CAST(:p_names AS jsonb) ->> c.folded AS uuid), w.category_id) AS own_id
    FROM groups g
    JOIN categories k ON k.ledger_id = g.ledger_id
    JOIN categories c ON c.ledger_id = k.ledger_id AND c.id = coalesce(k.merged_into, k.id)
    LEFT JOIN own_categories w ON w.ledger_id = :p_ledger AND w.folded = c.folded
)"""
"""And to which of their own categories each category of a group belongs: to that of its name, else
to the one that was chosen for it."""

OWED: Final = """(
  SELECT sum(CASE e.kind WHEN 'income' THEN s.paid ELSE s.owed END)::bigint AS owed
    FROM shares s
   WHERE s.ledger_id = e.ledger_id AND s.entry_id = e.id AND s.member_id = ANY(g.members))"""
"""What of an entry `e` of a group `g` is the user's. Of an income, whoever received it owes it all,
and what each is to have of it stands where of an expense stands what they paid."""

ALWAYS: Final = Period(dt.date.min, dt.date.max)
MOST: Final = 2**62
"""Minor units: more than any amount."""

VALUED: Final = f"""
days AS MATERIALIZED (
  SELECT DISTINCT currency, group_currency, date FROM mine WHERE currency <> {_OWN}
), known AS MATERIALIZED (
  SELECT p.*, direct.rate AS direct, through.rate AS through, direct.date AS rate_date
    FROM days p
    LEFT JOIN LATERAL {rate_queries.between("p.currency", _OWN)} direct ON true
    LEFT JOIN LATERAL {rate_queries.between("p.group_currency", _OWN)} through
           ON direct.rate IS NULL
), worth AS (
  SELECT m.*, k.rate_date,
         CASE WHEN m.currency = {_OWN} THEN m.owed
              ELSE round(m.owed * coalesce(k.direct, m.rate * k.through)
                   * power(10::numeric, coalesce((CAST(:p_digits AS jsonb) ->> :p_currency)::int, 2)
                           - coalesce((CAST(:p_digits AS jsonb) ->> m.currency)::int, 2)))
         END AS exact
    FROM mine m
    LEFT JOIN known k ON k.currency = m.currency AND k.group_currency = m.group_currency
         AND k.date = m.date
), valued AS (
  SELECT w.*, CASE WHEN abs(w.exact) <= 1e15 THEN w.exact::bigint END AS base,
         w.currency <> {_OWN} AND (w.rate_date IS NULL OR w.date - w.rate_date > 7) AS doubtful
    FROM worth w
)"""
"""What each row of `mine` is worth in the user's currency, by the rules of `rates.base_of`. Where
no rate is known for its own currency, what it was worth in the group's currency is converted.
`doubtful`: no rate, or an old one; the file may know better (`rates.refresh`)."""


PLAIN: Final = f"""
valued AS (
  SELECT m.*, CASE WHEN m.currency = {_OWN} THEN m.owed END AS base,
         m.currency <> {_OWN} AS doubtful
    FROM mine m
)"""
"""The same where all is in the user's currency, as it mostly is: `doubtful` says what is not."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about one's shares: without rates, and with them, which takes far longer."""

    plain: TextClause
    valued: TextClause


def statement(sql: str) -> Statement:
    """Make a statement in which `VALUED` stands for what each row of `mine` is worth."""
    json = (bindparam("p_names", type_=JSONB), bindparam("p_digits", type_=JSONB))
    plain, valued = (
        text(" ".join(sql.replace("VALUED", part).split())) for part in (PLAIN, VALUED)
    )
    return Statement(plain.bindparams(json[0]), valued.bindparams(*json))


def parameters(who: Resolved) -> dict[str, Any]:
    """Return what these parts of statements are about: the owner of a personal ledger."""
    return {
        "p_user": who.user_id,
        "p_ledger": who.ledger_id,
        "p_currency": who.currency,
        "p_names": {name: str(category_id) for name, category_id in names(who).items()},
    }


def names(who: Resolved) -> Mapping[str, Any]:
    """Return every folded name by which a category of this ledger is known -> its id.

    The rules of `Resolved.category_named`, and the words for default categories in other languages.
    """
    known: dict[str, Any] = {}
    for default, words in _WORDS:
        category_id = who.defaults.get(default)
        if category_id is not None:
            known.update(dict.fromkeys(words, category_id))
    known.update(who.defaults)
    for category in reversed(who.categories):
        known.update(dict.fromkeys(category.aliases, category.id))
    known.update((category.folded, category.id) for category in who.categories)
    return known


def other(who: Resolved) -> Any:
    """Return the id of the category where everything else goes; None: there is none."""
    return who.defaults.get(_OTHER)
