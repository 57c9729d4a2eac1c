"""What was said in a channel, with the people in it: who speaks, and whom they mention.

A mention is an id; people read and type names. So each gets one word behind an @, by which the
dialog finds who it is, and which reads well wherever the text is shown again.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bots.dialog.messages import Incoming, Mentioned
from bots.slack.directory import Channel, Directory
from bots.slack.manifest import COMMAND
from bots.slack.people import Own, in_channel, place_of, user_id
from bots.slack.profiles import Profile
from bots.slack.text import people_in, team_in, token_of, typed_in_group, without_mention

NO_TEAM = "I can't split with @{name}: name the people instead."
NO_PROGRAM = "{name} is an app, and apps pay nothing: leave it out."


class NobodyError(Exception):
    """A message is about somebody who cannot take part; it says whom."""


class Naming:
    """Names people as their workspace does."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def complete(self, incoming: Incoming, own: Own) -> Incoming:
        """Return a message of a channel, its text as delivered, as the dialog reads it.

        With what Slack tells of its sender and of the channel, if it was said to us. Raises
        NobodyError if it is about somebody who cannot take part.
        """
        refuses = incoming.addressed and incoming.edited_at is None
        text, mentions = await self._named(incoming.text, incoming.place.chat, own, refuses=refuses)
        quoted = incoming.quoted
        if quoted is not None:
            said, others = await self._named(quoted.text, incoming.place.chat, own, refuses=refuses)
            quoted, mentions = replace(quoted, text=said), others | mentions
        named = replace(incoming, text=text, mentions=mentions, quoted=quoted, slash=COMMAND)
        return await self._introduced(named, own) if incoming.addressed else named

    async def mentioned(self, user: str, channel: str, own: Own) -> Mentioned:
        """Return somebody of a channel as the dialog is told of them."""
        profile = await self._directory.person(user, own) or Profile()
        return _mentioned(user, profile.name or user, profile, channel, own)

    async def _named(
        self, raw: str, channel: str, own: Own, *, refuses: bool
    ) -> tuple[str, dict[str, Mentioned]]:
        """Return a delivered text with names instead of ids, and who they are."""
        raw = without_mention(raw, own.bot_user)
        labels = people_in(raw)
        asked = (self._directory.person(user, own) for user in labels)
        profiles = dict(zip(labels, await asyncio.gather(*asked), strict=True))
        team = team_in(raw)
        if team is not None and refuses:
            raise NobodyError(NO_TEAM.format(name=team))
        tokens: dict[str, str] = {}
        mentions: dict[str, Mentioned] = {}
        for user, label in labels.items():
            profile = profiles[user] or Profile()
            name = profile.name or label or user
            if profile.is_program and refuses:
                raise NobodyError(NO_PROGRAM.format(name=name))
            token = token_of(name) or user
            if token.casefold() in (other.casefold() for other in mentions):
                token = f"{token}_{user}"
            tokens[user] = token
            mentions[token] = _mentioned(user, name, profile, channel, own)
        return typed_in_group(raw, tokens), mentions

    async def _introduced(self, incoming: Incoming, own: Own) -> Incoming:
        user, chat = user_id(incoming.place), incoming.place.chat
        person, channel = await asyncio.gather(
            self._directory.person(user, own), self._directory.channel(chat, own)
        )
        profile, where = person or Profile(), channel or Channel(title="")
        return replace(
            incoming,
            group=where.title,
            sender_name=profile.name,
            handle=token_of(profile.name) or None,
            locale=profile.locale,
            timezone=profile.timezone,
            is_admin=profile.is_admin or user == where.creator,
            headcount=where.people,
        )


def _mentioned(user: str, name: str, profile: Profile, channel: str, own: Own) -> Mentioned:
    """Return a user as the dialog is told of them, by the identity that they have here."""
    shared = own.enterprise is None
    personal = place_of(user, own, team=profile.team, shared=shared)
    return Mentioned(
        external_id=in_channel(channel, personal, own).sender,
        name=name,
        handle=token_of(name) or None,
    )
