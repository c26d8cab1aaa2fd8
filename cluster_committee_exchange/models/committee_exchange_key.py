from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import NO_ACCESS, needs, verb

from ..lib import fingerprint_words, signed_file

_lt = LazyTranslate(__name__)


class CommitteeExchangeKey(models.Model):
    """A key that files between installations are signed with: the own one of a company,
    or that of another installation, trusted once its words were compared."""

    _name = "committee.exchange.key"
    _description = "Exchange Key"
    _inherit = ["committee.workflow.mixin", "web_jalali.date.guard"]
    _order = "company_id, role, id desc"
    _rec_name = "role"
    _committee_path = "company_id"
    _duplicable = False

    _verb_fields = frozenset(
        {"private_key", "trusted_on", "trusted_by_id", "withdrawn_on"}
    )
    _fixed_fields = frozenset({"company_id", "role"})

    # Identity
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
        help="The company that signs with this key, or trusts it.",
    )
    role = fields.Selection(
        selection=[
            ("own", "Own key"),
            ("office", "Key of the national organisation"),
            ("province", "Key of a province"),
        ],
        string="Whose Key",
        required=True,
        default=lambda self: self._default_role(),
    )
    province_id = fields.Many2one(
        comodel_name="res.country.state",
        string="Province",
        domain=[("iso_code", "!=", False)],
        ondelete="restrict",
        help="The province whose minutes are signed with this key.",
    )
    public_key = fields.Char(
        required=True,
        help="As the page of the key shows it in the other installation.",
    )
    # the secret half of an own key: no user reads it, whatever his groups
    private_key = fields.Char(copy=False, groups=NO_ACCESS)
    fingerprint = fields.Char(compute="_compute_fingerprint", store=True, index=True)
    fingerprint_words = fields.Char(
        compute="_compute_fingerprint_words",
        string="Fingerprint in Words",
        help="Read to the other side, who enters what is heard there.",
    )
    compared_words = fields.Char(
        string="Words Read to You",
        copy=False,
        help="The words that the holder of the key reads to you from his own page, by"
        " telephone or face to face; not from the message that brought the key.",
    )

    # State
    state = fields.Selection(
        selection=[
            ("draft", "Not Yet Compared"),
            ("trusted", "Trusted"),
            ("withdrawn", "Withdrawn"),
        ],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    trusted_on = fields.Date(readonly=True, copy=False)
    trusted_by_id = fields.Many2one(
        comodel_name="res.users", string="Trusted By", readonly=True, copy=False
    )
    withdrawn_on = fields.Date(readonly=True, copy=False)

    # Buttons
    can_trust = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")

    _own_is_whole = models.Constraint(
        "CHECK ((role = 'own') = (private_key IS NOT NULL))",
        "An own key is made by the system itself, with its first file; enter the keys"
        " of other installations only.",
    )
    _province_has_its_name = models.Constraint(
        "CHECK ((role = 'province') = (province_id IS NOT NULL))",
        "Name the province whose key it is; the other keys have none.",
    )
    _trusted_since_a_day = models.Constraint(
        "CHECK (state != 'trusted' OR trusted_on IS NOT NULL)",
        "A key is trusted from a day on.",
    )
    _one_trusted = models.UniqueIndex(
        "(company_id, role, COALESCE(province_id, 0)) WHERE state = 'trusted'",
        "A key of this holder is trusted already; withdraw it first.",
    )

    @api.model
    def _default_role(self):
        return "province" if self.env.company.is_national_office else "office"

    @api.depends("public_key")
    def _compute_fingerprint(self):
        for key in self:
            try:
                key.fingerprint = signed_file.fingerprint(key.public_key)
            except ValueError:
                key.fingerprint = False

    @api.depends("fingerprint", "state", "role")
    def _compute_fingerprint_words(self):
        """They are not shown before they were compared, or nobody would compare."""
        for key in self:
            shown = key.fingerprint and (key.role == "own" or key.state != "draft")
            words = fingerprint_words.words(key.fingerprint) if shown else []
            key.fingerprint_words = " ".join(words) or False

    @api.depends("role", "province_id", "company_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for key in self:
            holder = key.province_id._get_printed_name() or (
                key.role == "own" and key.company_id.name
            )
            key.display_name = " – ".join(filter(None, (roles.get(key.role), holder)))

    @api.constrains("public_key")
    def _check_public_key(self):
        for key in self:
            if not key.fingerprint:
                raise ValidationError(
                    self.env._(
                        "What was entered as the public key of “%(key)s” is none: copy"
                        " the whole line from the page of the key in the other"
                        " installation.",
                        key=key.display_name,
                    )
                )

    def _holding(self, role, act=None):
        """The owner of the procedure manages the keys of his own company only."""
        held = super()._holding(role, act)
        if role == "owner":
            companies = self.env.user.company_ids
            return held.filtered(lambda key: key.company_id in companies)
        return held

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="trusted",
        by=("secretary", "owner"),
        label=_lt("Trust"),
        dating="now",
        main=True,
    )
    def action_trust(self):
        """Trust the key, whose words were compared: files signed with it are
        accepted."""
        values = {"trusted_on": jalali.today(), "trusted_by_id": self.env.uid}
        self._transition("trust", values)

    @verb(
        "draft",
        "trusted",
        to="withdrawn",
        by=("secretary", "owner"),
        label=_lt("Withdraw"),
        dating="now",
        asks_reason=True,
    )
    def action_withdraw(self, on=None, reason=None):
        """Revoke the key: files signed with it are refused; an own one is replaced."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("withdraw", {"withdrawn_on": on}, on=on, reason=reason)

    @api.model
    def action_show_own(self):
        """Open the own key of the company, which is made now if there is none."""
        own = self._own_key(self.env.company)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Own Key"),
            "res_model": self._name,
            "res_id": own.id,
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("trust")
    def _needs_compared_words(self, act):
        """A key is trusted when both sides have the same words before them."""
        found = {}
        for key in self:
            said = persian.normalise("".join((key.compared_words or "").split()))
            words = fingerprint_words.words(key.fingerprint or "")
            if not said or said != persian.normalise("".join(words)):
                found[key.id] = [
                    self.env._(
                        "The words read to you are not those of “%(key)s”: it is"
                        " another key, or a word was misheard. Let the holder read"
                        " them again from his own page, and enter all of them.",
                        key=key.display_name,
                    )
                ]
        return found

    @needs("trust")
    def _needs_no_other_key(self, act):
        """One key of a holder is trusted at a time."""
        trusted = self.search(
            [("company_id", "in", self.company_id.ids), ("state", "=", "trusted")]
        )
        taken = {(key.company_id, key.role, key.province_id) for key in trusted}
        return {
            key.id: [
                self.env._(
                    "Another key is trusted already: “%(key)s”. Withdraw it first.",
                    key=key.display_name,
                )
            ]
            for key in self
            if (key.company_id, key.role, key.province_id) in taken
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _own_key(self, company):
        """The key that `company` signs with; made with its first use."""
        self._check_keeper(company)
        own = self._trusted(company, ("own",))
        if own:
            return own
        # two at the same time: the second one is retried, and finds the first
        held = "UPDATE res_company SET write_date = write_date WHERE id = %s"
        self.env.cr.execute(SQL(held, company.id))
        private, public = signed_file.new_key()
        return self._permitted_create(
            [
                {
                    "company_id": company.id,
                    "role": "own",
                    "public_key": public,
                    "private_key": private,
                    "state": "trusted",
                    "trusted_on": jalali.today(),
                    "trusted_by_id": self.env.uid,
                }
            ]
        )

    def _check_keeper(self, company):
        """:raises UserError: unless the user may sign for `company`"""
        user, group = self.env.user, "cluster_committee.group_committee_%s"
        keeps = company in user.company_ids and (
            (company.province_id and user.has_group(group % "secretary"))
            or (company.is_national_office and user.has_group(group % "national"))
        )
        if not keeps:
            raise UserError(
                self.env._(
                    "Files of %(company)s are signed by the secretary of its committee;"
                    " those of the national organisation by its officers, in the"
                    " company that is marked as the national organisation.",
                    company=company.name,
                )
            )

    @api.model
    def _trusted(self, company, roles, fingerprint=None):
        """The keys that `company` signs with or trusts, of these roles."""
        domain = [
            ("company_id", "=", company.id),
            ("role", "in", roles),
            ("state", "=", "trusted"),
        ]
        if fingerprint:
            domain.append(("fingerprint", "=", fingerprint))
        return self.search(domain)

    def _check_province_file(self, content):
        """Files signed by a province are received by the national organisation, and
        concern that province only.

        :raises UserError: where it does not, or the user is not of the organisation
        """
        if not self.env.user.has_group("cluster_committee.group_committee_national"):
            raise UserError(
                self.env._(
                    "Files of the provinces are received by the national organisation"
                    " (section 7, clause 4-4-4)."
                )
            )
        if content["province"] != self.province_id.iso_code:
            raise UserError(
                self.env._(
                    "The file is signed with the key of %(holder)s, but tells of"
                    " another province (%(code)s). It is not taken.",
                    holder=self.province_id._get_printed_name(),
                    code=content["province"],
                )
            )

    def _company_of_province(self):
        """The company of the province that signs with this key, if it works here."""
        # sudo: read whether a company of the province exists
        companies = self.env["res.company"].sudo()
        domain = [("province_id", "=", self.province_id.id)]
        return companies.search(domain, limit=1).sudo(False)

    def _pair(self):
        """(private, public) of an own key, for the signing itself."""
        self.ensure_one()
        # sudo: read the private key; only its signatures leave this process
        return self.sudo().private_key, self.public_key
