"""A province in a database of its own asks the owner of the procedure by file (3-2)."""

import base64

from odoo import api, fields, models

from odoo.addons.web_jalali.tools import jalali

from ..lib import signed_file

OF_FINDING = "rule clause nature standing period".split()


class CommitteeRequest(models.Model):
    """A request is taken to the national organisation in a signed file, with its
    evidence; what the file says is kept, so that the decision finds its request."""

    _inherit = "committee.request"

    _verb_fields = frozenset({"sent_content", "sent_sha256", "file_made_on"})

    sent_content = fields.Json(string="Content of the File", readonly=True, copy=False)
    sent_sha256 = fields.Char(
        string="SHA-256 of the File's Content",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    file_made_on = fields.Date(
        readonly=True,
        copy=False,
        help="The day on which its file was made for the national organisation.",
    )
    can_export_file = fields.Boolean(compute="_compute_can_export_file")

    @api.depends("state", "sent_sha256")
    @api.depends_context("uid")
    def _compute_can_export_file(self):
        """Where the national organisation works here too, its owner sees requests."""
        keeps = self.env.user.has_group("cluster_committee.group_committee_secretary")
        alone = keeps and not self.env["res.company"]._office_is_here()
        for request in self:
            request.can_export_file = alone and not request._why_not_exportable()

    def _exchange_company(self):
        return self.company_id

    def _why_not_exportable(self):
        if self.state == "asked" or (self.state == "withdrawn" and self.sent_sha256):
            return False
        if self.state == "draft":
            return self.env._(
                "Ask first: “%(request)s” is still a draft (clause 3-2).",
                request=self.display_name,
            )
        if self.state == "withdrawn":
            return self.env._(
                "“%(request)s” was withdrawn before the national organisation was sent"
                " it; there is nothing to tell.",
                request=self.display_name,
            )
        return self.env._(
            "“%(request)s” is decided; nothing has to be sent (clause 3-2).",
            request=self.display_name,
        )

    def _exchange_file(self):
        """The request with its evidence; sent again once it is withdrawn."""
        self._check_exportable()
        content = self._content_to_send()
        withdrawn = self.decided_on if self.state == "withdrawn" else False
        content = {**content, "withdrawn_on": fields.Date.to_string(withdrawn) or None}
        name = f"{content['province']}-request-{self.id}.zip"
        return name, signed_file.pack(
            content, self._evidence_bytes(), *self._exchange_keys(), kind="request"
        )

    def _evidence_bytes(self):
        return base64.b64decode(self.with_context(bin_size=False).evidence or b"")

    def _content_to_send(self):
        """What the file says, the same each time: findings go on, the request does
        not."""
        self.ensure_one()
        if not self.sent_sha256:
            content = self._in_paper_language()._request_content()
            values = {
                "sent_content": content,
                "sent_sha256": signed_file.digest(content),
                "file_made_on": jalali.today(),
            }
            self._permitted(values).write(values)
        return self.sent_content

    def _request_content(self):
        asked = fields.Date.to_string
        return {
            "province": self.province_id.iso_code,
            "company": self.company_id.name,
            "number": self.id,
            "kind": self.kind,
            "finding": self._finding_content(),
            "rule": self.rule or None,
            "clause": self.clause or None,
            "date_from": asked(self.date_from) or None,
            "date_to": asked(self.date_to) or None,
            "reason": self.reason,
            "evidence_number": self.evidence_number or None,
            "evidence_name": self.evidence_name or None,
            "evidence_sha256": signed_file.digest(self._evidence_bytes()),
            "asked_on": asked(self.asked_on),
            "asked_by": self.asked_by_id.name,
        }

    def _finding_content(self):
        finding = self.finding_id
        if not finding:
            return None
        return {
            **{name: finding[name] or None for name in OF_FINDING},
            "subject": finding.subject_name or None,
            "due_on": fields.Date.to_string(finding.due_on) or None,
        }
