"""What goes in and out of the dialog, whatever the platform.

An adapter turns what its platform sends into an `Incoming`, and an `Outgoing` into what its
platform shows. Answers are built from spans, never from markup: nothing typed can become any.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from expenseiq_core.services.chats import Place

Style = Literal["plain", "bold", "code"]

FOR_ALL = "for all: "
"""What a kept action begins with that anybody may press."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in one style."""

    text: str
    style: Style = "plain"
    url: str | None = None
    """Where it leads: an address of ours, never anything typed."""


Line = tuple[Span, ...]


def line(*parts: str | Span) -> Line:
    """Make a line of plain strings and spans."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def lines(text: str) -> tuple[Line, ...]:
    """Make plain lines of a text with line breaks."""
    return tuple(line(row) for row in text.split("\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformFile:
    """A photo or document as its platform keeps it: by a name, not by its content."""

    id: str
    kind: Literal["photo", "document"]
    name: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """Somebody whom a message names, as far as the platform tells who that is."""

    external_id: str
    """Their identity on the platform."""
    name: str
    """As the platform shows it, or else as it was typed."""
    handle: str | None = None
    """Without the @."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A message of a person (not of ours) that somebody replies to."""

    message_id: str
    text: str
    author: Mentioned
    sent_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message, edited or deleted message, or pressed button."""

    place: Place
    message_id: str
    """The platform's own name of the message or press; unique in its chat."""
    text: str = ""
    sender_name: str = ""
    sent_at: dt.datetime
    """When it was sent (aware UTC): "today" is the day of sending, not of handling; of an edited
    message too, which is about the day of the message."""
    edited_at: dt.datetime | None = None
    """Set: this is an edit of the message `message_id`."""
    deleted_at: dt.datetime | None = None
    """Set: the message `message_id` was deleted; `text` is empty then."""
    thread: str | None = None
    """The topic or thread of the chat in which it was said, and is answered."""
    replies_to: str | None = None
    """The platform's name of the message that this one replies to, of ours or of a person."""
    reply_to_text: str | None = None
    """The answer of ours that this message replies to, as it was shown."""
    file: PlatformFile | None = None
    """The photo or document that came with it; `text` is its caption."""
    button: str | None = None
    """The id of the pressed button; `text` is empty then."""
    group: str | None = None
    """The title of the group it was said in; None: a private conversation."""
    addressed: bool = True
    """It is meant for us: a command, a reply to an answer of ours, our name. Else overheard."""
    asked: bool = False
    """It was said to us by name: a group, too, gets an answer, though it be one of a mistake."""
    mentions: Mapping[str, Mentioned] = field(default_factory=dict)
    """What stands behind an @ in the text -> who it is, where the platform tells."""
    quoted: Quoted | None = None
    """The message of a person that this one replies to."""
    handle: str | None = None
    """The name by which others mention the sender, without the @."""
    is_admin: bool = False
    """The platform lets the sender run this chat."""
    headcount: int | None = None
    """How many people the chat has, ourselves not counted, where the platform tells."""
    name_is_identity: bool = False
    """Whoever has this name is the sender: there is nothing else to know them by (a terminal)."""
    link: str | None = None
    """The address of a message of this chat, `{}` standing for its number, if it has one."""
    slash: str = "/"
    """What a command begins with there: `/`, or the one command that the platform lets us have."""
    locale: str | None = None
    timezone: str | None = None
    currency: str | None = None

    def typed(self, command: str, rest: str = "") -> str:
        """Return a command as it is typed there: `/e dinner 84`, or `/expense dinner 84`."""
        words = (f"/{command}",) if self.slash == "/" else (self.slash, command)
        shown = [word for word in words if self.slash == "/" or word != "e"]
        return " ".join([*shown, rest]).strip()

    def link_to(self, source: str) -> str | None:
        """Return the address of the message by which something happened, if it has one."""
        prefix = self.place.source_prefix
        if self.link is None or not source.startswith(prefix):
            return None
        number = source.removeprefix(prefix).partition(":")[0]
        return self.link.format(number) if number.isdecimal() else None

    @property
    def source(self) -> str:
        """The name by which this message happens once."""
        return f"{self.place.source_prefix}{self.message_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button of an answer: its label, and the command that pressing it stands for."""

    label: str
    action: str
    for_all: bool = False
    """Anybody in the chat may press it; else only who is answered."""

    @property
    def kept(self) -> str:
        """What the turn keeps of it."""
        return FOR_ALL + self.action if self.for_all else self.action


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with an answer."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command answers: at most three lines for a logged entry, else at most eight."""

    lines: tuple[Line, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)
    """The same for programs (`--json`)."""
    file: Attachment | None = None
    receipts: tuple[PlatformFile, ...] = ()
    """Files that the platform keeps, to be shown again."""
    plain: bool = False
    """Logged as it was typed, with nothing to ask or to warn of: a reaction would say as much."""
    wrote: bool = False
    """The command changed something: it must not run again when the message is redelivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentButton:
    """A button as a platform gets it: `id` is `<turn id>:<index>`."""

    label: str
    id: str
    for_all: bool = False
    """Anybody in the chat may press it; else only who is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """An answer on its way to a platform."""

    lines: tuple[Line, ...]
    rows: tuple[tuple[SentButton, ...], ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)
    file: Attachment | None = None
    receipts: tuple[PlatformFile, ...] = ()
    turn_id: uuid.UUID | None = None
    """The turn that keeps this answer; None: it is kept nowhere, and lost if it is not sent."""
    answered: bool = False
    """The message came again, and this answer has reached the person before."""
    brief: bool = False
    """A plain entry in a chat that prefers a reaction to an answer."""

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say: a deleted message that was never recorded."""
        return not (self.lines or self.file or self.receipts)

    @property
    def text(self) -> str:
        """The answer as plain text."""
        return "\n".join("".join(span.text for span in row) for row in self.lines)
