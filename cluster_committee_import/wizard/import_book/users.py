import re

from odoo.fields import Command
from odoo.tools import email_normalize
from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column
from odoo.addons.cluster_committee.lib.addon import ADDON

from .sheet import PROVINCE, Sheet

_lt = LazyTranslate(__name__)

ROLES = {
    "officer": _lt("Secretariat Officer"),
    "supervisor": _lt("Supervisor"),
    "secretary": _lt("Committee Secretary"),
    "chair": _lt("Committee Chair"),
    "national": _lt("National Officer"),
    "owner": _lt("Procedure Owner"),
}
NATIONAL = ("national", "owner")
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{2,}(@[A-Za-z0-9.-]+\.[A-Za-z]{2,})?")


class UserSheet(Sheet):
    """Who logs in, in which role; entered by those who may give logins at all."""

    key = "users"
    title = _lt("Users")
    note = _lt(
        "One row for each person who logs in; the administrator imports this sheet. No"
        " mail is sent: invite them afterwards from Settings, Users."
    )
    columns = (
        PROVINCE._replace(
            required=False, help=_lt("Empty for the national organisation.")
        ),
        Column("name", _lt("Person"), "name", required=True),
        Column(
            "login",
            _lt("Login"),
            required=True,
            help=_lt("An address, or Latin letters, digits, full stops, hyphens."),
        ),
        Column("email", _lt("Email")),
        Column(
            "role", _lt("Role"), "choice", required=True, choices=tuple(ROLES.items())
        ),
    )
    labels = ("name",)

    def check(self):
        self.office = self._find_office()
        # sudo: read which logins are taken, archived users included
        users = self.env["res.users"].sudo().with_context(active_test=False)
        logins = {(row.values.get("login") or "").lower() for row in self.rows}
        self.taken = {
            user.login.lower(): user
            for user in users.search([("login", "in", list(logins - {""}))])
        }
        seen = {}
        for row in self.rows:
            row.province = row.company = row.person = None
            self._check_right(row)
            self.no_mixed_letters(row, "name")
            if row.values.get("province"):
                self.place(row)
            else:
                row.company = self.office
            self._check_role(row)
            self._check_addresses(row)
            login = (row.values.get("login") or "").lower()
            if login and self.no_doubles(row, login, "login", seen):
                self._compare(row, self.taken.get(login))
        self.book.people.find([row for row in self.rows if row.values.get("name")])
        for row in self.rows:
            if row.person and row.record:
                row.person.record = row.record.partner_id.with_env(
                    self.book.model("res.partner").env
                )

    def _find_office(self):
        # sudo: read which company is the national organisation
        companies = self.env["res.company"].sudo()
        return companies.search([("is_national_office", "=", True)], limit=1)

    def _check_right(self, row):
        users, partners = self.env["res.users"], self.env["res.partner"]
        if not (users.has_access("create") and partners.has_access("create")):
            row.fail(
                self.env._(
                    "Logins are given by the administrator. Leave this sheet empty, or"
                    " let the administrator import it."
                )
            )

    def _check_role(self, row):
        role = row.values.get("role")
        if not role or row.errors:
            return
        if (role in NATIONAL) == bool(row.province):
            self.fail(
                row,
                "province",
                self.env._(
                    "“%(role)s” is a role of the national organisation: leave the"
                    " province empty.",
                    role=self.wizard._text(ROLES[role]),
                )
                if row.province
                else self.env._(
                    "“%(role)s” is a role in a province: write which one.",
                    role=self.wizard._text(ROLES[role]),
                ),
            )
        elif not row.company:
            self.fail(
                row,
                "province",
                self.env._(
                    "No company is marked as the national organisation. Mark it in its"
                    " form (Settings, Companies) and import again."
                ),
            )

    def _check_addresses(self, row):
        login, email = row.values.get("login"), row.values.get("email")
        if login and not _LOGIN.fullmatch(login):
            self.fail(
                row,
                "login",
                self.env._(
                    "“%(login)s” is no login. Write an address such as"
                    " name@example.org, or at least three Latin letters and digits"
                    " without spaces.",
                    login=login,
                ),
            )
        if email and not email_normalize(email):
            self.fail(
                row,
                "email",
                self.env._(
                    "“%(email)s” is no address of electronic mail. Write one such as"
                    " name@example.org, or leave the cell empty.",
                    email=email,
                ),
            )

    def _compare(self, row, user):
        row.record = user
        role = row.values.get("role")
        if not user or row.errors or not role:
            return
        if not user.active:
            self.fail(
                row,
                "login",
                self.env._(
                    "“%(login)s” belongs to a user who is archived. Restore that user,"
                    " or choose another login.",
                    login=user.login,
                ),
            )
        elif self.book.key(user.name) != self.book.key(row.values["name"]):
            self.fail(
                row,
                "login",
                self.env._(
                    "“%(login)s” is the login of %(name)s. Choose another login, or"
                    " correct the name.",
                    login=user.login,
                    name=user.name,
                ),
            )
        elif row.company not in user.company_ids:
            row.changes.append(
                self.env._("Works in %(company)s as well.", company=row.company.name)
            )
        if not user.has_group(f"{ADDON}.group_committee_{role}"):
            row.changes.append(
                self.env._(
                    "Gets the role “%(role)s”.",
                    role=self.wizard._text(ROLES[role]),
                )
            )

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def enter(self):
        # with the user's own right to create users; no mail is sent
        users = self.env["res.users"].with_context(
            no_reset_password=True, tracking_disable=True
        )
        self.groups = {role: self._group_of(role) for role in ROLES}
        self.internal = self.env.ref("base.group_user").id
        self.home = self._id_of("committee_work_action")
        new = self.new_rows()
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        self.lang = "fa_IR" if "fa_IR" in langs else self.env.user.lang
        created = users.create([self._values(row) for row in new])
        for row, user in zip(new, created, strict=True):
            row.record = user
            row.person.record = user.partner_id.with_env(
                self.book.model("res.partner").env
            )
        for row in self.changed_rows():
            users.browse(row.record.id).write(
                {
                    "group_ids": [Command.link(self.groups[row.values["role"]])],
                    "company_ids": [Command.link(row.company.id)],
                }
            )

    def _group_of(self, role):
        return self._id_of(f"group_committee_{role}")

    def _id_of(self, name):
        return self.env["ir.model.data"]._xmlid_to_res_id(f"{ADDON}.{name}")

    def _values(self, row):
        values = {
            "name": row.values["name"],
            "login": row.values["login"],
            "email": row.values.get("email") or email_normalize(row.values["login"]),
            "company_id": row.company.id,
            "company_ids": [Command.set(row.company.ids)],
            "group_ids": [
                Command.set([self.internal, self.groups[row.values["role"]]])
            ],
            "tz": "Asia/Tehran",
            "lang": self.lang,
            "action_id": self.home,  # who logs in begins with his work
        }
        if row.person.record:
            values["partner_id"] = row.person.record.id
        return values
