"""Scans that stand as evidence are replaced or taken off by a step with a reason."""

from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import verb

_lt = LazyTranslate(__name__)

LABEL = _lt("Replace File")


class CommitteeCommittee(models.Model):
    _inherit = "committee.committee"

    def _files_are_kept(self):
        return self.state == "dissolved"


class CommitteeLetter(models.Model):
    _inherit = "committee.letter"

    can_replace_file = fields.Boolean(compute="_compute_can")

    @verb(
        "issued",
        "sent",
        to=None,
        by=("secretary",),
        label=LABEL,
        asks_reason=True,
        dating="now",
    )
    def action_replace_file(
        self, on=None, reason=None, file=None, file_name=None, attachment_id=None
    ):
        """Replace the scan, or an attachment, of an issued letter; the old one is kept
        with the act."""
        self._replace_file(
            on=on,
            reason=reason,
            file=file,
            file_name=file_name,
            attachment_id=attachment_id,
        )


class CommitteeMeeting(models.Model):
    _inherit = "committee.meeting"

    _file_field = "signed_scan"

    can_replace_file = fields.Boolean(compute="_compute_can")

    @verb(
        "agenda_approved",
        "invited",
        "postponed",
        "held",
        "recorded",
        "signed",
        "dispatched",
        "closed",
        "cancelled",
        to=None,
        by=("secretary",),
        label=LABEL,
        asks_reason=True,
        dating="now",
    )
    def action_replace_file(
        self, on=None, reason=None, file=None, file_name=None, attachment_id=None
    ):
        """Replace the scan of the signed minutes, or an attachment of the meeting; the
        old one is kept with the act."""
        self._replace_file(
            on=on,
            reason=reason,
            file=file,
            file_name=file_name,
            attachment_id=attachment_id,
        )


class CommitteeDelegation(models.Model):
    _inherit = "committee.delegation"

    can_replace_file = fields.Boolean(compute="_compute_can")

    @verb(
        "in_force",
        "ended",
        "withdrawn",
        to=None,
        by=("secretary",),
        label=LABEL,
        asks_reason=True,
        dating="now",
    )
    def action_replace_file(
        self, on=None, reason=None, file=None, file_name=None, attachment_id=None
    ):
        """Replace the scan of the letter by which the chair delegated."""
        self._replace_file(
            on=on,
            reason=reason,
            file=file,
            file_name=file_name,
            attachment_id=attachment_id,
        )


class CommitteeDutyHolder(models.Model):
    _inherit = "committee.duty.holder"

    can_replace_file = fields.Boolean(compute="_compute_can")

    @verb(
        "holding",
        "ended",
        to=None,
        by=("secretary",),
        label=LABEL,
        asks_reason=True,
        dating="now",
    )
    def action_replace_file(
        self, on=None, reason=None, file=None, file_name=None, attachment_id=None
    ):
        """Replace the scan of the letter by which the duty was given."""
        self._replace_file(
            on=on,
            reason=reason,
            file=file,
            file_name=file_name,
            attachment_id=attachment_id,
        )
