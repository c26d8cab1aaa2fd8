import {patch} from "@web/core/utils/patch";
import {isJalali} from "@web_jalali/core/calendar_system";
import {hasJalali} from "@web_jalali/core/moments";
import {whenStarted} from "@web_jalali/core/started";

const jalaliAttachment = {
    /** The heading under which files are listed by month. */
    get monthYear() {
        return isJalali() && this.create_date && hasJalali(this.create_date)
            ? this.create_date.toFormat("MMMM yyyy")
            : super.monthYear;
    },
};

whenStarted(
    "@mail/core/common/attachment_model",
    ["Attachment.prototype.monthYear"],
    ({Attachment}) => patch(Attachment.prototype, jalaliAttachment)
);
