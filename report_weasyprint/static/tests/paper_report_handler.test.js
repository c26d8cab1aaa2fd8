import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {expect, test} from "@odoo/hoot";
import {
    getService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {download} from "@web/core/network/download";
import {downloadReport} from "@web/webclient/actions/reports/utils";
import {WebClient} from "@web/webclient/webclient";

defineMailModels();

/**
 * Prints one record, and steps through what the client asks the server for.
 *
 * @param {Object} values of the report action
 */
async function printReport(values) {
    patchWithCleanup(download, {
        _download: ({url, data}) => {
            expect.step(url);
            expect.step(JSON.parse(data.data)[0]);
            return Promise.resolve();
        },
    });
    delete downloadReport.wkhtmltopdfStatusProm;
    onRpc("/report/check_wkhtmltopdf", () => {
        expect.step("wkhtmltopdf?");
        return "ok";
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction(
        {
            type: "ir.actions.report",
            report_type: "qweb-pdf",
            report_name: "web.report_of_a_record",
            context: {active_ids: [7]},
            ...values,
        },
        {onClose: () => expect.step("closed")}
    );
}

test("paper is downloaded without a look for wkhtmltopdf", async () => {
    await printReport({pdf_engine: "weasyprint"});
    expect.verifySteps([
        "/report/download",
        "/report/pdf/web.report_of_a_record/7",
        "closed",
    ]);
});

test("other reports go Odoo's own way", async () => {
    await printReport({pdf_engine: "wkhtmltopdf"});
    expect.verifySteps([
        "wkhtmltopdf?",
        "/report/download",
        "/report/pdf/web.report_of_a_record/7",
        "closed",
    ]);
});
