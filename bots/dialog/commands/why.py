"""`why`: the entries that add up to a balance; `why @ana`, `why thb`, and `why?` in a reply."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bots.dialog import membership, naming, owing, reasons
from bots.dialog.command import Command
from bots.dialog.commands import entry
from bots.dialog.commands.currency import code_in
from bots.dialog.messages import Answer, Button, line
from bots.dialog.own_balances import asked_there
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.words import fold
from expenseiq_core.services import balances as kept
from expenseiq_core.services import explaining
from expenseiq_core.services.chats import Member
from expenseiq_core.services.explaining import Explained

LINES = owing.MOST - 2
"""Entries in an answer: besides the balance itself and the line about earlier ones."""
MOST_BUTTONS = 4
_BEFORE = re.compile(r"(?:^| )before #(\d{1,12})$")
_CURRENCY = re.compile(r"(?:^| )(?:in )?(\S+)$")
_ASKS = ("", "me", "do i owe", "do i owe that", "do i owe this", "that", "is that")
_WRONG = re.compile(r"wrong #(\d{1,12})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Whose balance, in which currency (None: the first that is open), below which number."""

    person: str = ""
    currency: str | None = None
    before: int | None = None
    wrong: int | None = None
    """The entry that may be wrong."""
    no: int | None = None
    """The entry that is asked about, in a reply to the answer about it."""


def parse(said: Said) -> Ask | None:
    """Claim `why`, `why?`, `why @ana`, `why thb`."""
    rest = said.after("why", "why?")
    if rest is None:
        return None
    rest = rest.strip(" ?")
    if said.slash and (wrong := _WRONG.fullmatch(rest)):
        return Ask(wrong=int(wrong[1]))
    if not rest and len(said.entry_nos) == 1:
        return Ask(no=said.entry_nos[0])
    before = _BEFORE.search(rest)
    rest = rest[: before.start()] if before else rest
    match = _CURRENCY.search(rest)
    code = code_in(said, match[1]) if match else None
    if match is not None and code is not None and fold(match[1]) not in said.context.people:
        rest = rest[: match.start()].strip()
    else:
        code = None
    if rest.casefold() in _ASKS:
        rest = ""
    named = rest.startswith("@") or fold(rest) in said.context.people
    if rest and not (named or said.slash):
        return None  # "why not" is small talk
    return Ask(person=rest, currency=code, before=int(before[1]) if before else None)


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Show what the balance is made of, figures that add up to it."""
    if ask.wrong is not None:
        return reasons.how_to_mend(turn, ask.wrong)
    if ask.no is not None:
        return await entry.handle(turn, ask.no)
    member = membership.one(turn, ask.person) if ask.person else turn.who.me
    balances = await kept.of_ledger(turn.session, turn.who)
    if owing.is_one_purse(turn, balances):
        return Answer(lines=(line(owing.NO_DEBTS),), data={"entries": []})
    own = {c: found[member.id] for c, found in balances.items() if found.get(member.id)}
    if ask.currency is not None:
        own = {c: minor for c, minor in own.items() if c == ask.currency}
    if not own and not turn.who.is_group and (there := await asked_there(turn, "why")):
        return there
    if not own:
        text = owing.standing_of(turn, member.id, {})
        return Answer(lines=(line(f"{text}: nothing to explain."),), data={"entries": []})
    return await _explained(turn, ask, member, own)


async def _explained(turn: Turn, ask: Ask, member: Member, own: Mapping[str, int]) -> Answer:
    """Show one currency; a button leads to each other one."""
    currency, *others = own
    found = await explaining.of_member(
        turn.session, turn.who, member.id, currency, limit=LINES, before=ask.before
    )
    sign = 1 if own[currency] > 0 else -1
    shown = [reasons.reason(turn, e, member.id, sign=sign) for e in found.entries]
    rows = [_title(turn, member, {currency: own[currency]}, earlier=ask.before is not None)]
    if found.earlier:
        minor = owing.money(turn, sign * found.earlier_minor, currency)
        count = f"{found.earlier:,} earlier {'entry' if found.earlier == 1 else 'entries'}"
        rows.append(f"{count}: {minor}")
    last = []
    if others:
        whom = f" {member.id}" if member.id != turn.who.member_id or ask.before is not None else ""
        label = f"Why {owing.money(turn, abs(own[others[0]]), others[0])}?"
        last.append(Button(label=label, action=f"why{whom} {others[0]}", for_all=True))
    if found.earlier:
        action = f"why {member.id} {currency} before #{found.entries[0].no}"
        last.append(Button(label="More", action=action, for_all=True))
    wrong = f"why wrong #{_newest(found)}"
    last.append(Button(label="Something's wrong", action=wrong, for_all=True))
    return Answer(
        lines=(*map(line, rows), *(reason.line for reason in shown)),
        rows=tuple(row for row in (_entries(found), tuple(last)) if row),
        data={
            "member": naming.unique(turn.who, member.id),
            "currency": currency,
            "balance": reasons.figure(own[currency], currency),
            "earlier": {
                "count": found.earlier,
                "amount": reasons.figure(found.earlier_minor, currency),
            },
            "entries": [
                {"number": e.no, "amount": reasons.figure(sign * reason.minor, currency)}
                for e, reason in zip(found.entries, shown, strict=True)
            ],
        },
    )


def _entries(found: Explained) -> tuple[Button, ...]:
    """Return the buttons that show entries; payments are said in full already."""
    shared = [e.no for e in found.entries if e.content.kind != "settlement"]
    buttons = [Button(label=f"#{no}", action=f"show #{no}", for_all=True) for no in shared]
    return tuple(buttons[:MOST_BUTTONS])


def _newest(found: Explained) -> int:
    """Return the number of the newest entry, one that was shared before a payment."""
    shared = [e.no for e in found.entries if e.content.kind != "settlement"]
    return (shared or [e.no for e in found.entries])[-1]


def _title(turn: Turn, member: Member, own: Mapping[str, int], *, earlier: bool) -> str:
    text = owing.standing_of(turn, member.id, own)
    if member.id == turn.who.member_id:
        text = f"{naming.shown(turn.who, member.id)}, {text[:1].lower()}{text[1:]}"
    return f"{text}, because earlier:" if earlier else f"{text}:"


COMMAND = Command(
    name="why",
    parse=parse,
    handle=handle,
    summary="the entries that add up to a balance",
    usage=(
        "why: the entries that add up to your balance\n"
        "why @ana: those that add up to Ana's\n"
        "why thb: where there are several currencies"
    ),
    left_may=True,
)
