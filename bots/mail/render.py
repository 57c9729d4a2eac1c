"""A notice as a mail: plain text, a short subject that tells nobody what was spent.

Buttons are left out: a mail has none, and what they do can be typed in the chat.
"""

from __future__ import annotations

import datetime as dt
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from bots.dialog.commands.email import NAMES
from bots.dialog.messages import Line, Outgoing
from bots.dialog.notices.account import HIDDEN
from expenseiq_core.services.deliveries import Claimed
from expenseiq_core.services.emails import Letter

_POLICY: Final = SMTP.clone(cte_type="7bit")
"""Servers that take only ASCII are left in peace."""
_UNFOLDED: Final = _POLICY.clone(max_line_length=998)
"""For headers: a link longer than a line would be encoded, and no mail program reads that."""
_SUBJECTS: Final = {
    "digest": "Your digest",
    "budget": "A budget warning",
    "remind": "Settling up",
    "recurring": "A recurring entry",
    "account": "News of your account",
}
_CODE: Final = "Your code"


def message(
    claimed: Claimed,
    outgoing: Outgoing,
    letter: Letter,
    *,
    sender: Address,
    link: str | None,
    now: dt.datetime,
) -> EmailMessage:
    """Return the mail; `link` is where it can be stopped by one click."""
    made = EmailMessage(policy=_POLICY)
    subject = _CODE if letter.code else _SUBJECTS.get(claimed.kind, "Something to know")
    user, _, domain = letter.address.rpartition("@")
    made["From"] = sender
    made["To"] = Address(username=user, domain=domain)
    made["Subject"] = f"ExpenseIQ: {subject}"
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{claimed.id}@{sender.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    if link is not None and letter.code is None:
        made["List-Unsubscribe"] = f"<{link}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    text = "\n".join(map(_line, outgoing.lines))
    if letter.code is not None:
        text = text.replace(HIDDEN, letter.code)
    else:
        text += f"\n\n-- \n{_footer(claimed.kind, link)}"
    made.set_content(f"{text}\n")
    made.policy = _UNFOLDED
    return made


def _line(line: Line) -> str:
    return "".join(f"{span.text} {span.url}" if span.url else span.text for span in line)


def _footer(kind: str, link: str | None) -> str:
    rows = ["To answer, write to me in the chat. No more mail? Type there: email off"]
    if link is not None:
        rows.append(f"No more {NAMES.get(kind, 'of these')} by e-mail: {link}")
    return "\n".join(rows)
