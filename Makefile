# Two commands: `make demo` and `make test`. Both need only Python 3.11 or newer, make and git.
PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/run.stamp
DEV := .venv/dev.stamp

.PHONY: demo test check bench lock clean
.DELETE_ON_ERROR:

# Sets everything up, runs the shipped example and shows the result.
demo: $(RUN)
	$(BIN)/python examples/al-jadida/show.py demo

# Sets everything up and passes the tests.
test: check
	$(BIN)/python -m pytest -n auto

# Formatting, lint, types, and the order of the house.
check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

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

clean:
	rm -rf .venv demo build dist
