# Thông Suốt: what a person types. Every target stands on `setup`, which does its work once.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
DATA ?= data
DEMO_DATA ?= demo-data
PORT ?= 8000
SCRATCH := build/check
EXAMPLES ?= 2000

# The real documents that some tests and figures are held against; without them those tests say so and stand aside.
ifneq ($(wildcard ../shared/corpus),)
export THONGSUOT_CORPUS ?= $(abspath ../shared/corpus)
endif

.PHONY: help setup demo run fmt check check-style check-house check-made test packages test-sqlite test-postgresql bench chaos docs images corpus fuzz

help:  ## say what can be typed
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 18

setup:  ## make .venv and install what requirements.lock names
	@.ci/setup

demo: setup  ## play the founding story in a fictional city and serve it (FILE=path puts your own document first)
	$(BIN)/thongsuot --data $(DEMO_DATA) demo $(if $(FILE),"$(FILE)")

run: setup  ## serve the installation in $(DATA), preparing it first
	@$(BIN)/thongsuot --data $(DATA) init
	$(BIN)/thongsuot --data $(DATA) serve --port $(PORT)

fmt: setup  ## format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup  ## write the generated pages of docs/ anew
	$(BIN)/python -m docs.generate

images: setup  ## photograph the demo for the README and the guides anew, by its browser test
	mkdir -p docs/images
	THONGSUOT_SCREENSHOTS="$(abspath $(SCRATCH))/images" $(BIN)/pytest tests/browser/test_journey_images.py -q
	cp "$(SCRATCH)"/images/documents/*.png docs/images/

check: setup  ## style, types, walls and generated pages: under a minute
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target check-style check-house check-made

check-style:
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy

check-house:
	$(BIN)/lint-imports
	$(BIN)/pytest tests/house -q

check-made:
	mkdir -p "$(SCRATCH)"
	$(BIN)/thongsuot --data "$(SCRATCH)" manage makemigrations --check --dry-run
	$(BIN)/python -m docs.generate --check

packages:
	@.ci/packages

test: packages check test-sqlite test-postgresql  ## everything: check, then every test, on both databases, both cores

test-sqlite:
	$(BIN)/pytest -n 2 --ignore tests/house

test-postgresql:
	@if $(BIN)/python -m bench.postgres; then THONGSUOT_TEST_DATABASE=postgresql $(BIN)/pytest -n 2 -m "not browser or twice" --ignore tests/house; fi

fuzz: setup  ## throw damaged files and arbitrary text at every loader for minutes (EXAMPLES=2000)
	FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/pytest tests/vanban/test_fuzz.py -q -n 2

bench: setup  ## measure (B=publish,start picks; QUICK=1 ends soon)
	$(BIN)/python -m bench.run $(B)

corpus: setup  ## score the reader on real documents (CORPUS=folder, else what THONGSUOT_CORPUS names)
	@THONGSUOT_CORPUS="$(or $(CORPUS),$(THONGSUOT_CORPUS))" $(BIN)/python -m bench.corpus

chaos: setup  ## kill the writer, a worker and the whole group under load; nothing answered may be lost
	$(BIN)/python -m bench.chaos
