"""`link`: a code that makes two accounts of one person one; `unlink` takes that back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bots.dialog import wording, zones
from bots.dialog.command import Command
from bots.dialog.commands import unlink
from bots.dialog.messages import Answer, Button, Line, Span, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain import link_code
from expenseiq_core.domain.budget import Budget
from expenseiq_core.errors import UsageError
from expenseiq_core.parsing.message import read
from expenseiq_core.services import account_notices, link_codes, linking
from expenseiq_core.services.linking import Joined, Wrong

_TRY = "Try: link, and in your other app what I answer: link K7Q2M9XD"
_NO_CODE = f"That is no code: it has {link_code.LENGTH} letters and digits, no 0, 1, I, L, O or U."
_ASKS = "|account|accounts|my account|my accounts|another account|slack|telegram".split("|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What is asked for: a code, or (with one) to be joined to who asked for it."""

    code: str | None = None


def parse(said: Said) -> Link | None:
    """Claim `link` and `link K7Q2-M9XD`; what holds an amount is an expense."""
    rest = said.after("link")
    if rest is None:
        return None
    if " ".join(rest.casefold().split()) in _ASKS:
        return Link()
    code = link_code.typed(rest)
    if code is None and (said.slash or _looks_like_a_code(said, rest)):
        raise UsageError(f"{_NO_CODE} {_TRY}")
    return None if code is None else Link(code=code)


def _looks_like_a_code(said: Said, text: str) -> bool:
    bare = re.sub(r"[\s-]", "", text)
    mixed = any(c.isdecimal() for c in bare) and any(c.isalpha() for c in bare)
    as_long = len(bare) == link_code.LENGTH
    return (
        (mixed or as_long) and bare.isalnum() and read(said.text, said.context).first.amount is None
    )


async def handle(turn: Turn, link: Link) -> Answer:
    """Give a code, or join the account that the code is of."""
    if link.code is None:
        return await _code(turn)
    outcome = await linking.join(
        turn.session,
        turn.who,
        turn.incoming.place,
        link.code,
        turn_id=turn.id,
        today=turn.today,
        now=turn.now,
    )
    # The code is not to be read in the turn that keeps this message.
    turn.incoming = replace(turn.incoming, text="link")
    if isinstance(outcome, Wrong):
        return _wrong(outcome)
    turn.who = outcome.who
    button = Button(label="Undo link", action=f"unlink {turn.id.hex[-8:]}")
    answer = Answer(
        lines=tuple(_joined(turn, outcome)),
        rows=((button,),),
        data={"linked": {"entries": len(outcome.copied.numbers)}},
        wrote=True,
    )
    await unlink.keep(turn, answer, outcome.copied.numbers)
    about = {
        "what": "linked",
        "platforms": list(outcome.joined_platforms),
        "same": set(outcome.joined_platforms) <= set(outcome.kept_platforms),
        "link": str(turn.id),
    }
    await unlink.tell(turn, turn.who.user_id, about)
    if not about["same"]:
        await account_notices.welcome(turn.session, turn.who.user_id, now=turn.now)
    return answer


async def _code(turn: Turn) -> Answer:
    """Answer with a new code. Not `wrote`: the answer would be kept, and the code in it."""
    code = await link_codes.make(turn.session, turn.who, now=turn.now)
    rows = [
        line("Your code: ", Span(link_code.shown(code), "code")),
        line("In your other app, write to me: ", Span(f"link {code}", "code")),
        line("It works once, for 10 minutes. What you logged there then comes here."),
    ]
    names = await linking.platforms(turn.session, turn.who.user_id)
    if len(names) > 1:
        rows.append(
            line(f"Linked already: {wording.platforms(names)}. To take the last one back: unlink")
        )
    return Answer(lines=tuple(rows), data={"code": code, "linked": list(names)})


def _wrong(outcome: Wrong) -> Answer:
    """Answer a wrong code. An answer, not an error: an error would roll the count back."""
    text = "That code is not valid: it works once, for 10 minutes. For a new one, there: link"
    left = outcome.tries_left
    then = f"{wording.plural(left, 'try', 'tries')} left." if left else "Wait 10 minutes now."
    error = {"code": "link_code", "message": f"{text}\n{then}"}
    return Answer(lines=(line(text), line(then)), data={"error": error}, wrote=True)


def _joined(turn: Turn, joined: Joined) -> list[Line]:
    """Say what is one now, what came along, and what holds from now on."""
    copied, who = joined.copied, turn.who
    there, here = (
        wording.platforms(joined.kept_platforms),
        wording.platforms(joined.joined_platforms),
    )
    names = wording.platforms((*joined.kept_platforms, *joined.joined_platforms))
    rows = [f"Linked: {names if there != here else 'both accounts'} are one now."]
    if copied.numbers:
        came = wording.plural(len(copied.numbers), "entry", "entries")
        rows.append(f"{came} came along: {_numbers(copied.numbers)}.")
    if copied.without_rate:
        rows.append(f"No rate to {who.currency} for {copied.without_rate}: not in reports.")
    where = f", as on {there}" if there != here else ""
    rows.append(f"Reports in {who.currency}, time zone {zones.shown(who.timezone)}{where}.")
    if copied.budgets:
        rows.append(f"Budgets that came along: {_budgets(turn, copied.budgets)}.")
    if copied.skipped:
        stayed = wording.plural(len(copied.skipped), "budget")
        rows.append(f"{stayed} stayed behind: you have one, or it is in another currency.")
    rows.append("For a day you can take this back.")
    return [line(row) for row in rows]


def _budgets(turn: Turn, budgets: Sequence[Budget]) -> str:
    names = []
    for budget in budgets:
        category = turn.who.category(budget.category_id)
        names.append(category.name if category else "all spending")
    return wording.shortened(", ".join(names), 80)


def _numbers(numbers: Sequence[int]) -> str:
    first, last = min(numbers), max(numbers)
    return f"#{first}" if first == last else f"#{first} to #{last}"


LINK = Command(
    name="link",
    parse=parse,
    handle=handle,
    summary="use one account on Telegram and on Slack",
    usage=(
        "link: I answer a code. Type it in your other app: link K7Q2M9XD\n"
        "What you logged there then comes into the account that asked for the code, with its"
        " categories, budgets and what I learned. It has that account's currency and time zone.\n"
        "unlink: takes it back, for a day."
    ),
    where="private",
)
