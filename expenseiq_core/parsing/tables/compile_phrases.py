"""Compile the full names of all currencies, language by language, into `currency_phrases.py`.

`Kuwaiti dinars`, `dinari kuweitieni`: as the CLDR inflects them, cut as messages are cut. Like
`compile_currencies` this runs on a developer's machine, never while a message is read:
`python -c "from expenseiq_core.parsing.tables.compile_phrases import write; write()"`
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

from babel import Locale

from expenseiq_core.domain.currencies import CODES
from expenseiq_core.parsing.tables.compile_currencies import COMMON, LANGUAGES, names_of
from expenseiq_core.parsing.text import guard
from expenseiq_core.parsing.tokens import scan

SOURCES: Final = tuple(
    """
    en,en_GB,en_AU de,de_CH es,es_MX,es_419 fr,fr_CA pt,pt_PT it nl sv da nb nn fi pl cs sk hu ro
    bg ru uk be tr el he ar fa hi bn id ms vi th zh,zh_Hant,zh_Hant_HK ja ko ca hr sr,sr_Latn bs mk
    sl sq ur ka kk uz az is lt lv et mn hy eu gl af sw fil ga cy lb ky tk ta te ml mr gu pa kn or as
    ne si km lo my am so zu
    """.split()
)
"""Locales whose names are put together, named after the first."""
TARGET: Final = Path(__file__).with_name("currency_phrases.py")
_SHORTEST: Final = 4
_PLACES: Final = frozenset({"afrika"})
_OWN_NOUNS: Final = frozenset(LANGUAGES)  # their nouns stand in `currency_names`


def form(name: str) -> str:
    """Return a name as the tokens of a message spell it."""
    return " ".join(token.folded for token in scan(guard(name, raw=False), "en"))


def _place_of_nouns(locale: Locale) -> int:
    """Return 0 if the noun leads in names, -1 if it stands last: nouns are few and places many."""
    names = [form(locale.currencies.get(code, "")).split() for code in sorted(CODES)]
    several = [words for words in names if len(words) > 1]
    return min((0, -1), key=lambda place: len({words[place] for words in several}))


def phrases(source: str) -> dict[str, set[str]]:
    """Return the folded names, and nouns alone, with the currencies they may mean."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    nouns: defaultdict[str, set[str]] = defaultdict(set)
    for locale in map(Locale.parse, source.split(",")):
        place = _place_of_nouns(locale)
        for code in CODES:
            for name in names_of(locale, code):
                words = form(name).split()
                found[" ".join(words)].add(code)
                if locale.language == "fr" and words[0] == "dinar":  # CLDR: "dinar koweïtiens"
                    found[" ".join(["dinars", *words[1:]])].add(code)
                if len(words) > 1:
                    nouns[words[place]].add(code)
    if source not in _OWN_NOUNS:
        for noun, codes in nouns.items():
            # Of one currency it may be a place.
            if len(noun) >= _SHORTEST and len(codes) > 1 and noun not in _PLACES:
                found[noun] |= codes
    return {
        name: codes
        for name, codes in found.items()
        if not name.isascii() or len(name) >= _SHORTEST or " " in name
    }


def compiled() -> str:
    """Return the source of the table."""
    sections = []
    for source in SOURCES:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name, codes in phrases(source).items():
            ordered = sorted(codes, key=lambda c: (COMMON.index(c) if c in COMMON else 999, c))
            groups["/".join(ordered)].append(name)
        rows = "\n".join(
            f"{codes}:{'|'.join(sorted(groups[codes]))}".replace(" ", "_")
            for codes in sorted(groups)
        )
        sections.append(f'    "{source.partition(",")[0]}": """\n{rows}\n""",\n')
    return f'''"""The full names of currencies by language, by the CLDR; see `compile_phrases`.

Each row: the currencies that names may mean, a colon, the names with `_` for a space.
"""

from __future__ import annotations

PHRASES = {{
{"".join(sections)}}}
'''


def write(target: Path = TARGET) -> None:
    """Write the table."""
    target.write_text(compiled(), encoding="utf-8")
