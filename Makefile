# Every task of the project. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
PORT ?= 8000
export NUTGRAF_SITE_URL ?= http://127.0.0.1:$(PORT)
DATA ?= ../shared/data
# Hundreds of short-lived processes of the tests begin with the same modules: let them be compiled once.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
RUN := $(BIN)/python manage.py
# What knows no database need not be run on both.
PURE := $(patsubst %,--ignore=tests/%,text overlap sources/readers)
# What starts servers of its own, and is slow, runs on one of them; on both with `make trial`.
ON_SQLITE := $(patsubst %,--ignore=tests/operation/test_%.py,headers serving redis deploy hostile_doors freshness operations_docs installation workers)
ON_SQLITE += $(patsubst %,--ignore=tests/trials/test_%.py,killed backup_writes backups_under_load statements clock network load) --ignore=tests/sources/test_network.py
# Who may do what and how it is drawn does not depend on the database.
ON_SQLITE += $(patsubst %,--ignore=tests/%.py,api/test_matrix api/test_callers api/test_shapes accounts/test_settings briefings/test_markup)
ON_SQLITE += $(patsubst %,--ignore=tests/sources/test_%.py,actor_page actor_picture cleaning_screen compare_screen story_page)
ON_POSTGRESQL := $(patsubst %,--ignore=tests/%.py,trials/test_away trials/test_racing api/test_schemathesis)
SPREAD := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

help: ## list these targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.venv/ready: requirements.txt constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/ready-dev: requirements-dev.txt requirements.txt constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/ready

setup: .venv/ready ## make the environment in .venv
dev: .venv/ready-dev ## the same with the tools for tests

demo: .venv/ready ## set up, run the main job on sample reports, serve on PORT (8000)
	$(RUN) migrate --verbosity 0
	$(RUN) demo --port $(PORT)
	@$(MAKE) --no-print-directory run

run: .venv/ready ## serve the site with its worker on PORT (8000)
	PORT=$(PORT) PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/honcho start

test: .venv/ready-dev ## everything, on SQLite and on PostgreSQL, and in Chromium where it is found
	$(BIN)/python -m pytest -q --ignore=tests/browser $(SPREAD) $(ON_POSTGRESQL)
	$(BIN)/python -m pytest -q tests/browser $(SPREAD)
	$(BIN)/python -m tests.postgresql $(BIN)/python -m pytest -q --ignore=tests/browser $(SPREAD) $(PURE) $(ON_SQLITE)

fast: .venv/ready-dev ## the text and overlap floors alone: no database, seconds
	$(BIN)/python -m pytest -q -p no:django tests/text tests/overlap

browser: .venv/ready-dev ## the tests in Chromium alone
	$(BIN)/python -m pytest -q tests/browser $(SPREAD)

guide: .venv/ready-dev ## take the pictures of the editors' guide (docs/desk.md) anew
	NUTGRAF_GUIDE=1 $(BIN)/python -m pytest -q tests/browser/test_guide.py

quality: .venv/ready-dev ## score the text processing against its floors
	$(BIN)/python -m tests.quality

weights: .venv/ready-dev ## fit the scorers' weights to the labelled texts in DATA (docs/weights.md)
	$(BIN)/python -m bench.fit_lines $(DATA)
	$(BIN)/python -m bench.fit_headlines $(DATA)

trial: .venv/ready-dev ## the slow tests in their long form, on both databases; figures go into docs/trials.md
	TRIAL=long $(BIN)/python -m pytest -q -s tests/trials
	TRIAL=long $(BIN)/python -m pytest -q tests/browser
	TRIAL=long $(BIN)/python -m tests.postgresql $(BIN)/python -m pytest -q -s tests/trials

audit: .venv/ready-dev ## ask for known weaknesses of what an installation runs on (needs the network)
	$(BIN)/pip-audit --requirement requirements.txt --strict --progress-spinner off

sbom: .venv/ready-dev ## list what an installation runs on as CycloneDX, in build/sbom.json
	@mkdir -p build
	$(BIN)/python -m deploy.sbom > build/sbom.json

lint: .venv/ready-dev ## ruff, djade and the floors' import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --check --target-version 5.2
	$(BIN)/lint-imports
	$(RUN) makemigrations --check --dry-run

types: .venv/ready-dev ## mypy, strict
	$(BIN)/mypy

format: .venv/ready-dev ## let ruff and djade mend the layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2

ci: lint types test ## what decides whether a change lands

messages: .venv/ready-dev ## gather our own words for translation (locale/), and compile what is translated
	$(RUN) makemessages --locale de --no-location --no-obsolete --ignore "templates/admin/*" --ignore "bench/*"
	$(RUN) compilemessages --verbosity 0

pins: .venv/ready-dev ## write constraints.txt anew from what is installed
	$(BIN)/python -m pip freeze --exclude-editable | grep -v '^#' > constraints.txt

.PHONY: help setup dev demo run test fast browser guide quality weights trial audit sbom lint types format ci messages pins
