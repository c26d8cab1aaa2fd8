from odoo import api, fields, models
from odoo.exceptions import UserError

from ..lib import signed_file
from .committee_edition_exchange import CORE

# of these the file holds the SHA-256; parameters that came later may be missing in one
DIGESTED = tuple(name for name in CORE if name != "policy")


class CommitteeEditionAcknowledgement(models.Model):
    """The acknowledgement of a province in a database of its own is sent to the office
    in a signed file (7)."""

    _inherit = "committee.edition.acknowledgement"

    _verb_fields = frozenset({"key_id"})

    key_id = fields.Many2one(
        comodel_name="committee.exchange.key",
        string="Signed With",
        readonly=True,
        ondelete="restrict",
    )

    _here_or_by_file = models.Constraint(
        "CHECK ((user_id IS NULL) = (key_id IS NOT NULL))",
        "An edition is acknowledged by a user here, or in a file that was signed.",
    )

    # ------------------------------------------------------------
    # OUT
    # ------------------------------------------------------------

    def _exchange_company(self):
        return self.company_id

    def _why_not_exportable(self):
        if self.user_id:
            return False
        return self.env._(
            "This acknowledgement came in a file itself; nothing has to be sent"
            " (section 7)."
        )

    def _exchange_file(self):
        self._check_exportable()
        edition = self.edition_id
        name = f"{self.province_id.iso_code}-edition-{edition.number}.json"
        return name, signed_file.seal(
            "acknowledgement", self._exchange_content(), *self._exchange_keys()
        )

    def _exchange_content(self):
        self.ensure_one()
        text = self.edition_id._exchange_content()
        return {
            "province": self.province_id.iso_code,
            "procedure": text["procedure"]["code"],
            "number": text["edition"]["number"],
            "acknowledged_on": self.acknowledged_on.isoformat(),
            "signer": self.user_id.name,
            "policy": text["policy"],
            "sha256": {name: signed_file.digest(text[name]) for name in DIGESTED},
        }

    # ------------------------------------------------------------
    # IN
    # ------------------------------------------------------------

    @api.model
    def _find_received(self, content):
        """:return: the acknowledgement of that edition by that province, if it is here
        already"""
        return self.search(
            [
                ("edition_id.procedure_id.code", "=", content["procedure"]),
                ("edition_id.number", "=", content["number"]),
                ("province_id.iso_code", "=", content["province"]),
            ]
        )

    @api.model
    def _receive_file(self, content, key):
        """Store the acknowledgement of a file whose signature was checked.

        :return: it, or the one that is there where the file came before
        """
        key._check_province_file(content)
        edition = self._acknowledged_edition(content)
        known = self._find_received(content)
        if known:
            return known
        return self._permitted_create(
            [
                {
                    "edition_id": edition.id,
                    "company_id": key._company_of_province().id,
                    "province_id": key.province_id.id,
                    "acknowledged_on": content["acknowledged_on"],
                    "signer_name": content["signer"],
                    "key_id": key.id,
                }
            ]
        )

    @api.model
    def _acknowledged_edition(self, content):
        """:return: the edition that was acknowledged

        :raises UserError: where it is not here, or says something else here
        """
        edition = self.env["committee.procedure.edition"].search(
            [
                ("procedure_id.code", "=", content["procedure"]),
                ("number", "=", content["number"]),
                ("state", "!=", "draft"),
            ]
        )
        if not edition:
            raise UserError(
                self.env._(
                    "Edition %(number)s of %(procedure)s, which the file acknowledges,"
                    " was not enacted here (section 7).",
                    number=content["number"],
                    procedure=content["procedure"],
                )
            )
        text = edition._exchange_content()
        ours = {name: signed_file.digest(text[name]) for name in DIGESTED}
        both = set(text["policy"]) & set(content["policy"])
        changed = [
            name for name in both if text["policy"][name] != content["policy"][name]
        ]
        if ours != content["sha256"] or changed:
            raise UserError(
                self.env._(
                    "What the province has acknowledged as %(edition)s is another text"
                    " than the one in force here (clause 3-2): send it the file of the"
                    " edition, and let it acknowledge that.",
                    edition=edition.display_name,
                )
            )
        return edition


class CommitteeProcedureEdition(models.Model):
    """From the page of an edition its acknowledgement is taken to the office."""

    _inherit = "committee.procedure.edition"

    can_export_acknowledgement = fields.Boolean(
        compute="_compute_can_export_acknowledgement"
    )

    @api.depends("acknowledgement_ids")
    @api.depends_context("uid", "company")
    def _compute_can_export_acknowledgement(self):
        given = self._own_acknowledgements()
        keeps = self.env.user.has_group("cluster_committee.group_committee_secretary")
        alone = keeps and not self.env["res.company"]._office_is_here()
        for edition in self:
            edition.can_export_acknowledgement = alone and edition in given.edition_id

    def _own_acknowledgements(self):
        company = self.env.company
        return self.acknowledgement_ids.filtered(lambda a: a.company_id == company)

    def action_export_acknowledgement(self):
        """Take the acknowledgement of the own company up to the national office (7)."""
        self.ensure_one()
        given = self._own_acknowledgements()
        if not given:
            raise UserError(
                self.env._(
                    "%(company)s has not acknowledged %(edition)s yet; do that first"
                    " (section 7).",
                    company=self.env.company.name,
                    edition=self.display_name,
                )
            )
        return given.action_export_file()
