"""Whatever was done in whatever order: undo and redo lead through the very same states."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

State = dict[int, str | None]


@dataclass
class Model:
    """What undo and redo mean: changes by number, the undone ones on a stack."""

    now: State = field(default_factory=dict)
    done: list[tuple[int, State, State]] = field(default_factory=list)
    undone: list[tuple[int, int, State, State]] = field(default_factory=list)
    clock: int = 0

    def change(self, after: State) -> None:
        self.clock += 1
        before = {no: self.now.get(no) for no in after}
        self.done.append((self.clock, before, after))
        self.now |= after

    def undo(self) -> bool:
        if not self.done:
            return False
        self.clock += 1
        made, before, after = self.done.pop()
        self.undone.append((self.clock, made, before, after))
        self.now |= before
        return True

    def redo(self) -> bool:
        if not self.undone:
            return False
        at, made, before, after = self.undone[-1]
        if any(when > at and set(touched) & set(after) for when, _, touched in self.done):
            return False
        self.clock += 1
        self.undone.pop()
        self.done.append((made, before, after))
        self.done.sort(key=lambda change: change[0])
        self.now |= after
        return True


@pytest.mark.parametrize("seed", range(6))
async def test_undo_and_redo_lead_through_the_same_states(says, seed):
    chance, model = random.Random(seed), Model()  # noqa: S311 (a test that can be run again)
    for step in range(30):
        living = [no for no, amount in model.now.items() if amount is not None]
        gone = [no for no, amount in model.now.items() if amount is None]
        deed = chance.choice(["log", "several", "edit", "delete", "restore", "undo", "redo"])
        amount = f"{step + 1}.00"
        new = max(model.now, default=0) + 1
        if deed == "log":
            await says(f"coffee {amount}")
            model.change({new: amount})
        elif deed == "several":
            await says(f"coffee {amount}\ncake {amount}")
            model.change({new: amount, new + 1: amount})
        elif deed == "edit" and living:
            no = chance.choice(living)
            await says(f"edit #{no} {amount}")
            model.change({no: amount})
        elif deed == "delete" and living:
            no = chance.choice(living)
            await says(f"delete #{no}")
            model.change({no: None})
        elif deed == "restore" and gone:
            no = chance.choice(gone)
            answer = await says(f"restore #{no}")
            model.change({no: answer.data["entry"]["amount"]})
        elif deed == "undo":
            assert ("error" not in (await says("undo")).data) == model.undo()
        elif deed == "redo":
            assert ("error" not in (await says("redo")).data) == model.redo()
        assert await _amounts(says, model.now) == model.now


async def _amounts(says, known: State) -> State:
    """What each entry is now, as the dialog tells it."""
    found: State = {}
    for no in known:
        answer = await says(f"edit #{no}")
        entry = answer.data.get("entry")
        found[no] = entry["amount"] if entry else None
    return found
