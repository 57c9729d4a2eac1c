"""A message that set up a recurring entry, edited or deleted later: the dates to come change."""

from __future__ import annotations

from dataclasses import replace

from bots.dialog import repeating, series_changes, series_shown, series_text, setting_up
from bots.dialog.commands import expense
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.parsing.reading import Message, Reading
from expenseiq_core.services import recurring
from expenseiq_core.services.chats import EarlierTurn
from expenseiq_core.services.recurring import Series
from expenseiq_core.services.recurring_state import State


async def changed(turn: Turn, earlier: EarlierTurn) -> Answer:
    """Change a recurring entry of which nothing was recorded yet, as its message reads now."""
    series = await recurring.of_turn(turn.session, turn.who.ledger_id, earlier.id)
    if series is None:
        return series_changes.SILENCE
    old = expense.reread(turn, earlier.said or "").first
    message = expense.reread(turn, turn.incoming.text)
    new = message.first
    if len(message.readings) > 1 or new.recurring is None or new.amount is None:
        rows = [
            "That does not say how often, so it stays as it is.",
            series_text.when(turn, series),
        ]
        stop = Button(label="Stop it", action=f"recurring stop {series.no}")
        return Answer(lines=tuple(map(line, rows)), rows=((stop,),), wrote=True)
    state = await _state(turn, series, old, new)
    await turn.let_in()
    series = await series_changes.store(turn, series, state)
    what = series_text.what(turn, series.template)
    return series_shown.said(turn, series, what, undo=True, wrote=True)


async def with_entry(
    turn: Turn, answer: Answer, earlier: EarlierTurn, old: Message, new: Message
) -> Answer:
    """Change what comes after an entry as its edited message reads now."""
    reading = new.first
    if len(new.readings) > 1 or (reading.recurring is None and old.first.recurring is None):
        return answer
    series = await recurring.of_turn(turn.session, turn.who.ledger_id, earlier.id)
    if reading.recurring is None:
        if series is None or series.is_over:
            return answer
        row = f"It goes on coming back. To stop that: recurring stop {series.no}"
        return replace(answer, lines=(*answer.lines, line(row)))
    setting_up.check(reading)
    if series is None:
        content, _ = await expense.content_of(turn, reading, odd_turn=turn.who.odd_turn)
        series = await setting_up.also_later(turn, reading, content, turn_id=earlier.id)
    else:
        state = await _state(turn, series, old.first, reading)
        series = await series_changes.store(turn, series, state)
    data = {**answer.data, "recurring": series_text.data(turn, series)}
    row = series_text.when(turn, series)
    return replace(answer, lines=(*answer.lines, line(row)), data=data, wrote=True)


async def _state(turn: Turn, series: Series, old: Reading, new: Reading) -> State:
    setting_up.check(new)
    content, _ = await expense.content_of(turn, new, odd_turn=turn.who.odd_turn)
    rule = series.state.rule
    if new.recurring != old.recurring or new.date != old.date:
        wanted = setting_up.rule_of(turn, new)
        rule = repeating.after(wanted, turn.today) or wanted
    return State(
        template=setting_up.template_of(turn, new, content),
        rule=rule,
        paused=series.state.paused,
        stopped=series.state.stopped,
    )


async def deleted(turn: Turn, earlier: EarlierTurn) -> Answer:
    """Let a recurring entry whose message was deleted come back no more."""
    series = await recurring.of_turn(turn.session, turn.who.ledger_id, earlier.id)
    if series is None or series.state.stopped:
        return series_changes.SILENCE
    series = await series_changes.store(turn, series, replace(series.state, stopped=True))
    answer = series_changes.no_more(turn, series, wrote=True)
    return replace(answer, lines=(*answer.lines, line("You deleted its message.")))
