"""Guard what was typed: one form for digits, spaces and accents, nothing invisible, bounded size.

Everything after this module sees NFC text with ASCII digits, without zero-width and bidi marks, and
no longer than `MAX_LENGTH`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from expenseiq_core.domain import words

MAX_LENGTH: Final = 10_000
"""Longer messages are refused: nobody types an expense of ten thousand characters."""

_DROPPED: Final = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_DROPPED}\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]+")
# Joiners hold emoji families and Indic or Persian words together; beside digits they only hide.
_STRAY_JOINER = re.compile(r"(?<=[\s0-9.,])[\u200c\u200d]+|[\u200c\u200d]+(?=[\s0-9.,]|$)")
_SPACES = re.compile(r" {2,}")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_FULLWIDTH: Final = str.maketrans("．，⹁＋－％＄＃＠／￥￦￡￠\u3000−﹣＊", ".,,+-%$#@/¥₩£¢ --*")
_SLACK_USER = re.compile(r"<@([A-Z0-9]{1,30})(?:\|[^<>]{0,80})?>")
_SLACK_LINK = re.compile(
    r"<[a-z]{3,8}:[^<>|]{0,2000}\|([^<>]{0,200})>|<([a-z]{3,8}:[^<>|]{0,2000})>"
)
_SLACK_OTHER = re.compile(r"<[!#][^<>|]{0,80}(?:\|([^<>]{0,80}))?>")
_PREFIX = re.compile(r"/(?:add|e|expense|log|spend)(?:@\w{1,64})?(?=\s|$)\s*", re.IGNORECASE)
_CACHED_LENGTH: Final = 40
_STROKES: Final = str.maketrans("łøđıħŧ’ʻʼ`´‘", "lodiht''''''")
_PIECES = re.compile(r"[0-9]+|[^\W\d]+|[^\w\s]")
_SHORT: Final = 300


def pieces(text: str) -> int:
    """Return about how many words and signs a text has; a short one is not worth counting."""
    return 0 if len(text) <= _SHORT else len(_PIECES.findall(text))


def guard(text: str, *, raw: bool) -> str:
    """Return the text as the scan needs it; the caller has checked its length.

    `raw`: it may be as Slack delivers it, and is read as it was typed.
    """
    if not text.isascii():
        text = _unified(text)
    text = _INVISIBLE.sub("", text)
    if raw and ("<" in text or "&" in text):
        text = _without_slack(text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if text.lstrip().startswith("/"):
        text = _PREFIX.sub("", text.lstrip(), count=1)
    return text


def _unified(text: str) -> str:
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_FULLWIDTH)
    text = _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)
    return _STRAY_JOINER.sub("", text)


def _without_slack(text: str) -> str:
    text = _SLACK_USER.sub(r"@\1", text)
    text = _SLACK_LINK.sub(lambda found: found[1] or found[2], text)
    text = _SLACK_OTHER.sub(lambda found: found[1] or "", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def fold(word: str) -> str:
    """Return the word blind to case and accents, as names and tables are keyed."""
    return _folded(word) if len(word) <= _CACHED_LENGTH else words.fold(word)


_folded = lru_cache(maxsize=8192)(words.fold)


def unstroked(word: str) -> str:
    """Return the folded word as typed on a keyboard without its letters: zloty for złoty."""
    return word.translate(_STROKES)
