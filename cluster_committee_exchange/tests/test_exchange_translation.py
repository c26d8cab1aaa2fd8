from odoo.tests import TransactionCase, tagged

from odoo.addons.cluster_committee.tests.translation import TranslationMixin


@tagged("post_install", "-at_install")
class TestExchangeTranslation(TranslationMixin, TransactionCase):
    """Every word of the addon is Persian for a Persian reader."""

    addon = "cluster_committee_exchange"
