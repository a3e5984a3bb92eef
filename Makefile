# One command each to run, test, check and measure. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
UV ?= uv
# Passed on to pytest or to the benchmarks: make test ARGS="-k anki"
ARGS ?=
# What each fuzzing target gets at most.
COUNT ?= 10000
SECONDS ?= 60

VENV := .venv
BIN := $(VENV)/bin

# Installing pip's own news about itself is nobody's concern here.
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test browser readers postgresql redis setup setup-dev lint fuzz bench audit licences sbom lock translations clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

run: setup ## set up, make a quiz and an Anki deck from seeds/, and serve the quiz (PORT=8000)
	@mkdir -p build
	@sets=; \
	for article in seeds/*.txt; do \
	  set="build/$$(basename "$$article" .txt)"; \
	  $(BIN)/quizgen generate "$$article" -o "$$set.json" || exit 1; \
	  $(BIN)/quizgen export "$$set.json" --format apkg -o "$$set.apkg" || exit 1; \
	  sets="$$sets $$set.json"; \
	done; \
	exec $(BIN)/quizgen serve $$sets --port $(PORT)

test: setup-dev browser readers postgresql redis ## set up, and run all tests
	@$(BIN)/python -m pytest $(ARGS)

setup: $(VENV)/.installed ## make .venv with the quizgen command in it

setup-dev: $(VENV)/.installed-dev

# The venv module comes in a package of its own on Debian, without which ensurepip is missing.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "quizgen needs Python 3.11 or newer, and $(PYTHON) is none:" \
	    "install it, or name it with PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  .ci/install "python$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# Hashes for what is downloaded, and nothing downloaded for what is built here.
$(VENV)/.installed: $(VENV)/.made requirements.txt pyproject.toml
	@echo "Installing quizgen and what it needs into $(VENV): a few hundred MB, once" >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@echo "Installing what the tests need into $(VENV)" >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# The one place that sets up a browser. Without one its tests are skipped, and under CI they fail.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  command -v google-chrome >/dev/null || .ci/install chromium || true

# Readers of exported files that are no Python packages, by their lock file's hashes. Without them
# their tests are skipped, and under CI they fail.
READERS := tests/npm/node_modules/.package-lock.json

readers:
	@command -v npm >/dev/null || .ci/install nodejs npm || true
	@command -v pdftoppm >/dev/null || .ci/install poppler-utils || true
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(READERS) || true; fi

$(READERS): tests/npm/package-lock.json
	@npm ci --prefix tests/npm --ignore-scripts --no-audit --no-fund --silent
	@touch $@

redis:
	@command -v redis-server >/dev/null || .ci/install redis-server || true

# Debian keeps its programs off the path, one folder a version.
postgresql:
	@command -v pg_ctl >/dev/null || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || \
	  .ci/install postgresql || true

fuzz: setup-dev ## try odd inputs: make fuzz COUNT=10000 SECONDS=60 (each target), ARGS="facts"
	@nice $(BIN)/python -m tests.fuzz --count $(COUNT) --seconds $(SECONDS) $(ARGS)

lint: setup-dev ## check style and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: setup-dev ## measure speed against the bare parser
	@$(BIN)/python -m tests.benchmarks $(ARGS)

audit: setup-dev ## ask the package index what is known to be wrong with what is locked
	@$(BIN)/python -m tests.dependencies audit

licences: setup-dev ## list the licences of all that quizgen depends on, and check them
	@$(BIN)/python -m tests.dependencies licences

sbom: setup-dev ## write the bill of materials to build/sbom.json, in CycloneDX
	@$(BIN)/python -m tests.dependencies sbom build/sbom.json

lock: export UV_CUSTOM_COMPILE_COMMAND := make lock
lock: ## lock the dependencies of pyproject.toml anew (needs uv)
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  pyproject.toml --group build -o requirements.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  pyproject.toml --group build --group dev -c requirements.txt -o requirements-dev.txt

translations: setup-dev ## bring the site's catalogues up to date with its templates
	@cd web && ../$(BIN)/pybabel -q extract -F translations/babel.cfg -k lazy_gettext --no-location \
	  --omit-header --sort-output -o translations/messages.pot .
	@cd web && ../$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	  -i translations/messages.pot -d translations
	@rm web/translations/messages.pot
	@cd web && ../$(BIN)/pybabel -q compile -d translations

clean: ## remove what was made here, but for the site's database in instance/
	rm -rf $(VENV) tests/npm/node_modules build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
