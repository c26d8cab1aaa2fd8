from lxml import html

from odoo.tests import tagged

from odoo.addons.cluster_committee.tests.common import CommitteeCase


@tagged("post_install", "-at_install")
class TestEmptyList(CommitteeCase):
    """Where there is no committee yet, who may import is led there."""

    def test_who_may_import_is_led_there(self):
        book = "cluster_committee_import.committee_book_import_action"
        led = {
            user: book in self._ways(user)
            for user in (self.secretary, self.owner, self.officer)
        }
        self.assertEqual(
            led, {self.secretary: True, self.owner: True, self.officer: False}
        )
        self.assertEqual(len(self._ways(self.secretary)), 2)  # after the set-up

    def _ways(self, user):
        committees = self.env["committee.committee"].with_user(user)
        found = html.fromstring(committees.get_empty_list_help("<p>Nothing</p>"))
        return [link.get("name") for link in found.iter("a")]
