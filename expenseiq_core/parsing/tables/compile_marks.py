"""Compile which locales write decimals with a comma, from the CLDR, into `decimal_marks.py`.

Like `compile_currencies` this runs on a developer's machine, never while a message is read:
`python -c "from expenseiq_core.parsing.tables.compile_marks import write; write()"`
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Final

from babel import Locale
from babel.localedata import locale_identifiers

TARGET: Final = Path(__file__).with_name("decimal_marks.py")


def marks() -> dict[str, str]:
    """Return the decimal mark of every locale that differs from what it belongs to."""
    found: dict[str, str] = {}
    for name in sorted(locale_identifiers(), key=lambda name: (name.count("_"), name)):
        written = Locale.parse(name).number_symbols["latn"]["decimal"]
        mark = "," if written == "," else "."
        parts = name.split("_")
        above = ("_".join(parts[:size]) for size in range(len(parts) - 1, 0, -1))
        if mark != next((found[outer] for outer in above if outer in found), "."):
            found[name] = mark
    return found


def compiled() -> str:
    """Return the source of the table."""
    found = marks()
    comma = " ".join(name for name in sorted(found) if found[name] == ",")
    point = " ".join(name for name in sorted(found) if found[name] == ".")
    return f'''"""Which locales write decimals with a comma, by the CLDR; see `compile_marks`.

A locale that stands in neither list writes as what it belongs to does: `de_AT` as `de`.
"""

from __future__ import annotations

COMMA = """
{textwrap.fill(comma, 98)}
"""

POINT = """
{textwrap.fill(point, 98)}
"""
'''


def write(target: Path = TARGET) -> None:
    """Write the table."""
    target.write_text(compiled(), encoding="utf-8")
