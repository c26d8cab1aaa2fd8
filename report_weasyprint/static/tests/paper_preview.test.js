import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, expect, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";

class Setup extends models.Model {
    _name = "paper.setup";

    letterhead = fields.Char({onChange: () => undefined});
    paper_preview = fields.Text();

    _records = [{id: 1, letterhead: "one", paper_preview: btoa("%PDF-one")}];
}

defineMailModels();
defineModels([Setup]);

let released = [];

beforeEach(() => {
    released = [];
    // a frame loads nothing here, so what it is given is told
    patchWithCleanup(URL, {
        createObjectURL: (paper) => {
            expect.step(`${paper.type} of ${paper.size}`);
            return `blob:${paper.size}`;
        },
        revokeObjectURL: (address) => released.push(address),
    });
});

/** Opens the form of the one record. */
async function openForm() {
    await mountView({
        type: "form",
        resModel: "paper.setup",
        resId: 1,
        arch: `<form>
            <field name="letterhead"/>
            <field name="paper_preview" widget="paper_preview" readonly="1"/>
        </form>`,
    });
}

test("the preview follows what is typed, before it is saved", async () => {
    onRpc("paper.setup", "onchange", () => ({
        value: {paper_preview: btoa("%PDF-three")},
    }));
    await openForm();
    expect("iframe.o_paper_preview").toHaveCount(1);
    expect.verifySteps(["application/pdf of 8"]);
    await contains(".o_field_widget[name=letterhead] input").edit("three");
    await animationFrame();
    expect.verifySteps(["application/pdf of 10"]);
    expect(released).toEqual(["blob:8"]);
});

test("without a paper it says why", async () => {
    Setup._records = [{id: 1, letterhead: "one", paper_preview: false}];
    await openForm();
    expect("iframe.o_paper_preview").toHaveCount(0);
    expect(".o_field_widget[name=paper_preview] p").toHaveCount(1);
});
