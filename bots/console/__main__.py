"""`python -m bots.console`: a conversation with the settings of the environment alone.

`expenseiq chat` has options.
"""

from __future__ import annotations

import datetime as dt
import getpass
import sys

from bots.console import chat
from bots.console.adapter import Speaker
from expenseiq_core import config
from expenseiq_core.db import opening
from expenseiq_core.errors import SettingsError


def main() -> None:
    """Open the database and converse."""
    try:
        settings = config.load()
        with opening.database(settings) as url:
            opening.migrate(url)
            speaker = Speaker(name=getpass.getuser())
            chat.run(
                url,
                speaker,
                clock=lambda: dt.datetime.now(dt.UTC),
                pgbouncer=settings.database_pgbouncer,
            )
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
