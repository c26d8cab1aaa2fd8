import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.web_jalali.tools import jalali

from ..lib import signed_file


class CommitteeReceivedCopy(models.Model):
    """A copy can arrive in a package signed by its province; a receipt is returned."""

    _inherit = "committee.received.copy"

    _verb_fields = frozenset({"key_id"})

    key_id = fields.Many2one(
        comodel_name="committee.exchange.key",
        string="Signed With",
        readonly=True,
        ondelete="restrict",
    )

    # ------------------------------------------------------------
    # IN
    # ------------------------------------------------------------

    @api.model
    def _receive_file(self, content, paper, key):
        """Store the copy of a package whose signature was checked.

        :return: the copy; the one that is there where the package came before
        """
        self._check_may_receive(content, paper, key)
        content = dict(content)
        held = content.pop("held_meetings")
        announced = {**held, "province": content["province"]}
        self.env["committee.announced.meeting"]._receive_list(announced, key)
        known = self._find_received(content)
        if known:
            return known
        self._overview(content)  # what cannot be shown is not taken
        sent = [each for each in content["letters"] if each["kind"] == "national_copy"]
        values = {
            **self._prepare_values(content, jalali.today(), None),
            "letter_number": sent[-1]["number"] if sent else False,
            "letter_date": sent[-1]["letter_date"] if sent else False,
            "company_id": key._company_of_province().id,
            "province_id": key.province_id.id,
            "document": base64.b64encode(paper),
            "key_id": key.id,
        }
        return self._permitted_create([values])

    def _check_may_receive(self, content, paper, key):
        key._check_province_file(content)
        if signed_file.digest(paper) != content["minutes_sha256"]:
            raise UserError(
                self.env._(
                    "The PDF in the package is not the one that was signed as the"
                    " minutes of this meeting. It is not taken."
                )
            )

    @api.model
    def _find_received(self, content):
        """The copy of the same minutes that is here already, if any.

        :raises UserError: where other minutes of the same meeting are
        """
        known = self.search(
            [
                ("province_id.iso_code", "=", content["province"]),
                ("kind", "=", content["kind"]),
                ("number", "=", content["number"]),
                ("number_year", "=", content["number_year"]),
                ("held_on", "=", content["held_on"]),
            ]
        )
        if known and known.document_sha256 != content["minutes_sha256"]:
            raise UserError(
                self.env._(
                    "%(copy)s was received on %(day)s with another PDF. A meeting has"
                    " one set of signed minutes: ask the province which is right.",
                    copy=known.display_name,
                    day=known.meeting_id._print_date(known.received_on),
                )
            )
        return known

    # ------------------------------------------------------------
    # RECEIPT
    # ------------------------------------------------------------

    def _exchange_company(self):
        return self.env.company

    def _why_not_exportable(self):
        if not self.env.company.is_national_office:
            return self.env._(
                "Receipts are written by the national organisation, in its own company"
                " (clause 4-4-4)."
            )
        if self.state == "acknowledged":
            return False
        return self.env._(
            "Acknowledge %(copy)s first: the receipt says so (clause 4-4-4).",
            copy=self.display_name,
        )

    def _exchange_file(self):
        """The receipt that the province imports."""
        self._check_exportable()
        names = (
            "province",
            "kind",
            "number",
            "number_year",
            "held_on",
            "minutes_sha256",
        )
        receipt = {
            **{name: self.content[name] for name in names},
            "received_on": self.received_on.isoformat(),
            "acknowledged_on": self.acknowledged_on.isoformat(),
        }
        name = self.document_name.removesuffix(".pdf")
        return f"{name}-receipt.json", signed_file.seal(
            "receipt", receipt, *self._exchange_keys()
        )
