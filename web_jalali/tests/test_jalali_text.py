from datetime import date, datetime, timezone
from decimal import Decimal

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import jalali

AZAR_2 = date(2026, 11, 23)  # 1405/09/02, a Monday

days = st.dates(date(1821, 3, 21), jalali.LAST_DAY)
properties = settings(deadline=None, database=None, max_examples=300)


@tagged("post_install", "-at_install")
class TestParse(BaseCase):
    def assertParsed(self, text, numbers):
        with self.subTest(text=text):
            self.assertEqual(jalali.to_jalali(jalali.parse_date(text)), numbers)

    def test_what_people_type_is_read(self):
        for text in [
            "1405/09/02",
            "1405/9/2",
            "1405-09-02",
            "1405.9.2",
            "1405 9 2",
            "1405 / 9 / 2",
            "۱۴۰۵/۰۹/۰۲",
            "١٤٠٥/٠٩/٠٢",
            "۱۴۰۵/09/٠٢",
            "1405/09/02",
            "02/09/1405",
            "٠٢/٠٩/١٤٠٥",
            "2-9-1405",
            "14050902",
            "۱۴۰۵۰۹۰۲",
            "۲ آذر ۱۴۰۵",
            "2آذر1405",
            "۲ اذر ۱۴۰۵",
            "۲ آذرماه ۱۴۰۵",
            "۲ آذر ماه ۱۴۰۵",
            "۲ آذر، ۱۴۰۵",
            "دوشنبه ۲ آذر ۱۴۰۵",
            "دو شنبه، ۲ آذر ۱۴۰۵",
            "دو‌شنبه ۱۴۰۵/۰۹/۰۲",
            "دوشنبه1405/09/02",
            # pasted from elsewhere
            "  ۱۴۰۵/۹/۲ ",
            "\u200f۱۴۰۵/۹/۲\u200f",
            "\u2068۱۴۰۵/۹/۲\u2069",
            "\u202b۱۴۰۵\u200c/۹/۲\u202c",
            "۲\u00a0آذر\u00a0۱۴۰۵",
            "\ufeff1405/09/02\n",
            "۲ ا\u0653ذر ۱۴۰۵",
            # a Gregorian date typed on purpose
            "2026-11-23",
            "2026/11/23",
            "20261123",
            "۲۰۲۶/۱۱/۲۳",
            "دوشنبه 2026-11-23",
        ]:
            self.assertParsed(text, (1405, 9, 2))

    def test_every_month_and_weekday_is_read_in_its_spellings(self):
        for month, names in enumerate(
            [
                "فروردین فروردين فروردىن",
                "اردیبهشت ارديبهشت",
                "خرداد",
                "تیر تير",
                "مرداد امرداد",
                "شهریور شهريور",
                "مهر",
                "آبان ابان",
                "آذر اذر أذر",
                "دی دي",
                "بهمن",
                "اسفند",
            ],
            1,
        ):
            for name in names.split():
                self.assertParsed(f"۷ {name} ۱۴۰۵", (1405, month, 7))
        for offset, names in enumerate(
            [
                ["شنبه"],
                ["یکشنبه", "یک‌شنبه", "یک شنبه", "يكشنبه"],
                ["دوشنبه", "دو شنبه"],
                ["سه‌شنبه", "سه شنبه", "سهشنبه"],
                ["چهارشنبه", "چهار شنبه", "چهار‌شنبه"],
                ["پنجشنبه", "پنج‌شنبه", "پنج شنبه"],
                ["جمعه"],
            ]
        ):
            for name in names:
                self.assertParsed(
                    f"{name} {offset + 7} آذر 1405", (1405, 9, offset + 7)
                )

    def test_leap_days_are_read_in_leap_years_only(self):
        self.assertParsed("۱۴۰۳/۱۲/۳۰", (1403, 12, 30))
        self.assertParsed("1408/12/30", (1408, 12, 30))
        for y in (1404, 1405, 1407):
            with self.assertRaises(jalali.JalaliError):
                jalali.parse_date(f"{y}/12/30")

    def test_the_range_is_read_up_to_its_ends(self):
        self.assertParsed("1200/01/01", (1200, 1, 1))
        self.assertParsed("1821-03-21", (1200, 1, 1))
        self.assertParsed("1500/12/29", (1500, 12, 29))

    def test_a_year_of_two_digits_is_a_near_one(self):
        for text, year in [
            ("05/12/29", 1405),
            ("۲ آذر ۰۵", 1405),
            ("00-01-01", 1400),
            ("24/11/30", 1424),
            ("65/03/01", 1365),
            ("99/03/01", 1399),
        ]:
            day = jalali.parse_date(text, today=AZAR_2)
            self.assertEqual(jalali.year(day), year, text)
        with freeze_time("2007-01-01"):  # 1385
            self.assertEqual(jalali.year(jalali.parse_date("04/06/31")), 1404)
            self.assertEqual(jalali.year(jalali.parse_date("36/01/01")), 1336)
            with self.assertRaisesRegex(jalali.JalaliError, "more than 50 years"):
                jalali.parse_date("06/01/01")

    def test_fifty_years_to_the_day(self):
        self.assertEqual(jalali.year(jalali.parse_date("55/09/02", AZAR_2)), 1355)
        for text in ("55/09/01", "۱ آذر ۵۵", "26/01/01", "31/06/05"):
            with self.assertRaisesRegex(jalali.JalaliError, "more than 50 years"):
                jalali.parse_date(text, AZAR_2)

    def test_the_day_first_is_not_taken_for_the_year(self):
        for text in ("02/09/05", "12/05/03", "25/01/01"):
            with self.assertRaisesRegex(jalali.JalaliError, "first or the day"):
                jalali.parse_date(text, AZAR_2)

    def test_what_is_no_day_is_refused_with_the_reason(self):
        for text, reason in [
            ("1404/12/30", "that month has 29 days"),
            ("1405/07/31", "that month has 30 days"),
            ("1405/01/32", "no day 32"),
            ("1405/13/01", "no month 13"),
            ("1405/00/01", "no month 0"),
            ("1405/01/00", "no day 0"),
            ("14051301", "no month 13"),
            ("۳۱ مهر ۱۴۰۵", "that month has 30 days"),
            ("سه‌شنبه ۲ آذر ۱۴۰۵", "That day is a دوشنبه"),
            ("سه شنبه 1405/09/02", "That day is a دوشنبه"),
            ("2026-02-30", "The Gregorian calendar has no 2026-02-30"),
            ("2026-13-01", "The Gregorian calendar has no"),
            ("23/11/2026", "as year-month-day"),
            ("11/23/2026", "as year-month-day"),
            ("۲ آذر ۲۰۲۶", "as year-month-day"),
            ("۲ آذر ۱۷۰۰", "as year-month-day"),
            ("1199/12/29", "outside the years"),
            ("1501/01/01", "outside the years"),
            ("1699/01/01", "outside the years"),
            ("1700/01/01", "outside the Jalali years"),
            ("1821-03-20", "outside the Jalali years"),
            ("2122-03-21", "outside the Jalali years"),
            ("0000/01/01", "outside the years"),
            ("100/1/1", "Write year, month and day"),
            ("405/09/02", "Write year, month and day"),
            ("1405/9-2", "Write year, month and day"),
            ("1405/9", "Write year, month and day"),
            ("9/2", "Write year, month and day"),
            ("1405/009/02", "Write year, month and day"),
            ("1405/09/002", "Write year, month and day"),
            ("002/09/1405", "Write year, month and day"),
            ("1405//09/02", "Write year, month and day"),
            ("1405/09/02/01", "Write year, month and day"),
            ("1405/09/02 10:3", "Write year, month and day"),
            ("1405/09/1405", "Write year, month and day"),
            ("140509", "Write year, month and day"),
            ("140509021", "Write year, month and day"),
            ("-1405/09/02", "Write year, month and day"),
            ("۲ نوامبر ۱۴۰۵", "Write year, month and day"),
            ("آذر ۱۴۰۵", "Write year, month and day"),
            ("۲ آذر", "Write year, month and day"),
            ("دوشنبه", "Write year, month and day"),
            ("امروز", "Write year, month and day"),
            ("१४०५/०९/०२", "Write year, month and day"),
            ("", "Write year, month and day"),
            ("   ", "Write year, month and day"),
            ("abc", "Write year, month and day"),
            ("=1+1", "Write year, month and day"),
            ("2/9/05", "Write year, month and day"),
        ]:
            with (
                self.subTest(text=text),
                self.assertRaisesRegex(jalali.JalaliError, reason) as caught,
            ):
                jalali.parse_date(text)
            self.assertIn(f"“{text}” is no date.", str(caught.exception))

    @properties
    @given(
        days,
        st.sampled_from(
            [
                "yyyy/MM/dd",
                "y/M/d",
                "yyyy-MM-dd",
                "dd/MM/yyyy",
                "d.M.y",
                "yyyyMMdd",
                "d MMMM y",
                "EEEE d MMMM y",
                "EEEE، d MMMM y",
                "EEE y M d",
            ]
        ),
        st.sampled_from(["persian", "latin"]),
    )
    def test_what_is_written_is_read_back(self, day, pattern, digits):
        text = jalali.format_date(day, pattern, digits)
        self.assertEqual(jalali.parse_date(text), day)

    @properties
    @given(st.text("0123456789۰۱۲٣/-. آذرمهشنبهیکی\u200c\u200f", max_size=16))
    def test_any_text_is_a_day_in_the_range_or_refused(self, text):
        try:
            day = jalali.parse_date(text)
        except jalali.JalaliError:
            return
        self.assertIn(jalali.year(day), range(1200, 1501))


@tagged("post_install", "-at_install")
class TestFormat(BaseCase):
    def test_fields_of_a_pattern(self):
        for pattern, expected in [
            ("yyyy/MM/dd", "۱۴۰۵/۰۹/۰۲"),
            ("y/M/d", "۱۴۰۵/۹/۲"),
            ("yy", "۰۵"),
            ("yyyyy", "۰۱۴۰۵"),
            ("EEEE d MMMM y", "دوشنبه ۲ آذر ۱۴۰۵"),
            ("E EEE EEEEE", "دوشنبه دوشنبه د"),
            ("MMM MMMM MMMMM LL LLLL", "آذر آذر آ ۰۹ آذر"),
            ("Q QQ QQQ QQQQ", "۳ ۰۳ پاییز پاییز"),
            ("w ww D DDD", "۳۶ ۳۶ ۲۴۸ ۲۴۸"),
            ("y G", "۱۴۰۵ ه‍.ش."),
            ("d 'روز' MMMM", "۲ روز آذر"),
            ("'y' yy ''M'' 'it''s 7'", "y ۰۵ '۹' it's 7"),
            ("", ""),
        ]:
            with self.subTest(pattern=pattern):
                self.assertEqual(jalali.format_date(AZAR_2, pattern), expected)

    def test_digits_are_persian_unless_asked_otherwise(self):
        self.assertEqual(jalali.format_date(AZAR_2), "۱۴۰۵/۰۹/۰۲")
        self.assertEqual(jalali.format_date(AZAR_2, digits="latin"), "1405/09/02")
        with self.assertRaisesRegex(jalali.JalaliError, "persian or latin"):
            jalali.format_date(AZAR_2, digits="arabic")

    def test_every_weekday_and_month_has_its_name(self):
        saturday = jalali.to_gregorian(1405, 9, 7).toordinal()
        self.assertEqual(
            [
                jalali.format_date(date.fromordinal(saturday + n), "EEEE")
                for n in range(7)
            ],
            list(jalali.WEEKDAYS),
        )
        first_days = [jalali.to_gregorian(1405, m, 1) for m in range(1, 13)]
        self.assertEqual(
            [jalali.format_date(day, "MMMM") for day in first_days],
            list(jalali.MONTHS),
        )
        self.assertEqual(
            [jalali.format_date(day, "QQQQ") for day in first_days[::3]],
            list(jalali.SEASONS),
        )

    def test_a_pattern_that_means_nothing_is_refused(self):
        for pattern in ("yyyy-MM-dd HH", "k", "YYYY", "d 'روز"):
            with self.assertRaisesRegex(jalali.JalaliError, "The pattern"):
                jalali.format_date(AZAR_2, pattern)

    def test_moments_are_written_in_the_time_of_tehran(self):
        for moment, expected in [
            (datetime(2026, 11, 23, 20, 29), "۱۴۰۵/۰۹/۰۲ ۲۳:۵۹"),
            (datetime(2026, 11, 23, 20, 31), "۱۴۰۵/۰۹/۰۳ ۰۰:۰۱"),
            (datetime(2026, 11, 23, 20, 31, tzinfo=timezone.utc), "۱۴۰۵/۰۹/۰۳ ۰۰:۰۱"),
            # 12:00 UTC was 16:30 in summer time
            (datetime(2021, 6, 1, 12, 0), "۱۴۰۰/۰۳/۱۱ ۱۶:۳۰"),
            # the hour that the clocks skipped
            (datetime(2021, 3, 21, 20, 29), "۱۴۰۰/۰۱/۰۱ ۲۳:۵۹"),
            (datetime(2021, 3, 21, 20, 30), "۱۴۰۰/۰۱/۰۲ ۰۱:۰۰"),
        ]:
            self.assertEqual(jalali.format_datetime(moment), expected)
        noon = datetime(2026, 11, 23, 8, 30, 5)
        for pattern, expected in [
            ("h:mm:ss a", "۱۲:۰۰:۰۵ ب.ظ."),
            ("H 'ساعت' mm", "۱۲ ساعت ۰۰"),
            ("EEEE HH", "دوشنبه ۱۲"),
        ]:
            self.assertEqual(jalali.format_datetime(noon, pattern=pattern), expected)
        for hour, expected in [
            (0, "۱۲ ق.ظ."),
            (1, "۱ ق.ظ."),
            (11, "۱۱ ق.ظ."),
            (12, "۱۲ ب.ظ."),
            (13, "۱ ب.ظ."),
            (23, "۱۱ ب.ظ."),
        ]:
            utc = datetime(2026, 11, 23, hour, tzinfo=timezone.utc)
            text = jalali.format_datetime(utc, tz=timezone.utc, pattern="h a")
            self.assertEqual(text, expected)


@tagged("post_install", "-at_install")
class TestDigits(BaseCase):
    def test_digits_change_and_nothing_else(self):
        self.assertEqual(jalali.to_persian_digits("a1۲٣ب/90"), "a۱۲۳ب/۹۰")
        self.assertEqual(jalali.to_latin_digits("a1۲٣ب/۹٠"), "a123ب/90")
        self.assertEqual(jalali.to_persian_digits(1405), "۱۴۰۵")

    def test_numbers_are_grouped(self):
        for number, expected in [
            (0, "۰"),
            (999, "۹۹۹"),
            (1000, "۱٬۰۰۰"),
            (92_000_000_000, "۹۲٬۰۰۰٬۰۰۰٬۰۰۰"),
            (10**24, "۱" + "٬۰۰۰" * 8),
            (-5600, "\u200e−۵٬۶۰۰"),
            (1234.5, "۱٬۲۳۴٫۵"),
            (3.0, "۳"),
            (1e22, "۱۰" + "٬۰۰۰" * 7),
            (Decimal("86.40"), "۸۶٫۴۰"),
            (Decimal("1E+3"), "۱٬۰۰۰"),
        ]:
            self.assertEqual(jalali.group_digits(number), expected, number)

    @properties
    @given(st.integers())
    def test_grouped_numbers_keep_their_value(self, number):
        text = jalali.to_latin_digits(jalali.group_digits(number))
        text = text.replace("٬", "").replace("\u200e", "").replace("−", "-")
        self.assertEqual(int(text), number)


@tagged("post_install", "-at_install")
class TestMistakes(BaseCase):
    def test_a_jalali_date_taken_as_gregorian_is_recognised(self):
        self.assertEqual(jalali.mistaken_for(date(1405, 9, 2)), AZAR_2)
        self.assertIn("it is 2026-11-23", jalali.describe_suspicious(date(1405, 9, 2)))
        self.assertIsNone(jalali.mistaken_for(date(1405, 7, 31)))
        self.assertIsNone(jalali.mistaken_for(date(784, 6, 12)))

    def test_days_nobody_means_are_described(self):
        for day in (date(784, 6, 12), date(1405, 7, 31), date(1699, 12, 31)):
            self.assertIn("before the year 1700", jalali.describe_suspicious(day))
        for day in (date(2122, 3, 21), date(9999, 12, 31)):
            self.assertIn("after the last day", jalali.describe_suspicious(day))
        for day in (date(1700, 1, 1), AZAR_2, jalali.LAST_DAY):
            self.assertIsNone(jalali.describe_suspicious(day))
        self.assertIsNone(jalali.describe_suspicious(datetime(2026, 11, 23, 10)))
