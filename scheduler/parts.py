"""Which platforms run: those for which a token is set."""

from __future__ import annotations

from bots.hosting.parts import MakePart
from expenseiq_core.config import Settings
from expenseiq_core.errors import SettingsError


def chosen(settings: Settings) -> list[MakePart]:
    """Return what makes the parts that the settings ask for, each imported only then.

    Raises SettingsError if there are none.
    """
    makers: list[MakePart] = []
    if settings.telegram_bot_token:
        from bots.telegram.part import part as telegram  # noqa: PLC0415

        makers.append(telegram)
    if settings.slack_bot_token or settings.slack_client_id:
        from bots.slack.part import part as slack  # noqa: PLC0415

        makers.append(slack)
    elif settings.slack_app_token or settings.slack_signing_secret:
        raise SettingsError(
            "Slack is set up by half: SLACK_BOT_TOKEN is missing. It begins with xoxb- and stands "
            "under OAuth & Permissions."
        )
    if not makers:
        raise SettingsError(
            "No platform is set up. Set TELEGRAM_BOT_TOKEN (from @BotFather) or SLACK_BOT_TOKEN "
            "in the environment or in .env; the README shows how. "
            "To try it without any: make chat"
        )
    return makers
