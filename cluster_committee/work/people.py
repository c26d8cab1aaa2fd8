"""Committees, their members, and what is brought into force."""

from odoo import models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class CommitteeWorkConsult(models.AbstractModel):
    _name = "committee.work.consult"
    _inherit = "committee.work"
    _description = "Consultations to Complete"

    _key = "consult"
    _model = "committee.committee"
    _verb = "consult"
    _where = (("kind", "=", "provincial"),)
    _label = _lt("Complete the consultations before the formation")


class CommitteeWorkConstitute(models.AbstractModel):
    _name = "committee.work.constitute"
    _inherit = "committee.work.consult"
    _description = "Committee to Constitute"

    _key = "constitute"
    _verb = "constitute"
    _label = _lt("Constitute the committee")


class CommitteeWorkMember(models.AbstractModel):
    """Work on a member and his decree."""

    _name = "committee.work.member"
    _inherit = "committee.work"
    _description = "Work on a Member"

    _model = "committee.member"
    _until = "date_from"
    _place = "province_id"

    def _name_of(self, member):
        return " – ".join(filter(None, (member.partner_name, member.post)))


class CommitteeWorkProposeMember(models.AbstractModel):
    _name = "committee.work.propose.member"
    _inherit = "committee.work.member"
    _description = "Decree to Propose"

    _key = "propose_decree"
    _verb = "propose"
    _where = (("seat_id.decree_required", "=", True),)
    _label = _lt("Propose the decree of membership")


class CommitteeWorkDecree(models.AbstractModel):
    _name = "committee.work.decree"
    _inherit = "committee.work.member"
    _description = "Decree to Issue"

    _key = "issue_decree"
    _verb = "issue"
    _where = (("seat_id.decree_required", "=", True), ("state", "=", "proposed"))
    _label = _lt("Issue the decree of membership")
    _label_on_paper = _lt("Record the decree that the chair issued")


class CommitteeWorkSeat(models.AbstractModel):
    _name = "committee.work.seat"
    _inherit = "committee.work.member"
    _description = "Office-Holder to Record"

    _key = "seat_member"
    _verb = "seat"
    _where = (("seat_id.decree_required", "=", False),)
    _label = _lt("Record who sits by office")


class CommitteeWorkEdition(models.AbstractModel):
    _name = "committee.work.edition"
    _inherit = "committee.work"
    _description = "Edition to Acknowledge"

    _key = "acknowledge_edition"
    _model = "committee.procedure.edition"
    _verb = "acknowledge"
    _label = _lt("Acknowledge the receipt of the edition")
    _since = "effective_from"
    _rule = "acknowledgement"

    def _domain(self, day):
        """The edition that is in force today, once for the company of a province."""
        company = self.env.company
        if not company.province_id:
            return Domain.FALSE
        return (
            super()._domain(day)
            & Domain("effective_from", "<=", day)
            & (Domain("effective_to", "=", False) | Domain("effective_to", ">=", day))
            & Domain(
                "acknowledgement_ids", "not any", [("company_id", "=", company.id)]
            )
        )


class CommitteeWorkEnact(models.AbstractModel):
    _name = "committee.work.enact"
    _inherit = "committee.work"
    _description = "Edition to Enact"

    _key = "enact_edition"
    _model = "committee.procedure.edition"
    _verb = "enact"
    _way = "open"
    _label = _lt("Complete and enact the drafted edition")
    _until = "effective_from"


class CommitteeWorkInterpretation(models.AbstractModel):
    _name = "committee.work.interpretation"
    _inherit = "committee.work"
    _description = "Interpretation to Issue"

    _key = "issue_interpretation"
    _model = "committee.interpretation"
    _verb = "issue"
    _way = "open"
    _label = _lt("Issue the drafted interpretation")


class CommitteeWorkExemption(models.AbstractModel):
    _name = "committee.work.exemption"
    _inherit = "committee.work"
    _description = "Exemption to Grant"

    _key = "grant_exemption"
    _model = "committee.exemption"
    _verb = "grant"
    _label = _lt("Grant the drafted exemption")
    _since = "letter_date"
    _place = "province_id"
