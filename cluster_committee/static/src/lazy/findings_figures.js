// The pivot and the graph of findings, which Odoo loads when they are first looked at.

import {GraphRenderer} from "@web/views/graph/graph_renderer";
import {PivotRenderer} from "@web/views/pivot/pivot_renderer";
import {digits} from "@cluster_committee/core/said";
import {graphView} from "@web/views/graph/graph_view";
import {pivotView} from "@web/views/pivot/pivot_view";
import {registry} from "@web/core/registry";

/** Counts findings in the digits of the reader. */
export class FindingsPivotRenderer extends PivotRenderer {
    getFormattedValue(cell) {
        return digits(super.getFormattedValue(cell));
    }
}

/** As above; findings are whole. */
export class FindingsGraphRenderer extends GraphRenderer {
    formatValue(value, allIntegers, formatType) {
        const whole = Number.isInteger(value);
        return digits(super.formatValue(value, allIntegers || whole, formatType));
    }
}

registry
    .category("views")
    .add("committee_findings_pivot", {...pivotView, Renderer: FindingsPivotRenderer})
    .add("committee_findings_graph", {...graphView, Renderer: FindingsGraphRenderer});
