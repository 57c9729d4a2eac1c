"""`python -m bots.slack.manifest`: the app as Slack is told of it, made of settings and commands.

Paste what it prints at https://api.slack.com/apps under "From an app manifest".
"""

from __future__ import annotations

import json
import sys
from typing import Any, Final

from bots.dialog.commands import COMMANDS
from expenseiq_core import config
from expenseiq_core.config import Settings
from expenseiq_core.errors import SettingsError

NAME: Final = "ExpenseIQ"
COMMAND: Final = "/expense"
ADD_AS_EXPENSE: Final = "add_as_expense"
"""The message shortcut's callback id."""

EVENTS_PATH: Final = "/slack/events"
"""Where Slack sends events, commands and interactions."""
INSTALL_PATH: Final = "/slack/install"
REDIRECT_PATH: Final = "/slack/oauth_redirect"

SCOPES: Final = {
    "app_mentions:read": "hear what is said to the app in a channel",
    "channels:history": "hear replies to its answers, edits and deletions in public channels",
    "channels:read": "know what a channel is called, who made it, and what becomes of it",
    "chat:write": "answer, and change an answer when a button below it is pressed",
    "commands": "/expense and the message shortcut",
    "files:read": "show a receipt again that somebody sent",
    "files:write": "send an export",
    "groups:history": "hear the same in private channels",
    "groups:read": "know the same of private channels",
    "im:history": "hear direct messages, their edits and deletions",
    "im:write": "open the direct message that an export is sent to",
    "mpim:history": "hear the same in direct messages of several people",
    "mpim:read": "know the same of direct messages of several people",
    "reactions:write": "acknowledge an entry by a reaction",
    "users:read": "take name, language and time zone from the profile, and who runs the workspace",
}
"""What the bot may do, and what for."""

EVENTS: Final = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_id_changed",
    "channel_left",
    "channel_rename",
    "channel_unarchive",
    "group_archive",
    "group_left",
    "group_rename",
    "group_unarchive",
    "member_joined_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "tokens_revoked",
)
_HINTED: Final = ("left", "report", "list", "undo", "help")


def manifest(settings: Settings, *, rotates: bool = False) -> dict[str, Any]:
    """Return the manifest; `rotates`: tokens end after 12 hours, which cannot be taken back.

    Socket Mode, unless WEB_URL says where Slack reaches us: nobody has a token before there is an
    app. Raises SettingsError if many workspaces are to install it, and nobody said where.
    """
    many = settings.slack_client_id is not None
    if many and settings.web_url is None:
        raise SettingsError(
            "Set WEB_URL to where browsers reach this server to install the app in Slack,"
            " such as https://expenses.example.com"
        )
    socket = settings.slack_app_token is not None or settings.web_url is None
    base = (settings.web_url or "").rstrip("/")
    redirect = {} if settings.web_url is None else {"redirect_urls": [base + REDIRECT_PATH]}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": "Keep accounts by talking: type what you spent.",
            "long_description": _long_description(),
            "background_color": "#1f4d3a",
        },
        "features": _features({} if socket else {"url": base + EVENTS_PATH}),
        "oauth_config": {
            "scopes": {"bot": list(SCOPES)},
            **redirect,
        },
        "settings": _settings({} if socket else {"request_url": base + EVENTS_PATH})
        | {
            "org_deploy_enabled": many,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": rotates,
        },
    }


def _features(where: dict[str, str]) -> dict[str, Any]:
    names = [command.name for command in COMMANDS]
    hints = [name for name in _HINTED if name in names]
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": NAME, "always_online": True},
        "shortcuts": [
            {
                "name": "Add as expense",
                "type": "message",
                "callback_id": ADD_AS_EXPENSE,
                "description": "Log what this message says you spent",
            }
        ],
        "slash_commands": [
            {
                "command": COMMAND,
                "description": "Log what you spent, or ask about it: your own, or a group's",
                "usage_hint": f"lunch 12.50 | {' | '.join(hints)}",
                # People come as <@U123>, which a name that somebody typed cannot look like.
                "should_escape": True,
                **where,
            }
        ],
    }


def _settings(where: dict[str, str]) -> dict[str, Any]:
    return {
        "event_subscriptions": {"bot_events": list(EVENTS), **where},
        "interactivity": {"is_enabled": True, **where},
    }


def _long_description() -> str:
    first = (
        "Type what you spent in a direct message, such as “lunch 12.50 food”, or anywhere with"
        f" {COMMAND}. Only you see what you write there. Invite {NAME} to a channel, and it splits"
        " what its people spend together."
    )
    asked = [f"{command.name}: {command.summary}" for command in COMMANDS if command.summary]
    return "\n".join([first, "", "What else you can say:", *asked])


def main() -> None:
    """Print the manifest of the settings as JSON; `--rotate-tokens` switches that on."""
    try:
        made = manifest(config.load(), rotates="--rotate-tokens" in sys.argv[1:])
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    sys.stdout.write(json.dumps(made, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
