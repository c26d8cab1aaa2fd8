{
    "name": "Jalali Calendar",
    "summary": "Odoo in the Jalali (Solar Hijri) calendar: shown, typed, grouped,"
    " guarded",
    "version": "19.0.1.3.0",
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
        "views/moved_clock_templates.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "external_dependencies": {"python": ["jdatetime"]},
    "assets": {
        # Before the modules of Odoo that they change: see static/src/core/started.js
        "web._assets_core": [
            (
                "after",
                "web/static/lib/luxon/luxon.js",
                "web_jalali/static/src/core/**/*",
            ),
            (
                "after",
                "web/static/lib/luxon/luxon.js",
                "web_jalali/static/src/l10n/**/*",
            ),
            (
                "after",
                "web/static/lib/luxon/luxon.js",
                "web_jalali/static/src/picker/**/*.js",
            ),
            (
                "after",
                "web/static/lib/luxon/luxon.js",
                "web_jalali/static/src/picker/**/*.xml",
            ),
        ],
        "web.assets_frontend": [
            (
                "after",
                "web/static/lib/owl/odoo_module.js",
                "web_jalali/static/src/core/**/*",
            ),
            (
                "after",
                "web/static/lib/owl/odoo_module.js",
                "web_jalali/static/src/l10n/**/*",
            ),
            (
                "after",
                "web/static/lib/owl/odoo_module.js",
                "web_jalali/static/src/picker/**/*.js",
            ),
            (
                "after",
                "web/static/lib/owl/odoo_module.js",
                "web_jalali/static/src/picker/**/*.xml",
            ),
            "web_jalali/static/src/picker/**/*.scss",
        ],
        "web.assets_backend": [
            (
                "after",
                "web/static/lib/luxon/luxon.js",
                "web_jalali/static/src/search/**/*",
            ),
            (
                "after",
                "web/static/lib/luxon/luxon.js",
                "web_jalali/static/src/calendar/**/*",
            ),
            (
                "after",
                "web/static/lib/luxon/luxon.js",
                "web_jalali/static/src/mail/**/*",
            ),
            "web_jalali/static/src/picker/**/*.scss",
            "web_jalali/static/src/persian/**/*",
        ],
        "web.assets_backend_lazy": ["web_jalali/static/src/lazy/**/*"],
        "web.assets_tests": ["web_jalali/static/tests/tours/**/*"],
        "web.assets_unit_tests": [
            "web_jalali/static/tests/**/*",
            ("remove", "web_jalali/static/tests/tours/**/*"),
        ],
    },
}
