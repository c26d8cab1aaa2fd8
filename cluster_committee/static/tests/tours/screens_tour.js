import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const LATIN = /[0-9]|[A-Za-z]{2}/;
// the number of the procedure, which is written so everywhere
const CODE = "P-CL02";
const OURS = "[title], [aria-label]";

// ------------------------------------------------------------
// WHAT A USER SEES
// ------------------------------------------------------------

const assertPersian = (text) => {
    const lines = text.replaceAll(CODE, "").split("\n");
    const found = lines.filter((line) => LATIN.test(line));
    if (found.length) {
        throw new Error(`Not Persian: ${found.join(" | ")}`);
    }
};

/** All that is seen below `trigger`, and what our own marks tell when pointed at. */
const seesPersian = (trigger, own = null) => ({
    content: `All of ${trigger} is Persian`,
    trigger,
    run({anchor}) {
        assertPersian(anchor.innerText);
        for (const node of own ? anchor.querySelectorAll(`${own} ${OURS}`) : []) {
            assertPersian(node.title);
            assertPersian(node.getAttribute("aria-label") || "");
        }
    },
});

const check = (content, trigger, holds) => ({
    content,
    trigger,
    run({anchor}) {
        if (!holds(anchor)) {
            throw new Error(`${content}: ${anchor.innerText}`);
        }
    },
});

const add = (name, steps) =>
    registry.category("web_tour.tours").add(`cluster_committee.${name}`, {
        steps: () => steps,
    });

// ------------------------------------------------------------
// BOARD
// ------------------------------------------------------------

const BOARD = ".o_committee_board";
const line = (rule) => `${BOARD}_line[data-rule=${rule}]`;

add("board", [
    {trigger: `body.o_rtl ${BOARD} table`},
    seesPersian(BOARD, BOARD),
    check(
        "Law and policy are told apart",
        `${BOARD} table`,
        ({innerText}) => innerText.includes("مغایرت") && innerText.includes("سیاست")
    ),
    check("The minutes are late", line("minutes"), ({innerText}) =>
        innerText.includes("روز دیرکرد")
    ),
    {trigger: `${line("minutes")} button .fa-caret-left`, run: "click"},
    {trigger: `${BOARD}_entry .text-bg-success`},
    {trigger: `${line("meeting_gap")}`},
    {trigger: `${BOARD} button[title]:contains("۴-۴-۲")`, run: "click"},
    check("The clause speaks for itself", `${BOARD}_text`, ({innerText}) =>
        innerText.includes("جلسه")
    ),
    seesPersian(BOARD, BOARD),
    {trigger: `${line("formation")} .o_committee_board_evidence`, run: "click"},
    {trigger: ".o_breadcrumb .o_back_button"},
]);

// ------------------------------------------------------------
// INBOX
// ------------------------------------------------------------

add("inbox", [
    {trigger: "body.o_rtl .o_list_view .o_data_row"},
    {trigger: ".o_committee_counter .badge"},
    seesPersian(".o_committee_counter"),
    seesPersian(".o_action"),
    check(
        "Clauses, and who must act, head what has to be done",
        ".o_list_table",
        (table) => table.querySelectorAll(".o_group_open").length > 3
    ),
    {
        trigger: ".o_data_row:has(button[name]) .o_list_button button:eq(0)",
        run: "click",
    },
    {
        trigger: ".modal .o_field_widget[name=answer] textarea",
        run: "edit تا پایان هفته انجام می‌شود.",
    },
    seesPersian(".modal-content"),
    {trigger: ".modal button[name=action_confirm]", run: "click"},
    {trigger: "body:not(:has(.modal)) .o_data_row"},
    {trigger: ".o_switch_view.o_kanban", run: "click"},
    {trigger: ".o_kanban_record button"},
    seesPersian(".o_action"),
    {trigger: ".o_committee_counter", run: "click"},
    {trigger: ".o_list_view .o_data_row"},
    {trigger: ".o_facet_value:contains(اعلام‌شده به من)"},
    {trigger: ".o_data_row .o_data_cell[name=rule]", run: "click"},
    {trigger: ".o_form_view .o_field_widget[name=clause_text]"},
    seesPersian(".o_form_view .o_field_widget[name=change_ids]"),
    {trigger: ".o_notebook_headers a[name=notices]", run: "click"},
    {trigger: ".o_form_view .o_field_widget[name=notice_ids] .o_data_row"},
    seesPersian(".o_form_view .o_form_sheet"),
    seesPersian(".o_form_view .o_form_statusbar"),
]);

// ------------------------------------------------------------
// NATIONAL OVERVIEW
// ------------------------------------------------------------

add("national_overview", [
    {trigger: "body.o_rtl .o_data_row"},
    seesPersian(".o_action"),
    check(
        "There is a row of each province",
        ".o_list_table",
        (table) => table.querySelectorAll(".o_data_row").length === 31
    ),
    check("The worst stands first", ".o_data_row:eq(0)", ({innerText}) =>
        innerText.includes("مغایرت")
    ),
    {trigger: ".o_data_row:eq(0) .o_data_cell[name=standing]", run: "click"},
    {trigger: ".o_facet_value:contains(نیازمند اقدام)"},
    {trigger: ".o_group_open"},
    {trigger: ".o_data_row .o_data_cell[name=rule]"},
    seesPersian(".o_action"),
    {trigger: ".o_back_button", run: "click"},
    {trigger: ".o_data_cell[name=exception_count]"},
]);

add("all_findings", [
    {trigger: "body.o_rtl .o_group_open"},
    {trigger: ".o_data_row"},
    seesPersian(".o_action"),
    {trigger: ".o_switch_view.o_pivot", run: "click"},
    {trigger: ".o_pivot table td"},
    seesPersian(".o_action"),
    {trigger: ".o_switch_view.o_graph", run: "click"},
    {trigger: ".o_graph_view canvas"},
    seesPersian(".o_action"),
    {trigger: ".o_switch_view.o_list", run: "click"},
    {trigger: ".o_data_row .o_data_cell[name=rule]", run: "click"},
    {trigger: ".o_form_view .o_field_widget[name=clause_text]"},
]);

// ------------------------------------------------------------
// TIMELINE
// ------------------------------------------------------------

const TIMELINE = ".o_committee_timeline";
const mark = (kind) => `${TIMELINE} button.o_mark_${kind}`;

add("timeline", [
    {trigger: `body.o_rtl ${TIMELINE} .o_timeline_row`},
    seesPersian(TIMELINE, TIMELINE),
    check(
        "There is a row of each province",
        `${TIMELINE} tbody`,
        (body) => body.querySelectorAll(".o_timeline_row").length === 31
    ),
    check(
        "All rows are seen in one look",
        `${TIMELINE} table`,
        (table) => table.getBoundingClientRect().height < 640
    ),
    {trigger: mark("counted")},
    {trigger: mark("uncounted")},
    {
        content: "Time runs from right to left",
        trigger: mark("invited"),
        run({anchor}) {
            const held = document.querySelector(mark("counted"));
            const [later, earlier] = [anchor, held].map(
                (node) => node.getBoundingClientRect().left
            );
            if (!(later < earlier)) {
                throw new Error(`${later} is not left of ${earlier}`);
            }
        },
    },
    check("What is late is coloured", `${TIMELINE} .o_timeline_late`, (late) =>
        late.title.includes("روز دیرکرد")
    ),
    check("A mark tells its day", mark("counted"), ({title}) =>
        title.includes("۱۴۰۵/۰۶/۱۶")
    ),
    {trigger: `${TIMELINE} .btn:contains(پیش‌تر)`, run: "click"},
    {trigger: `${TIMELINE} .o_timeline_half b:contains(۱۴۰۴)`},
    {trigger: `${TIMELINE} .btn:contains(پس‌تر)`, run: "click"},
    {trigger: mark("counted"), run: "click"},
    {trigger: ".o_form_view .o_arrow_button_current[data-value=recorded]"},
    {trigger: ".o_back_button", run: "click"},
    {trigger: `${TIMELINE} .o_timeline_province button:eq(0)`, run: "click"},
    {trigger: `.o_form_view ${BOARD} table`},
]);

add("timeline_of_province", [
    {trigger: `body.o_rtl ${TIMELINE} .o_timeline_row`},
    seesPersian(TIMELINE, TIMELINE),
    check(
        "There is the own row and no other",
        `${TIMELINE} tbody`,
        (body) => body.querySelectorAll(".o_timeline_row").length === 1
    ),
    {trigger: `${TIMELINE} .o_timeline_standing button`, run: "click"},
    {trigger: ".o_list_view"},
]);

add("timeline_gregorian", [
    {trigger: `${TIMELINE} .o_timeline_row`},
    {trigger: `${TIMELINE} .o_timeline_half b:contains(۲۰۲۶)`},
    check("A mark tells its day", mark("counted"), ({title}) => title.includes("۲۰۲۶")),
]);

// ------------------------------------------------------------
// MY WORK TODAY
// ------------------------------------------------------------

const WORK = ".o_committee_work";
const workRow = (code) => `.o_work_row[data-code=${code}]`;
const work = (code) => `${WORK} ${workRow(code)}`;
const lacks = (code) => ({trigger: `${WORK}:not(:has(${workRow(code)}))`});
const confirm = [
    {trigger: ".modal button[name=action_confirm]"},
    seesPersian(".modal-content"),
    {trigger: ".modal button[name=action_confirm]", run: "click"},
];

add("work_of_secretary", [
    {trigger: `body.o_rtl ${WORK} section[data-when=overdue]`},
    seesPersian(WORK, WORK),
    {trigger: `${work("sign_as_chair")}:contains(ثبت امضای رئیس)`},
    {trigger: `${work("sign_as_secretary")}:contains(روز دیرکرد)`},
    {trigger: `${work("sign_as_secretary")} .o_work_take`, run: "click"},
    ...confirm,
    lacks("sign_as_secretary"),
    lacks("invitation_receipt"), // what his officers do is not in his way
    {trigger: ".o_work_colleagues", run: "click"},
    {trigger: work("invitation_receipt")},
    seesPersian(WORK, WORK),
    {trigger: `${work("sign_as_chair")} .o_work_record`, run: "click"},
    {trigger: ".o_form_view .o_arrow_button_current[data-value=recorded]"},
    {trigger: ".o_back_button", run: "click"},
    {trigger: work("sign_as_chair")},
]);

add("work_of_chair", [
    // what the app opens with
    ...stepUtils.goToAppSteps("cluster_committee.cluster_committee_menu_root"),
    {trigger: `body.o_rtl ${work("sign_as_chair")}`},
    {trigger: `${WORK} section[data-when=overdue]:contains(یادآوری) .text-bg-info`},
    {trigger: `${WORK}:not(:has(.text-danger, .text-bg-danger))`},
    {trigger: `${work("sign_as_chair")}:contains(انتظار می‌رفت تا)`},
    seesPersian(WORK, WORK),
    {trigger: `${work("sign_as_chair")} .o_work_take`, run: "click"},
    ...confirm,
    lacks("sign_as_chair"),
    {trigger: work("dispatch")},
    seesPersian(WORK, WORK),
]);

const CALM = ".o_content:not(:has(.text-bg-danger, .text-danger))";

add("reminders_of_chair", [
    {trigger: "body.o_rtl .o_list_view .o_data_row"},
    {trigger: ".o_committee_counter .badge.text-bg-info"},
    seesPersian(".o_action"),
    {trigger: `${CALM} .o_data_row .badge:contains(یادآوری)`},
    {trigger: `${CALM} .o_data_row .badge:contains(انتظار می‌رفت تا)`},
    {trigger: ".o_switch_view.o_kanban", run: "click"},
    {trigger: `${CALM} .o_kanban_record .badge:contains(یادآوری)`},
    seesPersian(".o_action"),
    {trigger: ".o_committee_counter", run: "click"},
    {trigger: ".o_list_view .o_data_row .o_data_cell[name=rule]", run: "click"},
    {trigger: `.o_form_view ${CALM} .badge:contains(انتظار می‌رفت تا)`},
    seesPersian(".o_form_view .o_form_sheet"),
    {trigger: ".o_field_widget[name=committee_id] a", run: "click"},
    {trigger: `${CALM} ${BOARD} .text-bg-info:contains(یادآوری)`},
    seesPersian(BOARD, BOARD),
]);

add("work_of_nobody", [
    {trigger: `body.o_rtl ${WORK} .o_work_empty:contains(کاری در انتظار شما نیست)`},
    {trigger: `${WORK} .o_work_empty p`},
    seesPersian(WORK, WORK),
]);
