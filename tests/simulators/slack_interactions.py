"""Commands, presses, shortcuts and modals: the payloads, and what the person then sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators import slack_events, slack_forms, slack_views
from tests.simulators.slack_delivery import Answer, Outbox
from tests.simulators.slack_markup import typed
from tests.simulators.slack_methods import Refused
from tests.simulators.slack_records import Seen
from tests.simulators.slack_response_url import ResponseDoor
from tests.simulators.slack_state import Slack
from tests.simulators.slack_world import Channel, Message, View

if TYPE_CHECKING:
    from tests.simulators.slack_person import Person


class Interactions:
    """Sends what a person does, once, and shows them the answer or the failure."""

    def __init__(self, slack: Slack, outbox: Outbox, responses: ResponseDoor) -> None:
        self.slack = slack
        self.outbox = outbox
        self.responses = responses

    async def command(self, person: Person, channel: Channel, text: str) -> Seen:
        """A slash command, answered in the HTTP body or by response_url; never tried again."""
        url, seen = self.slack.response_url(person.workspace, channel, person.id, None)
        payload = self._command(person, channel, text) | {"response_url": url}
        answer = await self.outbox.ask("slash_commands", payload)
        if answer.status == 200 and answer.body:
            said = answer.body if isinstance(answer.body, dict) else {"text": answer.body}
            aloud = said.get("response_type") == "in_channel"
            if said == {"response_type": "in_channel"}:
                return Seen(messages=seen, aloud=True)  # the command itself is shown, no more
            response = self.slack.response_urls[url.rsplit("/", 1)[1]]
            try:
                self.responses.apply(response, said, where="slash command")
            except Refused as refused:
                return Seen(failed=refused.error, messages=seen)
            return Seen(messages=seen, aloud=aloud)
        return Seen(failed=_failed(answer), messages=seen)

    async def press_message(
        self, person: Person, message: Message, block: dict[str, Any], element: dict[str, Any]
    ) -> Seen:
        """block_actions of a message; an ephemeral one is not in the payload."""
        channel = person.workspace.channels[message.channel]
        url, seen = self.slack.response_url(person.workspace, channel, person.id, message)
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.only_for is not None,
        }
        payload = self._payload(person, "block_actions") | {
            "container": container,
            "channel": {"id": channel.id, "name": channel.name},
            "state": {"values": {}},
            "response_url": url,
            "actions": [self._action(person, block, element)],
        }
        if message.only_for is None:
            payload["message"] = slack_events.as_message(person.workspace, message)
        return self._taken(await self.outbox.ask("interactive", payload), seen, "block_actions")

    async def press_view(
        self, person: Person, view: View, block: dict[str, Any], element: dict[str, Any]
    ) -> Seen:
        """block_actions of a modal or the Home tab: a view, no channel, no response_url."""
        modal = view in person.modals
        assert modal or view is person.home, "it is not open any more"
        payload = self._payload(person, "block_actions", from_modal=modal) | {
            "container": {"type": "view", "view_id": view.id},
            "view": slack_views.shape(person.workspace, view),
            "actions": [self._action(person, block, element)],
        }
        return self._taken(await self.outbox.ask("interactive", payload), [], "block_actions")

    async def shortcut(self, person: Person, callback_id: str, message: Message | None) -> Seen:
        """A message shortcut (also where the bot is not), or a global one."""
        if message is None:
            payload = self._payload(person, "shortcut") | {"callback_id": callback_id}
            payload["action_ts"] = person.workspace.next_ts()
            return self._taken(await self.outbox.ask("interactive", payload), [], "shortcut")
        channel = person.workspace.channels[message.channel]
        url, seen = self.slack.response_url(person.workspace, channel, person.id, None)
        payload = self._payload(person, "message_action") | {
            "callback_id": callback_id,
            "action_ts": person.workspace.next_ts(),
            "message_ts": message.ts,
            "channel": {"id": channel.id, "name": channel.name},
            "message": slack_events.as_message(person.workspace, message),
            "response_url": url,
        }
        return self._taken(await self.outbox.ask("interactive", payload), seen, "shortcut")

    async def submit(self, person: Person, view: View, values: dict[str, Any]) -> Seen:
        """view_submission: empty closes; errors, update, push and clear as the answer says."""
        assert person.modals[-1:] == [view], "only the uppermost modal is shown"
        shape = slack_views.shape(person.workspace, view)
        shape["state"] = slack_forms.state(view.blocks, values)
        payload = self._payload(person, "view_submission", from_modal=True)
        payload |= {"view": shape, "response_urls": []}
        answer = await self.outbox.ask("interactive", payload)
        if answer.status != 200:
            return Seen(failed=_failed(answer))
        view.errors = {}
        said = answer.body or {}
        if not said:
            if view in person.modals:
                person.modals.remove(view)
            return Seen()
        return Seen(failed=self._respond(person, view, said))

    async def close(self, person: Person, view: View) -> None:
        """view_closed, if the view asked for it with notify_on_close."""
        person.modals.remove(view)
        if view.content.get("notify_on_close"):
            payload = self._payload(person, "view_closed") | {
                "view": slack_views.shape(person.workspace, view),
                "is_cleared": False,
            }
            await self.outbox.ask("interactive", payload)

    def _command(self, person: Person, channel: Channel, text: str) -> dict[str, Any]:
        command, _, rest = text.partition(" ")
        workspace = person.workspace
        kinds = {"im": "directmessage", "group": "privategroup"}
        names = workspace.mentions(labelled=True) if self.slack.should_escape else {}
        enterprise = {"enterprise_id": workspace.enterprise} if workspace.enterprise else {}
        return {
            "token": self.slack.verification_token,
            "team_id": workspace.id,
            "team_domain": workspace.id.lower(),
            "channel_id": channel.id,
            "channel_name": kinds.get(channel.kind, channel.name),
            "user_id": person.id,
            "user_name": person.name.lower(),
            "command": command,
            "text": typed(rest, names, linked=self.slack.should_escape),
            "api_app_id": self.slack.app_id,
            "is_enterprise_install": "true" if workspace.whole_enterprise else "false",
            "trigger_id": self.slack.trigger(workspace, person.id),
            **enterprise,
        }

    def _respond(self, person: Person, view: View, said: Any) -> str:
        action = said.get("response_action") if isinstance(said, dict) else None
        if action == "errors" and isinstance(said.get("errors"), dict) and said["errors"]:
            inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
            if set(said["errors"]) <= inputs:
                view.errors = dict(said["errors"])
                return ""
        elif action == "clear":
            person.modals.clear()
            return ""
        elif action in {"update", "push"}:
            content = said.get("view")
            if not slack_views.check(self.slack, content, "modal", "view_submission"):
                if action == "update":
                    slack_views.change(self.slack, view, content)
                else:
                    slack_views.put(self.slack, person.profile, content)
                return ""
        self.slack.fault(f"view_submission: Slack cannot use the answer {action!r}")
        return "We had some trouble connecting. Try again?"

    def _payload(self, person: Person, kind: str, *, from_modal: bool = False) -> dict[str, Any]:
        workspace = person.workspace
        user = {"id": person.id, "username": person.name.lower(), "name": person.name.lower()}
        return {
            "type": kind,
            "token": self.slack.verification_token,
            "team": {"id": workspace.id, "domain": workspace.id.lower()},
            "user": user | {"team_id": person.profile.team or workspace.id},
            "api_app_id": self.slack.app_id,
            "enterprise": {"id": workspace.enterprise} if workspace.enterprise else None,
            "is_enterprise_install": workspace.whole_enterprise,
            "trigger_id": self.slack.trigger(workspace, person.id, from_modal=from_modal),
        }

    def _action(
        self, person: Person, block: dict[str, Any], element: dict[str, Any]
    ) -> dict[str, Any]:
        at = person.workspace.next_ts()
        return element | {"block_id": block["block_id"], "action_ts": at}

    def _taken(self, answer: Answer, seen: list[Message], kind: str) -> Seen:
        if answer.status == 200 and answer.body:
            self.slack.fault(f"{kind}: Slack ignores the body of this answer")
        return Seen(failed=_failed(answer), messages=seen)


def _failed(answer: Answer) -> str:
    if answer.status == 200:
        return ""
    if answer.failure == "http_timeout":
        return "operation_timeout"
    return "http_service_error" if answer.status else "dispatch_failed"
