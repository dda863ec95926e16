# The two commands are `make demo` and `make test`; both make the environment .venv when it is not there.
# PYTHON=...  names an interpreter (3.11 to 3.13); SERVE=0  ends the demo after its answer;
# PYTEST="..."  adds options to pytest (make test PYTEST="-k archive").

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
SERVE ?= 1
PYTEST ?=
CODE := graph loaders queries dashboard waybill
FIND_PYTHON := $(if $(PYTHON),echo $(PYTHON),sh scripts/find_python.sh)

.DEFAULT_GOAL := help
.PHONY: help demo test test-long bench lint types imports chromium unit lock docs images clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

demo: $(VENV)/.demo  ## install, load the sample corpus, print the strongest paths, open the dashboard (SERVE=0: do not)
	@$(BIN)/waybill demo $(if $(filter 0,$(SERVE)),--no-serve)

test: lint types imports chromium unit  ## lint, types, import rules, unit tests, both engines, browser

test-long: $(VENV)/.test chromium  ## what takes longer: big graphs, a second Neo4j version, many kills
	@$(BIN)/pytest -m long --closing-line .cache/closing-line $(PYTEST)

bench: $(VENV)/.test  ## the speed table, on both engines
	@$(BIN)/python -m benchmarks

lint: $(VENV)/.test  ## ruff
	@$(BIN)/ruff check .

types: $(VENV)/.test  ## mypy, strict
	@$(BIN)/mypy

imports: $(VENV)/.test  ## import-linter
	@$(BIN)/lint-imports

chromium: $(VENV)/.test
	@$(BIN)/python -m tests.support.chromium --install

unit: $(VENV)/.test chromium
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -p tests.support.longest_first \
		--closing-line .cache/closing-line $(PYTEST)

lock:  ## requirements.lock and requirements-test.lock anew from pyproject.toml (UPGRADE=1: newer versions)
	@python=$$($(FIND_PYTHON)) && $$python -m venv .cache/lock && .cache/lock/bin/pip install -q uv \
		&& .cache/lock/bin/python scripts/lock.py $(if $(UPGRADE),--upgrade)

docs: $(VENV)/.test  ## the generated pages of docs/
	@$(BIN)/python -m tests.support.examples && $(BIN)/python -m waybill.docs

images: $(VENV)/.test chromium  ## the screenshots of docs/
	@$(BIN)/python -m docs.screenshots

clean:  ## take away what the targets above made (not the data of waybill)
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist *.egg-info

$(VENV)/.demo: requirements.lock pyproject.toml scripts/setup_venv.py
	@python=$$($(FIND_PYTHON)) && $$python scripts/setup_venv.py requirements.lock && touch $@

$(VENV)/.test: requirements-test.lock pyproject.toml scripts/setup_venv.py
	@python=$$($(FIND_PYTHON)) && $$python scripts/setup_venv.py requirements-test.lock && touch $@ $(VENV)/.demo
