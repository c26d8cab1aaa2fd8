// Changes to modules of Odoo, made between the start of a module and the start of those
// that import it: so every importer has the changed function, wherever its bundle has
// put it. What a change needs is looked for first; see l10n/self_check.js.

import {calendarSystem} from "@web_jalali/core/calendar_system";

/** Names of modules that have not started yet. */
export const awaited = new Set();

/**
 * @param {String} moduleName
 * @param {String[]} needs paths into the module, as "Picker.prototype.next"
 * @param {(module: Object) => void} change
 */
export function whenStarted(moduleName, needs, change) {
    const apply = (module) => {
        awaited.delete(moduleName);
        const missing = needs.filter((path) => !has(module, path.split(".")));
        if (missing.length) {
            calendarSystem.missing.push(
                ...missing.map((path) => `${moduleName} ${path}`)
            );
            return;
        }
        try {
            change(module);
        } catch (error) {
            console.error(error);
            calendarSystem.missing.push(`${moduleName} (${error.message})`);
        }
    };
    const {loader} = odoo;
    if (loader.modules.has(moduleName)) {
        apply(loader.modules.get(moduleName));
        return;
    }
    awaited.add(moduleName);
    loader.bus.addEventListener("module-started", ({detail}) => {
        if (detail.moduleName === moduleName) {
            apply(detail.module);
        }
    });
}

function has(value, [name, ...rest]) {
    if (value === null || value === undefined || !(name in Object(value))) {
        return false;
    }
    // a getter of a prototype is there; what it gives needs an instance
    return !rest.length || has(value[name], rest);
}
