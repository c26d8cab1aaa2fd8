# The commands of the project; each brings what it misses (see README.md).
run = @tools/run

help:  ## list the commands
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo:  ## start the product with demo data, print its address and logins
	$(run) demo

database:  ## only create or upgrade the demo database
	$(run) database

test:  ## run all tests
	$(run) test

one:  ## run some tests: make one T=cluster_committee/tests/test_x.py, or K=words
	$(run) one "$(T)" $(if $(K),-k "$(K)")

alone:  ## each addon alone: installed, tested, uninstalled; one of them: A=web_jalali
	$(run) alone "$(A)"

check-install:  ## install and upgrade by Odoo's own runner, no warning allowed
	$(run) check-install

hoot-diff:  ## run Odoo's own browser tests without and with web_jalali: S=@web/search
	$(run) hoot-diff $(S)

lint:  ## run every linter
	$(run) lint

format:  ## let the formatters rewrite the files
	$(run) format

i18n:  ## export the sentences, carry the Persian over
	$(run) i18n

guide:  ## renew the Persian guides in doc/, from the demo server that runs
	$(run) guide

shell:  ## a Python prompt with env in the demo database
	$(run) shell

logs:  ## follow the log of the demo server
	$(run) logs

reset:  ## stop the demo server and drop its database
	$(run) reset

stop:  ## stop the demo server and PostgreSQL
	$(run) stop

.PHONY: help demo database test one alone check-install hoot-diff lint format i18n guide shell logs reset stop
