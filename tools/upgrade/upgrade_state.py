"""What an upgrade must keep, read from a database before and after it."""

import json

import odoo_runner
import postgres

# The day's findings, computed again by the code that belongs to the database
RECKON = """
env["committee.engine"]._cron_check()
env.cr.commit()
"""
COLUMNS = (
    "company_id committee_id rule clause subject_id period standing level state due_on"
    " met_on measure"
).split()
FINDINGS = f"SELECT {', '.join(COLUMNS)} FROM committee_finding"
FOUND = ("committee_finding", "committee_finding_notice")
TODAY = "SELECT (now() AT TIME ZONE 'Asia/Tehran')::date"
# the rules of which a second one says that the paper is made at all
PAPERS = ("minutes", "dispatch", "national_copy")
# The meetings whose invitation is accounted for on its day or later
INVITED = """
    SELECT DISTINCT m.id
      FROM committee_meeting m
      JOIN workflow_act a ON a.res_model = 'committee.meeting' AND a.res_id = m.id
       AND a.verb = 'invite'
     WHERE m.kind = 'provincial' AND m.held_on >= m.planned_on
"""
TAKEN_UP = """
    SELECT t.id FROM committee_resolution_task t
      JOIN committee_letter l ON l.meeting_id = t.meeting_id AND l.kind = 'dispatch'
     WHERE l.state != 'draft' AND t.deadline IS NOT NULL
"""
RULES = """
    SELECT data.module, data.name, rule.domain_force, rule.perm_read, rule.perm_write,
           rule.perm_create, rule.perm_unlink, ARRAY(
               SELECT owner.module || '.' || owner.name
                 FROM rule_group_rel link
                 JOIN ir_model_data owner ON owner.model = 'res.groups'
                      AND owner.res_id = link.group_id
                WHERE link.rule_group_id = rule.id ORDER BY 1)
      FROM ir_rule rule
      JOIN ir_model_data data ON data.model = 'ir.rule' AND data.res_id = rule.id
"""
# Tables of Odoo's own that describe modules, or pass
TECHNICAL = (
    "ir_model%",
    "ir_module%",
    "ir_ui_%",
    "ir_rule%",
    "ir_act_%",
    "ir_asset",
    "ir_logging",
    "ir_profile",
    "ir_config_parameter",
    "ir_cron%",
    "ir_exports%",
    "bus_bus",
    "report_%",
    "res_groups%",
    "res_device%",
    "rule_group_rel",
    "base_%",
    "orm_signaling_%",
)
TRANSIENT = "SELECT model FROM ir_model WHERE transient"
NAMES = "SELECT module, name, model, res_id FROM ir_model_data"
# Each menu of each person who signs in: its action, views and first records
MENUS = """
import json
from odoo.exceptions import UserError
from odoo.tools.safe_eval import safe_eval

def open_window(action, env):
    context = {"uid": env.uid, "active_id": False, "active_ids": []}
    model = env[action["res_model"]].with_context(
        **safe_eval(action["context"] or "{}", context)
    )
    views = model.get_views([view for view in action["views"]], {"toolbar": True})
    domain = safe_eval(action["domain"] or "[]", context)
    for kind in views["views"]:
        if kind in ("list", "kanban", "form"):
            names = views["models"][model._name]["fields"]
            arch = views["views"][kind]["arch"]
            wanted = {name: {} for name in names if f'name="{name}"' in arch}
            model.web_search_read(domain, wanted, limit=2)

opened, faults = 0, []
users = env["res.users"].search([("share", "=", False)])
for user in users:
    mine = env(user=user.id, context={"lang": user.lang, "tz": user.tz})
    for menu in mine["ir.ui.menu"].load_menus(False).values():
        if not menu.get("action_model") or not menu.get("action_id"):
            continue
        opened += 1
        try:
            with env.cr.savepoint():
                action = mine[menu["action_model"]].browse(menu["action_id"])
                found = action.sudo()._get_action_dict()
                if found["type"] == "ir.actions.server":
                    try:
                        found = action.run() or {}
                    except UserError:  # a sentence for who has none of it
                        continue
                if found.get("type") == "ir.actions.act_window":
                    open_window({"context": "{}", "domain": "[]", **found}, mine)
        except Exception as error:
            faults.append(f"{user.login}: {menu['name']}: {error}")
print("OPENED", json.dumps([opened, faults]))
"""


def counts(database):
    """Return {table: number of rows} of what people keep."""
    found = {}
    with postgres.connection(database) as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
            " AND NOT table_name LIKE ANY(%s)",
            [list(TECHNICAL)],
        )
        tables = {table for (table,) in cursor.fetchall()}
        cursor.execute(TRANSIENT)
        tables -= {model.replace(".", "_") for (model,) in cursor.fetchall()}
        for table in sorted(tables):
            without = (
                " WHERE COALESCE(url, '') NOT LIKE '/web/assets/%'"
                " AND res_model IS DISTINCT FROM 'ir.ui.menu'"
                " AND res_model IS DISTINCT FROM 'ir.module.module'"
            )
            without = without if table == "ir_attachment" else ""
            cursor.execute(f'SELECT count(*) FROM "{table}"{without}')
            found[table] = cursor.fetchone()[0]
    return found


def digests(database):
    """Return the digest of each sealed document, and of its stored bytes."""
    found = set()
    with postgres.connection(database) as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            " JOIN information_schema.tables t USING (table_schema, table_name)"
            " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
            " AND c.column_name LIKE '%sha256'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT id, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
            )
            found |= {(table, column, *row) for row in cursor.fetchall()}
        cursor.execute(
            "SELECT res_model, res_field, res_id, checksum FROM ir_attachment"
            " WHERE res_field IS NOT NULL AND res_model ~ '^(committee|business)'"
        )
        found |= set(cursor.fetchall())
    return found


def rows(database, query, *values):
    with postgres.connection(database) as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def opened_menus(database, **options):
    """Return (how many menus were opened, what went wrong)."""
    said = odoo_runner.shell_script(database, MENUS, **options)
    [line] = [line for line in said.splitlines() if line.startswith("OPENED ")]
    return json.loads(line.removeprefix("OPENED "))
