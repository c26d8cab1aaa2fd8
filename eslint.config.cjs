// What eslint itself recommends, for the modules that Odoo's asset bundles load.
const js = require("@eslint/js");
const globals = require("globals");
const jsdoc = require("eslint-plugin-jsdoc");

module.exports = [
    js.configs.recommended,
    {
        files: ["**/static/**/*.js"],
        plugins: { jsdoc },
        languageOptions: {
            ecmaVersion: 2024,
            sourceType: "module",
            globals: { ...globals.browser, luxon: "readonly", odoo: "readonly" },
        },
        rules: {
            eqeqeq: "error",
            "no-shadow": "error",
            "no-var": "error",
            "prefer-const": "error",
            "jsdoc/check-param-names": "error",
        },
    },
];
