# make demo    sets sayso up in .venv, reads the pile that ships, ends with the path of the page to open
# make test    sets up what tests need, then style, types and tests
# make clean   removes what the two made

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test clean

demo: .venv/demo
	$(BIN)/sayso brief examples/velmar -o brief.html || [ $$? -eq 1 ]

test: .venv/test
	$(BIN)/ruff check .
	$(BIN)/mypy sayso
	$(BIN)/pytest $(PYTEST)

# Exit code 1 of `sayso brief` says that an input was skipped, which a demo may show.

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/demo: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[charts]'
	@touch $@

.venv/test: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ .venv/demo

clean:
	rm -rf .venv brief.html
