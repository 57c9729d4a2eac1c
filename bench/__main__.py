"""`python -m bench [parse|turn] [--seconds 5]`: measure one thing, or all."""

from __future__ import annotations

import argparse

from bench import parse, turn

parser = argparse.ArgumentParser(prog="bench", description=__doc__)
parser.add_argument("what", nargs="?", choices=["parse", "turn"])
parser.add_argument("--seconds", type=float, default=5, help="for each figure of turn")
asked = parser.parse_args()
if asked.what != "turn":
    parse.main()
if asked.what != "parse":
    turn.main(asked.seconds)
