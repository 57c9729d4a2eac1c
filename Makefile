# `make help` lists what can be made. Needs make and Python 3.11 or newer, nothing else.
# PYTHON=python3.12 chooses the Python; ARGS='...' is passed on to chat, run, test and bench.

IS_NEW := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11 python
VENV_PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help chat run manifest test check soak bench setup setup-test format clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r target what; \
		do printf '%-14s %s\n' "$$target" "$$what"; done

chat: setup ## open a conversation in the terminal (ARGS='--currency EUR'; piped input works)
	@$(VENV_PYTHON) -m app.cli chat $(ARGS)

run: setup ## run every platform whose token is set, in .env or in the environment
	@exec $(VENV_PYTHON) -m app.cli run $(ARGS)

manifest: setup ## print the manifest of the Slack app
	@$(VENV_PYTHON) -m bots.slack.manifest

test: setup-test ## run the whole test suite (ARGS='-k budget')
	@$(VENV_PYTHON) -m pytest -n 4 $(ARGS)

check: setup-test ## format, lint, types, import rules, tests with coverage: what CI runs
	@$(VENV_PYTHON) -m ruff format --check .
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m mypy
	@.venv/bin/lint-imports
	@$(VENV_PYTHON) -m coverage erase
	@$(VENV_PYTHON) -m pytest -n 4 --cov --cov-report= $(ARGS)
	@$(VENV_PYTHON) -m coverage report --skip-covered --fail-under=90 \
		--include='expenseiq_core/*,bots/dialog/*'
	@$(VENV_PYTHON) -m coverage report --skip-covered --fail-under=100 \
		--include='expenseiq_core/domain/*,expenseiq_core/parsing/*'

soak: setup-test ## try the time of each date in every time zone for 40 years (minutes)
	@$(VENV_PYTHON) -m pytest -n 4 $(ARGS) tests/domain/soak_occurrences.py

bench: setup-test ## measure: parsing, turns, and the doors (see bench/README.md)
	@$(VENV_PYTHON) -m bench $(ARGS)

format: setup-test ## format the code, and mend what ruff can mend
	@$(VENV_PYTHON) -m ruff format .
	@$(VENV_PYTHON) -m ruff check --fix .

setup: ## set up .venv to run the program
	@$(call set_up,run)

setup-test: ## set up .venv to run, test and check
	@$(call set_up,test)

clean: ## remove .venv and everything that can be made again (no data)
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache .benchmarks .coverage .coverage.* htmlcov

# Quick where all is as it should be; else with the first Python that is new enough.
set_up = [ -x $(VENV_PYTHON) ] && $(VENV_PYTHON) -I -S .ci/set_up.py ready $(1) 2>/dev/null || { \
	for python in $(PYTHON); do \
		"$$python" -c '$(IS_NEW)' 2>/dev/null && exec "$$python" .ci/set_up.py install $(1); \
	done; \
	echo "ExpenseIQ needs Python 3.11 or newer; none of these is: $(PYTHON)." \
		"Try: make PYTHON=/path/to/python3 ..." >&2; \
	exit 1; }
