"""What a database is made of: to see what an addon leaves behind when it goes."""

import postgres

# Our folder names are in `modules`; some of it is counted, where Odoo leaves gaps
PARTS = {
    "tables and views": "SELECT table_name FROM information_schema.tables"
    " WHERE table_schema = 'public'",
    "columns": "SELECT table_name, column_name, data_type FROM"
    " information_schema.columns WHERE table_schema = 'public'",
    "indexes": "SELECT tablename, indexname FROM pg_indexes"
    " WHERE schemaname = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "sequences": "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
    " AND sequencename !~ '^base_(cache|registry)_signaling'",
    "functions": "SELECT proname FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace",
    "models": "SELECT model, name->>'en_US' FROM ir_model",
    "fields": "SELECT model, name FROM ir_model_fields",
    "selections": "SELECT f.model, f.name, s.value FROM ir_model_fields_selection s"
    " JOIN ir_model_fields f ON f.id = s.field_id",
    "inherited models": "SELECT m.model, p.model FROM ir_model_inherit i"
    " JOIN ir_model m ON m.id = i.model_id JOIN ir_model p ON p.id = i.parent_id",
    "constraint records": "SELECT m.name, c.name FROM ir_model_constraint c"
    " JOIN ir_module_module m ON m.id = c.module",
    "relation records": "SELECT m.name, r.name FROM ir_model_relation r"
    " JOIN ir_module_module m ON m.id = r.module",
    "names": "SELECT module, name FROM ir_model_data WHERE module IN ({modules})",
    "views": "SELECT model, type, name FROM ir_ui_view",
    "menus": "SELECT name->>'en_US', parent_id FROM ir_ui_menu",
    "actions": "SELECT type, name->>'en_US' FROM ir_actions",
    "groups": "SELECT name->>'en_US' FROM res_groups",
    "privileges": "SELECT name->>'en_US' FROM res_groups_privilege",
    "record rules": "SELECT name, domain_force FROM ir_rule",
    "access rights": "SELECT name FROM ir_model_access",
    "users": "SELECT login, active FROM res_users",
    "companies": "SELECT name FROM res_company",
    "partners": "SELECT name FROM res_partner",
    "country states": "SELECT c.code, s.code FROM res_country_state s"
    " JOIN res_country c ON c.id = s.country_id",
    "parameters": "SELECT key FROM ir_config_parameter",
    "defaults": "SELECT f.model, f.name FROM ir_default d"
    " JOIN ir_model_fields f ON f.id = d.field_id",
    "number sequences": "SELECT code, name FROM ir_sequence",
    "crons": "SELECT cron_name FROM ir_cron",
    "attachments": "SELECT res_model, res_field, name FROM ir_attachment"
    " WHERE COALESCE(url, '') NOT LIKE '/web/assets/%%'"
    " AND COALESCE(res_model, '') NOT LIKE 'ir.%%'",
    "messages": "SELECT model, count(*) FROM mail_message GROUP BY model",
    "message subtypes": "SELECT name->>'en_US', res_model FROM mail_message_subtype",
    "activity types": "SELECT name->>'en_US', res_model FROM mail_activity_type",
    "mail templates": "SELECT name->>'en_US', model FROM mail_template",
    "working hours": "SELECT name, company_id FROM resource_calendar",
    "days off": "SELECT name, calendar_id, date_from FROM resource_calendar_leaves",
}


def take(database, modules):
    """Return {part: what it consists of, sorted}."""
    words = ", ".join(f"'{name}'" for name in modules)
    found = {}
    with postgres.connection(database) as cursor:
        for part, query in PARTS.items():
            table = _missing_table(cursor, query)
            if table:
                found[part] = []
                continue
            cursor.execute(query.replace("{modules}", words).replace("%%", "%"))
            found[part] = sorted(map(str, cursor.fetchall()))
    return found


def _missing_table(cursor, query):
    """Return the table of an addon that is not installed here (mail, resource)."""
    for table in ("mail_message", "mail_activity_type", "mail_template", "resource_"):
        if f" {table}" in query:
            cursor.execute(
                "SELECT 1 FROM pg_tables WHERE starts_with(tablename, %s)", [table]
            )
            if not cursor.fetchone():
                return table
    return None


def difference(before, after):
    """Return a line for each thing that came or went: "+ columns (…)"."""
    lines = []
    for part, was in before.items():
        left = list(was)
        for thing in after[part]:
            if thing in left:
                left.remove(thing)
            else:
                lines.append(f"+ {part} {thing}")
        lines += [f"- {part} {thing}" for thing in left]
    return lines
