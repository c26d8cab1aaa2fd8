import {describe, expect, test} from "@odoo/hoot";
import {mockDate} from "@odoo/hoot-mock";
import {makeMockEnv, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {
    deserializeDate,
    deserializeDateTime,
    formatDate,
    formatDateTime,
    getLocalYearAndWeek,
    parseDate,
    parseDateTime,
    serializeDate,
    serializeDateTime,
    toLocaleDateString,
    toLocaleDateTimeString,
} from "@web/core/l10n/dates";
import {localization} from "@web/core/l10n/localization";
import {Time, parseTime} from "@web/core/l10n/time";
import {formatDate as fieldFormatDate} from "@web/views/fields/formatters";
import {calendarSystem} from "@web_jalali/core/calendar_system";
import {asPersianUser} from "@web_jalali/../tests/jalali_test_helpers";

const {DateTime} = luxon;

asPersianUser();

const AZAR_2 = "2026-11-23";
const MORNING = "2026-11-23 07:00:00";

describe("written", () => {
    test("dates", async () => {
        await makeMockEnv();
        const date = deserializeDate(AZAR_2);
        expect(formatDate(date)).toBe("۱۴۰۵/۰۹/۰۲");
        expect(toLocaleDateString(date)).toBe("۲ آذر");
        expect(fieldFormatDate(date)).toBe("۲ آذر");
        expect(toLocaleDateString(deserializeDate("2026-03-20"))).toBe("۲۹ اسفند ۱۴۰۴");
        expect(toLocaleDateString(deserializeDate("2027-01-05"))).toBe("۱۵ دی");
        expect(formatDate(date, {format: "DDD"})).toBe("۲ آذر ۱۴۰۵");
        expect(formatDate(false)).toBe("");
        expect(toLocaleDateString(null)).toBe("");
    });

    test("a day outside of the calendar is read back as itself", async () => {
        await makeMockEnv();
        for (const iso of ["1405-09-02", "1450-05-05"]) {
            const text = formatDate(deserializeDate(iso));
            expect(text).toMatch(/ م$/);
            expect(() => parseDate(text)).toThrow(/is not a date/);
        }
        for (const iso of ["1750-01-01", "2500-01-01"]) {
            const text = formatDate(deserializeDate(iso));
            expect(text).toMatch(/ م$/);
            expect(serializeDate(parseDate(text))).toBe(iso);
            const moment = deserializeDateTime(`${iso} 07:00:00`);
            const read = parseDateTime(formatDateTime(moment));
            expect(serializeDateTime(read)).toBe(`${iso} 07:00:00`);
        }
        expect(serializeDate(parseDate("2026/11/23 م"))).toBe(AZAR_2);
    });

    test("moments, in their zone", async () => {
        await makeMockEnv();
        const moment = deserializeDateTime(MORNING);
        expect(formatDateTime(moment)).toBe("۱۴۰۵/۰۹/۰۲ ۱۰:۳۰:۰۰");
        expect(formatDateTime(moment, {tz: "UTC"})).toBe("۱۴۰۵/۰۹/۰۲ ۰۷:۰۰:۰۰");
        expect(toLocaleDateTimeString(moment)).toBe("۲ آذر، ۱۰:۳۰");
        expect(toLocaleDateTimeString(moment, {showDate: false})).toBe("۱۰:۳۰");
        expect(toLocaleDateTimeString(moment, {showTime: false})).toBe("۲ آذر");
        // the day is the one of Tehran
        const late = deserializeDateTime("2026-11-22 20:31:00");
        expect(toLocaleDateTimeString(late, {showTime: false})).toBe("۲ آذر");
    });

    test("the server is sent the Gregorian day in Latin digits", async () => {
        await makeMockEnv();
        expect(serializeDate(parseDate("۱۴۰۵/۰۹/۰۲"))).toBe(AZAR_2);
        expect(serializeDateTime(parseDateTime("۱۴۰۵/۰۹/۰۲ ۱۰:۳۰"))).toBe(MORNING);
        expect(deserializeDateTime(MORNING).toFormat("yyyy-MM-dd HHmm")).toBe(
            "2026-11-23 1030"
        );
    });

    test("texts of Luxon that people read", async () => {
        await makeMockEnv();
        const moment = deserializeDateTime(MORNING);
        expect(moment.toFormat("MMMM yyyy")).toBe("آذر ۱۴۰۵");
        expect(moment.toFormat("ccc, MMM d, yyyy")).toBe("دوشنبه, آذر ۲, ۱۴۰۵");
        expect(moment.toFormat("DDD")).toBe("۲ آذر ۱۴۰۵");
        expect(moment.toFormat("HH:mm")).toBe("۱۰:۳۰");
        expect(moment.toFormat("MMM d, HH:mm 'M'")).toBe("آذر ۲, ۱۰:۳۰ M");
        expect(moment.monthLong).toBe("آذر");
        expect(moment.monthShort).toBe("آذر");
        expect(moment.toLocaleString(DateTime.DATE_MED)).toBe("۲ آذر ۱۴۰۵");
        expect(moment.toLocaleString(DateTime.DATE_FULL)).toBe("۲ آذر ۱۴۰۵");
    });

    test("another language or digits asked for are given", async () => {
        await makeMockEnv();
        const moment = deserializeDateTime(MORNING);
        expect(moment.toFormat("MMMM yyyy", {locale: "en"})).toBe("November 2026");
        expect(moment.toFormat("HH:mm", {numberingSystem: "latn"})).toBe("10:30");
        expect(moment.toLocaleString(DateTime.DATE_FULL, {locale: "en"})).toBe(
            "November 23, 2026"
        );
    });

    test("relative texts count Jalali months", async () => {
        await makeMockEnv();
        const inDays = (days) => DateTime.local().plus({days}).toRelativeCalendar();
        expect(inDays(0)).toBe("امروز");
        expect(inDays(1)).toBe("فردا");
        expect(inDays(-1)).toBe("دیروز");
        expect(inDays(5)).toBe("۵ روز دیگر");
        expect(inDays(28)).toBe("۲۸ روز دیگر");
        expect(inDays(40)).toBe("ماه آینده");
        expect(inDays(130)).toBe("۴ ماه بعد");
        expect(inDays(800)).toBe("۲ سال بعد");
        expect(DateTime.local().minus({minutes: 3}).toRelative()).toBe("۳ دقیقه پیش");
        // 2 Azar is 30 days after 2 Aban, and Aban has 30
        const back = (days) => DateTime.local().minus({days}).toRelative();
        expect(back(29)).toBe("۲۹ روز پیش");
        expect(back(30)).toBe("۱ ماه پیش");
        // 2 Shahrivar: three months, which Gregorian months would make two
        expect(back(91)).toBe("۳ ماه پیش");
        expect(back(90)).toBe("۲ ماه پیش");
        expect(back(364)).toBe("۱۱ ماه پیش");
        expect(back(365)).toBe("۱ سال پیش");
    });

    test("weeks are those of the Jalali year", async () => {
        await makeMockEnv();
        const week = getLocalYearAndWeek(deserializeDate(AZAR_2));
        expect([week.year, week.week]).toEqual([1405, 36]);
        expect(serializeDate(week.startDate)).toBe("2026-11-21");
    });

    test("days outside of the years 1200 to 1500 are told to be Gregorian", async () => {
        await makeMockEnv();
        expect(formatDate(deserializeDate("1405-09-02"))).toBe("1405/09/02 م");
        expect(formatDate(deserializeDate("2122-03-21"))).toBe("2122/03/21 م");
        expect(toLocaleDateString(deserializeDate("1700-01-05"))).not.toBe("");
    });
});

describe("read", () => {
    const typed = (text) => serializeDate(parseDate(text));
    const typedTime = (text) => parseDateTime(text).toFormat("yyyy-MM-dd HHmmss");

    test("dates, in all the ways of writing them", async () => {
        await makeMockEnv();
        for (const text of [
            "1405/09/02",
            "1405/9/2",
            "۱۴۰۵/۰۹/۰۲",
            "٠٢/٠٩/١٤٠٥",
            "1405-09-02",
            "1405.9.2",
            "05/09/02",
            "14050902",
            "۱۴۰۵۰۹۰۲",
            "۲ آذر ۱۴۰۵",
            "2 اذر 1405",
            "۲ آذرماه ۱۴۰۵",
            "دوشنبه ۲ آذر ۱۴۰۵",
            " ۱۴۰۵/۹/۲ ",
            "\u200f۱۴۰۵/۹/۲\u200f",
            "2026-11-23",
            "2026/11/23",
            "20261123",
            "امروز",
            "today",
            "+0",
            "today +1m -1m",
            "=2d",
            "=9m",
            "=1405y",
        ]) {
            expect(typed(text)).toBe(AZAR_2, {message: text});
        }
    });

    test("shortcuts count Jalali months and years", async () => {
        await makeMockEnv();
        for (const [text, day] of [
            ["فردا", "2026-11-24"],
            ["دیروز", "2026-11-22"],
            ["+1d", "2026-11-24"],
            ["+5", "2026-11-28"],
            ["-1w", "2026-11-16"],
            ["+1m", "2026-12-23"],
            ["+1y", "2027-11-23"],
            ["today =1d", "2026-11-22"],
            ["today =1d -1m", "2026-10-23"],
            ["today =1m =1d", "2026-03-21"],
            ["today =12m =30d", "2027-03-20"],
            ["today =1403y =12m =30d", "2025-03-20"],
            ["=2027y", "2027-11-23"],
            ["=saturday", "2026-11-21"],
            ["=week_start", "2026-11-21"],
            ["+friday", "2026-11-27"],
            ["-friday", "2026-11-20"],
        ]) {
            expect(typed(text)).toBe(day, {message: text});
        }
        mockDate("2026-09-22T06:00:00", "Asia/Tehran"); // 31 Shahrivar
        expect(typed("+6m")).toBe("2027-03-20"); // 29 Esfand
    });

    test("moments", async () => {
        await makeMockEnv();
        for (const [text, moment] of [
            ["1405/09/02", "2026-11-23 000000"],
            ["1405/09/02 10:30", "2026-11-23 103000"],
            ["۱۴۰۵/۰۹/۰۲ ۱۰:۳۰:۱۵", "2026-11-23 103015"],
            ["۲ آذر ۱۴۰۵، ۱۰:۳۰", "2026-11-23 103000"],
            ["۲ آذر ۱۴۰۵ ساعت ۹:۰۵", "2026-11-23 090500"],
            ["1405/09/02 3:15 pm", "2026-11-23 151500"],
            ["1405/09/02 3:15 ب.ظ.", "2026-11-23 151500"],
            ["1405/09/02 12:15 ق.ظ", "2026-11-23 001500"],
            ["2026-11-23 10:30:00", "2026-11-23 103000"],
            ["now", "2026-11-23 103000"],
            ["+2H", "2026-11-23 123000"],
        ]) {
            expect(typedTime(text)).toBe(moment, {message: text});
        }
        const inTokyo = parseDateTime("1405/09/02 10:30", {tz: "Asia/Tokyo"});
        expect(serializeDateTime(inTokyo)).toBe("2026-11-23 01:30:00");
    });

    test("what is no date is refused with a sentence", async () => {
        await makeMockEnv();
        for (const [text, reason] of [
            ["1404/12/30", "اسفند ۱۴۰۴ has ۲۹ days."],
            ["1405/07/31", "مهر ۱۴۰۵ has ۳۰ days."],
            ["1405/13/01", "The months are 1 to 12."],
            ["1501/01/01", "Only the Jalali years 1200 to 1500 are covered."],
            ["1821-03-20", "Only the Jalali years 1200 to 1500 are covered."],
            ["2026-02-30", "The Gregorian calendar has no such day."],
            ["23/11/2026", "Write a Gregorian date as year-month-day."],
            ["سه‌شنبه ۲ آذر ۱۴۰۵", "That day is a دوشنبه."],
            ["9/2", "Write year, month and day"],
            ["2/9/05", "Write year, month and day"],
            ["abc", "Write year, month and day"],
            ["1405/09/02 10:3", "Write year, month and day"],
            ["+1x", "Write year, month and day"],
            ["=13m", "The months are 1 to 12."],
            ["+900y", "Only the Jalali years 1200 to 1500 are covered."],
        ]) {
            expect(() => parseDate(text)).toThrow(
                new RegExp(`“${text.replace("+", "\\+")}” is not a date. ${reason}`)
            );
        }
        expect(() => parseDateTime("1405/09/02 25:00")).toThrow(
            /The hours are 0 to 23/
        );
        expect(parseDate("")).toBe(false);
    });

    test("what an input shows is read back, whatever the language's format", async () => {
        await makeMockEnv();
        for (const dateFormat of [
            "yyyy/MM/dd",
            "MM/dd/yyyy",
            "dd/MM/yy",
            "yy/MM/dd",
            "dd-MM-yyyy",
            "d MMMM yyyy",
            "MMM dd, yyyy",
            "yyyy.MM/dd",
            "dd. MMMM yyyy",
        ]) {
            const dateTimeFormat = `${dateFormat} HH:mm:ss`;
            patchWithCleanup(localization, {dateFormat, dateTimeFormat});
            const day = deserializeDate(AZAR_2);
            const moment = deserializeDateTime(MORNING);
            expect(serializeDate(parseDate(formatDate(day)))).toBe(AZAR_2);
            expect(serializeDateTime(parseDateTime(formatDateTime(moment)))).toBe(
                MORNING
            );
        }
    });

    test("hours of the day have Persian digits, and are read in both", async () => {
        await makeMockEnv();
        expect(new Time({hour: 9, minute: 5}).toString()).toBe("۹:۰۵");
        expect(parseTime("۹:۰۵").toObject()).toEqual({hour: 9, minute: 5, second: 0});
        expect(parseTime("9:05").toObject()).toEqual({hour: 9, minute: 5, second: 0});
    });
});

test("a user of the Gregorian calendar has Odoo's dates, in Persian too", async () => {
    patchWithCleanup(calendarSystem, {current: "gregorian"});
    await makeMockEnv();
    const date = deserializeDate(AZAR_2);
    expect(formatDate(date)).toBe("2026/11/23");
    expect(date.toFormat("yyyy MMMM")).toMatch(/^2026 /);
    expect(date.toFormat("HH:mm")).toBe("00:00");
    expect(serializeDate(parseDate("2026/11/23"))).toBe(AZAR_2);
    expect(getLocalYearAndWeek(date).week).toBe(48);
});
