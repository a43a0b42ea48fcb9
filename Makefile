# Two commands matter: `make run` and `make test`. Each sets up what it needs, once.

VENV = .venv
PY = .venv/bin/python
PIP = $(PY) -m pip --disable-pip-version-check --no-input install --quiet --only-binary=:all:
# Our own: django_comments' migration names a length that is a setting here.
APPS = articles awareness campaigns comments mailing portal
TESTS ?= tests
FUZZ_SECONDS ?= 300
FUZZ_SEED ?=
FILE ?= $(PORTAL_SAMPLES)/screening/dev.jsonl.gz
ARGS ?=
OUT ?= var/model
REPORT = $(if $(filter file,$(origin OUT)),var/evaluation,$(OUT))
TRAINING = .venv-training/bin/python -m comments.screening.training

# The first Python that is new enough and can build an environment.
MAKE_VENV = { for python in python3.13 python3.12 python3.11 python3; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& exec "$$python" -m venv $(VENV); done; \
	echo 'Python 3.11 or newer with venv is needed: install it (Debian: apt install python3-venv).'; \
	exit 1; }

.DEFAULT_GOAL := help
.PHONY: help setup run test fuzz format bench train evaluate demo-reset doctor \
	lint lint-code lint-templates lint-types lint-imports lint-migrations

help:
	@echo 'make run         start the whole portal and print its address (Ctrl-C stops it)'
	@echo 'make test        run every test; TESTS=tests/comments for some of them'
	@echo 'make fuzz        throw hostile texts at the screening for FUZZ_SECONDS=300'
	@echo 'make setup       install the pinned packages into .venv'
	@echo 'make lint        check style, types, imports, templates and migrations'
	@echo 'make format      put code and templates into the house format'
	@echo 'make bench       post real comments through the running site and report what became of them'
	@echo 'make train       train a model for the screening: DATA=folder with train and dev rows, OUT=folder'
	@echo 'make evaluate    measure the screening on labelled texts, other filters beside it: DATA=file, OUT=folder'
	@echo 'make doctor      check every part of the portal and say how to mend what is wrong'
	@echo 'make demo-reset  throw the demo site away; the next `make run` builds it anew'

setup: .venv/.ok

run: .venv/.ok
	@exec $(PY) manage.py up

test: .venv/.dev
	@$(PY) -m pytest -n auto --maxprocesses 8 --dist loadfile $(TESTS) $(ARGS)

fuzz: .venv/.dev
	@FUZZ_SECONDS=$(FUZZ_SECONDS) FUZZ_SEED=$(FUZZ_SEED) $(PY) -m tests.screening.fuzzing

lint: lint-code lint-templates lint-types lint-imports lint-migrations

lint-code: .venv/.dev
	$(PY) -m ruff check --quiet --output-format concise .
	$(PY) -m ruff format --quiet --check .

lint-templates: .venv/.dev
	find templates -name '*.html' -print0 | xargs -0 .venv/bin/djade --check

lint-types: .venv/.dev
	$(PY) -m mypy

lint-imports: .venv/.dev
	.venv/bin/lint-imports

lint-migrations: .venv/.ok
	$(PY) -W ignore manage.py makemigrations --check --dry-run $(APPS)

format: .venv/.dev
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .
	find templates -name '*.html' -print0 | xargs -0 .venv/bin/djade

bench: .venv/.ok
	@test -r "$(FILE)" || { echo 'Name the file of comments: make bench FILE=comments.jsonl.gz'; exit 1; }
	@$(PY) benchmarks/screen_corpus.py "$(FILE)" $(ARGS)

train: .venv-training/.ok
	@test -r "$(DATA)/train.jsonl.gz" || { echo 'Name the data: make train DATA=folder OUT=folder'; exit 1; }
	@$(TRAINING).train "$(DATA)/train.jsonl.gz" "$(OUT)/runs/first" --seed 7 --epochs 3 --rate 3e-4 $(ARGS)
	@$(TRAINING).train "$(DATA)/train.jsonl.gz" "$(OUT)/runs/second" --seed 11 --epochs 2 --rate 2e-4 --contrast 0.5 $(ARGS)
	@$(TRAINING).train "$(DATA)/train.jsonl.gz" "$(OUT)/last/run" --seed 13 --epochs 1 --rate 1.5e-4 --start "$(OUT)/runs" --limit 70000 $(ARGS)
	@$(TRAINING).train "$(DATA)/train.jsonl.gz" "$(OUT)/final/run" --seed 17 --epochs 1 --rate 1.2e-4 --start "$(OUT)/last" --limit 45000 $(ARGS)
	@$(TRAINING).export "$(OUT)/final" "$(DATA)/train.jsonl.gz" "$(DATA)/dev.jsonl.gz" "$(OUT)"
	@$(TRAINING).bounds "$(DATA)/dev.jsonl.gz" "$(OUT)"
	@$(TRAINING).card "$(OUT)"
	@$(TRAINING).compare "$(DATA)/dev.jsonl.gz" "$(OUT)" comments/screening/model

evaluate: .venv/.ok
	@test -r "$(DATA)" || { echo 'Name the labelled texts: make evaluate DATA=file.jsonl.gz OUT=folder'; exit 1; }
	@$(MAKE) --no-print-directory .venv-evaluate/.ok || echo 'the other filters are left out'
	@$(PY) -m comments.screening.evaluation "$(DATA)" --out "$(REPORT)" $(ARGS)

doctor: .venv/.ok
	@$(PY) manage.py doctor

demo-reset: .venv/.ok
	@$(PY) manage.py demo_reset

.venv/.ok: requirements.txt
	@$(PY) -m pip --version >/dev/null 2>&1 || $(MAKE_VENV)
	@echo 'installing the packages of requirements.txt (once)'
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.ok
	@echo 'installing the packages of requirements-dev.txt (once)'
	@$(PIP) -r requirements-dev.txt
	@touch $@

# A folder of its own: what training needs is gigabytes, and nothing else needs it.
.venv-training/.ok: VENV = .venv-training
.venv-training/.ok: requirements-training.txt
	@test -x .venv-training/bin/python || $(MAKE_VENV)
	@.venv-training/bin/python -m pip install --quiet -r requirements-training.txt
	@touch $@

# A folder of its own, too: other filters bring what the portal does not need.
.venv-evaluate/.ok: VENV = .venv-evaluate
.venv-evaluate/.ok: requirements-evaluate.txt
	@test -x .venv-evaluate/bin/python || $(MAKE_VENV)
	@.venv-evaluate/bin/python -m pip install --disable-pip-version-check --quiet -r requirements-evaluate.txt
	@touch $@
