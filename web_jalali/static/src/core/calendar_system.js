// The gate: whether dates are shown and read in the Jalali calendar. The code behind it
// checks each time, so that a user of another calendar has Odoo as it is.

const session =
    odoo.__session_info__ || odoo.loader.modules.get("@web/session")?.session;

export const calendarSystem = {
    current: session?.jalali?.calendar_system || "gregorian",
    /** Whether the server told; a page without it is left alone. */
    isKnown: Boolean(session?.jalali),
    /** Whether the user reads Persian; others read Latin letters and digits. */
    persian: session?.jalali ? Boolean(session.jalali.persian) : true,
    /** Whether days before 1700 are refused, whatever the calendar of the user. */
    guards: Boolean(session?.jalali?.guards),
    /** What Odoo no longer has, of the things this addon builds on, here or there. */
    missing: [...(session?.jalali?.missing || [])],
    /** The parts of the screen that are left to Odoo for that. */
    off: new Set(),
};

/** Whether the user reads Persian, and chose Gregorian dates. */
export function isPersianGregorian() {
    return calendarSystem.isKnown && calendarSystem.persian && !isJalali();
}

/**
 * @param {String} [surface] a part of the screen that is all Jalali or not at all
 * @returns {Boolean}
 */
export function isJalali(surface) {
    return calendarSystem.current === "jalali" && !calendarSystem.off.has(surface);
}

/**
 * Notes what is missing, and leaves a part of the screen to Odoo.
 *
 * @param {String[]} missing
 * @param {String} [surface]
 */
export function leaveToOdoo(missing, surface) {
    calendarSystem.missing.push(...missing);
    if (surface) {
        calendarSystem.off.add(surface);
    }
}
