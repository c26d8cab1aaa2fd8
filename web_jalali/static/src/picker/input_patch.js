// The input of a date: what is typed and cannot be read is refused with a sentence, and
// the arrow down leads into the grid.

import {calendarSystem, isJalali} from "@web_jalali/core/calendar_system";
import {whenStarted} from "@web_jalali/core/started";
import {MisreadError} from "@web_jalali/l10n/year_guard";
import {parseDate, parseDateTime} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";

const PARSERS = {date: parseDate, datetime: parseDateTime};
const CURSOR = ".o_popover .o_jalali_picker .o_jalali_cursor";
const LEAVING_KEYS = ["Enter", "Tab", "Escape"];

/** What happens in the inputs of one picker, beside what Odoo does. */
class TypedInputs {
    /** @type {Map<HTMLInputElement, String>} what was typed and not yet judged */
    typed = new Map();
    listened = new WeakSet();
    picker = null;
    applying = null;

    constructor(notify) {
        this.notify = notify;
    }

    listenTo(inputs) {
        for (const input of inputs) {
            if (input?.tagName === "INPUT" && !this.listened.has(input)) {
                this.listened.add(input);
                input.addEventListener("input", () =>
                    this.typed.set(input, input.value)
                );
                input.addEventListener("change", () => this.judge());
                input.addEventListener("keydown", (ev) => this.onKeydown(ev));
            }
        }
        return inputs;
    }

    /** Says why a text is no date; Odoo puts the earlier value back. */
    judge() {
        const texts = [...this.typed.values()];
        this.typed.clear();
        for (const text of texts) {
            try {
                PARSERS[this.picker.state.type](text);
            } catch (error) {
                // who has another calendar is told of a misread year only
                if (isJalali() || error instanceof MisreadError) {
                    this.notify(error.message);
                }
            }
        }
    }

    onKeydown(ev) {
        if (LEAVING_KEYS.includes(ev.key)) {
            this.judge();
        } else if (ev.key === "ArrowDown" && this.picker.isOpen()) {
            const cell = document.querySelector(CURSOR);
            if (cell) {
                ev.preventDefault();
                cell.focus();
            }
        }
    }
}

function withTypedInputs(params, inputs) {
    // the parameters may be getters
    return Object.assign(Object.create(params), {
        getInputs: () =>
            inputs.listenTo(
                params.getInputs ? params.getInputs() : [params.target, null]
            ),
        onApply(value) {
            inputs.applying = params.onApply?.(value);
            return inputs.applying;
        },
        // Enter applies what is typed before the picker has closed: a field that took
        // its value anew at once would show the one from before
        async onClose() {
            inputs.judge();
            await inputs.applying;
            await params.onClose?.();
        },
    });
}

whenStarted(
    "@web/core/datetime/datetimepicker_service",
    ["datetimePickerService.start"],
    ({datetimePickerService}) => {
        const {start} = datetimePickerService;
        datetimePickerService.start = function (env, services) {
            const service = start.call(this, env, services);
            const notify = (message) =>
                env.services.notification.add(
                    [message, _t("The earlier value is kept.")].join(" "),
                    {type: "warning"}
                );
            return {
                ...service,
                create(params = {}) {
                    if (!isJalali() && !calendarSystem.guards) {
                        return service.create(params);
                    }
                    const inputs = new TypedInputs(notify);
                    inputs.picker = service.create(withTypedInputs(params, inputs));
                    return inputs.picker;
                },
            };
        };
    }
);
