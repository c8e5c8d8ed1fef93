# Everything goes through one virtual environment that the first command makes.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test lint browser gate clean

run: $(READY)  ## start the chat on the shipped minutes (MINUTES=folder for your own)
	$(BIN)/python app.py $(if $(MINUTES),--minutes $(MINUTES))

test: $(READY)  ## style, types and all tests
	$(MAKE) --jobs 2 lint browser
	$(BIN)/python -m pytest -m "not browser" --numprocesses 2 --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser: $(READY)  ## the tests that drive a browser; they mostly wait for it
	$(BIN)/python -m pytest -m browser

gate: $(READY)  ## the evaluation gate (OUT=folder for its reports)
	$(BIN)/python -m eval gate --keep .referat $(if $(OUT),--out $(OUT))

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-compile --disable-pip-version-check torch==2.13.0
	$(BIN)/pip install --quiet --no-compile --disable-pip-version-check --editable '.[test]'
	touch $(READY)

clean:
	rm -rf $(VENV) build dist *.egg-info
