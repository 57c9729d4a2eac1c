"""What was said in a channel, with the people in it: who speaks, and whom they mention.

A mention is an id; people read and type names. So each gets one word behind an @, by which the
dialog finds who it is, and which reads well wherever the text is shown again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bots.dialog.messages import Incoming, Mentioned
from bots.slack.directory import Channel, Directory
from bots.slack.people import Own, in_channel, place_of, user_id
from bots.slack.profiles import Profile
from bots.slack.text import people_in, team_in, token_of, typed_in_group, without_mention

NO_TEAM = "I can't split with @{name}: name the people instead."
NO_PROGRAM = "{name} is an app, and apps pay nothing: leave it out."


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A text as it was typed, and who is meant by each @."""

    text: str
    mentions: Mapping[str, Mentioned] = field(default_factory=dict)
    refusal: str | None = None
    """Why it cannot be about those whom it mentions."""


class Naming:
    """Names people as their workspace does."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def named(self, raw: str, channel: str, own: Own) -> Named:
        """Return a delivered text with names instead of ids; without the call for us."""
        raw = without_mention(raw, own.bot_user)
        labels = people_in(raw)
        found = dict(
            zip(
                labels,
                await asyncio.gather(*(self._directory.person(user, own) for user in labels)),
                strict=True,
            )
        )
        tokens: dict[str, str] = {}
        mentions: dict[str, Mentioned] = {}
        refusal = None
        for user, label in labels.items():
            profile = found[user] or Profile()
            name = profile.name or label or user
            token = token_of(name) or user
            if token.casefold() in (other.casefold() for other in mentions):
                token = f"{token}_{user}"
            tokens[user] = token
            mentions[token] = mentioned(user, name, profile, channel, own)
            if profile.is_program:
                refusal = NO_PROGRAM.format(name=name)
        team = team_in(raw)
        if team is not None:
            refusal = NO_TEAM.format(name=team)
        return Named(text=typed_in_group(raw, tokens), mentions=mentions, refusal=refusal)

    async def mentioned(self, user: str, channel: str, own: Own) -> Mentioned:
        """Return somebody of a channel as the dialog is told of them."""
        profile = await self._directory.person(user, own) or Profile()
        return mentioned(user, profile.name or user, profile, channel, own)

    async def introduced(self, incoming: Incoming, own: Own) -> Incoming:
        """Return a message of a channel with what Slack tells of its sender and of the channel."""
        user = user_id(incoming.place)
        profile, channel = await asyncio.gather(
            self._directory.person(user, own), self._directory.channel(incoming.place.chat, own)
        )
        return _introduced(incoming, profile or Profile(), channel or Channel(title=""), user)


def mentioned(user: str, name: str, profile: Profile, channel: str, own: Own) -> Mentioned:
    """Return a user as the dialog is told of them, by the identity that they have here."""
    shared = own.enterprise is None
    personal = place_of(user, own, team=profile.team, shared=shared)
    return Mentioned(
        external_id=in_channel(channel, personal, own).sender,
        name=name,
        handle=token_of(name) or None,
    )


def _introduced(incoming: Incoming, profile: Profile, channel: Channel, user: str) -> Incoming:
    return replace(
        incoming,
        group=channel.title,
        sender_name=profile.name,
        handle=token_of(profile.name) or None,
        locale=profile.locale,
        timezone=profile.timezone,
        is_admin=profile.is_admin or user == channel.creator,
        headcount=channel.people,
    )
