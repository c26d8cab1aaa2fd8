// Graphs, which Odoo loads when they are first looked at, in the digits of the reader.

import {digits, isPersian} from "@web_jalali/persian/format";
import {GraphRenderer} from "@web/views/graph/graph_renderer";
import {patch} from "@web/core/utils/patch";

patch(GraphRenderer.prototype, {
    formatValue(value, allIntegers = true, formatType = "") {
        const whole = allIntegers || (isPersian() && Number.isInteger(value));
        return digits(super.formatValue(value, whole, formatType));
    },
});
