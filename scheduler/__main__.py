"""`python -m scheduler`: says what is due through every platform whose token is set.

It receives nothing, so that it runs beside the bots, and any number of it side by side.
"""

from __future__ import annotations

import sys

from bots.hosting import logs, process
from expenseiq_core import config
from expenseiq_core.errors import SettingsError
from scheduler.parts import chosen
from scheduler.ticking import beside


def main() -> None:
    """Run with the settings of the environment; a person's mistake ends it with a sentence."""
    try:
        settings = config.load()
        logs.configure(settings.log_level)
        process.run(settings, chosen(settings), [beside], receives=False)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
