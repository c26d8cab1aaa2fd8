import {Axis, ordinalOf} from "@cluster_committee/timeline/axis";
import {expect, test} from "@odoo/hoot";

const day = (iso) => ordinalOf(iso);

test("a Jalali axis begins at Nowruz and ends before the next one", () => {
    const axis = new Axis(1405, 2, true);
    expect(axis.years).toEqual([1404, 1405]);
    expect(axis.at(day("2025-03-21"))).toBe(0); // 1404/01/01
    expect(axis.holds(day("2027-03-20"))).toBe(true); // 1405/12/29
    expect(axis.holds(day("2027-03-21"))).toBe(false);
    expect(axis.holds(day("2025-03-20"))).toBe(false);
});

test("halves meet without a gap and fill the axis", () => {
    for (const jalali of [true, false]) {
        const {halves} = new Axis(jalali ? 1405 : 2026, 3, jalali);
        expect(halves.length).toBe(6);
        let end = 0;
        for (const half of halves) {
            expect(half.start).toBeCloseTo(end, {digits: 6});
            end = half.start + half.size;
        }
        expect(end).toBeCloseTo(100, {digits: 6});
    }
});

test("the second half begins on the first of Mehr, or of July", () => {
    const jalali = new Axis(1405, 1, true);
    expect(jalali.halves[1].start).toBeCloseTo(jalali.at(day("2026-09-23")));
    const gregorian = new Axis(2026, 1, false);
    expect(gregorian.halves[1].start).toBeCloseTo(gregorian.at(day("2026-07-01")));
});

test("a stretch is cut at the ends, and is nothing beyond them", () => {
    const axis = new Axis(1405, 1, true);
    const cut = axis.stretch(day("2020-01-01"), day("2026-09-23"));
    expect(cut.start).toBe(0);
    expect(cut.size).toBeCloseTo(axis.at(day("2026-09-23")));
    expect(axis.stretch(day("2020-01-01"), day("2020-02-01"))).toBe(null);
    expect(axis.stretch(day("2026-09-23"), day("2026-09-23"))).toBe(null);
});

test("the year of a day is that of the calendar", () => {
    expect(Axis.yearOf(day("2026-03-20"), true)).toBe(1404);
    expect(Axis.yearOf(day("2026-03-21"), true)).toBe(1405);
    expect(Axis.yearOf(day("2026-03-20"), false)).toBe(2026);
});
