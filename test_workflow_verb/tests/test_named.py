from functools import partial

from odoo.tests import new_test_user, tagged

from odoo.addons.workflow_verb.tools import Permit

from .paper import PaperCase


@tagged("post_install", "-at_install")
class TestNamed(PaperCase):
    """Whom kept records name is not deleted, and belongs to all companies."""

    def test_a_contact_that_is_named_is_not_deleted(self):
        for name, value in (
            ("writer_id", self.one.id),
            ("reader_ids", [(6, 0, self.one.ids)]),
        ):
            paper = self._create_paper(f"With {name}", **{name: value})
            self.assertEqual(self.one._named_in(), {self.one: paper})
            self.assertRefused(self.one.unlink, "The one stands in", paper.name)
            paper.unlink()
        self.assertEqual(self.one._named_in(), {})
        self.one.unlink()

    def test_one_that_is_named_keeps_the_batch(self):
        self._create_paper("Of both", reader_ids=[(6, 0, self.one.ids)])
        both = self.one | self.other
        self.assertEqual(list(both._named_in()), [self.one])
        self.assertRefused(both.unlink, "The one stands in", "Of both (Paper)")
        self.other.unlink()
        self.one.active = False  # it is archived instead
        self.assertFalse(self.one.active)

    def test_who_spoke_at_a_kept_record_is_named(self):
        self.issued.sudo().message_post(body="Said", author_id=self.one.id)
        self.assertEqual(self.one._named_in(), {self.one: self.issued})
        self.assertRefused(self.one.unlink, "stands in An issued paper")
        # nor is there a record that says so, where it is not kept, or gone
        self.other.sudo().message_post(body="Said", author_id=self.other.id)
        lost = self.issued.sudo().message_post(body="Said", author_id=self.other.id)
        self.env.flush_all()
        query = "UPDATE mail_message SET res_id = 2000000000 WHERE id = %s"
        self.env.cr.execute(query, lost.ids)
        self.assertEqual(self.other._named_in(), {})
        self.other.unlink()

    def test_a_permit_deletes_what_is_named(self):
        paper = self._create_paper("Of one", writer_id=self.one.id)
        for permit in (Permit(self.other, ["unlink"]), Permit(self.one, ["name"])):
            unlink = self.one.with_context(workflow_permit=permit).unlink
            self.assertRefused(unlink, "stands in")
        permit = Permit(self.one, ["unlink"])
        self.one.with_context(workflow_permit=permit).unlink()
        self.assertFalse(self.one.exists())
        self.assertFalse(paper.writer_id)

    def test_a_contact_that_is_named_is_given_to_no_company(self):
        self._create_paper("Of one", writer_id=self.one.id)
        company = self.env.company
        give = partial(self.one.write, {"company_id": company.id})
        self.assertRefused(give, "belongs to all companies")
        self.one.write({"company_id": False, "name": "Another"})
        self.other.write({"company_id": company.id})
        self._create_paper("Of the other", writer_id=self.other.id)
        self.other.write({"company_id": company.id})  # it stands already
        self.other.write({"company_id": False})
        give = partial(self.other.write, {"company_id": company.id})
        self.assertRefused(give, "Of the other")

    def test_a_user_who_has_acted_is_not_deleted(self):
        self.assertIn(self.clerk, self.clerk._named_in())
        self.assertRefused(self.clerk.unlink, "archive the contact or user")
        self.clerk.active = False

    def test_a_user_whose_contact_is_named_is_not_deleted(self):
        groups = "base.group_user"
        named, idle = (
            new_test_user(self.env, f"test_{name}", groups)
            for name in ("named", "idle")
        )
        paper = self._create_paper("Of a user", writer_id=named.partner_id.id)
        self.assertEqual((named | idle)._named_in(), {named: paper})
        self.assertRefused(named.unlink, "Of a user")
        self.assertEqual(idle._named_in(), {})
        idle.unlink()
        self.assertEqual(self.env["res.users"]._named_in(), {})
        self.assertEqual(self.env["res.partner"]._named_in(), {})
