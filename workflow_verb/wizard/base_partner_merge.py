from psycopg2 import IntegrityError

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from ..tools import united


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merging contacts loses nothing of a kept record: what names the one names the
    other from then on, or they stay apart. Odoo would delete the rows that its merge
    cannot keep."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # Odoo writes by SQL, which asks for no right
        (src_partners | dst_partner).check_access("write")
        self._repoint_kept_records(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _repoint_kept_records(self, sources, target):
        """Let every kept record that names one of `sources` name `target`.

        :raises UserError: where both are named side by side, and one would be lost
        """
        self.env.flush_all()
        for records, field in target._naming_fields():
            named = self._records_naming(records, field, sources | target)
            moved = records.browse(
                res_id for res_id, ids in named.items() if not ids <= {target.id}
            )
            if moved:
                self._check_apart(records, field, named)
                self._repoint(moved, field, sources, target)

    def _records_naming(self, records, field, partners):
        """:return: {id of a record: ids of those of `partners` that it names}"""
        query = partners._select_naming(records, field, partners.ids)
        found = {}
        for _model, _field, res_id, named in self.env.execute_query(query):
            found.setdefault(res_id, set()).add(named)
        return found

    def _check_apart(self, records, field, named):
        """Refuse where two of them stand in one record: in one list, or as two lines of
        one parent that tells them apart (`_named_apart`)."""
        within = united(records, "_named_apart").get(field.name)
        # sudo: read the parents, to compare them
        found = records.sudo().browse(named)
        groups = found.grouped(within or "id")
        for parent, lines in groups.items():
            if len(set().union(*(named[line.id] for line in lines))) > 1:
                if within or field.type == "many2many":
                    self._refuse_merge(parent if within else lines)

    def _repoint(self, moved, field, sources, target):
        table, column, key = moved._table, field.name, SQL("id")
        if field.type == "many2many":
            table, column = field.relation, field.column2
            key = SQL.identifier(field.column1)
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.env.cr.execute(
                    SQL(
                        "UPDATE %s SET %s = %s WHERE %s = ANY(%s) AND %s = ANY(%s)",
                        SQL.identifier(table),
                        SQL.identifier(column),
                        target.id,
                        key,
                        moved.ids,
                        SQL.identifier(column),
                        sources.ids,
                    )
                )
        except IntegrityError:
            self._refuse_merge(moved)
        self.env.invalidate_all(flush=False)
        moved = moved.sudo()  # sudo: compute what follows from the name, and check it
        moved.modified([field.name])
        moved._validate_fields([field.name])

    def _refuse_merge(self, records):
        # sudo: read the name of the record, for a message
        record = records.sudo()[:1]
        raise UserError(
            self.env._(
                "These contacts cannot be merged: both stand in %(record)s (%(model)s),"
                " where one of them would be lost. Archive the one that is no longer"
                " needed instead.",
                record=record.display_name,
                model=self.env["ir.model"]._get(record._name).name,
            )
        )
