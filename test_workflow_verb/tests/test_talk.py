from functools import partial

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .paper import PaperCase


@tagged("post_install", "-at_install")
class TestTalk(PaperCase):
    """Who writes on a kept record writes in his own name, and it stays there."""

    def _message(self, record, author, user):
        return (
            self.env["mail.message"]
            .with_user(user)
            .create(
                {
                    "model": record._name,
                    "res_id": record.id,
                    "body": "Said",
                    "author_id": author.id,
                    "email_from": "other@example.com",
                }
            )
        )

    def test_a_user_posts_in_his_own_name(self):
        own = self.clerk.partner_id
        for values in (
            {"author_id": self.other.id},
            {"email_from": "other@example.com"},
            {"author_id": self.other.id, "email_from": "other@example.com"},
        ):
            message = self.issued.message_post(body="Said", **values)
            self.assertEqual(message.author_id, own)
            self.assertEqual(message.email_from, own.email_formatted)

    def test_a_server_process_names_the_author(self):
        message = self.issued.sudo().message_post(body="Said", author_id=self.other.id)
        self.assertEqual(message.author_id, self.other)
        message = self._message(self.issued, self.other, self.env.ref("base.user_root"))
        self.assertEqual(message.author_id, self.other)
        self.assertEqual(message.email_from, "other@example.com")
        message.write({"author_id": self.one.id})
        self.assertEqual(message.author_id, self.one)

    def test_a_record_without_steps_takes_the_author_that_is_named(self):
        admin = self.env.ref("base.user_admin")
        message = self.one.with_user(admin).message_post(
            body="Said", author_id=self.other.id
        )
        self.assertEqual(message.author_id, self.other)
        message = self._message(self.one, self.other, admin)
        self.assertEqual(message.author_id, self.other)
        message.with_user(admin).write({"author_id": self.one.id})
        self.assertEqual(message.author_id, self.one)

    def test_a_message_that_is_created_bears_its_writer(self):
        own = self.clerk.partner_id
        message = self._message(self.issued, self.other, self.clerk)
        self.assertEqual(message.author_id, own)
        self.assertEqual(message.email_from, own.email_formatted)
        messages = self.env["mail.message"].with_user(self.clerk)
        messages = messages.with_context(
            default_model=self.issued._name,
            default_res_id=self.issued.id,
            default_author_id=self.other.id,
        )
        self.assertEqual(messages.create({"body": "Said"}).author_id, own)

    def test_a_message_keeps_its_author_and_its_record(self):
        message = self.issued.message_post(body="Said").with_user(self.clerk)
        admin = message.with_user(self.env.ref("base.user_admin"))
        for values in (
            {"author_id": self.other.id},
            {"email_from": "other@example.com"},
            {"res_id": self.drafted.id},
            {"model": "res.partner", "res_id": self.one.id},
            {"author_id": self.other.id, "body": "Otherwise"},
        ):
            for user in (message, admin):
                self.assertRefused(
                    partial(user.write, values), "keeps its author", error=AccessError
                )
        self.assertEqual(message.author_id, self.clerk.partner_id)
        self.assertEqual((message.model, message.res_id), self._place(self.issued))
        message.write({"body": "Better said"})
        self.assertIn("Better said", message.body)

    def test_no_message_is_brought_to_a_kept_record(self):
        admin = self.env.ref("base.user_admin")
        message = self._message(self.one, admin.partner_id, admin)
        model, res_id = self._place(self.issued)
        write = partial(message.write, {"model": model, "res_id": res_id})
        self.assertRefused(write, "keeps its author", error=AccessError)

    @staticmethod
    def _place(record):
        return record._name, record.id
