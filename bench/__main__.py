"""`python -m bench [parse|turn|groups|digests|notices|doors]`: measure one thing, or all."""

from __future__ import annotations

import argparse

from bench import digests, doors, groups, notices, parse, turn

parser = argparse.ArgumentParser(prog="bench", description=__doc__)
parser.add_argument(
    "what", nargs="?", choices=["parse", "turn", "groups", "digests", "notices", "doors"]
)
parser.add_argument("--seconds", type=float, default=5, help="for each figure of turn and groups")
parser.add_argument("--rounds", type=int, default=3, help="of doors; their median is shown")
parser.add_argument("--updates", type=int, default=300, help="in each round of doors")
parser.add_argument("--notices", type=int, default=2_000, help="due at once")
parser.add_argument("--minutes", type=float, default=1, help="of 1,500 notices each")
parser.add_argument("--users", type=int, default=10_000, help="of digests")
asked = parser.parse_args()
if asked.what in {None, "parse"}:
    parse.main()
if asked.what in {None, "turn"}:
    turn.main(asked.seconds)
if asked.what in {None, "groups"}:
    groups.main(asked.seconds)
if asked.what in {None, "digests"}:
    digests.main(asked.users)
if asked.what in {None, "notices"}:
    notices.main(asked.notices, asked.minutes)
if asked.what in {None, "doors"}:
    doors.main(asked.rounds, asked.updates)
