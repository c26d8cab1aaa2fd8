import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

defineMailModels();

class Firm extends models.Model {
    workers = fields.Integer();
    share = fields.Float({digits: [16, 2]});
    _records = [{id: 1, workers: 1250, share: 75.83}];
}

defineModels([Firm]);

test("who does not read Persian has numbers and counts as Odoo shows them", async () => {
    await mountView({
        resModel: "firm",
        type: "list",
        arch: `<list><field name="workers"/><field name="share"/></list>`,
    });
    expect(queryAllTexts(".o_data_cell")).toEqual(["1,250", "75.83"]);
    expect(".o_pager_value").toHaveText("1-1");
    expect(".o_pager_limit").toHaveText("1");
});
