import base64

from odoo.exceptions import AccessError, UserError

FIRST = base64.b64encode(b"the first scan")
SECOND = base64.b64encode(b"another one")
# files that are open as long as their record is: no state of theirs keeps them
NOT_KEPT = set()
# models without a guard whose files are no evidence: set-up, transient dialogs
NO_EVIDENCE = {
    "committee.setup": {"emblem"},
}
# kept by their own write, while minutes refer to them
KEPT_BY_OTHERS = {"committee.policy.circular": {"document"}}


class Evidence:
    """A file that stands as evidence is replaced or taken off by a step only, and the
    old one stays."""

    def _files_of(self, records):
        """Names of the stored binary fields of a model of ours."""
        return [
            name
            for name, field in records._fields.items()
            if field.type == "binary"
            and field.store
            and not records.env["workflow.guard.mixin"]._is_technical(field)
        ]

    def _kept_samples(self):
        for record in self._samples():
            if record.sudo()._files_are_kept():
                yield record

    def _put(self, record, name, content=FIRST):
        values = {name: content}
        if f"{name}_name" in record._fields:
            values[f"{name}_name"] = "scan.pdf"
        record._permitted(values).write(values)
        self.env.flush_all()
        return values

    def _refused(self, act):
        savepoint = self.env.cr.savepoint()
        try:
            act()
            self.env.flush_all()
        except UserError as error:  # an AccessError is one too
            return str(error)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()
        return None

    def _file_content(self, record, name):
        self.env.invalidate_all()
        return record.sudo().with_context(bin_size=False)[name]

    # ------------------------------------------------------------
    # FIELDS
    # ------------------------------------------------------------

    def test_every_model_with_files_is_known(self):
        """A new model with a file is guarded, or named above."""
        ours = {
            name
            for name, model in self.env.registry.items()
            if name.startswith(("committee.", "business.cluster", "workflow."))
            and not model._abstract
            and not model._transient
        }
        for name in ours - self.models:
            known = NO_EVIDENCE.get(name, set()) | KEPT_BY_OTHERS.get(name, set())
            with self.subTest(model=name):
                self.assertLessEqual(set(self._files_of(self.env[name])), known)

    def test_no_kept_file_is_replaced_or_taken_off_without_a_step(self):
        tried, went_through = set(), []
        for record in self._kept_samples():
            for name in self._files_of(record):
                with self.env.cr.savepoint() as savepoint:
                    values = self._put(record, name)
                    tried.add((record._name, name))
                    label = f"{name}_name"
                    attempts = [{name: False}, {name: SECOND}]
                    if label in values:
                        attempts.append({label: "x"})
                    for user in (record, record.sudo()):
                        for vals in attempts:
                            if not self._refused(lambda u=user, v=vals: u.write(v)):
                                went_through.append((record, vals))
                    file = self.env["ir.attachment"].search(
                        [
                            ("res_model", "=", record._name),
                            ("res_field", "=", name),
                            ("res_id", "=", record.id),
                        ]
                    )
                    for user in (file.with_user(record.env.user), file.sudo()):
                        for act in (
                            user.unlink,
                            lambda u=user: u.write({"datas": SECOND}),
                            lambda u=user: u.write({"res_id": 0}),
                            lambda u=user: u.write({"res_field": False}),
                        ):
                            if file and not self._refused(act):
                                went_through.append((record, name, act))
                    self.assertEqual(self._file_content(record, name), FIRST)
                    savepoint.rollback()
        self.assertEqual(went_through, [])
        self.assertGreater(len(tried), 12)

    def test_the_first_scan_may_come_later(self):
        for model, states in (
            ("committee.letter", ("issued", "sent")),
            ("committee.delegation", ("in_force",)),
            ("committee.act.paper", ("recorded",)),
            ("business.cluster.contribution", ("confirmed",)),
        ):
            for record in self.records[model].filtered(
                lambda record, states=states: record.state in states
            ):
                record = record.with_user(self.secretary)
                record.write({"scan": FIRST, "scan_name": "scan.pdf"})
                self.assertEqual(self._file_content(record, "scan"), FIRST)

    # ------------------------------------------------------------
    # THE STEP
    # ------------------------------------------------------------

    def _closed(self):
        return self.records["committee.meeting"].filtered(lambda m: m.state == "closed")

    def test_a_step_replaces_it_and_keeps_the_old_one(self):
        meeting = self._closed().with_user(self.secretary)
        self._put(meeting, "signed_scan")
        with self.assertRaisesRegex(UserError, "reason"):
            meeting.action_replace_file(file=SECOND, file_name="better.pdf")
        self.assertEqual(self._file_content(meeting, "signed_scan"), FIRST)
        step = self.env["workflow.step"].with_user(self.secretary)
        step = step.with_context(
            default_record_model=meeting._name,
            default_record_id=meeting.id,
            default_verb="replace_file",
        ).create({"new_file": SECOND, "new_file_name": "b.pdf", "reason": "Cut off"})
        self.assertTrue(step.asks_file)
        step.action_confirm()
        self.assertEqual(self._file_content(meeting, "signed_scan"), SECOND)
        act = meeting.act_ids.filtered(lambda act: act.verb == "replace_file")
        self.assertEqual((act.reason, act.create_uid), ("Cut off", self.secretary))
        for reader in (self.officer, self.chair, self.national):
            mine = act.with_user(reader).with_context(bin_size=False)
            self.assertEqual(mine.replaced_file, FIRST)
            self.assertEqual(mine.replaced_name, "scan.pdf")
        with self.assertRaises(AccessError):
            act.with_user(self.foreign_secretary).read(["replaced_file"])
        for user in (act.with_user(self.secretary), act.sudo()):
            with self.assertRaises(UserError):
                user.write({"replaced_file": False})
        self.assertIn("scan.pdf", meeting.message_ids[0].body)

    def test_a_step_takes_it_off_and_the_scan_is_missing_again(self):
        letter = self.records["committee.letter"].filtered(lambda x: x.state == "sent")
        letter = letter[:1].with_user(self.secretary)
        letter._permitted({"on_paper"}).write({"on_paper": True})
        self._put(letter, "scan")
        self.assertFalse(letter.scan_missing)
        letter.action_replace_file(reason="Of another letter")
        self.assertFalse(self._file_content(letter, "scan"))
        self.assertFalse(letter.scan_name)
        self.assertTrue(letter.scan_missing)
        with self.assertRaisesRegex(UserError, "no such file"):
            letter.action_replace_file(reason="Once more")
        with self.assertRaises(UserError):
            letter.with_user(self.officer).action_replace_file(reason="By me")

    # ------------------------------------------------------------
    # ATTACHMENTS AND TALK
    # ------------------------------------------------------------

    def _attach(self, record, content=FIRST):
        return self.env["ir.attachment"].create(
            {
                "name": "note.pdf",
                "datas": content,
                "res_model": record._name,
                "res_id": record.id,
            }
        )

    def test_attachments_of_kept_records_stay(self):
        went_through, tried = [], set()
        for record in self._kept_samples():
            file = self._attach(record)
            tried.add(record._name)
            for user in (file.with_user(record.env.user), file.sudo()):
                for act in (
                    user.unlink,
                    lambda u=user: u.write({"datas": SECOND}),
                    lambda u=user: u.write({"raw": b"x"}),
                    lambda u=user: u.write({"name": "x"}),
                    lambda u=user: u.write({"res_id": 0, "res_model": False}),
                ):
                    if not self._refused(act):
                        went_through.append((record, act))
        self.assertEqual(went_through, [])
        self.assertGreater(len(tried), 20)

    def test_attachments_of_drafts_go(self):
        meeting = self.records["committee.meeting"].filtered(
            lambda m: m.state == "draft"
        )
        file = self._attach(meeting).with_user(self.officer)
        file.write({"name": "x"})
        file.unlink()
        self.assertFalse(file.exists())

    def test_a_step_takes_an_attachment_off(self):
        meeting = self._closed().with_user(self.secretary)
        file = self._attach(meeting)
        foreign = self._attach(self._closed().committee_id)
        with self.assertRaisesRegex(UserError, "no such file"):
            meeting.action_replace_file(reason="Wrong", attachment_id=foreign.id)
        meeting.action_replace_file(reason="Wrong", attachment_id=file.id)
        self.assertFalse(file.exists())
        act = meeting.act_ids.filtered(lambda act: act.verb == "replace_file")
        self.assertEqual(act.with_context(bin_size=False).replaced_file, FIRST)

    def test_a_record_that_goes_takes_its_files_along(self):
        letter = self.env["committee.letter"].with_user(self.officer)
        letter = letter.create(
            {"kind": "reminder", "committee_id": self.main.id, "scan": FIRST}
        )
        file = self._attach(letter)
        letter.unlink()
        self.assertFalse(file.exists())

    def test_nobody_writes_in_the_name_of_another(self):
        meeting = self._closed().with_user(self.officer)
        other = self.chair.partner_id
        own = self.officer.partner_id
        for values in (
            {"author_id": other.id},
            {"email_from": "chair@example.com"},
            {"author_id": other.id, "email_from": "chair@example.com"},
        ):
            message = meeting.message_post(body="In his name", **values)
            self.assertEqual(message.author_id, own)
            self.assertEqual(message.email_from, own.email_formatted)
        for context in ({}, {"default_author_id": other.id}):
            messages = meeting.env["mail.message"].with_context(**context)
            message = messages.create(
                {
                    "model": meeting._name,
                    "res_id": meeting.id,
                    "body": "In his name",
                    "author_id": other.id,
                    "email_from": "chair@example.com",
                }
            )
            self.assertEqual(message.author_id, own)
        with self.assertRaises(AccessError):
            message.write({"author_id": other.id})
        composer = self.env["mail.compose.message"].with_user(self.officer)
        composer = composer.create(
            {
                "model": meeting._name,
                "res_ids": str(meeting.ids),
                "body": "In his name",
                "author_id": other.id,
                "email_from": "chair@example.com",
                "composition_mode": "comment",
            }
        )
        composer.action_send_mail()
        self.env.invalidate_all()
        authors = meeting.message_ids.filtered(
            lambda m: "In his name" in (m.body or "")
        ).author_id
        self.assertEqual(authors, own)
