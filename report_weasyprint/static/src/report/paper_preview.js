import {Component, onWillUnmount, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * Shows the PDF that a field holds (base64), also while nothing is saved yet: each new
 * value is shown as soon as the server has computed it.
 */
export class PaperPreview extends Component {
    static template = "report_weasyprint.PaperPreview";
    static props = {...standardFieldProps};

    setup() {
        this.state = useState({url: null});
        this.shown = null;
        useRecordObserver((record) => this.show(record.data[this.props.name]));
        onWillUnmount(() => this.release());
    }

    show(content) {
        if (content === this.shown) {
            return;
        }
        this.release();
        this.shown = content;
        if (content) {
            const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
            const paper = new Blob([bytes], {type: "application/pdf"});
            this.address = URL.createObjectURL(paper);
            const file = encodeURIComponent(this.address);
            this.state.url = `/web/static/lib/pdfjs/web/viewer.html?file=${file}#zoom=page-fit&pagemode=none`;
        }
    }

    /** The paper alone is shown: the tools of the viewer are not in the user's language. */
    hideTools(ev) {
        const page = ev.target.contentDocument;
        const style = page && page.createElement("style");
        if (style) {
            style.textContent =
                ".toolbar, #toolbarContainer { display: none } #viewerContainer { inset: 0 }";
            page.head.append(style);
        }
    }

    release() {
        if (this.address) {
            URL.revokeObjectURL(this.address);
            this.address = null;
        }
        this.state.url = null;
    }
}

export const paperPreview = {
    component: PaperPreview,
    supportedTypes: ["text"],
};

registry.category("fields").add("paper_preview", paperPreview);
