from .common import WorkflowCase

# base64 of "abc", "def" and "ghi"
ABC, DEF, GHI = b"YWJj", b"ZGVm", b"Z2hp"


class PaperCase(WorkflowCase):
    """Papers in each state, and two contacts that nobody names yet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.drafted = cls._create_paper("A drafted paper")
        cls.issued = cls._create_paper("An issued paper")
        cls.issued.action_issue()
        cls.one, cls.other = cls.env["res.partner"].create(
            [{"name": "The one"}, {"name": "The other"}]
        )

    @classmethod
    def _create_paper(cls, name, **values):
        papers = cls.env["test.workflow.paper"].with_user(cls.clerk)
        return papers.create({"name": name, **values})

    def _content_of(self, record, name):
        record.env.flush_all()
        record.invalidate_recordset()
        return record.sudo().with_context(bin_size=False)[name]

    def _attach(self, record, **values):
        return self.env["ir.attachment"].create(
            {
                "name": "note.pdf",
                "raw": b"abc",
                "res_model": record._name,
                "res_id": record.id,
                **values,
            }
        )
