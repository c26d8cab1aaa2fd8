import json
import os
from unittest.mock import patch

from odoo.tests import HttpCase, common, tagged

from .common import JalaliCase

READY = "odoo.isReady === true && Boolean(document.querySelector('.o_main_navbar'))"
# Before any module of the page has started: the change that needs a name of Odoo does
# not find it. Odoo itself goes on having it, under another name so to say.
HIDE = """{
    const [moduleName, path] = HIDDEN;
    // a class does not let its prototype be another: what is looked into has no target
    const without = (value, [name, ...rest], target = {}) =>
        new Proxy(target, {
            has: (_target, key) => (rest.length || key !== name) && key in value,
            get: (_target, key) =>
                key === name && rest.length ? without(value[key], rest) : value[key],
        });
    let page;
    Object.defineProperty(window, "odoo", {
        configurable: true,
        get: () => page,
        set(value) {
            page = value;
            let loader;
            Object.defineProperty(page, "loader", {
                configurable: true,
                get: () => loader,
                set(one) {
                    loader = one;
                    loader.bus.addEventListener("module-started", ({detail}) => {
                        if (detail.moduleName === moduleName) {
                            const {module} = detail;
                            detail.module = without(module, path.split("."), module);
                        }
                    });
                },
            });
        },
    });
}"""
LOOK = """{
    const {modules} = odoo.loader;
    const dates = modules.get("@web/core/l10n/dates");
    const search = modules.get("@web/search/utils/dates");
    const {Attachment} = modules.get("@mail/core/common/attachment_model");
    const {DateTimePicker} = modules.get("@web/core/datetime/datetime_picker");
    const moment = dates.deserializeDateTime("2026-11-23 07:00:00");
    const tell = (make) => {
        try {
            return String(make());
        } catch (error) {
            return error.name;
        }
    };
    const read = (name, text) =>
        tell(() => dates.serializeDate(dates[name](text)));
    const heading = Object.create(Attachment.prototype, {create_date: {value: moment}});
    const told = {
        hidden: HIDDEN.join(" "),
        missing: modules.get("@web_jalali/core/calendar_system").calendarSystem.missing,
        notice: getComputedStyle(
            document.querySelector(".o_jalali_notice") || document.body
        ).position,
        typed: ["1405/09/02", "1405-09-02", "1405/09/02 10:30", "1405-09-02T10:30"].map(
            (text) => [read("parseDate", text), read("parseDateTime", text)]
        ),
        formatDate: dates.formatDate(moment),
        toLocaleDateString: dates.toLocaleDateString(moment),
        parseDate: read("parseDate", "1405/09/02"),
        getLocalYearAndWeek: dates.getLocalYearAndWeek(moment).year,
        getPeriodOptions: tell(() => search.getPeriodOptions(moment, {
            startYear: -1, endYear: 1, startMonth: -1, endMonth: 1, customOptions: [],
        }).map(({description}) => description)),
        monthYear: tell(() => heading.monthYear),
        template: DateTimePicker.template,
    };
    const changes = modules.get("@web_jalali/core/started").changes;
    console.warn("TOLD " + JSON.stringify({...told, changes}));
    console.log("test successful");
}"""
JALALI = {
    "formatDate": "۱۴۰۵/۰۹/۰۲",
    "toLocaleDateString": "۲ آذر",
    "parseDate": "2026-11-23",
    "getLocalYearAndWeek": 1405,
    "getPeriodOptions": "آبان",
    "monthYear": "آذر ۱۴۰۵",
    "template": "web_jalali.DateTimePicker",
}
# one of each kind; all of them with ALL_NAMES=1, which takes some minutes
SOME = [
    ("@web/core/l10n/dates", "parseDateTime"),
    ("@mail/core/common/attachment_model", "Attachment.prototype.monthYear"),
    ("@web/search/utils/dates", "getPeriodOptions"),
]


@tagged("post_install", "-at_install")
class TestMissingNames(HttpCase, JalaliCase):
    """A name of Odoo that the browser's part needs is hidden: that surface alone falls
    back, nothing typed is read as the common era, and the page works."""

    def open_without(self, module_name, path):
        def navigate(browser, url, wait_stop=False):
            script = {"source": HIDE.replace("HIDDEN", json.dumps([module_name, path]))}
            browser._websocket_request(
                "Page.addScriptToEvaluateOnNewDocument", params=script
            )
            return stock(browser, url, wait_stop)

        stock = common.ChromeBrowser.navigate_to
        look = LOOK.replace("HIDDEN", json.dumps([module_name, path]))
        with (
            patch.dict(os.environ, TZ="Asia/Tehran"),
            patch.object(common.ChromeBrowser, "navigate_to", navigate),
            self.assertLogs(self._logger, "WARNING") as logs,
        ):
            self.browser_js("/odoo", look, READY, login=self.persian.login, timeout=90)
        [told] = [line for line in logs.output if "TOLD {" in line]
        return json.JSONDecoder().raw_decode(told.split("TOLD ", 1)[1])[0]

    def test_each_falls_back_alone(self):
        self.persian.password = self.persian.login
        names = list(SOME)
        for module_name, path in names:
            told = self.open_without(module_name, path)
            if os.environ.get("ALL_NAMES") and len(names) == len(SOME):
                known = {
                    (each["moduleName"], need)
                    for each in told["changes"]
                    for need in each["needs"]
                    if ":" not in need
                }
                names += sorted(known.difference(SOME))
            with self.subTest(name=told["hidden"]):
                self.assertEqual(told["missing"], [told["hidden"]])
                self.assertEqual(told["notice"], "relative")
                for read in told["typed"]:
                    self.assertLessEqual(set(read), {"2026-11-23", "ConversionError"})
                [change] = [
                    change["needs"]
                    for change in told["changes"]
                    if change["moduleName"] == module_name and path in change["needs"]
                ]
                left = JALALI.keys() - {need.split(".")[-1] for need in change}
                for name in left:
                    self.assertIn(str(JALALI[name]), str(told[name]), name)
