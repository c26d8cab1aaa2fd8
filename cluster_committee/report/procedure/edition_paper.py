from odoo import fields, models

from odoo.addons.report_weasyprint.tools import paper_text
from odoo.addons.web_jalali.tools import jalali, persian

# what the table of changes says of an edition
CHANGE = "number edition_date pages_changed change_description change_source".split()


class CommitteeProcedureEdition(models.Model):
    """What an edition says as the controlled document that it is."""

    _inherit = "committee.procedure.edition"

    def _get_report_base_filename(self):
        self.ensure_one()
        return paper_text.file_name(self.procedure_id.code, "ویرایش", self.number)

    def _paper_data(self):
        self.ensure_one()
        block = self.control_block or self.procedure_id._control_block()
        return {
            "draft": self.state == "draft",
            "superseded": self._ended_on(),
            "title": block["name"],
            "reference": block["code"],
            "control": self._control_data(block),
            "changes": [self._change_data(row) for row in self._change_table()],
            "clauses": self._clauses_data(),
            "seats": [
                {
                    "row": paper_text.digits(row),
                    "name": paper_text.digits(seat.name),
                    "wording": paper_text.digits(seat.name_1391),
                    "kind": "الزامی" if seat.statutory else "به اقتضا",
                    "decree": "با حکم" if seat.decree_required else "به اعتبار سمت",
                }
                for row, seat in enumerate(self.seat_ids, start=1)
            ],
            "policy": self._policy_data(),
            "sections": self._sections_data(block),
        }

    def _change_table(self):
        """:return: [{field: value}] of the changes up to this edition, oldest first"""
        editions = self._changed_editions().sorted("number")
        return [{name: edition[name] for name in CHANGE} for edition in editions]

    def _changed_editions(self):
        """The editions up to this one: those that were enacted, and itself."""
        return self.procedure_id.edition_ids.filtered(
            lambda edition: (
                edition == self
                or (edition.number <= self.number and edition._enacted())
            )
        )

    def _ended_on(self):
        """The day after which it was in force no more, once that day has passed."""
        ended = self.effective_to and self.effective_to < jalali.today()
        return paper_text.day(self.effective_to) if ended else ""

    def _sections_data(self, block):
        """(heading, paragraphs) of what the clauses themselves do not say."""
        said = {persian.normalise(clause.name or "") for clause in self.clause_ids}
        sections = (
            ("مراجع", paper_text.paragraphs(block["references"])),
            ("مستندات و ضمائم", paper_text.paragraphs(block["annexes"])),
            ("توزیع نسخ", self._distribution_data(block)),
        )
        return [
            (heading, lines)
            for heading, lines in sections
            if lines and persian.normalise(heading) not in said
        ]

    def _distribution_data(self, block):
        """The holders of copies; one whom the text names by a shorter name is listed
        once."""
        lines = paper_text.paragraphs(block["distribution"])
        named = tuple(persian.normalise(line) for line in lines)
        return lines + [
            name
            for name in block["holders"]
            if not persian.normalise(name).startswith(named)
        ]

    def _control_data(self, block):
        """The control block: (label, value) in the order of the printed one."""
        prepared_on = fields.Date.to_date(block["prepared_on"])
        return [
            ("شمارهٔ مدرک", block["code"]),
            ("شمارهٔ ویرایش", paper_text.digits(self.number)),
            ("تاریخ تهیه", self._month(prepared_on)),
            ("تاریخ اجرا", paper_text.day(self.effective_from)),
            ("محل نگهداری", paper_text.digits(block["custodian"])),
            ("تهیه‌کننده", paper_text.digits(block["author"])),
            ("تأییدکنندهٔ اول", paper_text.digits(block["first_endorser"])),
            ("تأییدکنندهٔ دوم", paper_text.digits(block["second_endorser"])),
            ("تصویب‌کننده", paper_text.digits(block["approver"])),
        ]

    def _change_data(self, row):
        return {
            "number": paper_text.digits(row["number"]),
            "date": self._month(fields.Date.to_date(row["edition_date"])),
            "pages": paper_text.digits(row["pages_changed"]),
            "changes": paper_text.paragraphs(row["change_description"]),
            "source": paper_text.digits(row["change_source"]),
        }

    @staticmethod
    def _month(value):
        """«فروردین ۱۳۹۱»; of many old documents no more than the month is known."""
        return jalali.format_date(value, "MMMM y") if value else ""

    def _clauses_data(self):
        """The clauses in their order; the parts of one clause carry its number once."""
        before = None
        printed = []
        for clause in self.clause_ids:
            number = clause.number if clause.number != before else ""
            before = clause.number
            printed.append(
                {
                    "number": paper_text.clause(number),
                    "chapter": (clause.number or "").isdigit(),
                    "name": paper_text.digits(clause.name),
                    "text": paper_text.paragraphs(clause.text),
                }
            )
        return printed

    def _policy_data(self):
        """The parameters with their values, and whether the text itself says them."""
        policy = self.env["committee.policy.mixin"]
        lines = []
        for name, field in self._fields.items():
            if name not in policy._fields or name in models.MAGIC_COLUMNS:
                continue
            if not field.store:
                continue
            value = self[name]
            if field.type == "selection":
                value = dict(field._description_selection(self.env)).get(value)
            elif field.type == "boolean":
                value = "بلی" if value else "خیر"
            lines.append(
                {
                    "name": field._description_string(self.env),
                    "value": paper_text.digits(value) if value is not False else "",
                    "source": "متن" if name in self._from_text else "سیاست",
                }
            )
        return lines
