import json
import os
from datetime import date
from pathlib import Path
from unittest.mock import patch

from odoo.tests import BaseCase, HttpCase, tagged

from ..tools import jalali
from .test_jalali import every_day, nowruz_table

VECTORS = Path(__file__).parent / "data" / "dates.json"
ZONES = ("Asia/Tehran", "UTC", "America/Sao_Paulo", "Asia/Kabul")

# A page that has the client's code; the modules whose functions are asked
PAGE = "/web/login"
READY = """(() => {
    try {
        const name = "@web/core/l10n/localization";
        return Boolean(odoo.loader.modules.get(name).localization.dateFormat);
    } catch {
        return false;
    }
})()"""
PRELUDE = """
    const modules = odoo.loader.modules;
    const J = modules.get("@web_jalali/core/jalali");
    modules.get("@web_jalali/core/calendar_system").calendarSystem.persian = true;
    const iso = ({year, month, day}) =>
        [String(year).padStart(4, "0"), month, day]
            .map((part) => String(part).padStart(2, "0"))
            .join("-");
    const numbers = (text) => {
        const [year, month, day] = text.split("-").map(Number);
        return {year, month, day};
    };
    const faults = [];
    const same = (found, expected, about) => {
        if (found !== expected && faults.length < 20) {
            faults.push(`${about}: ${found}, not ${expected}`);
        }
    };
    const first = J.gregorianToOrdinal(numbers("1821-03-21"));
    const last = J.gregorianToOrdinal(numbers("2122-03-20"));
    function finish(counted) {
        if (faults.length) {
            console.error(faults.join("\\n"));
        } else if (!counted) {
            console.error("nothing was compared");
        } else {
            console.log("test successful");
        }
    }
"""


def vectors():
    """Return what Python and JavaScript must both say of texts and days."""
    return json.loads(VECTORS.read_text(encoding="utf-8"))


@tagged("post_install", "-at_install")
class TestVectors(BaseCase):
    """The examples that both languages read, in Python."""

    def test_python_says_the_same(self):
        told, day = vectors(), date.fromisoformat
        today = day(told["today"])
        for text, expected in told["read"]:
            with self.subTest(text=text):
                self.assertEqual(jalali.parse_date(text, today), day(expected))
        for text in told["refused"]:
            with self.subTest(text=text), self.assertRaises(jalali.JalaliError):
                jalali.parse_date(text, today)
        for text, expected in told["moments"]:
            with self.subTest(text=text):
                moment = jalali.parse_datetime(text, today)
                self.assertEqual(str(moment), expected)
                self.assertEqual(jalali.parse_date(text, today), moment.date())
        for text in told["refused_moments"]:
            with self.subTest(text=text), self.assertRaises(jalali.JalaliError):
                jalali.parse_datetime(text, today)
        for start, months, end in told["months"]:
            self.assertEqual(jalali.add_months(day(start), months), day(end))
        for within, unit, start, end in told["periods"]:
            self.assertEqual(jalali.start_of(day(within), unit), day(start))
            self.assertEqual(jalali.end_of(day(within), unit), day(end))
        for value, pattern, text in told["formats"]:
            self.assertEqual(jalali.format_date(day(value), pattern), text)


class BrowserCase(HttpCase):
    def _compare(self, script, given=None, zone="Asia/Tehran"):
        code = f"{PRELUDE} const given = {json.dumps(given)}; {script}"
        with patch.dict(os.environ, TZ=zone):
            self.browser_js(PAGE, f"{{ {code} }}", READY, timeout=600)


@tagged("post_install", "-at_install")
class TestOracle(BrowserCase):
    """The calendar of the browser against all that knows better, for every day."""

    def test_the_examples(self):
        self._compare(
            """
            const today = J.toJalali(numbers(given.today));
            const read = (text) => {
                try {
                    return iso(J.readMoment(text, today).day);
                } catch (error) {
                    return error.name;
                }
            };
            const jalali = (text) => J.toJalali(numbers(text));
            const gregorian = (found) => iso(J.toGregorian(found));
            given.read.forEach(([text, day]) => same(read(text), day, text));
            given.refused.forEach((text) => same(read(text), "JalaliError", text));
            for (const [start, months, end] of given.months) {
                same(gregorian(J.addMonths(jalali(start), months)), end, start);
            }
            for (const [day, unit, start, end] of given.periods) {
                same(gregorian(J.startOf(jalali(day), unit)), start, `${day} ${unit}`);
                same(gregorian(J.endOf(jalali(day), unit)), end, `${day} ${unit}`);
            }
            for (const [day, pattern, text] of given.formats) {
                same(J.format(jalali(day), pattern), text, `${day} ${pattern}`);
            }
            finish(given.read.length);
            """,
            vectors(),
        )

    def test_what_is_typed_is_read_as_on_the_server(self):
        """The functions that every field of Odoo asks, in a zone of the person."""
        self._compare(
            """
            const {calendarSystem} = modules.get("@web_jalali/core/calendar_system");
            const dates = modules.get("@web/core/l10n/dates");
            calendarSystem.current = "jalali";
            luxon.Settings.now = () => Date.parse(given.today + "T07:00:00Z");
            const latin = {numberingSystem: "latn"};
            const read = (name, text, format) => {
                try {
                    return dates[name](text).toFormat(format, latin);
                } catch (error) {
                    return error.name;
                }
            };
            const refusal = new dates.ConversionError("").name;
            const readMoment = (text) =>
                read("parseDateTime", text, "yyyy-MM-dd HH:mm:ss");
            const readDay = (text) => read("parseDate", text, "yyyy-MM-dd");
            for (const [text, day] of given.read) {
                same(readDay(text), day, text);
                same(readMoment(text), `${day} 00:00:00`, text);
            }
            for (const [text, moment] of given.moments) {
                same(readMoment(text), moment, text);
                same(readDay(text), moment.split(" ")[0], text);
            }
            const refused = given.refused_moments.concat(
                given.refused_shortcuts,
                given.refused.filter((text) => text && !given.shortcuts.includes(text))
            );
            for (const text of refused) {
                same(readDay(text), refusal, text);
                same(readMoment(text), refusal, text);
            }
            finish(given.moments.length);
            """,
            vectors(),
        )

    def test_nowruz_and_leap_years_are_those_of_the_official_table(self):
        table = [(y, day.isoformat(), leap) for y, day, leap in nowruz_table()]
        self._compare(
            """
            for (const [year, day, leap] of given) {
                same(iso(J.toGregorian({year, month: 1, day: 1})), day, year);
                same(J.isLeap(year), leap, year);
            }
            finish(given.length);
            """,
            table,
        )

    def test_every_day_is_the_one_of_python(self):
        days = [
            [*jalali.to_jalali(day), jalali.week_number(day)] for day in every_day()
        ]
        # a day is its year and a number that holds month, day and week
        packed = [[y, m * 10000 + d * 100 + week] for y, m, d, week in days]
        self._compare(
            """
            given.forEach(([year, packed], index) => {
                const jalali = J.fromOrdinal(first + index);
                const {month, day} = jalali;
                const found = month * 10000 + day * 100 + J.weekNumber(jalali);
                same(`${jalali.year} ${found}`, `${year} ${packed}`, first + index);
                same(J.toOrdinal(jalali), first + index, "there and back");
            });
            same(given.length, last - first + 1, "days");
            finish(given.length);
            """,
            packed,
        )

    def test_every_day_is_the_one_of_the_browser(self):
        self._compare(
            """
            const parts = {year: "numeric", month: "numeric", day: "numeric"};
            const intl = new Intl.DateTimeFormat("fa-IR-u-ca-persian-nu-latn", {
                ...parts,
                timeZone: "UTC",
            });
            let ordinal = first;
            for (; ordinal <= last; ordinal++) {
                const {year, month, day} = J.fromOrdinal(ordinal);
                const gregorian = J.ordinalToGregorian(ordinal);
                const at = Date.UTC(gregorian.year, gregorian.month - 1, gregorian.day);
                const told = intl.format(at).replace(/[^0-9/]/g, "");
                same(`${year}/${month}/${day}`, told, iso(gregorian));
            }
            finish(ordinal - first);
            """
        )

    def test_every_day_and_month_is_the_one_of_temporal(self):
        self._compare(
            """
            let day = Temporal.PlainDate.from("1821-03-21").withCalendar("persian");
            let compared = 0;
            for (let ordinal = first; ordinal <= last; ordinal++) {
                const jalali = J.fromOrdinal(ordinal);
                same(iso(jalali), iso(day), ordinal);
                if (ordinal % 7 === 0 && jalali.year < 1490) {
                    const months = (ordinal % 29) + 1;
                    const then = day.add({months}, {overflow: "constrain"});
                    same(iso(J.addMonths(jalali, months)), iso(then), iso(jalali));
                }
                day = day.add({days: 1});
                compared++;
            }
            finish(compared);
            """
        )


@tagged("post_install", "-at_install")
class TestRoundTrip(BrowserCase):
    """What a field shows is what it reads, and the server is sent the same day."""

    def test_every_day_in_every_zone(self):
        for zone in ZONES:
            with self.subTest(zone=zone):
                self._compare(
                    """
                    const dates = modules.get("@web/core/l10n/dates");
                    const gate = modules.get("@web_jalali/core/calendar_system");
                    gate.calendarSystem.current = "jalali";
                    const {timeZone} = Intl.DateTimeFormat().resolvedOptions();
                    same(timeZone, given, "zone");
                    let ordinal = first;
                    for (; ordinal <= last; ordinal++) {
                        const day = iso(J.ordinalToGregorian(ordinal));
                        const shown = dates.formatDate(dates.deserializeDate(day));
                        same(shown, J.format(J.fromOrdinal(ordinal)), day);
                        same(dates.serializeDate(dates.parseDate(shown)), day, day);
                    }
                    finish(ordinal - first);
                    """,
                    zone,
                    zone,
                )

    def test_moments_of_the_years_that_changed_their_clocks(self):
        """An hour of each day of 1399 to 1402; in Tehran a midnight is missing."""
        for zone in ZONES:
            with self.subTest(zone=zone):
                self._compare(
                    """
                    const dates = modules.get("@web/core/l10n/dates");
                    const gate = modules.get("@web_jalali/core/calendar_system");
                    gate.calendarSystem.current = "jalali";
                    const start = J.toOrdinal({year: 1399, month: 1, day: 1});
                    const end = J.toOrdinal({year: 1402, month: 12, day: 29});
                    for (let ordinal = start; ordinal <= end; ordinal++) {
                        const {year, month, day} = J.ordinalToGregorian(ordinal);
                        for (const hour of [0, 1, 12, 23]) {
                            const utc = luxon.DateTime.utc(year, month, day, hour, 30);
                            const sent = utc.toFormat("yyyy-MM-dd HH:mm:ss", {
                                numberingSystem: "latn",
                            });
                            const shown = dates.formatDateTime(
                                dates.deserializeDateTime(sent)
                            );
                            const read = dates.parseDateTime(shown);
                            // an hour that a clock shows twice is the first of the two
                            const twice = read.toMillis() !== utc.toMillis();
                            const again = dates.formatDateTime(read);
                            same(again, shown, sent);
                            same(twice && Math.abs(read.diff(utc).as("hours")) !== 1,
                                false, sent);
                        }
                    }
                    for (const text of ["1400/01/02", "1401/01/02", "1400/07/01"]) {
                        const read = dates.serializeDate(dates.parseDate(text));
                        const {day} = J.readMoment(text, {year: 1400});
                        same(read, iso(day), text);
                    }
                    finish(1);
                    """,
                    zone,
                    zone,
                )
