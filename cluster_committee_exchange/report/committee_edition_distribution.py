from odoo import models
from odoo.tools import SQL


class CommitteeEditionDistribution(models.Model):
    """The provinces in databases of their own are bound by the editions, too: those
    whose key is trusted."""

    _inherit = "committee.edition.distribution"
    _depends = {"committee.exchange.key": ["province_id", "role", "state"]}

    def _held_query(self):
        return SQL(
            """
            %s
                 UNION ALL
                SELECT DISTINCT NULL::int, k.province_id
                  FROM committee_exchange_key k
                 WHERE k.role = 'province' AND k.state = 'trusted'
                   AND NOT EXISTS (SELECT FROM res_company c
                                    WHERE c.province_id = k.province_id AND c.active)
            """,
            super()._held_query(),
        )
