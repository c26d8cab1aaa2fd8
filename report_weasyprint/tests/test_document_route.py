from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestDocumentRoute(HttpCase):
    """Only models that seal documents are asked for any; what they answer to whom is
    tested with such a model."""

    def _answer(self, model, record_id):
        url = f"/report_weasyprint/document/{model}/{record_id}"
        return self.url_open(url, allow_redirects=False)

    def test_it_knows_no_model_without_sealed_documents(self):
        user = new_test_user(self.env, "reader", groups="base.group_user")
        self.authenticate(user.login, user.login)
        answers = [
            self._answer("res.partner", user.partner_id.id),
            self._answer("sealed.document.mixin", 1),
            self._answer("no.such.model", 1),
        ]
        self.assertEqual({answer.status_code for answer in answers}, {404})
        self.assertEqual(len({answer.content for answer in answers}), 1)

    def test_it_answers_users_only(self):
        self.authenticate(None, None)
        answer = self._answer("res.partner", 1)
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/web/login", answer.headers["Location"])
