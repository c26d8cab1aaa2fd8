from odoo.exceptions import UserError
from odoo.tools import SQL

from .street import has_field, is_ours

# what of another app, or of Odoo, names a contact and belongs to nobody's kept records
ELSEWHERE = {"res.users", "res.partner", "res.company", "mail.message"}


class Merging:
    """Contacts that stand in kept records are merged without loss, or not at all; and
    are never deleted."""

    def _naming_fields(self, comodel):
        """(recordset, field) of all that is stored and names such records, from the
        registry"""
        return [
            (self.env[name], field)
            for name, model in self.env.registry.items()
            if model._auto and not model._abstract and not model._transient
            if name not in ELSEWHERE and any(is_ours(klass) for klass in model.__mro__)
            for field in model._fields.values()
            if field.store
            and field.type in ("many2one", "many2many")
            and field.comodel_name == comodel
            and field.name not in ("create_uid", "write_uid")
        ]

    def test_every_model_that_names_a_contact_is_kept(self):
        for comodel in ("res.partner", "res.users"):
            known = {
                (records._name, field.name)
                for records, field in self.env[comodel]._naming_fields()
            }
            for records, field in self._naming_fields(comodel):
                if not field.manual and has_field(field):
                    self.assertIn((records._name, field.name), known)

    def _rows(self):
        """{(model, field): {id: the contacts that it names}} and how many rows each
        table has"""
        self.env.flush_all()
        partners = self.env["res.partner"].with_context(active_test=False).search([])
        found, counts = {}, {}
        for records, field in self._naming_fields("res.partner"):
            query = partners._select_naming(records, field, partners.ids)
            rows = {}
            for _model, _field, res_id, named in self.env.execute_query(query):
                rows.setdefault(res_id, set()).add(named)
            found[records._name, field.name] = rows
            ((counts[records._name],),) = self.env.execute_query(
                SQL("SELECT count(*) FROM %s", SQL.identifier(records._table))
            )
        return found, counts

    def _merge(self, source, target):
        wizards = self.env["base.partner.merge.automatic.wizard"]
        wizards.create(
            {
                "partner_ids": [(6, 0, (source | target).ids)],
                "dst_partner_id": target.id,
                "state": "selection",
            }
        ).action_merge()

    def test_a_merge_loses_nothing(self):
        """Each contact that anything names is merged into a new one; all that named it
        names that one."""
        before, counts = self._rows()
        named = {
            one for rows in before.values() for ids in rows.values() for one in ids
        }
        companies = self.env["res.company"].sudo().search([]).partner_id
        for source in self.env["res.partner"].browse(sorted(named)) - companies:
            with self.env.cr.savepoint() as savepoint:
                target = source.create({"name": "The one that stays"})
                self._merge(source, target)
                after, counted = self._rows()
                renamed = {
                    place: {
                        res_id: {target.id if one == source.id else one for one in ids}
                        for res_id, ids in rows.items()
                    }
                    for place, rows in before.items()
                }
                self.assertFalse(source.exists())
                self.assertEqual(counted, counts)
                self.assertEqual(after, renamed)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    def test_two_bodies_that_stand_side_by_side_stay_two(self):
        """In one committee, letter, resolution, forecast, plan or list of guests."""
        pairs = self._pairs()
        self.assertEqual(
            {
                "committee.seat",
                "committee.attendance",
                "committee.letter.recipient",
            }
            - {model for model, _pair in pairs},
            set(),
        )
        for model, (source, target) in pairs:
            before = self._rows()
            with self.subTest(model=model), self.env.cr.savepoint() as savepoint:
                with self.assertRaisesRegex(UserError, "cannot be merged|that stays"):
                    self._merge(source, target)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)
            self.assertEqual(self._changes(before), {})

    def _changes(self, before):
        """{place: (its rows, those of before)} where they differ"""
        (rows, counts), (old_rows, old_counts) = self._rows(), before
        return {
            place: (now.get(place), old.get(place))
            for now, old in ((rows, old_rows), (counts, old_counts))
            for place in now.keys() | old.keys()
            if now.get(place) != old.get(place)
        }

    def _pairs(self):
        """(model, two contacts) that stand in one parent, of each model where a second
        row of the same one could not be"""
        pairs = []
        for model, name, within in (
            ("committee.seat", "institution_id", "committee_id"),
            ("committee.attendance", "partner_id", "meeting_id"),
            ("committee.letter.recipient", "partner_id", "letter_id"),
            ("committee.resolution.task", "partner_id", "resolution_id"),
            ("business.cluster.plan.share", "partner_id", "line_id"),
            ("business.cluster.council.member", "partner_id", "cluster_id"),
        ):
            records = self.env[model].sudo().search([(name, "!=", False)])
            for lines in records.grouped(within).values():
                named = lines.mapped(name).filtered(lambda p: not p.user_ids)[:2]
                if len(named) == 2:
                    pairs.append((model, named))
                    break
        return pairs

    def test_the_method_behind_the_wizard_refuses_too(self):
        (_model, (source, target)), *_others = self._pairs()
        wizards = self.env["base.partner.merge.automatic.wizard"]
        with self.assertRaisesRegex(UserError, "cannot be merged"):
            wizards._merge((source | target).ids)

    def test_the_automatic_mode_refuses_too(self):
        (_model, pair), *_others = self._pairs()
        pair.write({"name": "One name", "email": "one@name.example"})
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {"group_by_name": True, "group_by_email": True}
        )
        with self.assertRaisesRegex(UserError, "cannot be merged"):
            wizard.action_start_automatic_process()

    def test_who_is_named_is_not_deleted(self):
        before, _counts = self._rows()
        named = {
            one for rows in before.values() for ids in rows.values() for one in ids
        }
        for contact in self.env["res.partner"].browse(sorted(named)):
            if contact.with_context(active_test=False).user_ids:
                continue  # Odoo keeps those
            with self.assertRaisesRegex(UserError, "archive"):
                contact.unlink()

    def test_who_has_acted_is_not_deleted(self):
        """Neither by acts, nor by what he entered, nor where he is named."""
        acted = self.env["workflow.act"].search([]).create_uid
        self.assertGreater(len(acted), 4)
        for user in acted - self.env.user:
            for attempt in (user, user.sudo()):
                with self.assertRaisesRegex(UserError, "archive"):
                    attempt.unlink()
            user.active = False
        newcomer = self.officer.copy({"login": "newcomer", "name": "A newcomer"})
        newcomer.unlink()
        self.assertFalse(newcomer.exists())
