"""Cut a guarded line into tokens with one compiled scan: the only place that looks at characters.

Kinds: `n` number, `w` word, `s` currency symbol (with letters glued before it: `US$`), `p` any
other sign, `@` mention, `#` tag, `x` a thing that is text as a whole (link, e-mail, clock time).
"""

from __future__ import annotations

import re
from typing import Final

from expenseiq_core.parsing.text import fold

_SYMBOLS: Final = "$¢£¤¥৳฿₠-⃏ﷻ﷼"
# Anything but space, digit, sign or emoji makes words: so vowel signs of every script stay in.
_LETTER: Final = (
    r"[^\s0-9!-/:-@\[-`{-¥§¨«¬°±´·¸»¿×÷٪-٬"
    r"।॥৳฿‐-‾⁀-⁯₠-⃏←-⯿、-〿︀-️﷼！-／：-＠"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
_NUMBER: Final = (
    r"[0-9]+(?:[.,'’٫٬،·][0-9]+|[\u00a0\u202f\u2009\u2007][0-9]{3}(?![0-9]))*"
    r"|(?<![^\s$£€¥₹+\-(])[.,٫][0-9]+"
)
_HALVES: Final = r"\s?[ap]m"
_HALVES_AM: Final = r"(?:am|\s?pm)"  # where "am" is a word: "20 am Montag"
_CLOCK: Final = (
    # Clock times: 12:30, 7:30pm, 18h30, and 5pm.
    r"(?P<x>(?=[0-9#*])(?:(?<![0-9:.,])(?:[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?(?:\s?[ap]\.?m\b\.?)?|h[0-9]{2}\b)"
    r"|(?:0?[1-9]|1[0-2])@HALVES@\b)|[0-9#*]\ufe0f?\u20e3))"
)
_PARTS: Final = (
    rf"(?P<n>{_NUMBER})",
    # Currency abbreviations that hold signs.
    r"(?P<s>(?<![^\W0-9_])(?:(?:(?<![0-9])[A-Za-z]{0,3}|(?:[A-Z]{2,3}|[A-JLN-Z])(?=[$£¥])|)["
    + _SYMBOLS
    + r"](?:[A-Z]{1,2}(?![^\W0-9_]))?"
    r"|щ\.д\.|ש[\"״']ח|[SB]/\.?(?=\s?[0-9])|[\u0621-\u064a]\.[\u0621-\u064a](?:\.[\u0621-\u064a])?\.?)"
    r"|[" + _SYMBOLS + r"])",
    rf"(?P<w>{_LETTER}+(?:['’ʻʼ-]{_LETTER}+)*)",
    r"(?P<p>\S)",
)
_RICH: Final = (
    r"(?P<u>https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})",
    # A name may hold signs: @john.doe, @Jean-Luc, @o'neil; but @ana's is Ana's.
    r"(?P<at>(?<![\w.])@[^\W\d]\w{0,63}(?:[.-][^\W\d_]\w{0,40}|['’][^\W\d_]\w{1,40}){0,3})",
    r"(?P<tag>(?<![\w#&])#\w[\w-]{0,79})",
)
_SCANS: Final = {
    (rich, am): re.compile(
        "|".join(
            (
                *(_RICH if rich else ()),
                _CLOCK.replace("@HALVES@", _HALVES_AM if am else _HALVES),
                *_PARTS,
            )
        )
    )
    for rich in (False, True)
    for am in (False, True)
}
_AM_IS_A_WORD: Final = ("de", "lb", "gsw", "nds", "ro", "cy", "ga", "gd")
_KINDS: Final = {"u": "x", "at": "@", "tag": "#"}


class Token:
    """One token: what it is, what was typed, where, and its folded form."""

    __slots__ = ("end", "folded", "kind", "start", "text")

    def __init__(self, kind: str, text: str, start: int, end: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.folded = fold(text) if kind == "w" else text


def scan(text: str, locale: str) -> list[Token]:
    """Return the tokens of a line, in order, without spaces."""
    rich = "@" in text or "#" in text or "://" in text or "www." in text
    tokens = []
    for found in _SCANS[rich, locale.startswith(_AM_IS_A_WORD)].finditer(text):
        kind = found.lastgroup
        assert kind is not None, "every alternative of the scan is named"
        tokens.append(Token(_KINDS.get(kind, kind), found[0], found.start(), found.end()))
    return tokens
