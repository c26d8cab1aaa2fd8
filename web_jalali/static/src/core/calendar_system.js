// The gate: whether dates are shown and read in the Jalali calendar. The code behind it
// checks each time, so that a user of another calendar has Odoo as it is.

const session =
    odoo.__session_info__ || odoo.loader.modules.get("@web/session")?.session;

export const calendarSystem = {
    current: session?.jalali?.calendar_system || "gregorian",
    /** What Odoo no longer has, of the things this addon builds on. */
    missing: [],
};

export function isJalali() {
    return calendarSystem.current === "jalali";
}

/** Leave all dates to Odoo, for the rest of the page's life. */
export function leaveToOdoo() {
    calendarSystem.current = "gregorian";
}
