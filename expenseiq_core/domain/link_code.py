"""The code with which two accounts of one person become one, as it is typed and shown.

Eight characters that are not taken for one another. Letters and digits take turns at least three
times: no amount with its currency looks like that, so `link 23456czk` stays an expense.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0 and O, 1, I and L, and U, which is read as V."""
LENGTH: Final = 8
_TURNS: Final = 3
_FORM: Final = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def is_code(text: str) -> bool:
    """Whether a text is a code as it is kept: large letters, no dash."""
    turns = sum(a.isdigit() != b.isdigit() for a, b in pairwise(text))
    return _FORM.fullmatch(text) is not None and turns >= _TURNS


def typed(text: str) -> str | None:
    """Return the code that somebody typed, in any case, with or without dash or space."""
    bare = re.sub(r"[\s\u2010-\u2015-]+", "", text).upper()
    return bare if is_code(bare) else None


def shown(code: str) -> str:
    """Return a code as it is read out: K7Q2-M9XD."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
