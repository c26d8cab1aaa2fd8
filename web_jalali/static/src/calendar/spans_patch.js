import {isJalali} from "@web_jalali/core/calendar_system";
import {hasJalali, sameJalaliMonth} from "@web_jalali/core/moments";
import {whenStarted} from "@web_jalali/core/started";

whenStarted("@web/views/calendar/utils", ["getFormattedDateSpan"], (utils) => {
    const {getFormattedDateSpan} = utils;
    utils.getFormattedDateSpan = (start, end) => {
        if (!isJalali("calendar") || !hasJalali(start) || !hasJalali(end)) {
            return getFormattedDateSpan(start, end);
        }
        const last = end.toFormat("d MMMM yyyy");
        if (start.hasSame(end, "day")) {
            return last;
        }
        const isShort = sameJalaliMonth(start, end);
        // the format names the month, so it is written in Jalali; its day is taken
        const first = start.toFormat("d MMMM yyyy");
        return `${isShort ? first.split(" ")[0] : first} – ${last}`;
    };
});
