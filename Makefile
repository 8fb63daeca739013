# `make help` lists everything. Recipes end in exec, so that signals reach the program itself.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
PIAOJUE_HOME ?= $(CURDIR)/.piaojue
VENV := .venv
BIN := $(VENV)/bin
export PIAOJUE_HOME

RUNTIME_LOCK := deploy/requirements/runtime.txt
DEV_LOCK := deploy/requirements/dev.txt

.PHONY: help run demo-reset test test-long lint types bench docs up lock

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/runtime: $(RUNTIME_LOCK) pyproject.toml
	@deploy/make-venv "$(PYTHON)" $(VENV) $(RUNTIME_LOCK)
	@touch $@

$(VENV)/dev: $(DEV_LOCK) $(VENV)/runtime
	@deploy/make-venv "$(PYTHON)" $(VENV) $(DEV_LOCK)
	@touch $@

run: $(VENV)/runtime  ## the whole suite with the demo year, on http://127.0.0.1:8000 (PORT, PIAOJUE_HOME)
	@exec $(BIN)/piaojue run --port $(PORT)

demo-reset: $(VENV)/runtime  ## forget all data of `make run`
	@exec $(BIN)/piaojue demo reset

up: $(VENV)/runtime  ## the same, distributed: RabbitMQ, PostgreSQL, a process a service, gunicorn
	@exec $(BIN)/piaojue up --port $(PORT)

test: $(VENV)/dev  ## every layer of tests on private instances (18 minutes on two cores)
	@deploy/install-debian
	@$(BIN)/python -m pytest -n 3 --dist worksteal -m "not long" --ignore tests/e2e --ignore tests/chaos
	@exec $(BIN)/python -m pytest -m "not long" tests/e2e

test-long: $(VENV)/dev  ## the slow ones: the whole demo on both buses, browsers, kills (under 40 minutes)
	@deploy/install-debian
	@exec $(BIN)/python -m pytest -m long

lint: $(VENV)/dev  ## ruff, mypy, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev  ## speed as ratios against named floors, into build/bench.json
	@deploy/install-debian
	@exec $(BIN)/python -m tests.load.bench

docs: $(VENV)/dev  ## requirements with their tests, the demo's lines, error codes
	@exec $(BIN)/python -m docs.generate

lock:  ## pins with hashes from the .in files (needs uv)
	deploy/lock
