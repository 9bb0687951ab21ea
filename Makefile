# `make` alone prints what there is. Everything runs in .venv, which is made and kept up to date by itself.
BIN := .venv/bin
JOBS ?= 2# tests at a time
ARGS ?=# more words for the program: make test ARGS='tests/keys -x'

.DEFAULT_GOAL := help
.PHONY: help run demo test torture fuzz check format coverage bench pictures lock clean

help: ## Print this
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Open PeerDesk; where there is no display, live the review day on the command line
	@tools/set-up.sh run
	@tools/run.sh $(ARGS)

demo: ## Live the review day of a fictional school on the command line, into demo/
	@tools/set-up.sh run
	@$(BIN)/python -m peerdesk demo --out demo $(ARGS)

test: ## Run all tests, without a screen
	@tools/set-up.sh dev
	@tools/system.sh offscreen tests
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(ARGS)

torture: ## Kill writers, fail disks, look for words in clear, for an hour; ARGS='kills --kills 500' does less
	@tools/set-up.sh dev
	@tools/system.sh offscreen tests
	@$(BIN)/python -m torture --jobs $(JOBS) $(ARGS)

fuzz: ## Offer a desk a million spoilt files, for an hour; ARGS='--count 10000 --guided 100000' does less
	@tools/set-up.sh dev
	@tools/system.sh offscreen
	@$(BIN)/python -m fuzz --jobs $(JOBS) $(ARGS)

check: ## Look at format, lint, types and who imports whom
	@tools/set-up.sh dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: ## Put the code into the house's format
	@tools/set-up.sh dev
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

coverage: ## Run all tests one by one and print the lines that none of them reached
	@tools/set-up.sh dev
	@tools/system.sh offscreen tests
	@$(BIN)/coverage run -m pytest -p no:xdist $(ARGS)
	@$(BIN)/coverage report --skip-covered --show-missing

bench: ## Measure PeerDesk against its peers, as ratios
	@tools/set-up.sh dev
	@tools/system.sh offscreen
	@$(BIN)/python -m benchmarks $(ARGS)

pictures: ## Draw every page into pictures/, light and dark, empty and full, without a screen
	@tools/set-up.sh dev
	@tools/system.sh offscreen
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tools/make_pictures.py --out pictures $(ARGS)

lock: ## Pin again, with hashes, what pyproject.toml asks for; ARGS=--upgrade takes what is newest
	@tools/set-up.sh lock
	@tools/lock.sh $(ARGS)

clean: ## Delete everything that was made here, .venv too
	rm -rf .venv build dist demo pictures .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
