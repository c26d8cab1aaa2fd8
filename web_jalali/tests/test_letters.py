import json
import os
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from .common import JalaliCase

READY = """(() => {
    try {
        const name = "@web/core/l10n/localization";
        return Boolean(odoo.loader.modules.get(name).localization.dateFormat);
    } catch {
        return false;
    }
})()"""
SHOWN = """{
    const {modules} = odoo.loader;
    const dates = modules.get("@web/core/l10n/dates");
    const moment = dates.deserializeDateTime("2026-11-23 07:00:00");
    const tell = (make) => {
        try {
            return make();
        } catch (error) {
            return error.name;
        }
    };
    const read = (text) =>
        tell(() => dates.serializeDate(dates.parseDate(text)));
    const told = {
        day: dates.formatDate(moment),
        moment: dates.formatDateTime(moment),
        short: dates.toLocaleDateString(moment),
        month: moment.monthLong,
        named: moment.toFormat("d MMMM yyyy"),
        intl: moment.toLocaleString(luxon.DateTime.DATE_FULL),
        again: read(dates.formatDate(moment)),
        ours: read("1405/09/02"),
        theirs: read("2026/11/23"),
        latin: read("2 Azar 1405"),
        machine: dates.serializeDateTime(moment),
    };
    const faults = Object.entries(GIVEN)
        .filter(([name, text]) => told[name] !== text)
        .map(([name, text]) => `${name}: ${told[name]}, not ${text}`);
    if (faults.length) {
        console.error(faults.join("\\n"));
    } else {
        console.log("test successful");
    }
}"""


@tagged("post_install", "-at_install")
class TestLetters(HttpCase, JalaliCase):
    """A calendar and a language that do not go together by themselves: one form."""

    def shows(self, user, **texts):
        # the field of the password is not for a test to know
        user.password = user.login
        code = SHOWN.replace("GIVEN", json.dumps(texts))
        with patch.dict(os.environ, TZ="Asia/Tehran"):
            self.browser_js("/odoo", code, READY, login=user.login, timeout=60)

    def test_who_reads_persian_and_chose_gregorian_reads_gregorian(self):
        self.shows(
            self.chooser,
            day="۲۰۲۶/۱۱/۲۳",
            moment="۲۰۲۶/۱۱/۲۳ ۱۰:۳۰:۰۰",
            month="نوامبر",
            named="۲۳ نوامبر ۲۰۲۶",
            intl="۲۳ نوامبر ۲۰۲۶",
            again="2026-11-23",
            ours="ConversionError",
            theirs="2026-11-23",
            machine="2026-11-23 07:00:00",
        )

    def test_who_reads_english_and_chose_jalali_reads_latin_letters(self):
        reader = self._create_user("reader", lang="en_US", calendar_system="jalali")
        self.shows(
            reader,
            day="1405/09/02",
            moment="1405/09/02 10:30:00 AM",
            short="2 Azar",
            month="Azar",
            named="2 Azar 1405",
            again="2026-11-23",
            ours="2026-11-23",
            latin="2026-11-23",
            machine="2026-11-23 07:00:00",
        )

    def test_who_reads_persian_reads_jalali(self):
        self.shows(
            self.persian,
            day="۱۴۰۵/۰۹/۰۲",
            short="۲ آذر",
            named="۲ آذر ۱۴۰۵",
            ours="2026-11-23",
            theirs="2026-11-23",
            machine="2026-11-23 07:00:00",
        )
