from odoo import models

from ..lib import signed_file


class CommitteeMeeting(models.Model):
    """Minutes go up to the national organisation: by themselves where it works in this
    database, else as a package that the province signs (4-4-4)."""

    _inherit = "committee.meeting"

    # ------------------------------------------------------------
    # OUT
    # ------------------------------------------------------------

    def _exchange_company(self):
        return self.company_id

    def _why_not_exportable(self):
        # sudo: read a field closed to users, to check whether it is set
        if self.national_copy_on and self.sudo().minutes_sha256:
            return False
        return self.env._(
            "The package of %(meeting)s is the copy for the national organisation: sign"
            " the minutes and send the national copy first, with its number and date"
            " (clause 4-4-4).",
            meeting=self.display_name,
        )

    def _exchange_file(self):
        self._check_exportable()
        # a package of machines, named like all files of the exchange
        number = f"{self.number_year}-{self.number}"
        name = f"{self.province_id.iso_code}-{number}.zip"
        paper = self._sealed_bytes()
        return name, signed_file.pack(
            self._package_content(), paper, *self._exchange_keys()
        )

    def _package_content(self):
        """The minutes, and which meetings the province has held beside this one."""
        held = self.committee_id._announced_content()
        return {**self._minutes_content(), "held_meetings": held}

    # ------------------------------------------------------------
    # RECEIPT
    # ------------------------------------------------------------

    def _national_recipients(self):
        letters = self._issued_letters("national_copy")
        return letters.recipient_ids

    def _take_receipt(self, content):
        """The national organisation has acknowledged the copy: note it on the letter.

        :param content: of a receipt whose signature was checked
        """
        self.ensure_one()
        waiting = self._national_recipients()._unacknowledged()
        waiting.action_acknowledge(on=content["acknowledged_on"])
        for letter in waiting.letter_id:
            letter.message_post(
                body=self.env._(
                    "The national organisation has acknowledged the copy on %(day)s;"
                    " its signed receipt was imported.",
                    day=self._print_date(self._day_of(content["acknowledged_on"])),
                )
            )
