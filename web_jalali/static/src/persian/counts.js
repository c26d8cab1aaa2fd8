import {digits, isPersian} from "./format";
import {Group} from "@web/model/relational_model/group";
import {KanbanHeader} from "@web/views/kanban/kanban_header";
import {ListRenderer} from "@web/views/list/list_renderer";
import {Pager} from "@web/core/pager/pager";
import {patch} from "@web/core/utils/patch";
import {toLatinDigits} from "@web_jalali/core/jalali";

// A Persian reader counts the records of a list in Persian digits, and types either.
patch(Pager.prototype, {
    get value() {
        return digits(super.value);
    },
    get total() {
        return digits(this.props.total);
    },
    parse(value) {
        return super.parse(isPersian() ? toLatinDigits(value) : value);
    },
});

patch(KanbanHeader.prototype, {
    get counted() {
        return digits(this.group.count);
    },
});

patch(ListRenderer.prototype, {
    counted(group) {
        return digits(group.count);
    },
});

// A year as the head of a group.
patch(Group.prototype, {
    setup() {
        super.setup(...arguments);
        if (isPersian() && this.groupByField.type === "integer") {
            this.displayName = digits(this.displayName);
        }
    },
});
