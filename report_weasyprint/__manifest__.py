{
    "name": "Official Paper",
    "summary": "Persian PDFs by WeasyPrint: page layout, letterhead and typeface,"
    " documents sealed with their SHA-256",
    "version": "19.0.1.1.0",
    "category": "Technical",
    "author": "Cluster Committee Founders",
    "license": "LGPL-3",
    "depends": ["web", "web_jalali"],
    "external_dependencies": {"python": ["Pillow", "weasyprint"]},
    "data": [
        "report/paper_layout.xml",
        "views/res_company_views.xml",
    ],
    "assets": {
        "web.assets_backend": ["report_weasyprint/static/src/**/*"],
        "web.assets_unit_tests": ["report_weasyprint/static/tests/**/*.test.js"],
    },
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
}
