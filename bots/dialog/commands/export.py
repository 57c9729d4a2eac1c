"""`export 2026 #work`: entries as a CSV file."""

from __future__ import annotations

from bots.dialog import figures, wording
from bots.dialog.command import Command
from bots.dialog.filters import Wanted, read
from bots.dialog.messages import Answer, Attachment, line
from bots.dialog.turn import Said, Turn
from bots.dialog.typed import typed_period
from expenseiq_core.domain.period import Period
from expenseiq_core.errors import UsageError
from expenseiq_core.parsing.ranges import EVER
from expenseiq_core.services import exporting

_TRY = "Try: export, export 2026, export last month food, or export 2026 #work"


def parse(said: Said) -> Wanted | None:
    """Claim `export` alone or with dates, a category, tags, amounts, a payment method."""
    rest = said.after("export")
    if rest is None:
        return None
    wanted = read(rest, said)
    if wanted.text or wanted.bare_amount:
        if said.slash:
            raise UsageError(_TRY)
        return None
    return wanted


async def handle(turn: Turn, wanted: Wanted) -> Answer:
    """Answer with the file and how many entries are in it."""
    found = await exporting.csv_file(turn.session, turn.who, wanted.filter)
    about = figures.filter_name(turn, wanted)
    if not found.count:
        text = f"Nothing to export: {about}" if about else "Nothing to export yet."
        return Answer(lines=(line(text),), data={"count": 0})
    count = wording.plural(found.count, "entry", "entries")
    # No buttons: an answer with buttons would be kept, and said again without its file.
    return Answer(
        lines=(line(f"{count}: {about}" if about else count),),
        data={"count": found.count},
        file=Attachment(
            name=_file_name(wanted.filter.period), media_type="text/csv", content=found.content
        ),
    )


def _file_name(period: Period | None) -> str:
    if period is None or period == EVER:
        return "expenses.csv"
    return f"expenses-{typed_period(period).replace(' ', '-').replace('..', '-to-')}.csv"


COMMAND = Command(
    name="export",
    parse=parse,
    handle=handle,
    summary="your entries as a file",
    usage=(
        "export: everything, as a CSV file for any spreadsheet\n"
        "export 2026, export last month food, export 2026 #work\n"
        "Text that looks like a formula gets a ' in front."
    ),
    left_may=True,
)
