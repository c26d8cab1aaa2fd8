import {expect, test} from "@odoo/hoot";
import {
    addMonths,
    clampDay,
    endOf,
    fromOrdinal,
    halfYear,
    isLeap,
    monthLength,
    season,
    startOf,
    toGregorian,
    toJalali,
    toOrdinal,
    weekNumber,
    weekday,
    yearLength,
} from "@web_jalali/core/jalali";

const day = (text) => {
    const [year, month, number] = text.split("-").map(Number);
    return {year, month, day: number};
};
const text = ({year, month, day: number}) =>
    [year, month, number].map((part) => String(part).padStart(2, "0")).join("-");

test("a day in both calendars", () => {
    for (const [jalali, gregorian] of [
        ["1405-09-02", "2026-11-23"],
        ["1403-12-30", "2025-03-20"],
        ["1404-01-01", "2025-03-21"],
        ["1200-01-01", "1821-03-21"],
        ["1500-12-29", "2122-03-20"],
        ["1276-01-01", "1897-03-20"],
    ]) {
        expect(text(toGregorian(day(jalali)))).toBe(gregorian);
        expect(text(toJalali(day(gregorian)))).toBe(jalali);
    }
});

test("leap years", () => {
    const leap = [
        1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441,
    ];
    for (let year = 1395; year <= 1441; year++) {
        expect(isLeap(year)).toBe(leap.includes(year));
        expect(monthLength(year, 12)).toBe(leap.includes(year) ? 30 : 29);
    }
    expect(yearLength(1403)).toBe(366);
    expect(yearLength(1404)).toBe(365);
});

test("days that do not exist are refused, and none outside 1200 to 1500", () => {
    for (const [jalali, code] of [
        ["1404-12-30", "day"],
        ["1405-07-31", "day"],
        ["1405-01-00", "day"],
        ["1405-13-01", "month"],
        ["1405-00-01", "month"],
        ["1199-12-29", "year"],
        ["1501-01-01", "year"],
    ]) {
        expect(() => toOrdinal(day(jalali))).toThrow(new RegExp(`: ${code} `));
    }
    expect(() => toJalali(day("1821-03-20"))).toThrow(/: range/);
    expect(() => toJalali(day("2122-03-21"))).toThrow(/: range/);
    expect(() => startOf(day("1405-01-01"), "decade")).toThrow(/: unit/);
});

test("months are added from the first date and clamped", () => {
    for (const [from, months, to] of [
        ["1405-01-31", 6, "1405-07-30"],
        ["1405-06-31", 6, "1405-12-29"],
        ["1408-06-31", 6, "1408-12-30"],
        ["1405-07-30", 6, "1406-01-30"],
        ["1403-12-30", 12, "1404-12-29"],
        ["1405-01-01", -1, "1404-12-01"],
        ["1405-01-31", -2, "1404-11-30"],
        ["1405-12-01", 1, "1406-01-01"],
        ["1405-05-05", 0, "1405-05-05"],
    ]) {
        expect(text(addMonths(day(from), months))).toBe(to);
    }
    expect(text(clampDay(day("1404-12-30")))).toBe("1404-12-29");
});

test("periods", () => {
    for (const [unit, start, end] of [
        ["week", "1405-08-30", "1405-09-06"],
        ["month", "1405-09-01", "1405-09-30"],
        ["season", "1405-07-01", "1405-09-30"],
        ["half_year", "1405-07-01", "1405-12-29"],
        ["year", "1405-01-01", "1405-12-29"],
    ]) {
        expect(text(startOf(day("1405-09-02"), unit))).toBe(start);
        expect(text(endOf(day("1405-09-02"), unit))).toBe(end);
    }
    expect(season(day("1405-09-02"))).toBe(3);
    expect(halfYear(day("1405-06-31"))).toBe(1);
    expect(halfYear(day("1405-07-01"))).toBe(2);
    expect(weekday(toOrdinal(day("1405-09-02")))).toBe(2);
    expect(weekNumber(day("1405-01-01"))).toBe(1);
    expect(weekNumber(day("1405-09-02"))).toBe(36);
});

test("every day has one number", () => {
    const last = toOrdinal(day("1500-12-29"));
    let ordinal = toOrdinal(day("1200-01-01"));
    let wrong = 0;
    for (; ordinal <= last; ordinal++) {
        wrong += toOrdinal(fromOrdinal(ordinal)) === ordinal ? 0 : 1;
    }
    expect(wrong).toBe(0);
});
