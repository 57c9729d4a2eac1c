"""Which recurring entry is meant: by its number, or by what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bots.dialog import permissions, wording
from bots.dialog.turn import Turn
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import ChatterError, NotAllowedError, NotFoundError
from expenseiq_core.services import recurring
from expenseiq_core.services.recurring import Series

_NUMBER = re.compile(r"#?(\d{1,5})")
_MOST: Final = 5
SETTERS: Final = "{name} is {owners}'s: only they, or who runs the group, can change it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """A recurring entry as it was named; neither: the only one."""

    no: int | None = None
    name: str = ""

    @staticmethod
    def of(text: str) -> Which:
        """Read `2`, `#2` or `netflix`."""
        match = _NUMBER.fullmatch(text.strip())
        return Which(no=int(match[1])) if match else Which(name=fold(text))

    async def found(self, turn: Turn, *, do: str, bare: bool = False) -> Series:
        """Return the one that is meant, to `do` what with it; `bare`: perhaps none was."""
        every = await recurring.of(turn.session, turn.who.ledger_id)
        if self.no is not None:
            return _numbered(every, self.no)
        living = [series for series in every if not series.is_over]
        called = [s for s in living if fold(s.template.description) == self.name]
        called = called or [s for s in living if self.name in fold(s.template.description).split()]
        if not self.name:
            called = living
        if len(called) == 1:
            return called[0]
        if not called:
            text = f"Nothing called “{self.name}” comes back here. To see what does: recurring"
            raise (ChatterError if bare and turn.who.is_group else NotFoundError)(text)
        choices = ", ".join(
            f"{s.no} {wording.title(wording.shortened(s.template.description, 24))}"
            for s in called[:_MOST]
        )
        verb = "" if do == "show" else f"{do} "
        raise NotFoundError(f"Which one: {choices}? Say its number: recurring {verb}{called[0].no}")


def _numbered(every: list[Series], no: int) -> Series:
    for series in every:
        if series.no == no:
            return series
    raise NotFoundError(f"There is no recurring entry {no}. To see yours: recurring")


def check_may_change(turn: Turn, series: Series) -> None:
    """Raise NotAllowedError unless it is the speaker's: set up, or paid by them, or they run it.

    If nobody of these takes part any more, any member may.
    """
    who = turn.who
    if not who.is_group or permissions.may_set(turn):
        return
    owners = {who.member(m).id for m in (series.author_id, series.template.payer_id)}
    if who.member_id in owners or not any(who.member(m).is_active for m in owners):
        return
    names = " and ".join(sorted(wording.title(who.member(m).name) for m in owners))
    name = wording.title(series.template.description)
    raise NotAllowedError(SETTERS.format(name=name, owners=names))
