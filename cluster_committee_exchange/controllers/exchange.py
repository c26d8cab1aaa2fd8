from odoo import http
from odoo.http import content_disposition, request

# what travels to another installation as a file
EXCHANGED = frozenset(
    {
        "committee.committee",
        "committee.edition.acknowledgement",
        "committee.meeting",
        "committee.procedure.edition",
        "committee.received.copy",
        "committee.received.request",
        "committee.request",
    }
)


class CommitteeExchange(http.Controller):
    """The signed files that go to other installations."""

    @http.route(
        "/committee/exchange/<string:model>/<int:record_id>",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def committee_exchange(self, model, record_id):
        """One answer for what does not exist and what the user may not read."""
        if model not in EXCHANGED:
            raise request.not_found()
        record = request.env[model].browse(record_id).exists()
        if not record.has_access("read"):
            raise request.not_found()
        company = request.cookies.get("cids", "").partition("-")[0]
        if company.isdigit() and int(company) in request.env.user.company_ids.ids:
            record = record.with_company(int(company))
        name, content = record._exchange_file()
        kind = "application/zip" if name.endswith(".zip") else "application/json"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", kind),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "private, no-store"),
            ],
        )
