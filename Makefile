# make demo    server, made-up edition and client on this computer
# make tour    pictures of every screen into build/tour
# make test    all checks, cheap ones first
# make soak    long runs with faults; SOAK=short for a few minutes
# make bench   speed beside its limit
# make lint    the checks that need no test run
# make pins    packaging/requirements.txt anew from pyproject.toml
# make translations   texts of the windows into resources/translations; then finish the new ones

# a test that stands still is ended and says where it stood, instead of holding up all others
HUNG = -o faulthandler_timeout=300 -o faulthandler_exit_on_timeout=true

.PHONY: setup demo tour test soak bench lint pins translations clean

setup:
	@sh packaging/setup.sh

demo: setup
	.venv/bin/ciie-admin demo

tour: setup
	QT_QPA_PLATFORM=offscreen .venv/bin/ciie-admin tour --out build/tour

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-logo
	.venv/bin/mypy

test: lint
	QT_QPA_PLATFORM=offscreen .venv/bin/pytest -n 3 $(HUNG)

soak: setup
	QT_QPA_PLATFORM=offscreen .venv/bin/pytest -n 2 -m soak

bench: setup
	QT_QPA_PLATFORM=offscreen .venv/bin/python -m benchmarks

pins: setup
	PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= .venv/bin/pip-compile --quiet --all-extras \
	    --all-build-deps --generate-hashes --strip-extras --allow-unsafe --no-annotate \
	    --no-header --no-emit-options --no-emit-index-url --no-emit-find-links \
	    --no-emit-trusted-host --output-file packaging/requirements.txt pyproject.toml

LUPDATE = .venv/bin/pyside6-lupdate ciie_admin/app.py $$(find ciie_admin/views -name '*.py' | sort) \
    -no-obsolete -locations none -source-language en

translations: setup
	$(LUPDATE) -target-language zh_CN -ts resources/translations/ciie_admin_zh.ts
	$(LUPDATE) -target-language en_GB -pluralonly -ts resources/translations/ciie_admin_en.ts

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -f resources/translations/*.qm resources/models/*.tflite resources/models/LICENSE
	find . -name __pycache__ -prune -exec rm -rf {} +
