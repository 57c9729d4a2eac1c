"""The answer to entries that are being logged: what is doubtful, and the buttons that mend it.

It is made before they are recorded, for the turn keeps what its buttons stand for.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from bots.dialog import logged, naming, split_text, standing, warnings
from bots.dialog.doubts import Doubts, doubts
from bots.dialog.first import currency_buttons
from bots.dialog.messages import Answer, Button
from bots.dialog.turn import Turn
from bots.dialog.zone_doubt import ZoneDoubt, zone_doubt
from expenseiq_core.domain.budget import Budget
from expenseiq_core.parsing.reading import Reading
from expenseiq_core.services.chats import Member
from expenseiq_core.services.recording import NewEntry, Recorded

NOT = "not"
NOT_FORM = re.compile(rf"{NOT} #(\d{{1,12}}) ([0-9a-f-]{{36}})")
"""`not #24 <member>`: the button that takes back somebody new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The answer to entries that are about to be recorded; made by `draft_of`."""

    turn: Turn
    new: tuple[NewEntry, ...]
    found: Doubts
    zone: ZoneDoubt | None
    newcomers: tuple[Member, ...] = ()
    """Whom it names for the first time."""
    receipt: bool = False
    """A photo or document is kept with it."""

    def actions(self) -> list[str]:
        """Return what all buttons that the answer may show stand for."""
        rows = [
            *self._rows(asks_zone=False),
            *self._rows(asks_zone=self._has_room),
            warnings.possible(self.turn, self.new),
        ]
        if len(self.new) == 1:
            rows += [self._same_row(mine=True), self._same_row(mine=False)]
        return list(dict.fromkeys(button.kept for row in rows for button in row))

    def answer(self, recorded: Recorded) -> Answer:
        """Return the answer, now that totals are known."""
        notices = [*self._new_here(), *self.found.notices]
        warned = standing.warned_of(self.turn, recorded.charges)
        same = recorded.same if len(self.new) == 1 else None
        asks_zone = self._has_room and not warned and not same
        rows = self._rows(asks_zone=asks_zone)
        if warned:
            rows = self._warned_rows(warned[0].budget)
        if same:
            notices.insert(0, logged.same_text(self.turn, self.new[0].content, same))
            mine = same.author_id == self.turn.who.member_id
            rows = (self._same_row(mine=mine), *rows[:1])
        if asks_zone and self.zone is not None:
            # How the day stands is said too, where a line is left for it.
            alone = not notices and len(self.new) == 1
            stands = standing.lines_of(self.turn, recorded) if alone else []
            notices += [*stands, self.zone.sentence]
        asks = notices or warned or asks_zone or currency_buttons(self.turn, self.new)
        return Answer(
            lines=logged.summary(self.turn, recorded, notices),
            rows=rows,
            data=logged.entry_data(self.turn, recorded.entries),
            plain=not asks and not self.found.alternatives,
            wrote=True,
        )

    @property
    def _has_room(self) -> bool:
        """Whether the zone can be asked for too: three lines and two rows are all there is."""
        doubts = [self.found.categories, self.found.alternatives]
        if currency_buttons(self.turn, self.new):
            return self.zone is not None and not any(doubts)
        return self.zone is not None and not all(doubts) and len(self.found.notices) < 2

    def _rows(self, *, asks_zone: bool) -> tuple[tuple[Button, ...], ...]:
        last, no = self._last(), self.new[0].no
        first = currency_buttons(self.turn, self.new)
        zone = self.zone if asks_zone else None
        if self.found.categories:
            others = self.found.alternatives or (zone.others if zone else ())
            if first and not others:
                last = (last[-1], *first)
            return (self.found.categories, (*others, *last))
        row: tuple[Button, ...] = (*self.found.alternatives, *last)
        if len(self.new) == 1 and not self.found.alternatives and not self._is_shared:
            category = Button(label="Category", action=f"edit #{no} category")
            date = Button(label="Date", action=f"edit #{no} date")
            is_payment = self.new[0].content.kind == "settlement"
            row = (*(zone.others if zone and first else (date,)), *last)
            row = row if is_payment else (category, *row)
        second = first or ((*zone.confirm, *zone.others) if zone else ())
        return (row, second) if second else (row,)

    def _warned_rows(self, budget: Budget) -> tuple[tuple[Button, ...], ...]:
        """Return the buttons of a warning, and above them those of what is doubtful."""
        last = (*warnings.buttons(self.turn, budget), *self._last())
        doubtful = self.found.alternatives or self.found.categories
        return (doubtful, last) if doubtful else (last,)

    def _last(self) -> tuple[Button, ...]:
        """Return Undo, and before it the receipt if there is one."""
        undo = self._undo("Undo")
        shown = Button(label="Receipt", action=f"receipt #{self.new[0].no}")
        last = (shown, undo) if self.receipt else (undo,)
        return (*self._people(), *last) if self._is_shared else last

    @property
    def _is_shared(self) -> bool:
        """Whether it is one entry that others share, so that who they are may be mended."""
        one = len(self.new) == 1 and self.turn.who.is_group
        return one and split_text.is_shared(self.new[0].content)

    def _people(self) -> tuple[Button, ...]:
        """Return what changes who shares it, and how: whom it made a member comes first."""
        no = self.new[0].no
        people = Button(label="People", action=f"people #{no}")
        if self.newcomers:
            return (*self._not_them(), people)
        return (people, Button(label="Split", action=f"split #{no}"))

    def _not_them(self) -> tuple[Button, ...]:
        return tuple(
            Button(
                label=f"Not {naming.shown(self.turn.who, member.id)}",
                action=f"{NOT} #{self.new[0].no} {member.id}",
            )
            for member in self.newcomers[:2]
        )

    def _new_here(self) -> list[str]:
        """Say who is a member since this entry: whose name may be a slip."""
        if not self.turn.who.is_group:
            return split_text.between_us(self.turn, [n.content for n in self.new])
        names = [naming.shown(self.turn.who, member.id) for member in self.newcomers]
        if not names:
            return []
        several = f"{', '.join(names[:-1])} and {names[-1]} are new here."
        return [several if len(names) > 1 else f"{names[0]} is new here."]

    def _undo(self, label: str) -> Button:
        return Button(label=label, action=logged.undo_action(self.new))

    def _same_row(self, *, mine: bool) -> tuple[Button, ...]:
        no, label = self.new[0].no, "Same, drop this" if mine else "Same, drop mine"
        return (self._undo(label), Button(label="No, both", action=f"keep #{no}"))


def draft_of(
    turn: Turn,
    new: Sequence[NewEntry],
    readings: Sequence[Reading] = (),
    *,
    offered: Sequence[str] = (),
) -> Draft:
    """Return the answer to entries that are about to be recorded as they were read.

    `offered`: what the buttons stand for of an answer that is said again.
    """
    if len(new) == 1:
        reading = readings[0] if readings else None
        found = doubts(turn, new[0].no, new[0].content, reading)
    else:
        every = [doubts(turn, n.no, n.content, None) for n in new]
        found = Doubts(notices=tuple(dict.fromkeys(x for d in every for x in d.notices)))
    return Draft(
        turn=turn,
        new=tuple(new),
        found=found,
        zone=zone_doubt(turn, new, readings),
        newcomers=_newcomers(turn, offered),
    )


def _newcomers(turn: Turn, offered: Sequence[str]) -> tuple[Member, ...]:
    """Return whom a message made members of a group, those aside whom their platform knows."""
    said = [match for action in offered if (match := NOT_FORM.fullmatch(action))]
    ids = [new.id for new in turn.newcomers if new.external_id is None]
    ids += [uuid.UUID(match[2]) for match in said]
    return tuple(member for member in turn.who.active if member.id in ids)
