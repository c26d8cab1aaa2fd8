from psycopg2 import DataError, IntegrityError
from psycopg2.errors import UniqueViolation

from odoo import models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.business_cluster.lib.import_row import Row
from odoo.addons.cluster_committee.lib import numbers
from odoo.addons.web_jalali.tools import jalali, persian

# {kind of file: action that shows the result, where it is no single record}
INBOXES = {
    "committee.announced.meeting": "cluster_committee.committee_copy_inbox_action",
    "committee.edition.acknowledgement": "cluster_committee"
    ".committee_edition_distribution_action",
}


class CommitteeExchangeImport(models.TransientModel):
    """Takes in what another installation signed: an edition or a receipt, minutes, a
    list of meetings or the acknowledgement of an edition, a request or the decision on
    it. It shows first what will change, and then takes all of it or nothing."""

    _name = "committee.exchange.import"
    _inherit = ["spreadsheet.import", "committee.content.mixin"]
    _description = "Import a Signed File"

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    def _read_rows(self):
        kind, content, paper, key = self._read_signed()
        try:
            rows = getattr(self, f"_rows_of_{kind}")(content)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UserError(self._why_not_taken("unreadable")) from error
        if not any(row.errors for row in rows):
            rows[0].errors += self._try(kind, content, paper, key)
        for number, row in enumerate(rows, start=1):
            row.number = number
        return rows

    def _digits(self, number):
        in_persian = persian.is_persian(self.env)
        return jalali.to_persian_digits(str(number)) if in_persian else str(number)

    # ------------------------------------------------------------
    # TAKING IN
    # ------------------------------------------------------------

    def _try(self, kind, content, paper, key):
        """Why the file would be refused: it is taken in, and that is undone again."""
        try:
            with self.env.cr.savepoint() as before:
                self._take(kind, content, paper, key)
                self.env.flush_all()
                before.close(rollback=True)
        except (UserError, ValidationError) as error:
            return [str(error)]
        except (KeyError, TypeError, ValueError) as error:
            raise UserError(self._why_not_taken("unreadable")) from error
        finally:
            self.env.invalidate_all(flush=False)
        return []

    def _take(self, kind, content, paper, key):
        """Take the content in; return the record that it is now.

        :raises UserError: also where another user takes the same in at this moment, or
            the database keeps no such content
        """
        try:
            with self.env.cr.savepoint():
                record = self._take_in(kind, content, paper, key)
                self.env.flush_all()
        except UniqueViolation as error:
            raise UserError(
                self.env._(
                    "The same was imported by somebody else at this moment. Look at it"
                    " there, and import the file again where something is missing."
                )
            ) from error
        except (DataError, IntegrityError) as error:
            raise UserError(
                self.env._(
                    "What the file says contradicts itself, and cannot be kept. Nothing"
                    " was imported; ask the sender for another file."
                )
            ) from error
        return record

    def _take_in(self, kind, content, paper, key):
        if kind == "edition":
            editions = self.env["committee.procedure.edition"]
            return editions._receive_edition(content, key)
        if kind == "minutes":
            copies = self.env["committee.received.copy"]
            return copies._receive_file(content, paper, key)
        if kind == "meetings":
            return self.env["committee.announced.meeting"]._receive_list(content, key)
        if kind == "acknowledgement":
            given = self.env["committee.edition.acknowledgement"]
            return given._receive_file(content, key)
        meeting = self._meeting_of(content)
        if not meeting:
            raise UserError(
                self.env._(
                    "No minutes of %(company)s have the PDF that this receipt is of.",
                    company=self.env.company.name,
                )
            )
        meeting._take_receipt(content)
        return meeting

    def _write_rows(self, rows):
        return self._take(*self._read_signed())

    def _after_import(self, records):
        inbox = INBOXES.get(records._name)
        if inbox:
            return self.env["ir.actions.act_window"]._for_xml_id(inbox)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Imported"),
            "res_model": records._name,
            "res_id": records.id,
            "views": [(False, "form")],
        }

    def _row_label(self, row):
        return row.values["label"]

    def _row(self, label, changes=(), same=False, errors=(), new=False):
        """A line of the preview; without `changes` and not the same, it is new."""
        row = Row(0)
        row.values["label"] = label or ""
        row.changes = [change for change in changes if change]
        row.record = not new and (bool(row.changes) or same)
        row.errors = list(errors)
        return row

    # ------------------------------------------------------------
    # MINUTES AND RECEIPTS
    # ------------------------------------------------------------

    def _rows_of_minutes(self, content):
        copies = self.env["committee.received.copy"]
        errors = []
        try:
            known = copies._find_received(content)
        except UserError as error:
            known, errors = copies, [str(error)]
        meeting = content["meeting"]
        label = f"{content['company']} – {meeting['number_label']}"
        counts = {
            self.env._("Agenda Items"): content["agenda"],
            self.env._("Attendance"): content["attendance"],
            self.env._("Resolutions"): content["resolutions"],
            self.env._("Letters"): content["letters"],
        }
        return [
            self._row(label, same=bool(known), errors=errors),
            *(
                self._row(f"{name}: {self._digits(len(lines))}", same=bool(known))
                for name, lines in counts.items()
            ),
            *self._rows_of_held(content, content["held_meetings"]),
        ]

    def _rows_of_meetings(self, content):
        return self._rows_of_held(content, content) or [
            self._row(self.env._("Meetings held: %(count)s", count=self._digits(0)))
        ]

    def _rows_of_held(self, content, held):
        """A row for each meeting that a province says it has held."""
        announced = self.env["committee.announced.meeting"]
        known = announced._find_announced(content["province"], held["meetings"])
        rows = []
        for line in held["meetings"]:
            label = self.env._(
                "Meeting %(number)s, held on %(day)s",
                number=numbers.short_number(line["number"], line["number_year"]),
                day=self.env["committee.meeting"]._print_date(
                    self._day_of(line["held_on"])
                ),
            )
            here = known.get((line["number_year"], line["number"]))
            same = bool(here) and here._covers(line, held["told_on"])
            change = self.env._("Told anew on a later day")
            rows.append(
                self._row(label, changes=[here and not same and change], same=same)
            )
        return rows

    def _rows_of_acknowledgement(self, content):
        given = self.env["committee.edition.acknowledgement"]
        label = self.env._(
            "%(procedure)s, edition %(number)s",
            procedure=content["procedure"],
            number=self._digits(content["number"]),
        )
        return [self._row(label, same=bool(given._find_received(content)))]

    def _meeting_of(self, content):
        return self.env["committee.meeting"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("minutes_sha256", "=", content["minutes_sha256"]),
                ("number", "=", content["number"]),
                ("number_year", "=", content["number_year"]),
            ],
            limit=1,
        )

    def _rows_of_receipt(self, content):
        meeting = self._meeting_of(content)
        waiting = meeting._national_recipients()._unacknowledged()
        change = self.env._(
            "Copy acknowledged on %(day)s",
            day=meeting._print_date(self._day_of(content["acknowledged_on"])),
        )
        return [
            self._row(
                meeting.display_name or self.env._("Receipt"),
                changes=[change] if waiting else (),
                same=bool(meeting) and not waiting,
            )
        ]

    # ------------------------------------------------------------
    # EDITIONS
    # ------------------------------------------------------------

    def _rows_of_edition(self, content):
        editions = self.env["committee.procedure.edition"]
        here = editions._find_received(content)
        received, code = content["edition"], content["procedure"]["code"]
        label = self.env._(
            "%(procedure)s, edition %(number)s",
            procedure=code,
            number=self._digits(received["number"]),
        )
        if here:
            rows = [self._row(label, same=True)]
        else:
            before = editions.search(
                [("procedure_id.code", "=", code), ("state", "!=", "draft")],
                order="effective_from desc",
                limit=1,
            )
            begins = self._begins(received, before)
            rows = [self._row(label, changes=begins, new=True)]
            rows += self._policy_rows(content["policy"], before)
            rows += self._clause_rows(content["clauses"], before)
            rows += self._seat_rows(content["seats"], before)
        numbers = [each["number"] for each in content["interpretations"]]
        interpretations = self.env["committee.interpretation"]
        here = interpretations.search([("number", "in", numbers)])
        known = here.mapped("number")
        return rows + [
            self._row(
                self.env._("Interpretation %(number)s", number=each["number"]),
                same=each["number"] in known,
            )
            for each in content["interpretations"]
        ]

    def _begins(self, received, before):
        """What the coming edition does to the one before it."""
        day = self.env["committee.meeting"]._print_date(
            self._day_of(received["effective_from"])
        )
        yield self.env._("In force from %(day)s", day=day)
        if before:
            yield self.env._("Supersedes %(edition)s", edition=before.display_name)
        if before and received["number"] > before.number + 1:
            yield self.env._(
                "An edition in between is not here: until then %(edition)s stays in"
                " force. If that edition is to apply, import its file first.",
                edition=before.display_name,
            )

    def _policy_rows(self, policy, before):
        editions = self.env["committee.procedure.edition"]
        for name in sorted(set(policy) & set(editions._policy_names())):
            field = editions._fields[name]
            if before and before[name] != policy[name]:
                old, new = self._shown(field, before[name], policy[name])
                yield self._row(
                    field._description_string(self.env),
                    changes=[self.env._("%(old)s becomes %(new)s", old=old, new=new)],
                )

    def _shown(self, field, *values):
        if field.type == "selection":
            labels = dict(field._description_selection(self.env))
            return [labels.get(value, value) for value in values]
        if field.type == "boolean":
            return [self.env._("Yes") if v else self.env._("No") for v in values]
        return [self._digits(value) for value in values]

    def _clause_rows(self, lines, before):
        clauses = before.clause_ids.grouped("code")
        for line in lines:
            clause = clauses.get(line["code"])
            label = f"{self._digits(line['number'])} {line['name'] or ''}"
            if not clause:
                yield self._row(label)
                continue
            changed = [
                clause._fields[name]._description_string(self.env)
                for name in ("number", "name", "text", "actor", "is_duty")
                if (clause[name] or None) != (line[name] or None)
            ]
            if changed:
                yield self._row(label, changes=changed)
        gone = set(clauses) - {line["code"] for line in lines}
        for code in sorted(gone):
            yield self._row(
                clauses[code].display_name, changes=[self.env._("No longer there")]
            )

    def _seat_rows(self, lines, before):
        seats = before.seat_ids.grouped("name")
        names = [line["name"] for line in lines]
        for name in names:
            if name not in seats:
                yield self._row(name)
        for name in seats:
            if name not in names:
                yield self._row(name, changes=[self.env._("No longer there")])
