// The axis of a timeline: years and halves of the user's calendar, days as shares of it.

import {
    fromOrdinal,
    gregorianToOrdinal,
    nowruz,
    ordinalToGregorian,
    toOrdinal,
} from "@web_jalali/core/jalali";

const JALALI = {
    yearOf: (ordinal) => fromOrdinal(ordinal).year,
    start: (year) => nowruz(year),
    middle: (year) => toOrdinal({year, month: 7, day: 1}),
};
const GREGORIAN = {
    yearOf: (ordinal) => ordinalToGregorian(ordinal).year,
    start: (year) => gregorianToOrdinal({year, month: 1, day: 1}),
    middle: (year) => gregorianToOrdinal({year, month: 7, day: 1}),
};

/**
 * @param {String} iso
 * @returns {Number} the ordinal of a day that the server sent
 */
export function ordinalOf(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    return gregorianToOrdinal({year, month, day});
}

/** A stretch of whole years, and where days lie on it. */
export class Axis {
    /**
     * @param {Number} lastYear
     * @param {Number} years how many
     * @param {Boolean} jalali
     */
    constructor(lastYear, years, jalali) {
        this.calendar = jalali ? JALALI : GREGORIAN;
        this.years = Array.from({length: years}, (_, i) => lastYear - years + 1 + i);
        this.from = this.calendar.start(this.years[0]);
        this.to = this.calendar.start(lastYear + 1);
    }

    /** In percent from where time begins. */
    at(ordinal) {
        return (100 * (ordinal - this.from)) / (this.to - this.from);
    }

    holds(ordinal) {
        return ordinal >= this.from && ordinal < this.to;
    }

    /** {start, size} in percent of the part of from..to that is seen, or null. */
    stretch(from, to) {
        const start = Math.max(from, this.from);
        const end = Math.min(to, this.to);
        return end > start
            ? {start: this.at(start), size: this.at(end) - this.at(start)}
            : null;
    }

    /** [{year, part, start, size}]: the halves of all years, in order. */
    get halves() {
        return this.years.flatMap((year) => {
            const bounds = [
                this.calendar.start(year),
                this.calendar.middle(year),
                this.calendar.start(year + 1),
            ];
            return [0, 1].map((part) => ({
                year,
                part,
                ...this.stretch(bounds[part], bounds[part + 1]),
            }));
        });
    }

    static yearOf(ordinal, jalali) {
        return (jalali ? JALALI : GREGORIAN).yearOf(ordinal);
    }
}
