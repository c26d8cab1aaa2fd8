from odoo import models
from odoo.tools import SQL


class CommitteeProvinceStanding(models.Model):
    """What a province in a database of its own asks in files is undecided like what is
    asked here."""

    _inherit = "committee.province.standing"
    _depends = {"committee.received.request": ["decide_by", "province_id", "state"]}

    def _requests_query(self):
        return SQL(
            """
            %s
             UNION ALL
            SELECT company.id, CASE WHEN company.id IS NULL THEN q.province_id END,
                   q.decide_by
              FROM committee_received_request q
         LEFT JOIN LATERAL (SELECT min(c.id) AS id FROM res_company c
                             WHERE c.province_id = q.province_id AND c.active
                           ) company ON TRUE
             WHERE q.state = 'asked'
            """,
            super()._requests_query(),
        )
