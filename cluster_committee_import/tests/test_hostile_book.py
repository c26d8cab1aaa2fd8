import base64
import time

from odoo.tests import tagged

from odoo.addons.business_cluster.tests import hostile_books
from odoo.addons.cluster_committee.tests.common import CommitteeCase
from odoo.addons.cluster_committee.tests.refusal import RefusalMixin


@tagged("post_install", "-at_install")
class TestHostileBook(RefusalMixin, CommitteeCase):
    """Workbooks that would hold up the server are refused at a look."""

    def test_it_is_refused_in_a_sentence_within_two_seconds(self):
        wizards = self.env["committee.book.import"].with_user(self.secretary)
        for what, content in hostile_books.hostile().items():
            with self.subTest(what):
                wizard = wizards.create({"file": base64.b64encode(content)})
                began = time.process_time()
                with self.refused("The file is too large"):
                    wizard.action_preview()
                self.assertLess(time.process_time() - began, 2)
