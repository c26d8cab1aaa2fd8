import hashlib
import json
from datetime import timedelta

from odoo import api, fields, models

KEPT_DAYS = 90  # how long a browser may keep what it has not sent


class CommitteeRoomOperation(models.Model):
    """One change that a browser made in the room, so that it is made once, however
    often it is sent."""

    _name = "committee.room.operation"
    _inherit = ["workflow.record.mixin"]
    _description = "Change Made in the Room"
    _order = "id"
    _rec_name = "key"
    _fixed_fields = frozenset({"meeting_id", "company_id"})
    _duplicable = False

    meeting_id = fields.Many2one(
        comodel_name="committee.meeting",
        required=True,
        ondelete="cascade",
        index=True,
        readonly=True,
    )
    company_id = fields.Many2one(
        related="meeting_id.company_id", store=True, precompute=True
    )
    key = fields.Char(
        required=True, readonly=True, help="As the browser that made it named it."
    )
    digest = fields.Char(required=True, readonly=True, help="Of what was sent.")
    sent = fields.Json(string="What Was Sent", readonly=True)
    record_id = fields.Integer(
        string="Record", readonly=True, aggregator=None, help="What it was done to."
    )

    _once = models.UniqueIndex(
        "(meeting_id, key, digest)", "A change of the room is made once."
    )

    @api.model
    def _digest(self, operation):
        text = json.dumps(operation, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @api.model
    def _log(self, meeting, operation, record_id):
        # sudo: write the log that keeps a change from being applied twice
        return self.sudo().create(
            {
                "meeting_id": meeting.id,
                "key": operation["id"],
                "digest": self._digest(operation),
                "sent": operation.get("values") or {},
                "record_id": record_id,
            }
        )

    @api.model
    def _made(self, meeting, keys):
        """{key: the changes of that name which were made at `meeting`}"""
        # sudo: read the log of applied changes, which users have no access to
        made = self.sudo().search(
            [("meeting_id", "=", meeting.id), ("key", "in", keys)]
        )
        return made.grouped("key")

    @api.autovacuum
    def _gc_old(self):
        limit = fields.Datetime.now()  # clock: the age of rows, as the database has it
        limit -= timedelta(days=KEPT_DAYS)
        too_old = [("create_date", "<", limit)]  # clock: as above
        old = self.search(too_old, limit=10_000)
        old.unlink()
        return len(old), self.search_count(too_old, limit=1)
