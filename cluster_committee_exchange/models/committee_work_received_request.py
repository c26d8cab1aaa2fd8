from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class CommitteeWorkReceivedRequest(models.AbstractModel):
    """What came in a file waits for its decision like what is asked here."""

    _name = "committee.work.received.request"
    _inherit = "committee.work.request"
    _description = "Received Request to Decide"

    _key = "decide_received_request"
    _model = "committee.received.request"
    _label = _lt("Decide the request that came in a file")
    _since = "received_on"
