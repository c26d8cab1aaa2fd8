from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

# who writes the contact; in a province "officers" are all but the chair
WRITERS = {
    "own body": "officer supervisor secretary both administrator",
    "own holder": "officer supervisor secretary both administrator",
    "person entered by the officer": "officer supervisor secretary both salesman"
    " administrator",
    "recipient of an own letter": "officer supervisor secretary both salesman"
    " administrator",
    "foreign body": "administrator",
    "foreign holder": "administrator",
    "foreign recipient": "salesman administrator",
    "body of two provinces": "owner administrator",
    "own company": "secretary administrator",
    "foreign company": "administrator",
    "national organisation": "national owner both administrator",
    "national deputy": "national owner both administrator",
    "customer of another app": "salesman administrator",
}


class Contacts:
    """Who writes which contacts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partners = cls.env["res.partner"]
        shared = partners.create({"name": "A bank of two", "is_company": True})
        for province in ("own", "foreign"):
            seat = cls.samples[province]["committee.seat"]
            seat.sudo().institution_id = shared
        cls.contacts = {
            "own body": cls._body("own"),
            "own holder": cls._holder("own"),
            "person entered by the officer": partners.with_user(cls.officer).create(
                {"name": "A person"}
            ),
            "recipient of an own letter": cls._recipient("own"),
            "foreign body": cls._body("foreign"),
            "foreign holder": cls._holder("foreign"),
            "foreign recipient": cls._recipient("foreign"),
            "body of two provinces": shared,
            "own company": cls.own.partner_id,
            "foreign company": cls.foreign.partner_id,
            "national organisation": cls.env.ref(
                "cluster_committee.partner_national_organisation"
            ),
            "national deputy": cls.env.ref("cluster_committee.partner_national_deputy"),
            "customer of another app": partners.create({"name": "A customer"}),
        }
        salesman = new_test_user(
            cls.env, "salesman", groups="base.group_user,base.group_partner_manager"
        )
        salesman.write({"company_ids": [(4, cls.own.id)], "company_id": cls.own.id})
        administrator = new_test_user(
            cls.env,
            "contact_administrator",
            groups="base.group_erp_manager,base.group_partner_manager",
        )
        cls.writers = {
            **cls.personas,
            "salesman": salesman,
            "administrator": administrator,
        }

    @classmethod
    def _body(cls, province):
        company = getattr(cls, province)
        body = cls.env["res.partner"].create(
            {"name": f"A body of {company.name}", "is_company": True}
        )
        committee = cls.samples[province]["main"]
        officer, _secretary, _chair = cls._people_of(company)
        committee.seat_ids.with_user(officer).create(
            {
                "committee_id": committee.id,
                "name": "A body",
                "reason": "Asked for",
                "institution_id": body.id,
            }
        )
        return body

    @classmethod
    def _holder(cls, province):
        return cls.samples[province]["committee.member"].partner_id

    @classmethod
    def _recipient(cls, province):
        person = cls.env["res.partner"].create({"name": f"Recipient of {province}"})
        officer, _secretary, _chair = cls._people_of(getattr(cls, province))
        letter = cls.samples[province]["committee.letter"].with_user(officer)
        letter.recipient_ids.create({"letter_id": letter.id, "partner_id": person.id})
        return person

    def test_each_contact_is_written_by_who_keeps_it(self):
        for what, writers in WRITERS.items():
            contact = self.contacts[what]
            found = {
                role
                for role, user in self.writers.items()
                if self._writes(contact.with_user(user))
            }
            with self.subTest(what):
                self.assertEqual(found, set(writers.split()))

    def _writes(self, contact):
        before = contact.sudo().email
        with self.env.cr.savepoint() as savepoint:
            try:
                contact.write({"email": "x@y.example"})
            except AccessError as error:
                self.assertTrue(str(error))
                written = False
            else:
                written = True
            savepoint.rollback()
        self.assertEqual(contact.sudo().email, before)
        return written

    def test_the_usual_work_goes_on(self):
        """An officer enters an institution with its head, and corrects them."""
        partners = self.env["res.partner"].with_user(self.officer)
        body = partners.create({"name": "Chamber", "is_company": True})
        head = partners.create({"name": "Its head", "parent_id": body.id})
        body.write({"phone": "041"})
        head.write({"function": "President"})
        seat = self.samples["own"]["committee.seat"].with_user(self.officer)
        seat.institution_id = body
        (body | head).write({"email": "chamber@x.example"})
        self.assertEqual(head.email, "chamber@x.example")

    def test_a_contact_of_the_provinces_is_given_to_no_company(self):
        """It would be hidden from the others, and their letters with it."""
        for what in ("own body", "own holder", "recipient of an own letter"):
            contact = self.contacts[what]
            for user in (self.officer, self.writers["administrator"], self.env.user):
                with self.assertRaisesRegex(UserError, "belongs to all companies"):
                    contact.with_user(user).write({"company_id": self.own.id})
            with self.assertRaisesRegex(UserError, "belongs to all companies"):
                contact.sudo().write({"company_id": self.foreign.id})
        customer = self.contacts["customer of another app"]
        customer.with_user(self.writers["salesman"]).company_id = self.own

    def test_another_contact_stays_another_apps(self):
        """A contact that nobody of ours names is deleted as ever."""
        administrator = self.writers["administrator"]
        self.contacts["customer of another app"].with_user(administrator).unlink()
        with self.assertRaisesRegex(UserError, "archive the contact"):
            self.contacts["own body"].with_user(administrator).unlink()
