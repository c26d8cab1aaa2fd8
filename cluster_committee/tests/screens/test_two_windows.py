from odoo.tests import HttpCase, freeze_time, tagged

from ..common import TODAY, CommitteeCase

CODE = """
const wait = async (found) => {
    for (let tries = 0; tries < 300; tries++) {
        const element = found();
        if (element) {
            return element;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("not found: " + found);
};
const call = async (method, args) => {
    const answer = await fetch(`/web/dataset/call_kw/committee.letter/${method}`, {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({
            jsonrpc: "2.0", method: "call",
            params: {model: "committee.letter", method, args, kwargs: {}},
        }),
    });
    return (await answer.json()).result;
};
const read = async () =>
    (await call("read", [[LETTER], ["enclosure", "subject"]]))[0];
const type = (input, text) => {
    input.value = text;
    input.dispatchEvent(new InputEvent("input", {bubbles: true}));
    input.dispatchEvent(new Event("change", {bubbles: true}));
};
const field = (name) => document.querySelector(`[name=${name}] input`);
const save = () => document.querySelector(".o_form_button_save");
const dialog = () => document.querySelector(".modal .modal-body");
(async () => {
    await wait(() => field("enclosure"));
    // the other window saves the enclosure
    await call("write", [[LETTER], {enclosure: "of the other"}]);
    // another field of the record is saved here
    type(field("subject"), "A new subject");
    (await wait(save)).click();
    let now = await read();
    for (let tries = 0; tries < 100 && now.subject !== "A new subject"; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        now = await read();
    }
    if (now.subject !== "A new subject" || now.enclosure !== "of the other") {
        throw new Error(JSON.stringify(now));
    }
    // by now the form knows what the other window wrote; it writes once more
    await wait(() => field("enclosure").value === "of the other");
    await call("write", [[LETTER], {enclosure: "of the other again"}]);
    type(field("enclosure"), "of this one");
    (await wait(save)).click();
    const shown = await wait(dialog);
    if (!shown.textContent.includes("of the other again")) {
        throw new Error(shown.textContent);
    }
    now = await read();
    if (now.enclosure !== "of the other again") {
        throw new Error("overwritten: " + now.enclosure);
    }
    // discarded, the form shows what is there
    (await wait(() => document.querySelector(".modal .modal-footer button"))).click();
    await wait(() => !document.querySelector(".modal"));
    (await wait(() => document.querySelector(".o_form_button_cancel"))).click();
    await wait(() => field("enclosure").value === "of the other again");
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestTwoWindows(HttpCase, CommitteeCase):
    """A form that was loaded before another window saved overwrites nothing."""

    def test_a_field_that_was_changed_elsewhere_is_not_overwritten(self):
        committee = self._create_committee()
        letter = self.env["committee.letter"].with_user(self.officer)
        letter = letter.create({"kind": "reminder", "committee_id": committee.id})
        self.env.flush_all()
        self.browser_js(
            f"/odoo/m-committee.letter/{letter.id}",
            CODE.replace("LETTER", str(letter.id)),
            "odoo.isReady === true",
            login=self.officer.login,
            timeout=180,
        )
