// FullCalendar in Jalali months. It has the notion of a calendar system, but keeps the
// list of them to itself: so the system is given to its date environment.

import {isJalali} from "@web_jalali/core/calendar_system";
import {
    FIRST_YEAR,
    LAST_YEAR,
    fromOrdinal,
    gregorianToOrdinal,
    isCovered,
    toOrdinal,
} from "@web_jalali/core/jalali";

// FullCalendar's marker is a Date whose parts in UTC are the local ones
const DAY = 86400000;
const ORDINAL_OF_1970 = gregorianToOrdinal({year: 1970, month: 1, day: 1});

function dayOf(marker) {
    const ordinal = Math.floor(marker.valueOf() / DAY) + ORDINAL_OF_1970;
    if (isCovered(ordinal)) {
        return fromOrdinal(ordinal);
    }
    // a day outside of our years keeps its Gregorian numbers
    return {
        year: marker.getUTCFullYear(),
        month: marker.getUTCMonth() + 1,
        day: marker.getUTCDate(),
    };
}

export const jalaliSystem = {
    getMarkerYear: (marker) => dayOf(marker).year,
    getMarkerMonth: (marker) => dayOf(marker).month - 1,
    getMarkerDay: (marker) => dayOf(marker).day,

    /** The month counts from 0; each part may overflow, as in Date.UTC. */
    arrayToMarker([years, months = 0, days = 1, ...times]) {
        const year = years + Math.floor(months / 12);
        const month = months - (year - years) * 12;
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return new Date(Date.UTC(year, month, days, ...times));
        }
        const first = toOrdinal({year, month: month + 1, day: 1});
        return new Date(Date.UTC(1970, 0, first + days - ORDINAL_OF_1970, ...times));
    },

    markerToArray(marker) {
        const {year, month, day} = dayOf(marker);
        return [
            year,
            month - 1,
            day,
            marker.getUTCHours(),
            marker.getUTCMinutes(),
            marker.getUTCSeconds(),
            marker.getUTCMilliseconds(),
        ];
    },
};

const OWN_SYSTEM = Symbol.for("web_jalali.own_system");
const START_OF_WEEK = Symbol.for("web_jalali.start_of_week");

/**
 * @param {Object} FullCalendar
 * @returns {String[]} what it lacks; nothing is changed then
 */
export function teachJalali(FullCalendar) {
    const prototype = FullCalendar?.Internal?.DateEnv?.prototype;
    const needs = ["startOfWeek", "startOfMonth", "startOfYear", "addMonths"];
    const missing = needs.filter((name) => typeof prototype?.[name] !== "function");
    if (missing.length) {
        return missing.map((name) => `FullCalendar.Internal.DateEnv ${name}`);
    }
    Object.defineProperty(prototype, "calendarSystem", {
        configurable: true,
        get() {
            return isJalali("calendar") ? jalaliSystem : this[OWN_SYSTEM];
        },
        set(system) {
            this[OWN_SYSTEM] = system;
        },
    });
    prototype[START_OF_WEEK] ||= prototype.startOfWeek;
    prototype.startOfWeek = function (marker) {
        if (!isJalali("calendar")) {
            return this[START_OF_WEEK](marker);
        }
        // the original takes the day of a Gregorian month
        const day = Math.floor(marker.valueOf() / DAY);
        return new Date((day - ((marker.getUTCDay() - this.weekDow + 7) % 7)) * DAY);
    };
    return [];
}
