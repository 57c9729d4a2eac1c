"""`python -m bots.slack`: Slack alone."""

from __future__ import annotations

from bots.hosting.process import main
from bots.slack.part import part

if __name__ == "__main__":
    main(part)
