"""The Web API methods that the simulator knows: scope, encoding, arguments; and what it refuses.

A line of the table is: name, scope (- none), `json` if a JSON body is read (Slack ignores it for
the others), then the arguments; `!` marks a required one, `:` a type that is not text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TABLE = """
auth.test - json
auth.revoke - form test:bool
apps.connections.open connections:write json
bots.info users:read form bot team_id
chat.delete chat:write json channel! ts! as_user:bool
chat.postEphemeral chat:write json channel! user! text blocks:array attachments:array thread_ts \
 parse link_names:bool as_user:bool username icon_emoji icon_url markdown_text metadata:object
chat.postMessage chat:write json channel! text blocks:array attachments:array thread_ts \
 parse mrkdwn:bool link_names:bool reply_broadcast:bool unfurl_links:bool unfurl_media:bool \
 as_user:bool username icon_emoji icon_url markdown_text metadata:object
chat.update chat:write json channel! ts! text blocks:array attachments:array parse link_names:bool \
 reply_broadcast:bool as_user:bool file_ids:array markdown_text metadata:object
conversations.info - form channel! include_locale:bool include_num_members:bool
conversations.members channels:read form channel! cursor limit:int
conversations.replies channels:history form channel! ts! latest oldest inclusive:bool limit:int \
 cursor include_all_metadata:bool
conversations.open im:write json channel users prevent_creation:bool return_im:bool
files.completeUploadExternal files:write json files!:array channel_id channels initial_comment \
 thread_ts blocks:array username icon_emoji icon_url
files.info files:read form file! count:int cursor limit:int page:int
files.getUploadURLExternal files:write form filename! length!:int alt_txt snippet_type
oauth.v2.access - form client_id client_secret code redirect_uri grant_type refresh_token
reactions.add reactions:write json channel! name! timestamp!
reactions.remove reactions:write json name! channel timestamp file file_comment
team.info team:read form team domain
users.info users:read form user! include_locale:bool
views.open - json view!:object trigger_id interactivity_pointer
views.publish - json user_id! view!:object hash interactivity_pointer
views.push - json view!:object trigger_id interactivity_pointer
views.update - json view!:object view_id external_id hash
"""

TRUTH = {"1": True, "true": True, "0": False, "false": False}


class Refused(Exception):  # noqa: N818 - it is an answer of Slack, not an error of ours
    """Slack answers ok: false with this error."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument: its type (text, bool, int, array, object), and whether it must be there."""

    kind: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One method: the scope that its token needs (empty: none), and what it takes."""

    name: str
    scope: str
    reads_json: bool
    arguments: Mapping[str, Argument]


def _method(line: str) -> Method:
    name, scope, encoding, *words = line.split()
    arguments = {}
    for word in words:
        label, _, kind = word.partition(":")
        arguments[label.rstrip("!")] = Argument(kind=kind or "text", required=label.endswith("!"))
    scope = "" if scope == "-" else scope
    return Method(name=name, scope=scope, reads_json=encoding == "json", arguments=arguments)


METHODS = {
    method.name: method for method in map(_method, TABLE.replace("\\\n", "").strip().splitlines())
}


def arguments_of(method: Method, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The arguments as Python values, and what is wrong with them."""
    read: dict[str, Any] = {}
    wrong = []
    for name, value in given.items():
        argument = method.arguments.get(name)
        if argument is None:
            wrong.append(f"{name}: unknown argument")
        elif value is None:
            wrong.append(f"{name}: null")
        else:
            try:
                read[name] = value_of(argument.kind, value)
            except ValueError:
                wrong.append(f"{name}: not {argument.kind} but {type(value).__name__}")
    missing = [
        name for name, one in method.arguments.items() if one.required and not given.get(name)
    ]
    return read, wrong + [f"{name}: missing" for name in missing]


def value_of(kind: str, value: Any) -> Any:
    """The value as its kind; ValueError if it is of another. Forms bring everything as text."""
    if kind == "text" and isinstance(value, str):
        return value
    if kind == "bool":
        if isinstance(value, bool):
            return value
        if str(value).lower() in TRUTH:
            return TRUTH[str(value).lower()]
    if kind == "int" and not isinstance(value, bool):
        return int(value)
    if kind in {"array", "object"}:
        parsed = json.loads(value) if isinstance(value, str) else value
        if isinstance(parsed, list if kind == "array" else dict):
            return parsed
    raise ValueError(kind)
