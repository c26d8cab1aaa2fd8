from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools import Permit

# who made a record, and who changed it last
AUTHORS = ("create_uid", "write_uid")


class WorkflowNamedMixin(models.AbstractModel):
    """Somebody whom kept records name: those of every model of records of an owner
    (`workflow.record.mixin`)."""

    _name = "workflow.named.mixin"
    _description = "Named in Kept Records"

    @api.model
    def _kept_models(self):
        """:return: a recordset of each stored model whose records are kept"""
        return [
            self.env[name]
            for name, model in sorted(self.env.registry.items())
            if hasattr(model, "_check_fixed_fields")
            and model._auto
            and not model._abstract
            and not model._transient
        ]

    @api.model
    def _naming_fields(self):
        """:return: [(recordset, field)] of the stored fields of kept records that name
        records of this model"""
        return [
            (records, field)
            for records in self._kept_models()
            for field in records._fields.values()
            if field.store
            and field.type in ("many2one", "many2many")
            and field.comodel_name == self._name
            and field.name not in AUTHORS
        ]

    @api.model
    def _select_naming(self, records, field, ids, more=None):
        """:return: the query (SQL) of those rows of `field` that name one of `ids`:
        its name, the record, the one who is named, and `more` of the record"""
        table = SQL.identifier(records._table)
        named, join = SQL.identifier("r", field.name), SQL()
        if field.type == "many2many":
            named = SQL.identifier("l", field.column2)
            join = SQL(
                "JOIN %s l ON %s = r.id",
                SQL.identifier(field.relation),
                SQL.identifier("l", field.column1),
            )
        return SQL(
            "SELECT %s AS model, %s AS field, r.id, %s AS named%s"
            " FROM %s r %s WHERE %s = ANY(%s)",
            records._name,
            field.name,
            named,
            more or SQL(),
            table,
            join,
            named,
            list(ids),
        )

    def _named_in(self):
        """:return: {record of this model: one kept record that names it} of those that
        are named in any"""
        queries = [
            self._select_naming(records, field, self.ids)
            for records, field in self._naming_fields()
        ]
        self.env.flush_all()
        found = {}
        if self and queries:
            for model, _field, res_id, named in self.env.execute_query(
                SQL(
                    "SELECT DISTINCT ON (named) * FROM (%s) AS named_in ORDER BY named",
                    SQL(" UNION ALL ").join(queries),
                )
            ):
                # sudo: read the name of the record, for a message
                found[self.browse(named)] = self.env[model].sudo().browse(res_id)
        return found

    @api.ondelete(at_uninstall=False)
    def _unlink_except_named(self):
        permit = self.env.context.get("workflow_permit")
        if isinstance(permit, Permit) and permit.covers(self, "unlink"):
            return
        for named, record in self._named_in().items():
            raise UserError(
                self.env._(
                    "%(name)s stands in %(record)s (%(model)s), which is kept as it"
                    " was: archive the contact or user instead of deleting it.",
                    name=named.sudo().display_name,  # sudo: the name, for a message
                    record=record.display_name,
                    model=self.env["ir.model"]._get(record._name).name,
                )
            )


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


class ResUsers(models.Model):
    """A user who has acted is archived, never deleted."""

    _name = "res.users"
    _inherit = ["res.users", "workflow.named.mixin"]

    def _naming_fields(self):
        return super()._naming_fields() + [
            (records, records._fields[name])
            for records in self._kept_models()
            if records._log_access
            for name in AUTHORS
        ]

    def _named_in(self):
        """Kept records name the user, or his contact."""
        found = super()._named_in()
        # sudo: read which contacts the users have
        contacts = {user.sudo().partner_id: user for user in self}
        partners = self.env["res.partner"].union(*contacts) if contacts else None
        if partners:
            for partner, record in partners._named_in().items():
                found.setdefault(contacts[partner], record)
        return found
