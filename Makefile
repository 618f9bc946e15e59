# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export DATELINE_HOME ?= $(abspath $(VENV))/share/dateline
export OMP_NUM_THREADS ?= 1

.PHONY: demo test lint unit docs lock clean

demo: $(VENV)/.gazetteer
	$(BIN)/dateline code examples/reports --db demo.db --table
	@echo
	@echo "The record is in demo.db. Next:"
	@echo "  $(BIN)/dateline code YOUR_FOLDER --db my.db --table      code your own reports"
	@echo "  $(BIN)/dateline show ID --db demo.db                     one report with its events marked"
	@echo "  $(BIN)/dateline explain \"Gunmen seized a border post.\"   why a sentence is coded as it is"
	@echo "  $(BIN)/dateline export events --as csv --db demo.db -o events.csv"
	@echo "  $(BIN)/dateline serve --db demo.db                       read, review and map it in a browser"

test: lint unit

lint: $(VENV)/.dev
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/dateline lexicon check

unit: $(VENV)/.dev $(VENV)/.gazetteer
	$(BIN)/python -m pytest

docs: $(VENV)/.dev
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs site

$(VENV)/.run: requirements/run.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Dateline needs Python 3.11 or newer; set PYTHON=" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements/build.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	touch $@

$(VENV)/.gazetteer: $(VENV)/.run src/dateline/lexicon/en/places.csv src/dateline/lexicon/en/countries.csv
	$(BIN)/dateline gazetteer build
	touch $@

# Pins every dependency by hash; needs uv (pip install uv).
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml -o requirements/run.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --group dev --all-extras pyproject.toml -o requirements/dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet requirements/build.in -o requirements/build.lock

clean:
	rm -rf $(VENV) demo.db demo.db-wal demo.db-shm site
