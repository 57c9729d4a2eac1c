"""The rules of date phrases over classes of words, for every language at once.

`<name:class|class>` captures one symbol, `<class>` matches one, anything else is regex over the
symbols of a text: punctuation stands for itself, `^` and `@END@` are the ends of a line, `(?<!` and
`(?=` look around. At one place the first rule that matches wins, so longer forms stand first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from expenseiq_core.parsing.date_words import NUMBERS, OTHER, Language, Lexeme, Value

PRE: Final = "(?:<prep|the|dprep>{1,4})?"
WEEKDAY: Final = f"(?:<w:wd|wda>\\.?,?{PRE})?"
PERIOD: Final = "(?:<k:lead><u:unit>|<u:unit><k:tail>|<p:period>)"
YEAR_TAIL: Final = (
    f"(?:\\.?,?<of|prep>?(?:<y:year><ypost>?|['’]<yy:yy>)|,?<of|prep|the>{{0,2}}{PERIOD})?<post>?"
)
DAY_WORD: Final = "(?:<t:tens>?<d:ordw>|<d:day|ord>)"
NO_COUNT: Final = "(?!<unit|noun|month|unit1>|[-/:%'’(])"
END: Final = r"(?=[.!?,;)]*(?:\n|\Z))"
START: Final = r"(?:(?<=\n)|(?<![\s\S]))"

RULES: Final[tuple[tuple[str, str], ...]] = (
    ("nothing", "<every><lead>?(?:<num>|<ord|ordw>)?(?:<wd|wda|wdp|pod|unit|unit1|rel>)"),
    ("nothing", "<idiom>"),
    ("text", f"{PRE}{WEEKDAY}<d:day>[-/.]<m:month>\\.?[-/.](?:<y:year>|['’]?<yy:yy>)(?![-/])"),
    ("text", f"{PRE}<y:year>\\.?[-/,]?<m:month>\\.?[-/]?<d:day|ord>(?:\\.|<dpost>)?"),
    ("either", f"{PRE}<d:day><m:month>\\.?<e:day>(?!<month|unit|unit1>|,?<year>|[-/:%]|'<yy>)"),
    ("day_first", (
        f"{PRE}{WEEKDAY}{DAY_WORD}[-.]?<dday>?@OF@{{0,2}}<m:month>"
        f"(?!@MONTH_FIRST@){YEAR_TAIL}(?:,?<w:wd|wda>)?"
    )),
    ("day_first", f"(?:<dprep>{{1,2}}<d:num><of>?|<the>?<d:num><of>)<m:month>{YEAR_TAIL}"),
    ("month_first", (
        f"{PRE}{WEEKDAY}<m:@MONTHS@>[-.]?,?<the|prep>{{0,2}}{DAY_WORD}"
        f"(?:\\.|<dpost|dday>)*{YEAR_TAIL}(?:,?<w:wd|wda>)?"
    )),
    ("numeric", f"{PRE}{WEEKDAY}<n:numdate>(?:\\.|<ypost>)?"),
    ("numeric_on", f"<prep|the>{{0,2}}<dprep|datep>{{1,2}}{WEEKDAY}<n:daymonth>\\.?"),
    ("numeric", f"{PRE}{WEEKDAY}<n:daymonth>\\.?"),
    ("week", f"{PRE}<w:wd|wda>\\.?,?<the|of|prep|dprep>{{0,3}}{PERIOD}"),
    ("week", f"{PRE}{PERIOD},?<the|of|prep|dprep>{{0,3}}<w:wd|wda><pod>?"),
    ("week_ago", f"{PRE}<w:wd|wda>,?(?:<n:num><u:unit><ago_post>|<ago_pre><n:num><u:unit>)"),
    ("beside", f"{PRE}<lead>?<w:wd|wda><k:tail>"),
    ("beside", f"{PRE}<k:lead><prep>?<w:wd|wda>\\.?<prep|the|of>{{0,3}}<pod>?"),
    ("beside", (
        f"{PRE}<w:wd|wda>(?:<prep|the|of>{{0,3}}<pod>)?<of|the|prep>{{0,2}}<k:tail>"
        f"(?:<prep|the|of>{{0,3}}<pod>)?"
    )),
    ("weekday_day", f"{PRE}<w:wd|wda>\\.?,?<prep|the|dprep>{{0,3}}<d:ord>"),
    ("weekday_day", f"{PRE}(?:<w:wd>,?|<w:wd|wda>\\.?,?<dprep>{{1,3}})<d:day>\\.?{NO_COUNT}"),
    ("day_of_period", f"{PRE}<e:edge><of|the|prep>{{0,3}}(?:{PERIOD}|<m:month><of>?<y:year>?)"),
    ("day_of_period", f"{PRE}<d:ord|ordw>\\.?<dday|dpost>?<of|the|prep>{{0,3}}{PERIOD}"),
    ("day_of_period", f"{PRE}<d:day>\\.?<dday|dpost>?<of|the|prep>{{1,3}}{PERIOD}"),
    ("day_of_period", f"{PRE}<d:day>\\.?<dpost><of|the|prep>{{0,3}}{PERIOD}"),
    ("day_of_period", f"{PRE}<dprep><d:day>\\.?{PERIOD}|{PRE}<d:day>\\.{PERIOD}"),
    ("day_of_period", f"{PRE}{PERIOD}<prep|the|dprep>{{0,3}}<d:ord|ordw>\\.?<dpost>?"),
    ("day_of_period", f"{PRE}{PERIOD}(?:<dprep>{{1,3}}<d:day>\\.?|<d:day>\\.?<dpost>)"),
    ("ago", (
        "(?:<prep|ago_open>|<the>)?(?:<n:num><u:unit>|<u:unit1>)<ago_post>"
        "(?:<prep|the>{0,2}<w:wd|wda>)?"
    )),
    ("ago", "<ago_pre>{1,2}(?:<n:num><u:unit>|<u:unit1>)<ago_post>?"),
    ("ago", "<n:num><u:unit_ago>"),
    ("weekdays_ago", "<n:num><w:wdp|wd><ago_post>|<ago_pre><n:num><w:wdp|wd>"),
    ("ahead", "<fut_pre>(?:<n:num><u:unit>|<u:unit1>)|(?:<n:num><u:unit>|<u:unit1>)<fut_post>"),
    ("ago", "<k:rel>,?(?:<n:num><u:unit><ago_post>|<ago_pre><n:num><u:unit>)"),
    ("relative", f"{PRE}<k:rel>(?:<prep|the|of>{{0,3}}<pod>)?"),
    ("relative", f"{PRE}<pod><of|prep|the>{{0,2}}<k:rel>"),
    ("part", f"{PRE}<k:lead><pod>|{PRE}<pod><k:tail>"),
    ("day", "<prep>{1,2}<the>?<d:ord>\\.?(?!<noun|unit|month|unit1>)"),
    ("day", f"<prep>{{1,2}}<the>?<d:ordw>{END}"),
    ("day", "<prep|dprep>{0,2}<d:day|ord>\\.?<dpost>|<prep>{0,2}<d:ordw><dpost>"),
    ("day", "<prep|dprep>{0,2}<d:on_ord>"),
    ("day_weak", (
        f"<the|dprep><d:ord>(?={END}|<number>|<prep>)|{START}<the|dprep><d:ord>(?!<noun"
        f"|unit>)"
    )),
    ("day_weak", f"(?<=@NUMBER@)<d:ord>{END}"),
    ("day", f"<prep>?<dprep>{{1,2}}<d:day>\\.?(?:{END}|(?=<prep>))"),
    ("day_weak", (
        f"<prep>?<dprep>{{1,2}}<d:day>\\.?(?=<number>)"
        f"|{START}<dprep><d:day>\\.?{NO_COUNT}"
    )),
    ("weekday", "<prep|dprep>{1,2}<the>?(?!<word>)<w:wd|wda>\\.?(?:<prep|the|of>{0,3}<pod>)?"),
    ("weekday_weak", "<w:wd>(?:<prep|the|of>{0,3}<pod>)?"),
    ("weekday_weak", (
        f"<w:wda>(?:<pod>|\\.(?!@END@)|(?=<meal>))"
        f"|(?<=@NUMBER@)(?!<word>)<w:wda>{END}"
    )),
    ("weekday_before", (
        rf"(?<=[{OTHER}])<w:wda>\.?(?=<number>{END})|(?<=<meal>)<w:wda>\.?(?=<number>{END})"
    )),
    ("holiday", f"<holprep>?{PRE}(?:<k:lead>)?<h:hol>(?:<of|prep>?<y:year>|<of|prep>?{PERIOD})?"),
    ("holiday", (
        f"(?:<prep|dprep|holprep>{{1,2}}<the>?<k:lead>?|<k:lead>)<h:onhol><k:tail>?(?:<y:year>)?"
        f"(?={END}|<number>)"
    )),
)  # fmt: skip

_PLACE = re.compile(r"<(?:(\w+):)?([a-z0-9_|]+)>")


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched: its name, the symbols it covers and what it captured."""

    rule: str
    first: int
    after: int  # the symbol after the last one
    captured: dict[str, int]  # name -> position of the symbol
    classes: dict[str, tuple[str, ...]]
    lexemes: list[Lexeme]
    symbols: str

    @property
    def numbers(self) -> int:
        """Return how many numbers the whole text has."""
        return sum(map(self.symbols.count, NUMBERS))

    def get(self, name: str) -> Value:
        """Return the value of a captured symbol."""
        values = self.lexemes[self.captured[name]].values
        return next(values[known] for known in self.classes[name] if known in values)

    def number(self, name: str) -> int | None:
        """Return the captured whole number, if the hit has one."""
        return self.need(name) if name in self.captured else None

    def need(self, name: str) -> int:
        """Return the captured whole number that the rule cannot do without."""
        value = self.get(name)
        assert isinstance(value, int), self.rule
        return value

    def period(self) -> tuple[str, int] | None:
        """Return the unit of "last week" and how many of it away that is, if the hit has one."""
        if "p" in self.captured:
            unit, _, away = str(self.get("p")).partition(":")
            return unit, int(away)
        return (str(self.get("u")), self.need("k")) if "u" in self.captured else None


class Grammar:
    """The rules compiled for one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._names: list[str] = []
        self._places: list[list[tuple[str, str, tuple[str, ...]]]] = []
        patterns = []
        unnatural = set() if language.month_first and language.day_first else {"either"}
        if not language.day_first:
            unnatural.add("day_first")
        if language.name != "en":  # elsewhere such short words are others, too: mar, sol, dom
            unnatural.add("weekday_before")
        for name, rule in RULES:
            if name not in unnatural:
                patterns.append(self._compiled(name, rule))
        self._regex = re.compile(f"(?={language.beginnings()})(?:{'|'.join(patterns)})")

    def _compiled(self, name: str, rule: str) -> str:
        number = len(self._names)
        places: list[tuple[str, str, tuple[str, ...]]] = []

        def symbols(match: re.Match[str]) -> str:
            captured, classes = match.groups()
            chars = self._language.symbols_of(classes)
            if captured is None:
                return chars
            group = f"g{number}_{len(places)}"
            places.append((group, captured, tuple(classes.split("|"))))
            return f"(?P<{group}>{chars})"

        rule = rule.replace("@NUMBER@", "[12340]").replace("@END@", r"[.!?]*(?:\n|\Z)")
        # "20 november 5th": where months may lead, a day after the month is the month's.
        ahead = f"\\.?,?<the>?(?:<ord>|<day>,?<year>|<tens>?<ordw>(?:{END}|<number>))"
        rule = rule.replace("@MONTH_FIRST@", ahead if self._language.month_first else "(?!)")
        # "taxi 20 on november 3": no preposition joins a day to the month behind it there.
        rule = rule.replace("@OF@", "<of|the>" if self._language.month_first else "<of|the|prep>")
        rule = rule.replace("@MONTHS@", "month|monthg" if self._language.month_first else "monthg")
        pattern = _PLACE.sub(symbols, rule)
        self._names.append(name)
        self._places.append(places)
        return f"(?P<r{number}>{pattern})"

    def hit(self, symbols: str, lexemes: list[Lexeme], position: int) -> Hit | None:
        """Return the first rule that matches from a position on."""
        match = self._regex.search(symbols, position)
        if match is None:
            return None
        number = int((match.lastgroup or "r0")[1:])
        captured: dict[str, int] = {}
        classes: dict[str, tuple[str, ...]] = {}
        for group, name, known in self._places[number]:
            place = match.start(group)
            if place >= 0:
                captured[name] = place
                classes[name] = known
        name = self._names[number]
        return Hit(name, match.start(), match.end(), captured, classes, lexemes, symbols)


@lru_cache(maxsize=32)
def grammar(name: str) -> tuple[Language, Grammar]:
    """Return a language's words and rules, made on first need."""
    language = Language(name)
    return language, Grammar(language)
