from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestClient(HttpCase):
    """The unit tests of the client's code, in a browser."""

    def test_the_client_units(self):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop"
            "&filter=%22%40cluster_committee%22",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
        )
