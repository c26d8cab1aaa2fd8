from odoo.tests import TransactionCase

TEMPLATE = """
<t t-name="report_weasyprint.test_partner_card">
    <t t-foreach="docs" t-as="doc">
        <t t-set="paper" t-value="{
            'title': 'معرفی ' + doc.name,
            'reference': '۱۴۰۵/۱۲',
            'draft': not doc.active,
        }"/>
        <t t-call="report_weasyprint.paper_layout">
            <t t-set="sheet" t-value="'document'"/>
            <t t-call="report_weasyprint.paper_letterhead">
                <t t-set="organisation" t-value="env.company._letterhead_lines()"/>
                <t t-set="logo" t-value="env.company._paper_emblem()"/>
                <t t-set="numbers" t-value="[('تاریخ', '۱۴۰۵/۰۹/۰۲'), ('شماره', '')]"/>
            </t>
            <table class="grid">
                <thead><tr><th>ردیف</th><th>شرح</th></tr></thead>
                <tbody>
                    <tr t-foreach="range(1, 61)" t-as="row">
                        <td t-out="row"/><td t-out="doc.comment"/>
                    </tr>
                </tbody>
            </table>
        </t>
    </t>
</t>
"""


class PaperReportCase(TransactionCase):
    """A paper of partners, as any addon may have one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fa_IR")
        cls.reports = cls.env["ir.actions.report"]
        name = "report_weasyprint.test_partner_card"
        cls.env["ir.ui.view"].create(
            {"type": "qweb", "name": name, "key": name, "arch": TEMPLATE}
        )
        cls.report = cls.reports.create(
            {
                "name": "Card",
                "model": "res.partner",
                "report_type": "qweb-pdf",
                "report_name": name,
                "pdf_engine": "weasyprint",
            }
        )
        cls.partner = cls.env["res.partner"].create(
            {"name": "سهراب کاظمی", "comment": "متن یک سطر"}
        )

    @classmethod
    def _print(cls, records, user=None):
        """What `user` gets when he prints the paper of `records`."""
        reports = cls.reports.with_context(force_report_rendering=True)
        reports = reports.with_user(user) if user else reports
        return reports._render_qweb_pdf(cls.report.report_name, records.ids)[0]
