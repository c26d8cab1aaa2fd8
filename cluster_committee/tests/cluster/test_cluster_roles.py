from odoo.tests import freeze_time, tagged

from ..common import TODAY, CommitteeCase
from ..refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestClusterRoles(RefusalMixin, CommitteeCase):
    """The roles of a committee take the steps of clusters, and are called so."""

    def test_an_officer_does_not_confirm_what_the_secretary_confirms(self):
        cluster = self._create_cluster("planning").with_user(self.officer)
        with self.refused("belongs to the secretary of the committee"):
            cluster.action_adopt_plan()
        with self.refused("belongs to the secretary of the committee"):
            cluster.with_user(self.supervisor).action_adopt_plan()
        cluster.with_user(self.secretary).action_adopt_plan()

    def test_who_only_reads_takes_no_step(self):
        cluster = self._create_cluster()
        for user in (self.chair, self.national, self.owner):
            with self.subTest(user=user.login):
                reader = cluster.with_user(user)
                self.assertFalse(reader.can_identify)
                with self.refused("belongs to an officer of the secretariat"):
                    reader.action_identify()
