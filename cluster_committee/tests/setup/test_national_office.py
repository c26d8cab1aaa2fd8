from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestNationalOffice(TransactionCase):
    def test_the_national_copy_goes_to_the_deputy_or_whom_the_company_names(self):
        deputy = self.env.ref("cluster_committee.partner_national_deputy")
        company, other = self.env["res.company"].create(
            [{"name": "One"}, {"name": "Other"}]
        )
        self.assertEqual(company._national_office(), deputy)
        named = self.env["res.partner"].create({"name": "A secretariat"})
        other.national_copy_partner_id = named
        self.assertEqual((company | other)._national_office(), deputy | named)
