# Each target sets up what it needs: Python 3.11 or newer is all that must be there.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

unexport PYTHONDONTWRITEBYTECODE  # tests start hundreds of processes, and each would compile everything anew

.PHONY: serve test check bench fuzz generate clean

serve: $(INSTALLED)
	$(BIN)/mockflow serve $(ARGS)

test: $(INSTALLED)
	$(BIN)/python -m pytest -n auto $(ARGS)

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.gates.generate --check
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --skip-covered

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks

fuzz: $(INSTALLED)
	$(BIN)/python -m benchmarks.fuzz $(ARGS)

generate: $(INSTALLED)
	$(BIN)/python -m tests.gates.generate

$(INSTALLED): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build
