from __future__ import annotations

from bench import turn


def test_pgbench_is_given_a_value_for_all_that_our_two_statements_ask_for():
    assert ":p_" not in turn.script()
