# The front door. Needs make and Python 3.11 or later; everything else comes into this folder.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
RUN := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint format bench lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | awk -F ':.*## ' '{ printf "  make %-9s %s\n", $$1, $$2 }'

setup: ## make .venv and nothing else
	@"$(PYTHON)" bootstrap.py demo

demo: setup ## the whole system with a fictional country (PORT=8000)
	@exec .venv/bin/kawal up

test: ## everything CI runs: format, lint, types, contracts, migrations, tests, browser
	@"$(PYTHON)" bootstrap.py dev
	@$(RUN) tests/everything.py

check: ## the same without the browser and the slow tests
	@"$(PYTHON)" bootstrap.py dev
	@$(RUN) tests/everything.py --quick

lint: ## format, lint, types and contracts only
	@"$(PYTHON)" bootstrap.py dev
	@$(RUN) tests/everything.py --lint

format: ## put every file into house format
	@"$(PYTHON)" bootstrap.py dev
	@$(RUN) -m ruff check --fix --quiet . ; $(RUN) -m ruff format .

bench: ## measure what the promises name
	@"$(PYTHON)" bootstrap.py dev
	@$(RUN) -m benchmarks

lock: ## resolve the digest locks in requirements/ again
	@"$(PYTHON)" bootstrap.py dev
	@$(RUN) requirements/lock.py

clean: ## remove the environments and the tests' instance; the demo's data stays
	@rm -rf .venv .tools .kawal-test .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
