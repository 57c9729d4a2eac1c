"""Compile the names of months and weekdays of every language into `names.py`.

`python -m expenseiq_core.parsing.tables.dates.generate`

The sources are dateparser's locale data and Babel's (CLDR's) format and stand-alone names; what is
compiled is checked in, so that the running parser imports neither.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel import Locale

from expenseiq_core.parsing.tables.dates import names
from expenseiq_core.parsing.text import fold, unstroked

OWN = "en de es fr it pt nl pl ru uk sv da nb fi cs ro tr hu".split()
"""Languages with phrases of their own beside this module."""
BORROWED = "af bg ca el et eu gl hr id is lt lv ms sk sl sq sr".split()
"""Languages of which only known words are kept: dateparser reads the phrase around them."""
MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
DAYS = ("0 day ago", "1 day ago", "2 day ago", "in 1 day", "in 2 day")

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_HEAD = '''"""Names of months and weekdays: made by `generate`, do not edit."""

from __future__ import annotations

from typing import Final
'''


def _words(names: Iterable[str]) -> str:
    """Return the names that are one word, folded, without abbreviation dots."""
    folded = (unstroked(fold(name)).strip(". ") for name in names)
    return " ".join(sorted({name for name in folded if _WORD.fullmatch(name) and len(name) > 1}))


def _dateparser(language: str) -> Mapping[str, list[str]]:
    module = importlib.import_module(f"dateparser.data.date_translation_data.{language}")
    info: dict[str, list[str]] = module.info
    return info


def _cldr(language: str, what: str, key: int) -> list[str]:
    names = getattr(Locale.parse(language), what)
    return [
        names[context][width][key]
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    ]


def names_of(language: str) -> tuple[list[str], list[str]]:
    """Return the words of the twelve months and of the seven weekdays, Monday first."""
    info = _dateparser(language)
    months = [_words(info[name] + _cldr(language, "months", n)) for n, name in enumerate(MONTHS, 1)]
    weekdays = [_words(info[name] + _cldr(language, "days", n)) for n, name in enumerate(WEEKDAYS)]
    return months, weekdays


def known_words(language: str) -> tuple[str, str]:
    """Return the long words of months, and of weekdays and days, in a language without phrases."""
    info = _dateparser(language)
    relative: Mapping[str, list[str]] = info["relative-type"]  # type: ignore[assignment]
    months = [name for key in MONTHS for name in info[key] if len(name) > 3]
    weekdays = [name for key in WEEKDAYS for name in info[key] if len(name) > 4]
    return _words(months), _words(
        weekdays + [name for key in DAYS for name in relative.get(key, [])]
    )


def compiled() -> str:
    """Return the text of `names.py`."""
    lines = [_HEAD]
    for title, position in (("MONTHS", 0), ("WEEKDAYS", 1)):
        lines.append(f"\n{title}: Final[dict[str, tuple[str, ...]]] = {{\n")
        for language in OWN:
            lines.append(f'    "{language}": (\n')
            lines += [f'        "{names}",\n' for names in names_of(language)[position]]
            lines.append("    ),\n")
        lines.append("}\n")
    lines.append("\nKNOWN: Final[dict[str, tuple[str, str]]] = {\n")
    for language in BORROWED:
        lines.append(f'    "{language}": (\n')
        for known in known_words(language):
            words = known.split()
            rows = [" ".join(words[n : n + 6]) for n in range(0, len(words), 6)]
            text = "\n".join(rows)
            lines.append(f'        """{text}""",\n')
        lines.append("    ),\n")
    return "".join(lines) + "}\n"


if __name__ == "__main__":  # pragma: no cover
    Path(names.__file__).write_text(compiled(), encoding="utf-8")
