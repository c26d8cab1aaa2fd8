{
    "name": "Workflow by Verbs",
    "summary": "Records that move by declared steps, say what still stands in the way,"
    " and keep what was decided",
    "version": "19.0.1.1.1",
    "category": "Technical",
    "author": "Cluster Committee Founders",
    "license": "LGPL-3",
    "depends": ["web_jalali", "mail"],
    "data": [
        "security/ir.model.access.csv",
        "security/workflow_act_security.xml",
        "wizard/workflow_step_views.xml",
    ],
    "assets": {
        "web.assets_backend": ["workflow_verb/static/src/**/*"],
    },
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
}
