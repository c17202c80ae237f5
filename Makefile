# Everything runs from .venv, installed from the lock files with their hashes checked.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check chaos setup dev bench pictures company lock clean

demo: setup ## run a morning on the demo company and open it in a browser that behaves like Slack
	$(BIN)/collections demo

test: dev ## set up and run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal

check: dev ## what CI holds the code to: style, types, import contract, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist worksteal

# So many strikes of each kind.
N ?= 30

chaos: dev ## kill, freeze and cut off the copilot all through a day, and count at the receiving servers
	$(BIN)/python -m tests.chaos $(N)

setup: .venv/.runtime ## leave .venv/bin/collections ready

dev: .venv/.dev ## the same plus what the tests and checks need

bench: dev ## measure the parts that grow with the ledger, as ratios in one run
	$(BIN)/python -m tests.bench

pictures: dev ## take the pictures of docs/gallery.md anew, and write it (needs Chromium)
	$(BIN)/python -m tests.journeys.pictures

company: dev ## write the demo company's exports and its page anew
	$(BIN)/python -m tools.demo_company write

lock: ## write the lock files anew (needs uv on the PATH)
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.runtime: .venv/bin/python requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

clean: ## remove the virtual environment and what the demo wrote
	rm -rf .venv var
