import json

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import file_open

from odoo.addons.web_jalali.tools import clock, jalali
from odoo.addons.workflow_verb.tools import Permit

from .committee_demo_province import DemoProvince
from .committee_demo_watch import acknowledge_copies

ADDON = "cluster_committee_demo"
CORE = "cluster_committee"  # the addon whose groups the users of the demo data get
STORIES = (
    "stories/province_east_azerbaijan.json",
    "stories/province_kohgiluyeh.json",
    "stories/province_semnan.json",
)
# (login, group, name) of those who work in the national organisation
NATIONAL_PEOPLE = (
    ("national", "national", "کارشناس معاونت صنایع کوچک سازمان"),
    ("owner", "owner", "مدیر دفتر توسعه صنعتی و فناوری سازمان"),
)


class CommitteeDemo(models.AbstractModel):
    """Demo data of three provinces, created with the steps of its users: one in good
    order, one newly formed and one that is late."""

    _name = "committee.demo"
    _description = "Demo Data"

    _mark = "(داده‌های نمایشی)"

    # ------------------------------------------------------------
    # BUILDING
    # ------------------------------------------------------------

    @api.model
    def _build(self):
        """Build the demo data as of today, unless it is there already.

        Every step of a committee is taken by the user it belongs to, through the verb
        that the button calls; only companies, people and institutions are given.

        :raises UserError: where a committee is at work already
        """
        if self._demo_records("res.company"):
            return
        self._check_no_committee()
        demo = self.with_context(
            lang=self._demo_language(),
            tz="Asia/Tehran",
            no_reset_password=True,
            # a chatter that begins today for every record is useless
            tracking_disable=True,
        )
        demo._build_national_organisation()
        for path in STORIES:
            with file_open(f"{ADDON}/{path}") as file:
                story = json.load(file)
            if not demo._has_company(story["iso"]):
                DemoProvince(demo, story).build()
        acknowledge_copies(demo)
        demo._drop_notices()
        demo._add_menu()
        demo._label_rest()

    def _check_no_committee(self):
        if real := self._real_committees():
            raise UserError(
                self.env._(
                    "A committee is at work in this database (%(names)s): the demo data"
                    " does not come beside what is real. Install it in a database of"
                    " its own, or dissolve and delete what was only tried out.",
                    names=", ".join(real.mapped("name")),
                )
            )

    def _demo_language(self):
        """Persian; what was installed before brings its terms where it was missing."""
        lang = "fa_IR"
        if not self.env["res.lang"]._get_data(code=lang):
            self.env["res.lang"]._activate_lang(lang)
            addon = self.env["ir.module.module"]._get(ADDON)
            below = addon.upstream_dependencies(exclude_states=("uninstalled",))
            (addon | below)._update_translations([lang])
        return lang

    def _build_national_organisation(self):
        companies = self.env["res.company"]
        taken = companies.search_count([("is_national_office", "=", True)], limit=1)
        company = companies.create(
            {
                "name": f"سازمان صنایع کوچک و شهرک‌های صنعتی ایران {self._mark}",
                "is_national_office": not taken,
            }
        )
        self._label_company("national", company)
        for login, role, name in NATIONAL_PEOPLE:
            self._hire(login, role, name, company)

    def _has_company(self, iso_code):
        """Whether a real company of the province is there already: it stays alone."""
        return self.env["res.company"].search_count(
            [("province_id.iso_code", "=", iso_code)], limit=1
        )

    def _hire(self, login, role, name, company, body=None):
        """A user with that role in the company, a person of `body` (partner)."""
        label = login.replace(".", "_")
        partner = self.env["res.partner"].create(
            {
                "name": name,
                "email": f"{login}@committee.example",
                "parent_id": (body or company.partner_id).id,
                "lang": self.env.lang,
                "tz": "Asia/Tehran",
            }
        )
        user = self.env["res.users"].create(
            {
                "login": login,
                "password": login,
                "partner_id": partner.id,
                "company_id": company.id,
                # nothing is mailed to people who do not exist
                "notification_type": "inbox",
                "company_ids": [Command.set(company.ids)],
                "action_id": self.env.ref(f"{CORE}.committee_work_action").id,
                "group_ids": [
                    Command.set(self.env.ref(f"{CORE}.group_committee_{role}").ids)
                ],
            }
        )
        self._label({f"user_{label}": user, f"partner_{label}": partner})
        return user

    def _drop_notices(self):
        """Years were entered within a minute: findings in between are meaningless and
        are deleted. Today's findings are kept, and nothing is mailed."""
        for model in ("committee.finding.notice", "committee.finding"):
            self._unlink_kept(self.env[model].search(self._demo_domain()))
        companies = self._demo_records("res.company")
        self.env["committee.engine"]._check(jalali.today(), companies)
        notices = self.env["committee.finding.notice"].search(self._demo_domain())
        self._unlink_kept(notices.filtered(lambda n: n.finding_id.state == "closed"))
        notices = notices.exists()
        notices._permitted({"mailed_at"}).write({"mailed_at": clock.now()})

    def _unlink_kept(self, records):
        """Delete records although they are kept, by a capability for this one act."""
        if records._name == "committee.finding.notice":
            records.mail_id.unlink()
        records.with_context(workflow_permit=Permit(records, {"unlink"})).unlink()

    def _add_menu(self):
        """The way to remove the demo data is there as long as the demo data is."""
        action = self.env.ref(f"{ADDON}.committee_demo_remove_action")
        menu = self.env["ir.ui.menu"].create(
            {
                "name": action.with_context(lang=None).name,
                "parent_id": self.env.ref(
                    f"{CORE}.cluster_committee_menu_configuration"
                ).id,
                "action": f"{action._name},{action.id}",
                "group_ids": [Command.set(action.group_ids.ids)],
                "sequence": 1000,
            }
        )
        menu.name = action.name  # in the language of the demo data
        self._label({"menu_remove": menu})

    # ------------------------------------------------------------
    # NAMES
    # ------------------------------------------------------------

    def _label(self, named):
        """Give demo records names, by which they are found again.

        :param named: {name: record}
        """
        # sudo: write the XML ids of demo data
        self.env["ir.model.data"].sudo()._update_xmlids(
            [
                {
                    "xml_id": f"{ADDON}.demo_{name}",
                    "record": record,
                    "noupdate": True,  # or the next update takes it for an orphan
                }
                for name, record in named.items()
            ]
        )

    def _label_company(self, key, company):
        self._label(
            {f"company_{key}": company, f"partner_company_{key}": company.partner_id}
        )

    def _label_rest(self):
        """Name what the steps themselves made: letters, attendance, history."""
        for model in self._committee_models()[0]:
            known = self._demo_records(model)
            # sudo: read the demo data of every province
            made = self.env[model].sudo().search(self._demo_domain()) - known
            stem = model.replace(".", "_")
            self._label({f"{stem}_{record.id}": record for record in made})

    def _demo_records(self, model):
        """The records of `model` that the demo data brought and that still exist."""
        names = (
            self.env["ir.model.data"]
            # sudo: read the XML ids of demo data
            .sudo()
            .search(self._names_domain() & Domain("model", "=", model))
        )
        # sudo: read the demo data of every province
        return self.env[model].sudo().browse(names.mapped("res_id")).exists()

    def _names_domain(self):
        return Domain("module", "=", ADDON) & Domain("name", "=like", "demo\\_%")

    def _demo_domain(self):
        """What belongs to the companies of the demo data."""
        return Domain("company_id", "in", self._demo_records("res.company").ids)
