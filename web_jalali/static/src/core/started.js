// Changes to modules of Odoo, made between the start of a module and the start of those
// that import it: so every importer has the changed function, wherever its bundle has
// put it. What a change needs is looked for first: without it this change alone is not
// made, that part of the screen is left to Odoo, and l10n/self_check.js tells.

import {leaveToOdoo} from "@web_jalali/core/calendar_system";

/** All that is changed, and what each change needs. */
export const changes = [];

/** The modules that have not started yet, with the part of the screen they are for. */
export const awaited = new Map();

/**
 * @param {String} moduleName
 * @param {String[]} needs paths into the module, as "Picker.prototype.next", or into
 *  another one that starts before it: "@web/core/domain:Domain"
 * @param {(module: Object) => void} change
 * @param {String} [surface] what is left to Odoo as a whole when one change of it cannot
 *  be made; see isJalali()
 */
export function whenStarted(moduleName, needs, change, surface) {
    changes.push({moduleName, needs});
    const apply = (module) => {
        awaited.delete(moduleName);
        attempt(
            moduleName,
            needs.filter((need) => !isThere(module, need)),
            () => change(module),
            surface
        );
    };
    const {loader} = odoo;
    if (loader.modules.has(moduleName)) {
        apply(loader.modules.get(moduleName));
        return;
    }
    awaited.set(moduleName, surface);
    loader.bus.addEventListener("module-started", ({detail}) => {
        if (detail.moduleName === moduleName) {
            apply(detail.module);
        }
    });
}

/**
 * Makes a change, or notes what stood in its way.
 *
 * @param {String} place what is changed: a module, or a class of a library
 * @param {String[]} missing names that the change needs and Odoo does not have
 * @param {() => void} change
 * @param {String} [surface]
 */
export function attempt(place, missing, change, surface) {
    const found = missing.map((name) => `${place} ${name}`);
    if (!missing.length) {
        try {
            change();
        } catch (error) {
            console.error(error);
            found.push(`${place} (${error.message})`);
        }
    }
    if (found.length) {
        leaveToOdoo(found, surface);
    }
}

function isThere(module, need) {
    const [path, other] = need.split(":").reverse();
    return has(other ? odoo.loader.modules.get(other) : module, path.split("."));
}

function has(value, [name, ...rest]) {
    if (value === null || value === undefined || !(name in Object(value))) {
        return false;
    }
    // a getter of a prototype is there; what it gives needs an instance
    return !rest.length || has(value[name], rest);
}
