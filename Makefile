# Two commands: `make run` (the viewer) and `make test` (everything that must hold).
# Both do their own set-up in .venv beside the code; see packaging/setup.sh.

PY := .venv/bin/python
QUIET_QT := QT_QPA_PLATFORM=offscreen

.PHONY: run test bench package package-test wheelhouse screenshots looks translations docs setup setup-test lint clean

setup:
	@sh packaging/setup.sh run

setup-test:
	@sh packaging/setup.sh test

run: setup
	@sh packaging/run.sh $(ARGS)

lint: setup-test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint  # with bytecode, which hundreds of child processes read
	PYTHONDONTWRITEBYTECODE= $(QUIET_QT) $(PY) -m pytest $(ARGS)

bench: setup-test
	$(QUIET_QT) $(PY) -m tests.bench $(ARGS)

package: setup
	$(PY) -m pip install -q --group package
	$(PY) packaging/package.py

package-test:  # ARGS: a .deb and a folder, where they are not the usual ones
	@sh packaging/try_package.sh $(ARGS)

wheelhouse: setup
	sh packaging/wheelhouse.sh $(ARGS)

looks: setup  # ARGS: a folder, then films
	$(QUIET_QT) $(PY) packaging/looks.py $(ARGS)

screenshots: setup
	$(QUIET_QT) $(PY) packaging/screenshots.py $(ARGS)

translations: setup
	$(PY) packaging/translations.py

docs: setup-test
	NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --quiet
	@echo "build/site/index.html"

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
