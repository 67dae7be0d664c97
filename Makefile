# Every target works from a fresh checkout: what it needs is made first, and made anew only when
# the files it is made from have changed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv/.made
ASSETS := var/assets/.made

.PHONY: help demo test lint bench browser shots docs locks clean

help: ## liệt kê các việc
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

demo: $(VENV) $(ASSETS) ## cài đặt, nạp tỉnh mẫu và chạy ở http://127.0.0.1:8000 (hoặc cổng PORT)
	@scripts/demo

test: $(VENV) $(ASSETS) ## kiểm tra mã nguồn rồi chạy mọi kiểm thử
	@scripts/chromium
	@$(MAKE) lint
	.venv/bin/pytest -m "not browser" --numprocesses=auto --dist=loadfile $(PYTEST)
	@$(MAKE) browser

lint: $(VENV) $(ASSETS) ## chỉ kiểm tra mã nguồn: cách viết, kiểu, tường ngăn, giấy phép, tệp khóa
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/python scripts/licences.py
	scripts/locks

bench: $(VENV) $(ASSETS) ## đo thời gian các việc chính: make bench CASES=100000
	.venv/bin/donthu bench $(if $(CASES),--cases $(CASES))

# Each with a browser of its own process: Playwright leaves a loop running where it was used.
browser: $(VENV) $(ASSETS)
	.venv/bin/pytest -m browser tests/ui $(PYTEST)
	.venv/bin/pytest -m browser tests/journeys $(PYTEST)

shots: $(VENV) $(ASSETS) ## chụp các màn hình vào var/shots
	@scripts/chromium
	@$(MAKE) browser
	@ls var/shots

docs: $(VENV) ## viết lại các trang sinh ra từ mã nguồn trong docs/law
	.venv/bin/python scripts/docs.py

locks: $(VENV) ## làm lại các tệp khóa sau khi đổi pyproject.toml hoặc package.json
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
		pyproject.toml --extra dev -o requirements.lock
	scripts/with-node npm install --package-lock-only

clean: ## bỏ môi trường và thư viện đã tải; dữ liệu trong var/ được giữ
	rm -rf .venv node_modules var/assets

$(VENV): scripts/venv requirements.lock pyproject.toml
	@echo "Đang cài các gói Python…"
	@scripts/venv
	@touch $@

node_modules/.made: $(VENV) package.json package-lock.json .npmrc
	@echo "Đang cài các thư viện của trang web…"
	@scripts/with-node npm ci --loglevel=error
	@touch $@

$(ASSETS): node_modules/.made scripts/assets.py src/donthu/ui/icons.txt $(wildcard src/donthu/ui/scss/*)
	@scripts/with-node .venv/bin/python scripts/assets.py
	@touch $@
