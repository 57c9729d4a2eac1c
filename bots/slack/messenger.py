"""Sends answers to Slack: a message, a changed one, a reaction, or what only one person sees."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import structlog
from slack_sdk.errors import SlackApiError

from bots.dialog.messages import Outgoing, PlatformFile
from bots.hosting.pace import Pace
from bots.hosting.sending import Address, BlockedError, RefusedError
from bots.slack import receipts, render, trying
from bots.slack.addresses import SlackAddress
from bots.slack.authorizing import DEAD, Workspaces
from bots.slack.calls import FAILURES, Api, code_of, sending_error
from bots.slack.people import is_channel, user_id
from bots.slack.render import Shown
from bots.slack.trying import Act

log = structlog.get_logger()

DONE: Final = "white_check_mark"
"""The reaction that says: logged."""
RESPONSES: Final = 5
"""How often a `response_url` may be used."""

_PLAIN: Final[dict[str, Any]] = {"parse": "none", "link_names": False}
_UNSEEN: Final = frozenset("message_not_found cant_update_message edit_window_closed".split())
_NOT_IN: Final = frozenset("not_in_channel channel_not_found".split())
_NO_THREAD: Final = frozenset("cannot_reply_to_message thread_not_found".split())
_NO_REACTION: Final = frozenset(
    """missing_scope bad_timestamp invalid_name message_not_found not_reactable no_item_specified
    too_many_emoji too_many_reactions thread_locked""".split()
)


class SlackMessenger:
    """The messenger of all workspaces."""

    def __init__(self, api: Api, workspaces: Workspaces, *, pace: Pace | None = None) -> None:
        self._api, self._workspaces = api, workspaces
        self._pace = pace or Pace(overall=0)  # Slack counts by channel

    async def send(self, address: Address, outgoing: Outgoing) -> str | None:
        """Send an answer and return the name (`ts`) of its first message, where it has one."""
        to = address if isinstance(address, SlackAddress) else _direct(address)
        if to.response_url is not None or to.whispers:
            if await self._privately(to, outgoing):
                return None
            if is_channel(to.place.chat):
                await self._in_private(to, outgoing)
                return None
            to = SlackAddress(place=to.place, token=to.token)
        try:
            return await self._directly(to, outgoing)
        except BlockedError as error:
            if str(error) in DEAD:
                self._workspaces.forget()
            raise

    async def _in_private(self, to: SlackAddress, outgoing: Outgoing) -> None:
        """Tell somebody of a channel in their direct message what nobody else should see."""
        alone = SlackAddress(place=to.place, channel=user_id(to.place), token=to.token)
        try:
            await self._directly(alone, outgoing)
        except BlockedError as error:
            # It is the person who cannot be written to; the channel stays open to us.
            log.info("not told", reason=str(error))

    async def _privately(self, to: SlackAddress, outgoing: Outgoing) -> bool:
        """Show an answer where somebody acted, to them only; False: it cannot be shown there."""
        shown = _shown(to, outgoing)
        if outgoing.file or outgoing.receipts or len(shown) > RESPONSES - 1:
            return False  # neither goes into an ephemeral message
        acts: list[Act]
        if to.response_url is not None:
            acts = [
                partial(self._by_url, to.response_url, one, replaces=to.replaces and number == 0)
                for number, one in enumerate(shown)
            ]
        else:
            acts = [partial(self._whisper, to, one) for one in shown]
        try:
            await trying.in_order(acts)
        except (BlockedError, RefusedError):
            return False
        return True

    async def _directly(self, to: SlackAddress, outgoing: Outgoing) -> str | None:
        token = await self._token(to)
        if outgoing.brief and to.reply_to and await self._react(to, token, to.reply_to):
            return None
        acts = [
            partial(self._say, to, token, one, edits=to.edits if number == 0 else None)
            for number, one in enumerate(_shown(to, outgoing) if outgoing.lines else ())
        ]
        if outgoing.file is not None:
            acts.append(partial(self._upload, to, token, outgoing))
        acts += [partial(self._receipt, to, token, file) for file in outgoing.receipts]
        return await trying.in_order(acts)

    async def _say(
        self, to: SlackAddress, token: str, shown: Shown, *, edits: str | None
    ) -> str | None:
        content: dict[str, Any] = {"text": shown.text, "blocks": shown.blocks, **_PLAIN}
        if edits is not None and to.channel is not None:
            try:
                await self._api.client.chat_update(
                    token=token, channel=to.channel, ts=edits, **content
                )
            except SlackApiError as error:
                if code_of(error) not in _UNSEEN:
                    raise
            else:
                return edits
        # A person's id stands for the direct message with them.
        channel = to.channel or to.place.chat
        await self._pace.wait(f"{to.place.workspace}:{to.place.chat}")
        content |= {"mrkdwn": False, "unfurl_links": False, "unfurl_media": False}
        post = self._api.client.chat_postMessage
        try:
            made = await post(token=token, channel=channel, thread_ts=to.thread, **content)
        except SlackApiError as error:
            if to.aloud_url is not None and code_of(error) in _NOT_IN:
                return await self._by_url(to.aloud_url, shown, replaces=False, kind="in_channel")
            if to.thread is None or code_of(error) not in _NO_THREAD:
                raise
            made = await post(token=token, channel=channel, **content)
        return str(made["ts"])

    async def _whisper(self, to: SlackAddress, shown: Shown) -> str | None:
        token = await self._token(to)
        assert to.channel is not None, "whispered nowhere"
        await self._pace.wait(f"{to.place.workspace}:{to.channel}")
        await self._api.client.chat_postEphemeral(
            token=token,
            channel=to.channel,
            user=user_id(to.place),
            thread_ts=to.thread,
            text=shown.text,
            blocks=shown.blocks,
            **_PLAIN,
        )
        return None  # its name is good for nothing

    async def _by_url(
        self, url: str, shown: Shown, *, replaces: bool, kind: str = "ephemeral"
    ) -> str | None:
        said = {
            "text": shown.text,
            "blocks": shown.blocks,
            "mrkdwn": False,
            "response_type": kind,
            "replace_original": replaces,
        }
        await self._api.respond(url, said)
        return None

    async def _react(self, to: SlackAddress, token: str, ts: str) -> bool:
        """Put the short acknowledgement below a message; False: it has to be said in words."""
        try:
            await self._api.client.reactions_add(
                token=token, channel=await self._channel(to, token), timestamp=ts, name=DONE
            )
        except SlackApiError as error:
            code = code_of(error)
            if code in _NO_REACTION:
                return False
            if code != "already_reacted":
                raise sending_error(error) from None
        except FAILURES as error:
            raise sending_error(error) from None
        return True

    async def _upload(self, to: SlackAddress, token: str, outgoing: Outgoing) -> str | None:
        file = outgoing.file
        assert file is not None, "nothing to upload"
        await self._api.client.files_upload_v2(
            token=token,
            channel=await self._channel(to, token),
            filename=file.name,
            content=file.content,
            thread_ts=to.thread,
        )
        return None

    async def _receipt(self, to: SlackAddress, token: str, file: PlatformFile) -> str | None:
        shown = await receipts.shown(self._api, token, file)
        return await self._say(to, token, shown, edits=None)

    async def _channel(self, to: SlackAddress, token: str) -> str:
        """Return the id of the direct message: files and reactions want that, not the person's."""
        return to.channel or await self._api.direct_message(token, to.place.chat)

    async def _token(self, to: SlackAddress) -> str:
        return to.token or await self._workspaces.token(to.place.workspace, user=user_id(to.place))


def _shown(to: SlackAddress, outgoing: Outgoing) -> list[Shown]:
    return render.messages(outgoing, group=is_channel(to.place.chat))


def _direct(address: Address) -> SlackAddress:
    return SlackAddress(
        place=address.place,
        thread=address.thread,
        reply_to=address.reply_to,
        edits=address.edits,
    )
