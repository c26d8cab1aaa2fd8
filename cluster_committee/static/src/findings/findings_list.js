import {digits} from "../core/said";
import {ListRenderer} from "@web/views/list/list_renderer";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";

/** Counts its groups in the digits of the reader. */
export class FindingsListRenderer extends ListRenderer {
    static groupRowTemplate = "cluster_committee.FindingsGroupRow";

    digits(number) {
        return digits(number);
    }
}

registry.category("views").add("committee_findings", {
    ...listView,
    Renderer: FindingsListRenderer,
});
