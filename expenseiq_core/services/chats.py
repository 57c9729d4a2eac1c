"""Who speaks where: one statement finds everything that a turn is judged by.

`resolve` is the first of the two statements of a logged expense; `accounts.first_contact` makes
what it did not find.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from expenseiq_core.domain import split
from expenseiq_core.domain.budget import Budget
from expenseiq_core.domain.ledger import CategoryKind
from expenseiq_core.domain.split import Split
from expenseiq_core.domain.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A chat and a speaker, as their platform names them."""

    platform: str
    workspace: str
    chat: str
    sender: str

    @property
    def source_prefix(self) -> str:
        """What the names of this chat's messages begin with, of all platforms and workspaces."""
        workspace = f"{self.workspace}:" if self.workspace else ""
        return f"{self.platform}:{workspace}{self.chat}:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A living category of a ledger."""

    id: uuid.UUID
    name: str
    folded: str
    kind: CategoryKind
    emoji: str
    colour: str
    aliases: tuple[str, ...] = ()
    default_name: str | None = None

    @property
    def label(self) -> str:
        """The name behind its emoji, as answers show it."""
        return f"{self.emoji} {self.name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a ledger. Those merged into another are not among a ledger's members."""

    id: uuid.UUID
    name: str
    user_id: uuid.UUID | None = None
    """None: somebody without an account."""
    handle: str | None = None
    """What others typed behind the @, folded, of somebody without an account."""
    external_ids: tuple[str, ...] = ()
    """Their identities on the platform and workspace of this chat."""
    handles: tuple[str, ...] = ()
    """By which they are mentioned there, folded."""
    joined_at: dt.datetime
    left_at: dt.datetime | None = None
    removed_at: dt.datetime | None = None

    @property
    def is_active(self) -> bool:
        """Whether they take part: neither left nor removed."""
        return self.left_at is None and self.removed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierTurn:
    """The turn that this message already had, if it is delivered again or edited."""

    id: uuid.UUID
    ledger_id: uuid.UUID | None
    """Another one than the speaker's if accounts were linked or parted since; then the numbers are
    those of that ledger."""
    command: str
    said: str | None
    numbers: tuple[int, ...]
    actions: tuple[str, ...]
    reply: Mapping[str, Any] | None
    edited_at: dt.datetime | None
    answered_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Everything that a turn is judged by. Amounts and numbers are those of its ledger."""

    chat_id: uuid.UUID
    user_id: uuid.UUID
    user_name: str
    locale: str
    timezone: str
    timezone_known: bool = True
    """Told by the speaker or their platform; else guessed."""
    timezone_asked_at: dt.datetime | None = None
    """When an answer offered to set the time zone that is not known, if one did of late."""
    brief: bool = False
    """This chat prefers a reaction to the answer to a plain entry."""
    ledger_id: uuid.UUID
    ledger_kind: str
    ledger_name: str = ""
    mode: str = "split"
    """Of a group: split, or shared (one purse: whoever pays owes it all)."""
    created_by: uuid.UUID | None = None
    """The user who may change a group's settings, beside those who run its chat."""
    simplify: bool = True
    confirms: bool = False
    default_split: Split | None = None
    listens: bool = False
    """In this group, what surely is an expense is logged though nobody called us."""
    reaches: bool = False
    """What is recorded here counts beyond this ledger: in a group, a member has budgets of their
    own; in a personal ledger, its owner has shares in groups, which count beside it."""
    has_thread: bool = False
    """The ledger is that of a thread (or topic) of the chat, not of the chat."""
    members: tuple[Member, ...] = ()
    """In the order in which they came, with those who left or were removed."""
    merged_members: Mapping[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    """Members that were merged -> the one that took over."""
    member_id: uuid.UUID
    currency: str
    """Of reports, budgets and base amounts."""
    entry_currency: str
    """Of amounts typed without one."""
    month_start: int
    next_no: int
    odd_turn: int
    revision: int
    categories: tuple[Category, ...]
    merged: Mapping[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    """Merged categories -> the one that took over."""
    defaults: Mapping[str, uuid.UUID] = field(default_factory=dict)
    """Folded names of the default categories -> the living category that each became."""
    budgets: tuple[Budget, ...] = ()
    learned: Mapping[str, uuid.UUID] = field(default_factory=dict)
    earlier: EarlierTurn | None = None

    @property
    def is_group(self) -> bool:
        """Whether the ledger is a group's."""
        return self.ledger_kind == "group"

    @property
    def me(self) -> Member:
        """The speaker as a member."""
        return self.member(self.member_id)

    @property
    def active(self) -> tuple[Member, ...]:
        """Those who take part."""
        return tuple(member for member in self.members if member.is_active)

    def member(self, member_id: uuid.UUID) -> Member:
        """Return the member that an id stands for, following merges."""
        living = self.merged_members.get(member_id, member_id)
        return next(member for member in self.members if member.id == living)

    def today(self, now: dt.datetime) -> dt.date:
        """Return the speaker's local date at an instant."""
        return now.astimezone(ZoneInfo(self.timezone)).date()

    def category(self, category_id: uuid.UUID | None) -> Category | None:
        """Return the living category that an id stands for, following merges."""
        if category_id is None:
            return None
        living = self.merged.get(category_id, category_id)
        return next((c for c in self.categories if c.id == living), None)

    def category_named(self, name: str) -> Category | None:
        """Return the category of this name or alias, blind to case and accents.

        A default category answers to its first name too, whatever it was renamed to or merged into.
        """
        folded = fold(name)
        by_name = next((c for c in self.categories if c.folded == folded), None)
        by_alias = by_name or next((c for c in self.categories if folded in c.aliases), None)
        return by_alias or self.category(self.defaults.get(folded))


ASK_ZONE = "timezone"
"""What the button [Set time zone] stands for: a turn that offers it has asked."""

_RESOLVE = text(
    " ".join(
        """
SELECT c.id AS chat_id, u.id AS user_id, u.name AS user_name, u.locale, u.timezone,
       u.timezone_known, c.brief,
       CASE WHEN NOT u.timezone_known THEN (
          SELECT max(t.created_at)
            FROM (SELECT r.actions, r.created_at FROM turns r
                   WHERE r.ledger_id = l.id AND r.user_id = u.id ORDER BY r.id DESC LIMIT 50) t
           WHERE :p_ask_zone = ANY(t.actions)) END AS timezone_asked_at,
       l.id AS ledger_id, l.kind AS ledger_kind, l.name AS ledger_name, l.mode, l.created_by,
       l.simplify, l.confirms, l.default_split, c.listens, l.id <> c.ledger_id AS has_thread,
       CASE l.kind WHEN 'group' THEN EXISTS (
          SELECT FROM members o JOIN users v ON v.id = o.user_id
            JOIN budgets b ON b.ledger_id = v.personal_ledger_id AND b.closed_at IS NULL
           WHERE o.ledger_id = l.id)
       ELSE EXISTS (
          SELECT FROM members o JOIN ledgers g ON g.id = o.ledger_id AND g.kind = 'group'
           WHERE o.user_id = u.id) END AS reaches,
       m.id AS member_id, l.currency,
       (SELECT jsonb_agg(to_jsonb(o) - 'ledger_id' || jsonb_build_object('identities',
               (SELECT jsonb_agg(jsonb_build_array(n.external_id, n.handle)
                       ORDER BY n.external_id)
                  FROM identities n WHERE n.user_id = o.user_id AND n.platform = c.platform
                   AND n.workspace = c.workspace)) ORDER BY o.id)
          FROM members o WHERE o.ledger_id = l.id) AS members,
       coalesce(l.entry_currency, l.currency) AS entry_currency,
       l.month_start, l.next_no, l.odd_turn, l.revision,
       (SELECT jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'folded', k.folded,
               'kind', k.kind, 'emoji', k.emoji, 'colour', k.colour, 'aliases', k.aliases,
               'default_name', k.default_name, 'merged_into', k.merged_into)
               ORDER BY k.position, k.id)
          FROM categories k WHERE k.ledger_id = l.id) AS categories,
       (SELECT jsonb_agg(jsonb_build_object('id', b.id, 'category_id', b.category_id,
               'limit_minor', b.limit_minor, 'currency', b.currency, 'cadence', b.cadence,
               'starts', b.starts, 'ends', b.ends, 'rollover', b.rollover,
               'warns', b.warns,
               'spent', (SELECT jsonb_object_agg(s.period_start, s.amount) FROM spent s
                          WHERE b.rollover AND s.ledger_id = l.id AND s.budget_id = b.id))
               ORDER BY b.created_at, b.id)
          FROM budgets b WHERE b.ledger_id = l.id AND b.closed_at IS NULL) AS budgets,
       (SELECT jsonb_object_agg(w.word, w.category_id) FROM learned_words w
         WHERE w.ledger_id = l.id AND w.word = ANY(CAST(:p_words AS text[]))) AS learned,
       (SELECT jsonb_build_object('id', t.id, 'ledger_id', t.ledger_id,
               'command', t.command, 'said', t.said,
               'numbers', t.numbers, 'actions', t.actions, 'reply', t.reply,
               'edited_at', t.edited_at, 'answered_at', t.answered_at)
          FROM turns t WHERE t.chat_id = c.id AND t.source IN (:p_source, :p_source_hash)
         LIMIT 1) AS earlier
  FROM chats c
  JOIN ledgers l ON l.id = coalesce((SELECT h.ledger_id FROM threads h
       WHERE h.chat_id = c.id AND h.thread = :p_thread), c.ledger_id)
  JOIN identities i ON i.platform = c.platform AND i.workspace = c.workspace
       AND i.external_id = :p_sender
  JOIN users u ON u.id = i.user_id
  JOIN members m ON m.ledger_id = l.id AND m.user_id = u.id
 WHERE c.platform = :p_platform AND c.workspace = :p_workspace AND c.external_id = :p_chat
"""
        # One line: the driver remembers how to bind only statements under 4,096 characters.
        .split()
    )
)


async def resolve(
    session: AsyncSession,
    place: Place,
    *,
    source: str,
    words: Sequence[str],
    thread: str | None = None,
) -> Resolved | None:
    """Return everything a turn needs, or None if chat, speaker or ledger are not known yet.

    `source` is the message's name on its platform, `thread` the topic or thread of the chat, which
    may have a ledger of its own; `words` are the folded words of the text, for
    which learned categories are looked up.
    """
    row = (
        await session.execute(
            _RESOLVE,
            {
                "p_platform": place.platform,
                "p_workspace": place.workspace,
                "p_chat": place.chat,
                "p_thread": thread or "",
                "p_sender": place.sender,
                "p_source": source,
                "p_source_hash": source_hash(source),
                "p_words": list(words),
                "p_ask_zone": ASK_ZONE,
            },
        )
    ).one_or_none()
    if row is None:
        return None
    fields = dict(row._mapping)  # noqa: SLF001 (SQLAlchemy's public name for a row as a mapping)
    categories, members = fields.pop("categories") or [], fields.pop("members")
    default_split = fields["default_split"]
    return Resolved(
        **{
            **fields,
            "members": tuple(_member(m) for m in members if m["merged_into"] is None),
            "merged_members": {
                uuid.UUID(m["id"]): uuid.UUID(m["merged_into"])
                for m in members
                if m["merged_into"] is not None
            },
            "default_split": split.from_plain(default_split) if default_split else None,
            "categories": tuple(_category(c) for c in categories if c["merged_into"] is None),
            "merged": {
                uuid.UUID(c["id"]): uuid.UUID(c["merged_into"])
                for c in categories
                if c["merged_into"] is not None
            },
            "defaults": {
                fold(c["default_name"]): uuid.UUID(c["merged_into"] or c["id"])
                for c in categories
                if c["default_name"] is not None
            },
            "budgets": tuple(
                _budget(b, month_start=row.month_start) for b in fields["budgets"] or []
            ),
            "learned": {w: uuid.UUID(c) for w, c in (fields["learned"] or {}).items()},
            "earlier": _earlier(fields["earlier"]),
        }
    )


def source_hash(source: str) -> str:
    """Return what remains of a source after `forget me`: enough to recognise a redelivery."""
    return "sha256:" + hashlib.sha256(source.encode()).hexdigest()


def _member(fields: Mapping[str, Any]) -> Member:
    left_at, removed_at = fields["left_at"], fields["removed_at"]
    identities = fields["identities"] or []
    return Member(
        id=uuid.UUID(fields["id"]),
        name=fields["name"],
        user_id=uuid.UUID(fields["user_id"]) if fields["user_id"] else None,
        handle=fields["handle"],
        external_ids=tuple(external_id for external_id, _ in identities),
        handles=tuple(handle for _, handle in identities if handle),
        joined_at=dt.datetime.fromisoformat(fields["joined_at"]),
        left_at=dt.datetime.fromisoformat(left_at) if left_at else None,
        removed_at=dt.datetime.fromisoformat(removed_at) if removed_at else None,
    )


def _category(fields: Mapping[str, Any]) -> Category:
    return Category(
        id=uuid.UUID(fields["id"]),
        name=fields["name"],
        folded=fields["folded"],
        kind=fields["kind"],
        emoji=fields["emoji"],
        colour=fields["colour"],
        aliases=tuple(fields["aliases"]),
        default_name=fields["default_name"],
    )


def _budget(fields: Mapping[str, Any], *, month_start: int) -> Budget:
    category_id, ends, warns = fields["category_id"], fields["ends"], fields["warns"]
    return Budget(
        id=uuid.UUID(fields["id"]),
        category_id=uuid.UUID(category_id) if category_id else None,
        limit_minor=fields["limit_minor"],
        currency=fields["currency"],
        cadence=fields["cadence"],
        starts=dt.date.fromisoformat(fields["starts"]),
        ends=dt.date.fromisoformat(ends) if ends else None,
        rollover=fields["rollover"],
        warns=None if warns is None else tuple(warns),
        month_start=month_start,
        spent={dt.date.fromisoformat(d): a for d, a in (fields["spent"] or {}).items()},
    )


def _earlier(fields: Mapping[str, Any] | None) -> EarlierTurn | None:
    if fields is None:
        return None
    edited_at, answered_at = fields["edited_at"], fields["answered_at"]
    ledger_id = fields["ledger_id"]
    return EarlierTurn(
        id=uuid.UUID(fields["id"]),
        ledger_id=uuid.UUID(ledger_id) if ledger_id else None,
        command=fields["command"],
        said=fields["said"],
        numbers=tuple(fields["numbers"]),
        actions=tuple(fields["actions"]),
        reply=fields["reply"],
        edited_at=dt.datetime.fromisoformat(edited_at) if edited_at else None,
        answered_at=dt.datetime.fromisoformat(answered_at) if answered_at else None,
    )
