"""Closing by hand belongs to the owner of the procedure: what a province closed itself
is open again, and its reason stands before the owner as a request. The closing, its
reason and who closed it stay in the log of acts."""

from odoo import SUPERUSER_ID, api

from odoo.addons.web_jalali.tools import jalali

# what the log of acts says of it: "It was closed when closing by hand did not yet
# belong to the owner of the procedure; the upgrade opened it again, and the reason of
# the province stands as a request before the owner."
REASON = (
    "زمانی بسته شده بود که بستن دستی هنوز در اختیار متولی دستورالعمل نبود؛ هنگام ارتقای"
    " سامانه دوباره باز شد و دلیل استان به‌صورت درخواست نزد متولی قرار گرفت."
)


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    findings = env["committee.finding"].search(
        [
            ("settled_on", "!=", False),
            ("settle_number", "=", False),
            ("standing", "not in", ("met", "not_applicable")),
        ]
    )
    today = jalali.today()
    for person, closed in findings.grouped("settled_by_id").items():
        requests = env["committee.request"]._permitted_create(
            [
                {
                    "kind": "closing",
                    "company_id": finding.company_id.id,
                    "finding_id": finding.id,
                    "reason": finding.settle_reason or "–",
                }
                for finding in closed
            ]
        )
        requests.with_user(person or env.user)._ask(today)
    env["workflow.act"]._permitted_create(
        [
            {
                **env["workflow.act"]._values_of_subject(finding),
                "verb": "reopen",
                "state_from": finding.state,
                "state_to": "open",
                "on": today,
                "reason": REASON,
            }
            for finding in findings
        ]
    )
    values = {
        "state": "open",
        **dict.fromkeys(("settled_on", "closed_on", "settled_by_id"), False),
        "settle_reason": False,
    }
    findings._permitted(values).write(values)
