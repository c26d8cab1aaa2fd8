import {expect, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

class Setup extends models.Model {
    _name = "committee.setup";

    letterhead = fields.Char();
    paper_preview = fields.Text();

    _records = [{id: 1, letterhead: "one", paper_preview: btoa("%PDF-one")}];
}

defineMailModels();
defineModels([Setup]);

test("the preview follows what is typed, before it is saved", async () => {
    onRpc("committee.setup", "onchange", () => ({
        value: {paper_preview: btoa("%PDF-two")},
    }));
    Setup._onChanges = {letterhead: () => true};
    await mountView({
        type: "form",
        resModel: "committee.setup",
        resId: 1,
        arch: `<form>
            <field name="letterhead"/>
            <field name="paper_preview" widget="committee_paper_preview" readonly="1"/>
        </form>`,
    });
    const frame = () => document.querySelector("iframe.o_paper_preview");
    const first = frame().getAttribute("src");
    expect(first).toMatch(/pdfjs/);
    await contains(".o_field_widget[name=letterhead] input").edit("two");
    await animationFrame();
    expect(frame().getAttribute("src")).not.toBe(first);
});

test("without a paper it says why", async () => {
    Setup._records = [{id: 1, letterhead: "one", paper_preview: false}];
    await mountView({
        type: "form",
        resModel: "committee.setup",
        resId: 1,
        arch: `<form><field name="paper_preview" widget="committee_paper_preview" readonly="1"/></form>`,
    });
    expect("iframe.o_paper_preview").toHaveCount(0);
    expect(".o_field_widget[name=paper_preview] p").toHaveCount(1);
});
