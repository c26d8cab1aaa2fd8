import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const MENU = "cluster_committee.cluster_committee_menu";
const PERSIAN = /[\u0600-\u06FF]/;
const LATIN = /[A-Za-z]{2}/;

// in the order in which the selection fields have them
const PRESENCES = ["present", "represented", "excused", "absent"];
const OUTCOMES = ["pending", "discussed", "decided", "deferred", "dropped"];

const cell = (list, row, name) =>
    `.o_field_widget[name=${list}] .o_data_row:eq(${row}) [name=${name}]`;

// ------------------------------------------------------------
// WHAT A USER DOES
// ------------------------------------------------------------

const openMeetings = () => [
    ...stepUtils.goToAppSteps(`${MENU}_root`, "Open the app"),
    {trigger: `[data-menu-xmlid="${MENU}_meetings"]`, run: "click"},
    {
        trigger: '[data-menu-xmlid="cluster_committee.committee_meeting_menu"]',
        run: "click",
    },
    {
        content: "The screen is right to left",
        trigger: "body.o_rtl th[data-name=held_on]",
    },
];

const isIn = (state) => ({
    trigger: `.o_form_view .o_arrow_button_current[data-value=${state}]`,
});

const openMeeting = (state) => [
    ...openMeetings(),
    {trigger: ".o_data_row:eq(0) [name=date_start]", run: "click"},
    isIn(state),
];

const openPage = (name) => ({
    trigger: `.o_notebook_headers a[name=${name}]`,
    run: "click",
});

const type = (trigger, text) => ({trigger, run: `edit ${text}`});

const typeDay = (name, text) => ({
    trigger: `.o_field_widget[name=${name}] input`,
    run: `edit ${text} && press Enter`,
});

const typeInRow = (list, row, name, text) => [
    {trigger: cell(list, row, name), run: "click"},
    type(`${cell(list, row, name)} .o_input`, text),
];

const choose = (trigger, index) => [
    {trigger, run: "click"},
    {trigger: `${trigger} input`, run: "click"},
    {
        trigger: `.o_select_menu_menu .o_select_menu_item[data-choice-index="${index}"]`,
        run: "click",
    },
    {
        content: "The menu is closed, or the next row would choose from it",
        trigger: "body:not(:has(.o_select_menu_menu))",
    },
];

const pick = (field, text, typed) => [
    {trigger: `${field} input`, run: typed ? `fill ${typed}` : "click"},
    {trigger: `.o-autocomplete--dropdown-item a:contains(${text})`, run: "click"},
];

const take = (verb, number) => [
    {trigger: `.o_statusbar_buttons [data-verb=${verb}]`, run: "click"},
    {trigger: ".modal .o_form_view"}, // an own act asks for no day
    ...(number ? [type(".modal .o_field_widget[name=number] input", number)] : []),
    {trigger: ".modal button[name=action_confirm]", run: "click"},
    {
        content: `The step ${verb} is taken`,
        trigger: `body:not(:has(.modal)) .o_form_view:not(:has([data-verb=${verb}]))`,
    },
];

// ------------------------------------------------------------
// WHAT A USER SEES
// ------------------------------------------------------------

const seesButtons = (state, verbs) => [
    isIn(state),
    {
        content: `In ${state} these and no others can be pressed: ${verbs}`,
        trigger: ".o_form_view .o_form_statusbar",
        run({anchor}) {
            const buttons = [...anchor.querySelectorAll("[data-verb]")];
            const found = buttons.map((button) => button.dataset.verb).sort();
            if (found.join() !== [...verbs].sort().join()) {
                throw new Error(`In ${state} there are the buttons ${found}`);
            }
            for (const {textContent} of buttons) {
                if (!PERSIAN.test(textContent) || LATIN.test(textContent)) {
                    throw new Error(`A button is not Persian: ${textContent}`);
                }
            }
        },
    },
];

const seesBlockers = (some) => ({
    content: "What stands in the way of the next step is told, if anything does",
    trigger: some
        ? ".o_form_view .o_field_widget[name=next_step_blockers] li"
        : ".o_form_view:not(:has(.o_field_widget[name=next_step_blockers]))",
});

const add = (name, steps) =>
    registry.category("web_tour.tours").add(`cluster_committee.${name}`, {
        steps: () => steps.flat(Infinity),
    });

// ------------------------------------------------------------
// THE ROAD OF A MEETING, ONE TOUR A PERSON AND DAY
// ------------------------------------------------------------

const ITEMS = ["گزارش اجرای مصوبات جلسهٔ پیش", "اولویت‌بندی خوشه‌های استان"];

add("officer_prepares", [
    openMeetings(),
    {trigger: ".o_list_button_add", run: "click"},
    pick(".o_field_widget[name=committee_id]", "کهگیلویه"),
    type(".o_field_widget[name=place] input", "سالن جلسات استانداری"),
    typeDay("date_start", "2026/09/07 10:00:00"),
    ITEMS.map((text, row) => [
        {
            trigger:
                ".o_field_widget[name=agenda_item_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        type(`${cell("agenda_item_ids", row, "name")} .o_input`, text),
    ]),
    stepUtils.saveForm(),
    seesButtons("draft", []),
]);

add("secretary_proposes", [
    openMeeting("draft"),
    seesButtons("draft", ["propose_agenda", "hold_uninvited", "cancel"]),
    take("propose_agenda"),
    isIn("agenda_proposed"),
]);

add("chair_approves", [
    openMeeting("agenda_proposed"),
    take("approve_agenda"),
    isIn("agenda_approved"),
]);

add("chair_invites", [
    openMeeting("agenda_approved"),
    take("invite", "۱۴۰۵/۱۲۳/د"),
    isIn("invited"),
]);

const marks = (presence, row) =>
    choose(cell("attendance_ids", row, "presence"), PRESENCES.indexOf(presence));

const concludes = (row, text, outcome) => [
    typeInRow("agenda_item_ids", row, "discussion", text),
    choose(cell("agenda_item_ids", row, "outcome"), OUTCOMES.indexOf(outcome)),
];

add("officer_writes_minutes", [
    openMeeting("invited"),
    take("hold"),
    isIn("held"),
    seesBlockers(true),
    openPage("attendance"),
    [
        "present",
        "present",
        "represented",
        "excused",
        "present",
        "present",
        "represented",
        "absent",
        "present",
    ].map(marks),
    typeInRow("attendance_ids", 2, "representative_name", "مریم رضایی"),
    typeInRow("attendance_ids", 2, "introduction_number", "م/۷۷۱"),
    typeInRow("attendance_ids", 6, "representative_name", "حسن کریمی"),
    typeInRow("attendance_ids", 6, "introduction_number", "م/۹۰۲"),
    openPage("discussion"),
    concludes(0, "گزارش دبیرخانه شنیده شد.", "discussed"),
    concludes(1, "سه خوشه بررسی شدند.", "decided"),
    stepUtils.saveForm(),
    openPage("resolutions"),
    {
        trigger: ".o_field_widget[name=resolution_ids] .o_field_x2many_list_row_add a",
        run: "click",
    },
    type(
        ".modal .o_field_widget[name=name] textarea",
        "مقرر شد برنامهٔ آموزش خوشهٔ گیاهان دارویی تهیه شود."
    ),
    pick(".modal .o_field_widget[name=item_id]", "اولویت"),
    typeDay("deadline", "2026/10/22"),
    {
        trigger: ".modal .o_field_widget[name=task_ids] .o_field_x2many_list_row_add a",
        run: "click",
    },
    pick(cell("task_ids", 0, "partner_id"), "فنی و حرفه‌ای", "فني و حرفه اي"),
    {trigger: ".modal .o_form_button_save", run: "click"},
    {
        trigger:
            "body:not(:has(.modal)) .o_field_widget[name=resolution_ids] .o_data_row",
    },
    stepUtils.saveForm(),
    seesBlockers(false),
    take("record_minutes"),
    isIn("recorded"),
]);

add("secretary_signs", [openMeeting("recorded"), take("sign_as_secretary")]);

add("chair_signs_and_dispatches", [
    openMeeting("recorded"),
    take("sign_as_chair"),
    isIn("signed"),
    take("dispatch", "۱۴۰۵/۱۴۰/د"),
    seesButtons("dispatched", []),
]);

add("secretary_sends_copy", [
    openMeeting("dispatched"),
    seesButtons("dispatched", ["send_national_copy"]),
    take("send_national_copy", "ش/۲۱"),
    seesButtons("closed", []),
]);

// ------------------------------------------------------------
// BUTTONS: three meetings, the latest first
// ------------------------------------------------------------

const seesInTurn = (draft, proposed, recorded) => [
    openMeeting("draft"),
    seesButtons("draft", draft),
    {trigger: ".o_pager_next", run: "click"},
    seesButtons("agenda_proposed", proposed),
    {trigger: ".o_pager_next", run: "click"},
    seesButtons("recorded", recorded),
];

add("officer_buttons", seesInTurn([], [], []));

add(
    "secretary_buttons",
    seesInTurn(
        ["propose_agenda", "hold_uninvited", "cancel"],
        ["approve_agenda", "return_agenda", "hold_uninvited", "cancel"],
        ["sign_as_secretary", "sign_as_chair", "return_minutes"]
    )
);

add(
    "chair_buttons",
    seesInTurn(
        ["cancel"],
        ["approve_agenda", "return_agenda", "cancel"],
        ["sign_as_chair"]
    )
);
