import {registry} from "@web/core/registry";

const LATIN = /[0-9]|[A-Za-z]{2}/;
const ROOM = ".o_committee_room";

// ------------------------------------------------------------
// WHAT A USER SEES
// ------------------------------------------------------------

const assertPersian = (text) => {
    const found = text.split("\n").filter((line) => LATIN.test(line));
    if (found.length) {
        throw new Error(`Not Persian: ${found.join(" | ")}`);
    }
};

/** The text, the values, and what is told when one points or is read aloud to. The
 * names on the keys of a keyboard are what they are. */
const seesPersian = () => ({
    content: "All of the room is Persian",
    trigger: ROOM,
    run({anchor}) {
        const keys = [...anchor.querySelectorAll("kbd")];
        keys.forEach((key) => (key.style.display = "none"));
        assertPersian(anchor.innerText);
        keys.forEach((key) => key.style.removeProperty("display"));
        for (const node of anchor.querySelectorAll("*")) {
            for (const name of ["title", "aria-label", "placeholder"]) {
                assertPersian(node.getAttribute(name) || "");
            }
            assertPersian(node.matches("input, textarea") ? node.value : "");
        }
    },
});

const add = (name, steps) =>
    registry.category("web_tour.tours").add(`cluster_committee_room.${name}`, {
        steps: () => steps,
    });

const KEPT = {trigger: ".o_room_keeping[data-kind=kept]"};

add("room_of_meeting", [
    {trigger: `body.o_rtl ${ROOM} .o_room_item`},
    seesPersian(),
    {trigger: ".o_room_header button .fa-keyboard-o", run: "click"},
    {trigger: ".o_room_help"},
    {trigger: ".o_room_item.open .o_room_add", run: "click"},
    {trigger: ".o_room_new", run: "edit مقرر گردید گزارش داده شود."},
    {trigger: ".o_room_line", run: "edit صادرات ده روز کاری"},
    {trigger: ".o_room_reading.whole:contains(۱۴۰۵)"},
    seesPersian(),
    {trigger: ".o_room_reading .btn-primary", run: "click"},
    {trigger: ".o_room_task:contains(۱۴۰۵)"},
    KEPT,
    seesPersian(),
]);

const TITLE = ".o_room_new_output";

add("room_of_session", [
    {trigger: `body.o_rtl ${ROOM} .o_room_outputs`},
    seesPersian(),
    {trigger: TITLE, run: "edit طرح مطالعهٔ خوشه && press Enter"},
    {trigger: ".o_room_output .o_room_output_text", run: "edit متن خروجی"},
    {
        trigger: ".o_room_purposes .btn:contains(جهت اطلاع)",
        run: "click",
    },
    {trigger: TITLE, run: "edit پیشنهاد اولویت‌ها && press Enter"},
    {trigger: ".o_room_output:eq(1) .btn.active"},
    KEPT,
    seesPersian(),
]);
