// The official holidays of the user's company, asked once for each Jalali year. The
// picker never waits for them: it shows them when they are known.

import {reactive} from "@odoo/owl";
import {serializeDate} from "@web/core/l10n/dates";
import {rpc} from "@web/core/network/rpc";
import {user} from "@web/core/user";
import {endOf, jalaliOf, startOf} from "@web_jalali/core/moments";

/** ISO day: name. A component that reads it is rendered again when it grows. */
export const holidays = reactive({});

const askedYears = new Set();

/** @param {luxon.DateTime} moment in the Jalali year that is about to be shown */
export async function askHolidays(moment) {
    const {year} = jalaliOf(moment);
    if (!user.userId || askedYears.has(year)) {
        return;
    }
    askedYears.add(year);
    const period = {
        start: serializeDate(startOf(moment, "year")),
        end: serializeDate(endOf(moment, "year")),
    };
    try {
        const found = await rpc("/web_jalali/holidays", period, {silent: true});
        Object.assign(holidays, Object.fromEntries(found.map((h) => [h.day, h.name])));
    } catch {
        // without them the picker picks as well
    }
}
