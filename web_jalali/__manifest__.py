{
    "name": "Jalali Calendar",
    "summary": "Odoo in the Jalali (Solar Hijri) calendar: shown, typed, grouped,"
    " guarded",
    "version": "19.0.1.0.0",
    "category": "Localization",
    "author": "Cluster Committee Founders",
    "license": "LGPL-3",
    "depends": [
        "base",
        "web",
        "mail",
        "portal",
        "resource",
        "calendar",
        "base_import",
    ],
    "data": [
        "views/res_users_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "external_dependencies": {"python": ["jdatetime"]},
}
