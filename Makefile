# Two commands: `make demo` and `make test`. Both need only Python 3.11 or newer, make and git.
PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/run.stamp
DEV := .venv/dev.stamp
PAGES := src/tollbook/workbench/static/assets.json
PAGES_FROM := $(wildcard frontend/src/*.ts frontend/*.mjs frontend/*.json src/tollbook/workbench/styles/*.css)

.PHONY: demo test check bench lock clean workbench
.DELETE_ON_ERROR:

# Sets everything up, runs the shipped example and shows the result.
demo: $(RUN) $(PAGES)
	$(BIN)/python examples/al-jadida/show.py demo

# Sets everything up and passes the tests.
test: check $(PAGES)
	$(BIN)/python -m pytest -n auto

# Formatting, lint, types, and the order of the house.
check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What the pages of the workbench load, built from frontend/ by Node: the system's, or one from the Python index.
workbench: $(PAGES)

# Measures; the figures depend on the machine, so no test looks at them.
bench: $(DEV)
	$(BIN)/python -m benchmarks

# Writes the lock files anew from pyproject.toml. They carry hashes and name no index.
lock: $(DEV)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --extra build --extra llm --extra estimates pyproject.toml -o locks/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --extra build --extra llm --extra estimates --extra dev -c locks/run.txt pyproject.toml -o locks/dev.txt

	cd frontend && $(NPM) install --package-lock-only
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header frontend/node.in -o locks/node.txt

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tollbook needs Python 3.11 or newer; this is " + sys.version)'
	$(PYTHON) -m venv .venv

$(RUN): locks/run.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(DEV): locks/dev.txt $(RUN)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/dev.txt
	touch $@

# Node 20 or newer with npm, if the system has them; else the Node of the Python index, into .venv as all else.
OWN_NODE := $(shell command -v npm >/dev/null 2>&1 && node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null && echo yes)
ifeq ($(OWN_NODE),yes)
NODE := node
NPM := npm
NODE_READY :=
else
NODE := $(CURDIR)/$(BIN)/node
NPM := $(CURDIR)/$(BIN)/npm
NODE_READY := .venv/node.stamp
endif

.venv/node.stamp: locks/node.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/node.txt
	$(BIN)/python frontend/place_node.py $(BIN)
	touch $@

frontend/node_modules/.package-lock.json: frontend/package-lock.json frontend/package.json $(NODE_READY)
	cd frontend && PATH="$(CURDIR)/$(BIN):$$PATH" $(NPM) ci --silent
	touch $@

$(PAGES): frontend/node_modules/.package-lock.json $(PAGES_FROM)
	cd frontend && PATH="$(CURDIR)/$(BIN):$$PATH" $(NPM) run --silent check
	cd frontend && $(NODE) build.mjs

clean:
	rm -rf .venv demo build dist frontend/node_modules src/tollbook/workbench/static
