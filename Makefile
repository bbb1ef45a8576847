# Thin on purpose: every target sets up .venv when needed, then runs the command of the same name.
# On Windows: python pysrc\coursebuild\bootstrap.py, then .venv\Scripts\python -m coursebuild serve
PYTHON ?= python3
ARGS ?=
COURSE = $(if $(filter Windows_NT,$(OS)),.venv/Scripts/python,.venv/bin/python) -m coursebuild

.PHONY: help serve build test bench check lock clean
.DEFAULT_GOAL := help

help:  ## list what can be done
	@echo "make serve   read the course on this machine, rebuilt as you write"
	@echo "make build   write the finished site to _site"
	@echo "make test    check the code, then run every test"
	@echo "make check   ruff, mypy and tsc"
	@echo "make bench   measure sizes, start and frame rates"
	@echo "make lock    resolve pyproject.toml into requirements.lock"
	@echo "make clean   delete what was built here"
	@echo "Arguments are passed on: make test ARGS='-k perceptron'. Another Python: make PYTHON=python3.12 serve"

serve build test bench check lock:
	@$(PYTHON) pysrc/coursebuild/bootstrap.py
	@$(COURSE) $@ $(ARGS)

clean:
	rm -rf _site .cache .mypy_cache .pytest_cache .ruff_cache test-results site/node_modules
