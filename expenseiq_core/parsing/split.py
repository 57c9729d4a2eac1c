"""From people and their numbers to a split, checked against the total."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from expenseiq_core.parsing.people import Clauses
from expenseiq_core.parsing.reading import EVERYONE, ME, Person, Problem, Split, SplitMode


@dataclass(frozen=True, slots=True)
class Shared:
    """Who paid, who shares and how, and what is wrong with it."""

    split: Split | None = None
    payer: str | None = None
    payers: tuple[Person, ...] = ()
    participants: tuple[str, ...] = ()
    problem: Problem | None = None


NOBODY: Final = Shared()


def stated_sum(clauses: Clauses) -> Decimal | None:
    """Return the total that the persons' numbers make, where no other number is the total."""
    for people in (clauses.paying, clauses.sharing):
        exact = [p.exact for p in people if p.exact is not None]
        if exact:
            return sum(exact, Decimal(0))
    return None


def shared(clauses: Clauses, total: Decimal | None) -> Shared:
    """Return the split that the clauses say, or the problem with it."""
    if not clauses:
        return NOBODY
    if clauses.repeated is not None:
        return Shared(problem=_repeated(clauses.repeated))
    people = tuple(clauses.sharing)
    mode = _mode(people)
    if mode is None or _mode(tuple(clauses.paying)) is None:
        return Shared(problem=_MIXED)
    if clauses.fraction:
        return Shared(problem=_FRACTION)
    people, includes_me = _with_me(clauses, people, mode)
    split = None
    if people or clauses.excluded or clauses.count or clauses.guests:
        split = Split(
            mode=mode,
            people=people,
            includes_me=includes_me,
            excluded=tuple(clauses.excluded),
            count=clauses.count,
            guests=clauses.guests,
        )
    problem = None if total is None else _mismatch(people, clauses.paying, total, mode)
    return Shared(
        split=split,
        payer=clauses.paying[0].name if len(clauses.paying) == 1 else None,
        payers=tuple(clauses.paying),
        participants=tuple(p.name for p in people if p.name != ME),
        problem=problem,
    )


def is_numbered(person: Person) -> bool:
    """Whether a number of any kind stands behind a person."""
    return _mode((person,)) != "equal"


def _mode(people: tuple[Person, ...]) -> SplitMode | None:
    """Return the one kind of number that the people have; None if there are several kinds."""
    modes: set[SplitMode] = set()
    for person in people:
        if person.exact is not None:
            modes.add("exact")
        if person.percent is not None:
            modes.add("percent")
        if person.weight is not None:
            modes.add("weights")
        if person.adjustment is not None:
            modes.add("adjustment")
    if not modes:
        return "equal"
    return modes.pop() if len(modes) == 1 else None


def _with_me(
    clauses: Clauses, people: tuple[Person, ...], mode: SplitMode
) -> tuple[tuple[Person, ...], bool]:
    """Say whether the speaker takes part; beside persons with numbers they take the rest."""
    named = any(person.name in {ME, EVERYONE} for person in people)
    if mode in {"exact", "percent"}:
        people = tuple(
            p if p.exact is not None or p.percent is not None else replace(p, rest=True)
            for p in people
        )
        if named or "with" not in clauses.kinds:
            return people, named
        return (*people, Person(name=ME, rest=True)), True
    if "for" in clauses.kinds and not clauses.kinds & {"with", "split"}:
        return people, named
    if mode == "weights" and "with" not in clauses.kinds:
        return people, named
    return people, ME not in clauses.excluded


def _mismatch(
    people: tuple[Person, ...], paying: list[Person], total: Decimal, mode: SplitMode
) -> Problem | None:
    paid = [p.exact for p in paying if p.exact is not None]
    # Whoever paid without a number paid the rest.
    if paid and (sum(paid) > total if len(paid) < len(paying) else sum(paid) != total):
        return _unequal("payments", sum(paid, Decimal(0)), total)
    if mode == "exact":
        return _off(
            sum((p.exact for p in people if p.exact is not None), Decimal(0)), total, people
        )
    if mode == "percent":
        stated = sum((p.percent for p in people if p.percent is not None), Decimal(0))
        return _off(stated, Decimal(100), people, unit="%")
    return None


def _off(
    stated: Decimal, total: Decimal, people: tuple[Person, ...], unit: str = ""
) -> Problem | None:
    rest = any(person.rest for person in people)
    if stated > total:
        return Problem(
            code="shares_exceed",
            message=f"Not recorded: {_sum(people, unit)}{stated}{unit}, {stated - total}{unit} more"
            f" than {total}{unit}. Try: dinner 84 @ana 20 rest me",
        )
    if stated < total and not rest:
        return Problem(
            code="shares_left",
            message=f"The shares make {stated}{unit}, so {total - stated}{unit} is left over."
            " Try: dinner 84 @ana 20 rest me",
        )
    return None


def _sum(people: tuple[Person, ...], unit: str) -> str:
    """Return `50 + 40 = ` of the numbers that were typed."""
    typed = [p.exact if p.percent is None else p.percent for p in people]
    numbers = [f"{number}{unit}" for number in typed if number is not None]
    return f"{' + '.join(numbers)} = " if len(numbers) > 1 else "the shares make "


def _unequal(what: str, stated: Decimal, total: Decimal) -> Problem:
    return Problem(
        code="payments_differ",
        message=f"Not recorded: the {what} make {stated}, not {total}."
        " Try: dinner 84 paid by @ana 50 @bob 34",
    )


def _repeated(name: str) -> Problem:
    return Problem(
        code="repeated_person",
        message=f"{name} is named twice. Who pays comes after paid by, who shares after for:"
        " dinner 84 paid by @ana 84 for @ana @bob",
    )


_FRACTION: Final = Problem(
    code="weights",
    message="Weights are whole numbers. Instead of x1.5 and x1 try: dinner 84 with @ana x3 me x2",
)
_MIXED: Final = Problem(
    code="mixed_shares",
    message="Amounts, percentages and weights can't be mixed. Try: dinner 84 @ana 20 rest me",
)
