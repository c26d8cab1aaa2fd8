import {rpc} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";

const {Settings} = luxon;
const ATTEMPTS = 25;
const PAUSE = 200; // milliseconds

/** @param {String} name of the tour, after the addon's */
export function addTour(name, steps) {
    registry.category("web_tour.tours").add(`web_jalali.${name}`, {
        steps: () => steps.flat(Infinity),
    });
}

/** Monday, 2 Azar 1405, 10:30 in Tehran: what the clock of the page says from here on. */
export const onAzar2 = {
    content: "It is 2 Azar 1405",
    trigger: "body",
    run: () => {
        Settings.now = () => Date.UTC(2026, 10, 23, 7);
    },
};

export function fail(message) {
    throw new Error(message);
}

/**
 * A step that reads what is stored.
 *
 * @param {String} model
 * @param {Number | (() => Number)} id
 * @param {Object} expected values by field
 */
export const stored = (model, id, expected) => ({
    content: `Stored is ${JSON.stringify(expected)}`,
    trigger: "body",
    async run() {
        const fields = Object.keys(expected);
        let wrong = fields;
        // what was dragged is written in its own time
        for (let attempt = 0; wrong.length && attempt < ATTEMPTS; attempt++) {
            await new Promise((resolve) => setTimeout(resolve, attempt && PAUSE));
            const [found] = await rpc(`/web/dataset/call_kw/${model}/read`, {
                model,
                method: "read",
                args: [[typeof id === "function" ? id() : id], fields],
                kwargs: {},
            });
            wrong = fields
                .filter((field) => found[field] !== expected[field])
                .map((field) => `${field}: ${found[field]}, not ${expected[field]}`);
        }
        if (wrong.length) {
            fail(`Stored is ${wrong}`);
        }
    },
});

/** The record of the form that is open. */
export const openId = () => Number(location.pathname.split("/").at(-1));

/**
 * A step that types like a person, marks and spaces included.
 *
 * @param {String} trigger
 * @param {String} text
 */
export const type = (trigger, text) => ({
    content: `Type ${JSON.stringify(text)}`,
    trigger,
    async run({edit, press}) {
        await edit(text);
        await press("Enter");
    },
});

export const isShown = (trigger, text) => ({
    content: `${text} is shown`,
    trigger: `${trigger}:contains(${text})`,
});

export const closeNotification = [
    {trigger: ".o_notification .o_notification_close", run: "click"},
    {trigger: "body:not(:has(.o_notification))"},
];

export const day = (label) =>
    `.o_jalali_picker .o_date_item_cell:not(.o_out_of_range):contains(/^${label}$/)`;
