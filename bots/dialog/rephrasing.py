"""Other ways of saying a command: `set food budget to 200` is `budget food 200`.

A table of whole texts. What a rule makes of a text is only tried: a command must claim it, or else
the text stays what it was, an expense perhaps. A rule whose text may hold an amount must therefore
lead to a command that claims nothing but its own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHOW = r"(?:please )?(?:show|see|view|display|give|open)(?: me)?(?: (?:my|the|all))*"
_CADENCE = "daily|weekly|monthly|yearly"
_SET = r"(?:(?:set|add|new|create|make|change|update|edit)(?: up)?(?: (?:a|an|my|the))? )"
_END = r"(?:delete|remove|close|cancel|end|stop|drop)"
_FIELD = r"amount|price|date|day|category|description|note|payment|currency"
_LAST_ONE = r"(?:the |my )?last(?: (?:one|entry|expense|thing))|(?:it|that|this)(?: one)?"
_ALL_OF_IT = (
    r"(?:me|everything|all|account)|(?:all )?(?:of )?(?:my |the )?(?:data|account|entries|expenses)"
)

_WHO = r"(?P<rest>@?[^\W\d_]+(?: [^\W\d_]+)?)"
_SELF = r"(?:i|we|you|he|she|they|everyone|everybody)"

_WITHOUT_DIGITS = (
    (
        rf"(?:how much|what) (?:do|did) {_SELF} (?:still )?owe(?: (?:you|them|everyone|in total))?",
        "balance",
    ),
    (rf"(?:how much|what) (?:do|did) i (?:still )?owe (?:to )?{_WHO}", r"balance with \g<rest>"),
    (
        rf"(?:how much|what) does (?!any|every){_WHO} (?:still )?owe(?: (?:me|us))?",
        r"balance with \g<rest>",
    ),
    (rf"(?:do i|does {_WHO}) (?:still )?owe (?:me|us|anything|anyone|anybody|money)", "balance"),
    (
        r"who(?: (?:still|else))? owes(?: (?:me|us|money|how much|anything))+|what is owed",
        "balance",
    ),
    (r"(?:am i|are we)(?: all)? (?:even|square|settled)", "balance"),
    (r"who is (?:here|in|in it|in this|in the group)|who takes part", "members"),
    (r"help (?:me|please)|(?:the )?(?:menu|commands|instructions|manual|faq|info)", "help"),
    ("hilfe|ajuda|aide|ayuda|aiuto|hulp|pomoc|помощь|ヘルプ|帮助|도움말", "help"),
    (r"what (?:can|do) (?:you|i) do(?: here)?|what else(?: can you do)?", "help"),
    (
        r"how (?:does (?:this|it) work|do (?:i|you) (?:use (?:this|you)|work)|to use(?: this)?)",
        "help",
    ),
    (r"who are you|what (?:are you|is this)", "start"),
    (rf"(?:delete|erase|forget|remove|wipe|clear|reset) (?:{_ALL_OF_IT})", "forget me"),
    (r"forget|(?:delete|erase|wipe|reset)(?: it)? all", "forget me"),
    (
        r"(?:export|download|save)(?: (?:as|to|my|all|the|csv|data|file|excel|everything))+",
        "export",
    ),
    (r"download|csv|excel|backup", "export"),
    (r"(?:same|repeat|again|log)(?: (?:again|last|that|it|once more|the last one))+", "again"),
    (r"once more|same", "again"),
    (rf"(delete|remove) (?:{_LAST_ONE})", "delete last"),
    (rf"(undo|redo) (?:{_LAST_ONE})", r"\1"),
    (r"take (?:it|that) back|revert|go back", "undo"),
    (r"(?:exchange )?rates", "rate"),
    (r"tag|all tags|my tags", "tags"),
    (r"category list|list (?:of )?categories|(?:my|all) categories", "categories"),
    (r"(?:my|all|list(?: of)?|list (?:my|all)) budgets?", "budgets"),
    (r"budgets? (?:status|list|show|overview)", "budgets"),
    (r"dashboard|overview|status", "home"),
    (r"(?:my |all )?(?:expenses|entries|spendings?|transactions)", "list"),
    (r"(?:the )?last (?:one|entry|entries|expenses?)|last|latest|recent", "list"),
    (r"daily (?:report|summary|stats)", "report today"),
    (r"(week|month|year)ly (?:report|summary|stats)", r"report this \1"),
    (r"(?:stats|statistics|summary|reports)(?: (?:for|of))?(?P<rest> .+)?", r"report\g<rest>"),
    (r"(?P<rest>.+?)(?:'s)? (?:report|summary|stats|statistics)", r"report \g<rest>"),
    (
        (
            r"(?:total|totals|sum|spent|how much)(?: (?:spent|spend))?"
            r"(?P<rest> (?!(?:do|does|did|has|will|can|should) ).+?)?"
        ),
        r"how much spent\g<rest>",
    ),
    (rf"{_SHOW} (?P<rest>.+)", r"\g<rest>"),
    (rf"{_SHOW} (?P<rest>.+)", r"list \g<rest>"),
    (_SHOW, "list"),
    (r"(?P<rest>.+)", r"report \g<rest>"),
)
"""Texts in which no amount can be: nothing of them could have been an expense."""

_ANY = (
    (
        rf"{_SHOW} (?P<rest>(?:report|list|budget|history|left|search)\b.*)",
        r"\g<rest>",
    ),
    (rf"(?:{_SHOW} )?(?:the )?(?P<rest>last \d+)(?: (?:entries|expenses))?", r"list \g<rest>"),
    (rf"(?:{_SHOW} )?(?:entry )?(?P<rest>#\d+)", r"edit \g<rest>"),
    (
        (
            rf"(?:edit|change|set|correct|fix)(?: the)? (?P<what>{_FIELD}) (?:of|for|on)(?: entry)?"
            r" #?(?P<no>\d+) (?:to |= ?)?(?P<rest>.+)"
        ),
        r"edit #\g<no> \g<what> \g<rest>",
    ),
    (
        (
            rf"(?:edit|change|set|correct|fix)(?: the)? (?P<what>{_FIELD}) (?:of|for|on)(?: the)?"
            r" last(?: (?:one|entry))? (?:to |= ?)?(?P<rest>.+)"
        ),
        r"edit last \g<what> \g<rest>",
    ),
    (
        rf"{_SET}?(?P<when>{_CADENCE}) budget(?: (?:of|for))?:? (?P<rest>.+)",
        r"budget \g<rest> \g<when>",
    ),
    (
        rf"{_SET}?(?P<when>{_CADENCE}) (?P<what>.+) budget(?: (?:of|to|is|=)|:)? (?P<rest>.+)",
        r"budget \g<what> \g<rest> \g<when>",
    ),
    (rf"{_SET}budgets?(?: (?:of|for))?:? (?P<rest>.+)", r"budget \g<rest>"),
    (
        rf"{_SET}?(?P<what>.+) budget(?: (?:of|to|is|=)|:)? (?P<rest>.+)",
        r"budget \g<what> \g<rest>",
    ),
    (rf"{_END} (?:the |my )?budget(?: (?:of|for))? (?P<what>.+)", r"budget \g<what> off"),
    (rf"{_END} (?:the |my )?(?P<what>.+) budget", r"budget \g<what> off"),
    (rf"budget {_END}(?: (?:of|for))? (?P<what>.+)", r"budget \g<what> off"),
    (rf"budget (?P<what>.+) {_END}", r"budget \g<what> off"),
    (
        r"category (?P<verb>emoji|colou?r|alias|kind) (?P<what>\S+) (?P<rest>\S+)",
        r"category \g<what> \g<verb> \g<rest>",
    ),
)
"""Texts that may hold an amount, or a name that holds a digit."""

_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), made, free)
    for rules, free in ((_WITHOUT_DIGITS, False), (_ANY, True))
    for pattern, made in rules
)
_ASKED = frozenset(
    "balance balances who-owes members settle group groups report list left budget budgets home"
    " categories tags".split()
)
"""Commands that only show something: `balance?` is one of them."""
_LONGEST = 80
_BUDGET = re.compile(r"\bbudget\b", re.IGNORECASE)


def rephrased(text: str) -> Iterator[str]:
    """Yield what a text may be another way of saying, the likeliest first."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return
    asked = text.rstrip(" ?!.")
    digits = any(c.isdecimal() for c in asked)
    if asked != text and asked.casefold() in _ASKED:
        yield asked
    for pattern, made, free in _RULES:
        match = pattern.fullmatch(asked) if free or not digits else None
        if match is not None:
            yield _tidied(match.expand(made))
    if _BUDGET.match(asked) and (tidied := _tidied(asked)) != asked:
        yield tidied


def _tidied(text: str) -> str:
    """Return `budget food 200 per month` for `budget food: 200/month`."""
    text = " ".join(text.split())
    if not _BUDGET.match(text):
        return text
    text = re.sub(r"\s*[:=]\s*|\s+(?:to|of)\s+(?=\S*\d)|(?<=budget) of\s+", " ", text)
    return re.sub(r"(?<=\d)\s*/\s*(day|week|month|year)\b", r" per \1", text, flags=re.IGNORECASE)
