from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ResPartner(models.Model):
    """A contact that kept records name is not deleted, and belongs to all who name
    it."""

    _name = "res.partner"
    _inherit = ["res.partner", "workflow.named.mixin"]

    def _named_in(self):
        """What somebody said at a kept record names him as well."""
        found = super()._named_in()
        models_kept = [records._name for records in self._kept_models()]
        for author, model, res_id in self.env.execute_query(
            SQL(
                "SELECT DISTINCT ON (author_id) author_id, model, res_id"
                " FROM mail_message WHERE author_id = ANY(%s) AND model = ANY(%s)"
                " AND res_id <> 0",
                self.ids,
                models_kept,
            )
        ):
            # sudo: read the name of the record, for a message
            record = self.env[model].sudo().browse(res_id).exists()
            if record:
                found.setdefault(self.browse(author), record)
        return found

    def write(self, vals):
        if vals.get("company_id"):
            self._check_belongs_to_all(vals["company_id"])
        return super().write(vals)

    def _check_belongs_to_all(self, company_id):
        """A contact of one company is hidden from the others, and with it the records
        that name it; to free it of a company hides nothing.

        :raises UserError: where a contact that kept records name is given a company
        """
        # sudo: read the company only, to compare it
        given = self.filtered(lambda p: p.sudo().company_id.id != company_id)
        for partner, record in given._named_in().items():
            raise UserError(
                self.env._(
                    "%(name)s stands in %(record)s: a contact that kept records name"
                    " belongs to all companies, and is not given to one of them.",
                    name=partner.sudo().display_name,  # sudo: the name, for a message
                    record=record.display_name,
                )
            )
