import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {edit, queryAllTexts, queryOne} from "@odoo/hoot-dom";
import {expect, test} from "@odoo/hoot";
import {contains} from "@web/../tests/web_test_helpers";
import {asPersianUser} from "@web_jalali/../tests/jalali_test_helpers";

asPersianUser();

class Firm extends models.Model {
    name = fields.Char();
    firms = fields.Integer();
    share = fields.Float({digits: [16, 2]});
    _records = [{id: 1, name: "نمونه", firms: 1250, share: 75.83}];
}

defineModels([Firm]);

test("a list shows numbers in Persian digits", async () => {
    await mountView({
        resModel: "firm",
        type: "list",
        arch: `<list><field name="firms"/><field name="share"/></list>`,
    });
    expect(queryAllTexts(".o_data_cell")).toEqual(["۱,۲۵۰", "۷۵.۸۳"]);
});

test("a column of years has their digits, and no thousands", async () => {
    await mountView({
        resModel: "firm",
        type: "list",
        arch: `<list>
            <field name="firms" options="{'enable_formatting': False}"/>
        </list>`,
    });
    expect(queryAllTexts(".o_data_cell")).toEqual(["۱۲۵۰"]);
});

test("a form shows them so, and takes what a Persian keyboard types", async () => {
    await mountView({
        resModel: "firm",
        type: "form",
        resId: 1,
        arch: `<form>
            <field name="firms"/>
            <field name="share" readonly="1"/>
        </form>`,
    });
    expect(".o_field_widget[name=share]").toHaveText("۷۵.۸۳");
    await contains(".o_field_widget[name=firms] input").click();
    await edit("۱۴۰۵");
    await contains(".o_form_view").click();
    expect(queryOne(".o_field_widget[name=firms] input").value).toBe("1,405");
    expect(".o_field_invalid").toHaveCount(0);
});

test("records are counted in them", async () => {
    await mountView({
        resModel: "firm",
        type: "list",
        arch: `<list><field name="name"/></list>`,
    });
    expect(".o_pager_value").toHaveText("۱-۱");
    expect(".o_pager_limit").toHaveText("۱");
});

test("a year at the head of a group has them as well", async () => {
    await mountView({
        resModel: "firm",
        type: "list",
        arch: `<list><field name="name"/></list>`,
        groupBy: ["firms"],
    });
    expect(".o_group_name").toHaveText(/^۱۲۵۰\s*\(۱\)/);
});
