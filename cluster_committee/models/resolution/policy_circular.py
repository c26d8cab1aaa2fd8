from odoo import fields, models
from odoo.exceptions import UserError


class CommitteePolicyCircular(models.Model):
    """A policy or circular from above, which the committee carries out in its province
    (4-3-1). Without a company it is meant for all provinces."""

    _name = "committee.policy.circular"
    _description = "Policy or Circular"
    _inherit = [
        "workflow.target.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "issued_on desc, id desc"
    _search_key_fields = ("name", "number", "text")
    _fixed_fields = frozenset({"company_id"})
    _duplicable = False

    name = fields.Char(string="Subject", required=True)
    kind = fields.Selection(
        selection=[
            ("policy", "Policy"),
            ("circular", "Circular"),
            ("programme", "Programme"),
        ],
        required=True,
        default="circular",
    )
    issuer_id = fields.Many2one(
        comodel_name="res.partner",
        string="Issued By",
        domain=[("is_company", "=", True)],
        ondelete="restrict",
        required=True,
    )
    number = fields.Char(help="As the registry of its issuer gave it.")
    issued_on = fields.Date(required=True)
    received_on = fields.Date()
    text = fields.Text()
    document = fields.Binary(attachment=True)
    document_name = fields.Char()
    company_id = fields.Many2one(
        comodel_name="res.company",
        string="For",
        index=True,
        default=lambda self: self._default_company_id(),
        help="The company of the province that it is meant for; empty for all.",
    )
    resolution_ids = fields.Many2many(
        comodel_name="committee.resolution",
        string="Resolutions That Carry It Out",
        compute="_compute_resolution_ids",
        search="_search_resolution_ids",
    )
    resolution_count = fields.Integer(
        string="Resolutions", compute="_compute_resolution_ids"
    )

    def _default_company_id(self):
        company = self.env.company
        return company if company.province_id else False

    def _compute_resolution_ids(self):
        """They are linked on the side of the resolution, whose minutes freeze it."""
        found = self.env["committee.resolution"].search(
            [("circular_ids", "in", self.ids)]
        )
        for circular in self:
            circular.resolution_ids = found.filtered(
                lambda resolution, circular=circular: (
                    circular._origin in resolution.circular_ids
                )
            )
            circular.resolution_count = len(circular.resolution_ids)

    def write(self, vals):
        if {"document", "document_name"} & vals.keys():
            self._check_document_not_kept()
        return super().write(vals)

    def _files_are_kept(self):
        """Its file stands as evidence while minutes refer to it."""
        # sudo: read whether minutes of any province carry it out
        resolutions = self.env["committee.resolution"].sudo()
        return bool(
            resolutions.search_count(
                [
                    ("circular_ids", "in", self.ids),
                    ("meeting_id.state", "not in", ("draft", "held")),
                ],
                limit=1,
            )
        )

    def _permits(self, name):
        return False  # no step replaces it

    def _check_document_not_kept(self):
        """:raises UserError: where a document is there, and minutes refer to it"""
        filled = self.with_context(bin_size=True).filtered("document")
        for circular in filled:
            if circular._files_are_kept():
                raise UserError(circular._file_refusal(circular.document_name))

    def _file_refusal(self, name):
        return self.env._(
            "“%(file)s” of %(circular)s stays as it is: recorded minutes carry this"
            " circular out (clause 4-3-1). Enter a corrected one as a circular of its"
            " own.",
            file=name or self.env._("The document"),
            circular=self.display_name,
        )

    def _search_resolution_ids(self, operator, value):
        if operator not in ("in", "not in") or set(value) - {False}:
            return NotImplemented
        carried = self.env["committee.resolution"].search(
            [("circular_ids", "!=", False)]
        )
        return [
            ("id", "not in" if operator == "in" else "in", carried.circular_ids.ids)
        ]
