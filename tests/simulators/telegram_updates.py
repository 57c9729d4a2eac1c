"""The queue of updates and getUpdates (facts 1, 2, 3, 7 and 8)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.simulators.telegram_refusals import Refusal, nonsense
from tests.simulators.telegram_timings import Clock, Timings

JSON = dict[str, Any]

KINDS = frozenset(
    """message edited_message channel_post edited_channel_post business_connection
    business_message edited_business_message deleted_business_messages guest_message
    message_reaction message_reaction_count inline_query chosen_inline_result callback_query
    shipping_query pre_checkout_query purchased_paid_media poll poll_answer my_chat_member
    chat_member chat_join_request chat_boost removed_chat_boost managed_bot""".split()
)
USUAL = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(kw_only=True)
class Queued:
    """An update that was not confirmed yet; `lane` is the webhook's queue (fact 4)."""

    id: int
    body: JSON
    lane: int
    expires: float
    again: bool = False


class Updates:
    """What happened and was not confirmed by the bot."""

    def __init__(self, clock: Clock, timings: Timings) -> None:
        self.clock = clock
        self.timings = timings
        self.pending: dict[int, Queued] = {}
        self.past: dict[int, Queued] = {}
        self.allowed = USUAL
        self.next_id = 700_000_001
        self.webhook_set = False
        self.on_new: Callable[[int], None] = lambda _lane: None
        self._poll: asyncio.Future[None] | None = None
        self._last_offset: int | None = None
        self._last_asked = 0.0
        self._next_conflict = 0.0

    def allow(self, kinds: list[str] | None) -> None:
        """Fact 8: left out, the former setting stays; empty, the usual ones come."""
        if kinds is None:
            return
        if unknown := set(kinds) - KINDS:
            raise nonsense(f"allowed_updates: there is no {min(unknown)}")
        self.allowed = frozenset(kinds) or USUAL

    def add(self, kind: str, content: JSON, *, lane: int, life: float) -> int | None:
        """Queue an update unless its kind is not wanted; its id."""
        if kind not in self.allowed:
            return None
        return self.add_raw({kind: content}, lane=lane, life=life)

    def add_raw(self, body: JSON, *, lane: int, life: float) -> int:
        """Queue anything, however malformed; its id."""
        update_id = body.get("update_id", self.next_id)
        queued = Queued(
            id=update_id,
            body={"update_id": update_id, **body},
            lane=lane,
            expires=self.clock.now() + life,
        )
        self.next_id = max(self.next_id, update_id + 1)
        self.past[update_id] = self.pending[update_id] = queued
        self._wake(lane)
        return int(update_id)

    def again(self, update_id: int) -> None:
        """Hand an update out once more, as after a lost confirmation."""
        queued = self.past[update_id]
        queued.again = True
        self.pending[update_id] = queued
        self._wake(queued.lane)

    async def get(self, *, offset: int = 0, limit: int = 100, timeout: int = 0) -> list[JSON]:  # noqa: ASYNC109 - the API's own word
        """The answer of getUpdates."""
        if self.webhook_set:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use"
                " deleteWebhook to delete the webhook first",
            )
        limit = min(max(limit, 1), 100)
        wait = min(max(timeout, 0), self.timings.long_poll_most)
        if offset == self._last_offset:
            since = self.clock.now() - self._last_asked
            if wait < self.timings.same_offset_wait and since < self.timings.same_offset_within:
                wait = self.timings.same_offset_wait
            if since < self.timings.hurried_within:
                limit = 1
        self._last_offset, self._last_asked = offset, self.clock.now()
        self._confirm(offset)
        batch = self._batch(offset, limit)
        if batch or not wait:
            return batch
        await self._wait(wait)
        return self._batch(offset, limit)

    def end_poll(self, why: str | None = None) -> None:
        """Answer the one who waits: with 409 and a reason, or with what there is."""
        poll, self._poll = self._poll, None
        if poll is None or poll.done():
            return
        if why is None:
            poll.set_result(None)
        else:
            poll.set_exception(Refusal(409, f"Conflict: terminated by {why}"))

    def drop_all(self) -> None:
        self.pending.clear()

    def drop_expired(self) -> None:
        """Fact 3: what nobody fetched in time is gone."""
        now = self.clock.now()
        for queued in [each for each in self.pending.values() if each.expires < now]:
            del self.pending[queued.id]

    def _confirm(self, offset: int) -> None:
        """Fact 1: everything below the offset is gone for good."""
        self.drop_expired()
        if offset < 0:
            for update_id in sorted(self.pending)[:offset]:
                del self.pending[update_id]
        elif offset <= self.next_id:  # an offset that was never given out means nothing
            for queued in [each for each in self.pending.values() if each.id < offset]:
                if not queued.again:
                    del self.pending[queued.id]

    def _batch(self, offset: int, limit: int) -> list[JSON]:
        self.drop_expired()
        lowest = offset if 0 < offset <= self.next_id else 0
        waiting = sorted(self.pending.values(), key=lambda queued: queued.id)
        batch = [each for each in waiting if each.again or each.id >= lowest]
        for queued in batch[:limit]:
            queued.again = False
        return [queued.body for queued in batch[:limit]]

    async def _wait(self, seconds: float) -> None:
        """Wait for an update; the one who waited before is sent away (fact 2)."""
        self.end_poll("other getUpdates request; make sure that only one bot instance is running")
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, seconds)
        except TimeoutError:
            pass
        except Refusal:
            late = self.clock.now() < self._next_conflict
            self._next_conflict = self.clock.now() + self.timings.conflict_pause
            if late:
                await asyncio.sleep(self.timings.conflict_pause)
            raise
        finally:
            if self._poll is poll:
                self._poll = None

    def _wake(self, lane: int) -> None:
        self.end_poll()
        self.on_new(lane)
