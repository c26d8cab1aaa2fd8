import {registry} from "@web/core/registry";

const LATIN = /[A-Za-z]{2}/;

// ------------------------------------------------------------
// WHAT A USER DOES
// ------------------------------------------------------------

const firstRow = (column, name) => [
    {
        content: "The list has come, and what was there before is gone",
        trigger: `.o_action_manager:not(:has(.o_form_view)) .o_list_view th[data-name=${column}]`,
    },
    {trigger: ".o_searchview_input"},
    {trigger: `.o_list_view .o_data_row:eq(0) [name=${name}]`, run: "click"},
];

const press = (walk) => ({
    trigger: `.o_form_view [data-walk=${walk}]`,
    run: "click",
});

const follow = (name) => ({
    trigger: `.o_form_view .o_field_widget[name=${name}] a.o_form_uri`,
    run: "click",
});

const openLine = (list) => ({
    trigger: `.o_field_widget[name=${list}] .o_data_row:eq(0) button[name=get_formview_action]`,
    run: "click",
});

// ------------------------------------------------------------
// WHAT A USER SEES
// ------------------------------------------------------------

const isOn = (what, field) => ({
    content: `This is the form of ${what}`,
    trigger: `body.o_rtl .o_form_view .o_field_widget[name=${field}]`,
    run({anchor}) {
        const form = anchor.closest(".o_form_view");
        const labels = [...form.querySelectorAll(".o_form_label, .o_stat_text")];
        for (const {textContent} of labels) {
            if (LATIN.test(textContent.replace("SHA-256", ""))) {
                throw new Error(`A label is not Persian: ${textContent}`);
            }
        }
    },
});

const SESSION = ["the session", "date_start"];
const OUTPUT = ["the output", "sent_on"];
const ITEM = ["the agenda item", "fate"];
const RESOLUTION = ["the resolution", "number_label"];
const LETTER = ["the letter", "letter_date"];
const RESULT = ["the result", "done_on"];

registry.category("web_tour.tours").add("cluster_committee.from_session_to_result", {
    steps: () => [
        ...firstRow("held_on", "date_start"),
        isOn(...SESSION),
        press("outputs"),
        ...firstRow("sent_on", "name"),
        isOn(...OUTPUT),
        follow("item_id"),
        isOn(...ITEM),
        openLine("resolution_ids"),
        isOn(...RESOLUTION),
        press("letters"),
        {
            content: "Both the dispatch and the national copy carry it",
            trigger: ".o_list_view .o_data_row:eq(1)",
        },
        ...firstRow("letter_date", "letter_date"),
        isOn(...LETTER),
        {
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item a:last",
            run: "click",
        },
        {trigger: ".o_list_view"},
        {
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item a:last",
            run: "click",
        },
        isOn(...RESOLUTION),
        press("tasks"),
        ...firstRow("deadline", "partner_id"),
        isOn(...RESULT),
    ],
});

registry.category("web_tour.tours").add("cluster_committee.from_result_to_session", {
    steps: () => [
        {
            content: "What is done is shown too",
            trigger: ".o_searchview .o_facet_remove",
            run: "click",
        },
        ...firstRow("deadline", "partner_id"),
        isOn(...RESULT),
        follow("resolution_id"),
        isOn(...RESOLUTION),
        follow("item_id"),
        isOn(...ITEM),
        follow("output_id"),
        isOn(...OUTPUT),
        follow("session_id"),
        isOn(...SESSION),
    ],
});
