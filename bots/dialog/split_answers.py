"""Splits that do not add up: refused with the difference, and with buttons that mend it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from bots.dialog import wording
from bots.dialog.asking import AskedError, anew
from bots.dialog.messages import Button
from bots.dialog.split_clause import mention
from bots.dialog.split_doubts import abs_of
from bots.dialog.turn import Turn
from expenseiq_core.domain import split
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Part, Split
from expenseiq_core.errors import SplitError

_COUNTS: Final = ("", "", "Both", "All three", "All four", "All five", "All six")
_LONGEST_HINT: Final = 80


def check_adds_up(turn: Turn, amount: Money, rule: Split) -> None:
    """Raise what to say, and to type or press instead, of a split that leaves something over."""
    left = split.left_over(amount, rule)
    if left.minor > 0 and rule.mode in {"exact", "percent"}:
        raise _left(turn, amount, rule, left)
    if left.minor:
        raise _exceeds(turn, amount, rule, left)


def check_paid(turn: Turn, amount: Money, rule: Split) -> None:
    """Raise SplitError if several payers did not pay the amount."""
    left = split.left_over(amount, rule)
    if left.minor == 0:
        return
    whole, locale = abs_of(amount), turn.who.locale
    paid = wording.money(whole - left, locale)
    raise SplitError(
        f"Not recorded: the payments make {paid}, not {wording.money(whole, locale)}."
        " Try: dinner 84 paid by @ana 50 @bob 34",
        code="payments_differ",
    )


def _left(turn: Turn, amount: Money, rule: Split, left: Money) -> AskedError:
    """Return the refusal of shares that leave something over."""
    locale, me = turn.who.locale, turn.who.member_id
    shown = wording.money(left, locale)
    sharing = {part.member_id for part in rule.parts} | {me}
    takes_part = any(part.member_id == me for part in rule.parts)
    rows = [f"Not recorded: {_sum(turn, amount, rule)}, so {_over(rule, shown, locale)} left over."]
    buttons: list[Button] = []
    if not takes_part:
        buttons.append(anew(turn, f"I take {shown}", rest="me"))
        hint = f"{turn.incoming.text.strip()} rest me"
        if "\n" not in hint and "//" not in hint and len(hint) <= _LONGEST_HINT:
            rows.append(f"Or type: {hint}")
    if len(sharing) > 1:
        buttons.append(anew(turn, f"{_all_of(len(sharing))} share it", rest="equal"))
    if len(rows) == 1:
        rows.append(_with_rest(turn, amount, rule))
    return AskedError("shares_left", *rows, buttons=buttons)


def _with_rest(turn: Turn, amount: Money, rule: Split) -> str:
    """Return what to type where the speaker has a number, or the message is too long to repeat."""
    me, whole = turn.who.member_id, wording.plain_amount(abs_of(amount), turn.who.locale)
    numbers = {part.member_id: _number(turn, amount, part, rule) for part in rule.parts}
    others = [member.id for member in turn.who.active if member.id not in numbers]
    if set(numbers) == {me} and not others:
        return "Type it with all numbers, or with: rest me"
    rest = mention(turn, others[0]) if set(numbers) == {me} else "me"
    shown = [
        f"{mention(turn, member_id)} {number.replace(' ', '')}"
        for member_id, number in numbers.items()
        if rest != "me" or member_id != me
    ]
    typed = " ".join(["dinner", whole, *shown, "rest", rest])
    return f"Or type: {turn.incoming.typed('e', typed)}"


def _exceeds(turn: Turn, amount: Money, rule: Split, left: Money) -> SplitError:
    """Return the refusal of shares that take too much, or that are nothing at all."""
    whole = wording.money(abs_of(amount), turn.who.locale)
    if rule.mode == "adjustment":
        return SplitError(
            "Not recorded: with that somebody would owe less than nothing of"
            f" {whole}. Try: dinner 84 with @ana +5",
            code="shares_exceed",
        )
    if rule.mode in {"weights", "itemised"}:
        return SplitError(
            f"Not recorded: nobody would owe the {whole}. Try: dinner 84 with @ana x2",
            code="shares_left",
        )
    over = wording.money(abs_of(left), turn.who.locale)
    return SplitError(
        f"Not recorded: {_sum(turn, amount, rule)}, so {over} too much for {whole}."
        " Try: dinner 84 @ana 20 rest me",
        code="shares_exceed",
    )


def _sum(turn: Turn, amount: Money, rule: Split) -> str:
    """Return `20 + 30 = 50` of the numbers that were typed."""
    numbers = [_number(turn, amount, part, rule) for part in rule.parts]
    typed = [number for number in numbers if number]
    if rule.mode == "percent":
        total = sum((part.percent or Decimal(0) for part in rule.parts), Decimal(0))
        shown = f"{wording.figure(total, turn.who.locale)} %"
    else:
        minor = sum(part.exact or 0 for part in rule.parts)
        shown = _plain(turn, Money(minor, amount.currency))
    return f"{' + '.join(typed)} = {shown}" if len(typed) > 1 else f"the shares make {shown}"


def _number(turn: Turn, amount: Money, part: Part, rule: Split) -> str:
    if rule.mode == "percent" and part.percent is not None:
        return f"{wording.figure(part.percent, turn.who.locale)} %"
    if part.exact is not None:
        return _plain(turn, Money(part.exact, amount.currency))
    return ""


def _plain(turn: Turn, amount: Money) -> str:
    return wording.figure(amount.amount, turn.who.locale)


def _over(rule: Split, shown: str, locale: str) -> str:
    if rule.mode != "percent":
        return f"{shown} is"
    rest = 100 - sum((part.percent or Decimal(0) for part in rule.parts), Decimal(0))
    return f"{wording.figure(rest, locale)} % ({shown}) is"


def _all_of(count: int) -> str:
    return _COUNTS[count] if count < len(_COUNTS) else f"All {count}"
