from psycopg2 import DatabaseError

from odoo.exceptions import UserError
from odoo.tools import SQL

from .street import is_ours

# Odoo's own models that no wall of ours goes by the company of
ELSEWHERE = {
    "ir.attachment": "a file is whose the record is to which it belongs",
    "res.users": "the administrator moves a user, whose acts stay where they are",
    "resource.calendar": "the calendars are the nation's, and Odoo's other apps'",
    "resource.calendar.leaves": "belongs to its calendar",
}


class OwnerFields:
    """Whose a record is does not change once it was created."""

    def test_no_record_moves_over_the_border(self):
        moved = []
        for model in self._owned_models():
            record = self.samples["own"][model]
            for name, values in self._ways_over(record).items():
                for who, user in self._writers().items():
                    for value in values:
                        moved += self._moves(record, name, value, who, user)
        self.assertEqual(moved, [])

    def _owned_models(self):
        """The models that belong to a company, by themselves or through others."""
        owned = {
            name
            for name, model in self.env.registry.items()
            if not model._abstract and not model._transient and model._auto
            if any(is_ours(klass) for klass in model.__mro__)
            if self._owner_names(self.env[name])
        }
        self.assertLessEqual(owned, set(self.samples["own"]))
        self.assertLessEqual(set(ELSEWHERE), owned)
        return sorted(owned - set(ELSEWHERE))

    @staticmethod
    def _owner_names(records):
        return [
            name
            for name in ("company_id", "committee_id")
            if name in records._fields and records._fields[name].store
        ]

    def _ways_over(self, record):
        """{field: the values of the other province} of each field that names a record
        which belongs to somebody"""
        theirs, found = self.samples["foreign"][record._name], {}
        for name, field in record._fields.items():
            if not field.store or not field.column_type:
                continue
            if field.comodel_name == "res.company":
                found[name] = {self.foreign.id, False}
            elif field.type == "many2one_reference" or field.relational:
                value = theirs.sudo()._read_format([name], load=None)[0][name]
                found[name] = {value} - {False}
        return {
            name: values - {record.sudo()._read_format([name], load=None)[0][name]}
            for name, values in found.items()
        }

    def _writers(self):
        return {**self.personas, "administrator": self.env.user, "superuser": None}

    def _moves(self, record, name, value, who, user):
        """[(record, field, value, who)] where the write gave the record away, or
        was refused by the database alone"""
        attempt = record.sudo() if user is None else record.with_user(user)
        before, what = self._owners(record), (record._name, name, value, who)
        gaps = []
        with self.env.cr.savepoint(flush=False) as savepoint:
            try:
                attempt.write({name: value})
                self.env.flush_all()
                if self._owners(record) != before:
                    gaps = [what]
            except UserError as error:  # or one of its kinds, in a sentence
                self.assertTrue(str(error))
            except DatabaseError:
                gaps = [(*what, "no sentence")]
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return gaps

    def _owners(self, record):
        names = self._owner_names(record)
        columns = SQL(", ").join(map(SQL.identifier, names))
        rows = self.env.execute_query(
            SQL(
                "SELECT %s FROM %s WHERE id = %s",
                columns,
                SQL.identifier(record._table),
                record.id,
            )
        )
        return rows
