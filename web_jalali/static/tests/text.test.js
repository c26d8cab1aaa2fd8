import {expect, test} from "@odoo/hoot";
import {
    format,
    readMoment,
    toGregorian,
    toLatinDigits,
    toPersianDigits,
} from "@web_jalali/core/jalali";

// What is read and what is refused stands in tests/data/dates.json, for Python and for
// JavaScript: tests/test_js_oracle.py.

const AZAR_2 = {year: 1405, month: 9, day: 2};

test("digits", () => {
    expect(toPersianDigits("12 ۳ ٤")).toBe("۱۲ ۳ ۴");
    expect(toLatinDigits("12 ۳ ٤")).toBe("12 3 4");
});

test("fields of a pattern", () => {
    for (const [pattern, expected] of [
        ["yyyy/MM/dd", "۱۴۰۵/۰۹/۰۲"],
        ["y/M/d", "۱۴۰۵/۹/۲"],
        ["yy", "۰۵"],
        ["EEEE d MMMM y", "دوشنبه ۲ آذر ۱۴۰۵"],
        ["E EEE EEEEE", "دوشنبه دوشنبه د"],
        ["MMM MMMM MMMMM LL LLLL", "آذر آذر آ ۰۹ آذر"],
        ["Q QQ QQQ QQQQ", "۳ ۰۳ پاییز پاییز"],
        ["w ww D DDD", "۳۶ ۳۶ ۲۴۸ ۲۴۸"],
        ["y G", "۱۴۰۵ ه‍.ش."],
        ["d 'روز' MMMM", "۲ روز آذر"],
        ["'y' yy ''M'' 'it''s 7'", "y ۰۵ '۹' it's 7"],
        ["", ""],
    ]) {
        expect(format(AZAR_2, pattern)).toBe(expected);
    }
    expect(format(AZAR_2, "yyyy/MM/dd", "latin")).toBe("1405/09/02");
    for (const pattern of ["HH", "k", "d 'روز"]) {
        expect(() => format(AZAR_2, pattern)).toThrow(/: pattern/);
    }
});

test("what is written is read back", () => {
    for (const pattern of [
        "yyyy/MM/dd",
        "y/M/d",
        "yyyy-MM-dd",
        "dd/MM/yyyy",
        "yyyyMMdd",
        "d MMMM y",
        "EEEE، d MMMM y",
    ]) {
        expect(readMoment(format(AZAR_2, pattern), AZAR_2).day).toEqual(
            toGregorian(AZAR_2)
        );
    }
});
