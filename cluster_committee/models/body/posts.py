from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from odoo.addons.web_jalali.tools import jalali

from .past import known_past

STANDING = ("consulted", "constituted", "active")


class Committee(models.Model):
    """Who signs for a committee on a day, and which of its posts are vacant."""

    _inherit = "committee.committee"

    delegation_ids = fields.One2many(
        comodel_name="committee.delegation", inverse_name="committee_id"
    )
    vacancies = fields.Html(
        string="Vacant Posts", compute="_compute_vacancies", sanitize=False
    )
    has_vacancy = fields.Boolean(
        string="Has a Vacant Post",
        compute="_compute_vacancies",
        search="_search_has_vacancy",
    )
    open_scan_count = fields.Integer(
        string="Open Scans", compute="_compute_open_papers"
    )
    pending_letter_count = fields.Integer(
        string="Letters to Confirm", compute="_compute_open_papers"
    )

    # ------------------------------------------------------------
    # SIGNATORIES
    # ------------------------------------------------------------

    def _signatories_on(self, day, act=None):
        """{committee: the partners who may do `act` of the chair on `day` (date)}, the
        chair himself first.

        The only place that decides who signs, on any day: for a letter as of its own
        date. Without an act, the chair alone.

        :param act: a key of `lib.tenures.ACTS`
        """
        chairs = self._chairs_on(day)
        if not act:
            return chairs
        provincial = {committee: committee.parent_id or committee for committee in self}
        delegations = self._delegations_on(day, act).grouped("committee_id")
        nobody = self.env["committee.delegation"]
        return {
            c: chairs[c] | delegations.get(provincial[c], nobody).partner_id
            for c in self
        }

    def _delegations_on(self, day, act=None):
        """The delegations of these committees that are valid on `day` (date)."""
        if past := known_past(self.env):
            return past.delegated(self | self.parent_id, day, act)
        delegations = self.env["committee.delegation"]
        committees = (self | self.parent_id).ids
        return delegations.search(
            delegations._domain_on(day, act) & Domain("committee_id", "in", committees)
        )

    def _chaired_on(self, day, partner, act=None):
        """The committees of self whose chair on `day` is `partner` (4-2), or where he
        may do `act` for the chair."""
        signatories = self._signatories_on(day, act)
        return self.filtered(lambda committee: partner in signatories[committee])

    def _chairs_on(self, day):
        """:return: {committee: the partner who chairs it on `day`}; the expert
        committee has the chair of its provincial committee (note 1)"""
        provincial = {committee: committee.parent_id or committee for committee in self}
        seated = self.env["committee.committee"].union(*provincial.values())
        chairs = {
            member.committee_id: member.partner_id
            for member in seated._holders_on(day, role="chair")
        }
        nobody = self.env["res.partner"]
        return {c: chairs.get(provincial[c], nobody) for c in self}

    # ------------------------------------------------------------
    # PAPERS
    # ------------------------------------------------------------

    def _compute_open_papers(self):
        counted = {}
        for name in ("scan_missing", "awaits_confirmation"):
            domain = Domain("committee_id", "in", self.ids) & Domain(name, "=", True)
            if name == "scan_missing":
                domain &= Domain("state", "!=", "draft")
            counted[name] = dict(
                self.env["committee.letter"]._read_group(
                    domain, ["committee_id"], ["__count"]
                )
            )
        for committee in self:
            committee.open_scan_count = counted["scan_missing"].get(committee, 0)
            committee.pending_letter_count = counted["awaits_confirmation"].get(
                committee, 0
            )

    def action_open_scans(self):
        """The letters of these committees whose scan is still missing."""
        return self._open_letters("committee_letter_action_open_scans")

    def action_pending_letters(self):
        """The signed letters of these committees that wait for the secretary."""
        return self._open_letters("committee_letter_action_pending")

    def _open_letters(self, name):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"cluster_committee.{name}"
        )
        own = Domain("committee_id", "in", self.ids)
        return {**action, "domain": list(own & Domain(safe_eval(action["domain"])))}

    # ------------------------------------------------------------
    # VACANCIES
    # ------------------------------------------------------------

    @api.depends(
        "state",
        "seat_ids.member_ids.state",
        "delegation_ids.state",
        "company_id.duty_holder_ids.state",
    )
    @api.depends_context("lang")
    def _compute_vacancies(self):
        """Vacancies are shown, and block nothing."""
        today = jalali.today()
        standing = self.filtered(
            lambda c: c.kind == "provincial" and c.state in STANDING
        )
        held = {(m.committee_id, m.role) for m in standing._holders_on(today)}
        delegations = standing._delegations_on(today, "invitation")
        acting = {d.committee_id: d for d in delegations}
        duties = self.env["committee.duty.holder"]
        supervised = duties._on("supervisor", today).company_id
        for committee in self:
            sentences = []
            if committee in standing:
                if (committee, "chair") not in held:
                    sentences.append(self._vacant_chair(acting.get(committee)))
                if (committee, "secretary") not in held:
                    sentences.append(
                        self.env._(
                            "Nobody holds the post of the secretary (clause 4-2):"
                            " propose the decree of the new managing director."
                        )
                    )
                if committee.company_id not in supervised:
                    sentences.append(
                        self.env._(
                            "No small-industries deputy is named, who owns the"
                            " execution (clause 3-1): name one under Duty Holders."
                        )
                    )
            committee.has_vacancy = bool(sentences)
            committee.vacancies = Markup("").join(
                Markup("<li>%s</li>") % sentence for sentence in sentences
            )

    def _vacant_chair(self, acting):
        if not acting:
            return self.env._(
                "Nobody holds the chair (clause 4-2): record who does, or an acting"
                " chair under Delegations. Meetings can go on being prepared."
            )
        return self.env._(
            "Nobody holds the chair (clause 4-2); %(person)s acts for it.",
            person=acting.partner_id.name,
        )

    @api.model
    def _search_has_vacancy(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = jalali.today()
        filled = [
            Domain(
                "seat_ids", "any", [("role", "=", role), ("standing", "=", "filled")]
            )
            for role in ("chair", "secretary")
        ]
        duties = self.env["committee.duty.holder"]._on("supervisor", today)
        filled.append(Domain("company_id", "in", duties.company_id.ids))
        vacant = (
            Domain("kind", "=", "provincial")
            & Domain("state", "in", STANDING)
            & ~Domain.AND(filled)
        )
        return vacant if True in value else ~vacant
