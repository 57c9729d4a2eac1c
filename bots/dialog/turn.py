"""One turn while it runs: what was said, by whom, and the session it is recorded in."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog.messages import Answer, Incoming
from bots.dialog.settled import Settled
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.words import fold
from expenseiq_core.parsing.reading import Context
from expenseiq_core.parsing.tables.keywords import ALIASES
from expenseiq_core.parsing.text import MAX_LENGTH, guard
from expenseiq_core.parsing.tokens import scan
from expenseiq_core.services import newcomers, recording
from expenseiq_core.services.chats import Resolved
from expenseiq_core.services.newcomers import NewMember
from expenseiq_core.services.recording import NewEntry, Recorded, TurnNote

FEW_WORDS = 8
LONGEST_LEARNED = 5
"""A description of more words is remembered as none: it will not come again."""

NAMELESS = "Receipt"
"""The description of what only a photo says: to be remembered with no category."""

_CUT_AS = "de"
"""The speaker's locale is not known yet when words are looked up: "am" is a word in this one, and
only adds phrases where it was an hour."""

DEFAULT_ALIASES = {
    fold(name): tuple(fold(alias) for alias in aliases.split()) for name, aliases in ALIASES.items()
}
"""Folded name of a default category -> the folded words that mean it in several languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text as commands see it. `parse` of a command returns None for what is not its own."""

    text: str
    """Without the slash and, where `slash`, beginning with the command's word."""
    slash: bool = False
    """It came with a slash or from a button: whoever owns its first word answers, if only usage."""
    entry_nos: tuple[int, ...] = ()
    """The entries whose answer this replies to."""
    has_file: bool = False
    """A photo or document came with it: `text` is its caption."""
    receipt_waits: bool = False
    """It replies to a receipt that belongs to no entry yet."""
    quotes: bool = False
    """It replies to a person's message that the platform told us."""
    context: Context
    who: Resolved

    @property
    def words(self) -> list[str]:
        """The text split at white space."""
        return self.text.split()

    def after(self, *words: str) -> str | None:
        """Return what follows if the text begins with one of these words (blind to case)."""
        folded = self.text.casefold()
        for word in sorted(words, key=len, reverse=True):
            if folded == word:
                return ""
            if folded.startswith(word + " "):
                return self.text[len(word) :].strip()
        return None


def without_slash(text: str) -> tuple[str, bool]:
    """Drop the slash, and the name of the bot that Telegram puts behind the command.

    The second value says whether there was one.
    """
    text = text.strip()
    if not (text.startswith("/") and text[1:2].isalpha()):
        return text, False
    word, space, rest = text[1:].partition(" ")
    return word.partition("@")[0] + space + rest, True


@dataclass(slots=True, kw_only=True)
class Turn:
    """One exchange: handlers read and write through it. Not to be kept beyond it."""

    session: AsyncSession
    incoming: Incoming
    who: Resolved
    now: dt.datetime
    id: uuid.UUID
    source: str
    follow: Callable[[Turn, Recorded, Sequence[Entry]], Awaitable[Recorded]]
    """What a change of entries (with those it voided) means beyond this ledger, in the same
    transaction; returns it with what groups add to one's own sums (following.py)."""
    command: str = ""
    recorded_actions: tuple[str, ...] | None = field(default=None)
    """Set once entries were written: the turn's row exists and holds these actions."""
    waiting: list[uuid.UUID] = field(default_factory=list)
    """Turns whose receipts belong to no entry yet, and to what this turn records."""
    about: tuple[int, ...] = ()
    """The entries whose answer the message replies to."""
    settled: Settled = field(default_factory=Settled)
    """What was answered to questions about this message."""
    newcomers: list[NewMember] = field(default_factory=list)
    """People it names who are no members yet: they become some with what is written."""
    forgotten: bool = False
    """Set once the speaker was erased: nothing more is kept of this turn."""
    alone: bool = False
    """It is said alone, below a notice about a group, and acts in that group (there.py)."""
    tells: Answer | None = None
    """What the group is to be told of it then; None: what the answer begins with."""

    @property
    def local(self) -> dt.datetime:
        """The speaker's wall clock when the message was sent (naive)."""
        return self.incoming.sent_at.astimezone(ZoneInfo(self.who.timezone)).replace(tzinfo=None)

    @property
    def today(self) -> dt.date:
        """The speaker's date when the message was sent."""
        return self.local.date()

    async def write(
        self,
        *,
        new: Sequence[NewEntry] = (),
        void: Sequence[Entry] = (),
        actions: Sequence[str] = (),
        takes_back: uuid.UUID | None = None,
    ) -> Recorded:
        """Change entries in this turn's one statement; `actions` are those of its buttons."""
        assert self.recorded_actions is None, "a turn writes once"
        await self.let_in()
        note = self.note(actions=actions, takes_back=takes_back)
        recorded = await recording.write(self.session, self.who, note, new=new, void=void)
        self.recorded_actions = tuple(actions)
        if recorded.revision != self.who.revision:
            self.who = replace(self.who, revision=recorded.revision)
        return await self.follow(self, recorded, void)

    async def let_in(self) -> None:
        """Let the people become members whom the message names for the first time."""
        for new_member in self.newcomers:
            await newcomers.add(
                self.session, self.who, new_member, place=self.incoming.place, now=self.now
            )

    def note(self, *, actions: Sequence[str], takes_back: uuid.UUID | None = None) -> TurnNote:
        """Return what is kept of this turn."""
        return TurnNote(
            id=self.id,
            source=self.source,
            command=self.command,
            said=self.incoming.text,
            now=self.now,
            actions=tuple(actions),
            takes_back=takes_back,
            thread=self.incoming.thread,
        )

    def base_money(self, minor: int) -> Money:
        """Return an amount of the ledger's currency."""
        return Money(minor, self.who.currency)


def context_of(who: Resolved, at: dt.datetime) -> Context:
    """Return what reading this speaker's messages depends on; `at` is their wall clock."""
    names = {c.id: c.name for c in who.categories}
    categories: dict[str, str] = {}
    for default, category_id in who.defaults.items():
        # A renamed default category keeps its keywords and the words for it in other languages.
        words = (*DEFAULT_ALIASES.get(default, ()), default)
        categories.update(dict.fromkeys(words, names[category_id]))
    categories.update({alias: c.name for c in who.categories for alias in c.aliases})
    categories.update({c.folded: c.name for c in who.categories})
    learned = {w: names[who.merged.get(c, c)] for w, c in who.learned.items()}
    return Context(
        at=at,
        locale=who.locale,
        currency=who.entry_currency,
        categories=categories,
        learned=learned,
        people=names_of(who),
        raw=False,
    )


def names_of(who: Resolved) -> frozenset[str]:
    """Return the folded words by which members may be named without an @.

    Their first names and their whole names; of those who left, too, so that it is said. In one's
    own book they are one's friends'.
    """
    others = [m for m in who.members if m.removed_at is None]
    if not who.is_group:
        others = [m for m in others if m.id != who.member_id]
    names = [fold(m.name.replace("_", " ")) for m in others]
    return frozenset(part for name in names if name for part in (name, name.partition(" ")[0]))


def learnable(text: str) -> list[str]:
    """Return the folded words and phrases of a text for which a category may be known.

    The description may stand on both sides of the amount, with a currency or a date between
    (`uber 12 eur airport`), so of short texts these are all choices of words in their order.
    """
    words = _folded_words(text[:2000])[:48]
    lengths = range(1, LONGEST_LEARNED + 1)
    if len(words) <= FEW_WORDS:
        return [" ".join(chosen) for n in lengths for chosen in combinations(words, n)]
    return [" ".join(words[i : i + n]) for n in lengths for i in range(len(words) - n + 1)]


def learned_phrase(description: str) -> str | None:
    """Return the phrase under which the category of a description is learned, if any is."""
    words = _folded_words(description)
    if words == [fold(NAMELESS)]:
        return None
    return " ".join(words) if 0 < len(words) <= LONGEST_LEARNED else None


def as_typed(phrase: str, description: str) -> str:
    """Return a learned phrase with the accents that it was typed with, if nothing was left out."""
    typed = " ".join(description.lower().split())
    return typed if fold(typed) == phrase else phrase


def _folded_words(text: str) -> list[str]:
    """Return the words as the parser cuts them, without numbers and signs."""
    tokens = scan(guard(text[:MAX_LENGTH], raw=False), _CUT_AS)
    return [token.folded for token in tokens if token.kind == "w"]
