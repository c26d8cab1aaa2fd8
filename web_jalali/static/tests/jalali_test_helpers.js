import {beforeEach} from "@odoo/hoot";
import {mockDate} from "@odoo/hoot-mock";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    defineParams,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {calendarSystem} from "@web_jalali/core/calendar_system";

/** 2 Azar 1405, 10:30 in Tehran: a Monday */
export const NOW = "2026-11-23T07:00:00";

/**
 * Before each test of a file: a Persian user on 2 Azar 1405 in Tehran.
 *
 * @param {{day: String, name: String}[]} [holidays]
 */
export function asPersianUser(holidays = []) {
    defineMailModels();
    defineParams({
        lang: "fa_IR",
        lang_parameters: {
            date_format: "%Y/%m/%d",
            direction: "rtl",
            time_format: "%H:%M:%S",
            week_start: 6,
        },
    });
    beforeEach(() => {
        allowTranslations();
        mockDate(NOW, "Asia/Tehran");
        patchWithCleanup(calendarSystem, {current: "jalali", persian: true});
        onRpc("/web_jalali/holidays", () => holidays);
    });
}
