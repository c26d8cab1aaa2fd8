{
    "name": "Workflow by Verbs: Tests",
    "summary": "Sample models for the machinery, which has none of its own",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "author": "Cluster Committee Founders",
    "license": "LGPL-3",
    "depends": ["workflow_verb"],
    "data": [
        "security/test_workflow_groups.xml",
        "security/ir.model.access.csv",
    ],
}
