{
    "name": "Jalali Calendar",
    "summary": "Jalali (Solar Hijri) dates, guarded and computed right",
    "version": "19.0.1.0.0",
    "category": "Localization",
    "author": "Cluster Committee Founders",
    "license": "LGPL-3",
    "depends": ["base", "web"],
    "external_dependencies": {"python": ["jdatetime"]},
}
