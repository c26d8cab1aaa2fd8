// The format in which an input shows a date must be read back as the same day.

const DATE_TOKENS = /y+|M+|L+|d+/g;
const READABLE_ORDERS = ["yMd", "dMy"];

/**
 * The language's own format where parse() reads it back, else the year first: the month
 * before the day would be read as the day, and so would a year of two digits at the end.
 *
 * @param {String} luxonFormat
 * @returns {String}
 */
export function readableDateFormat(luxonFormat) {
    const unquoted = luxonFormat.replace(/'[^']*'/g, "");
    const tokens = (unquoted.match(DATE_TOKENS) || []).map((token) =>
        token.replaceAll("L", "M")
    );
    const order = tokens.map((token) => token[0]).join("");
    const named = tokens.some((token) => token.length > 2 && token[0] === "M");
    const isReadable =
        READABLE_ORDERS.includes(order) &&
        (!named || order === "dMy") &&
        isPlain(luxonFormat);
    return isReadable ? luxonFormat.replace(/y+/, "yyyy") : "yyyy/MM/dd";
}

/** No other letters, and one separator throughout. */
function isPlain(luxonFormat) {
    const rest = luxonFormat.replace(DATE_TOKENS, "|").split("|").slice(1, -1);
    return (
        /^[yMLd]/.test(luxonFormat) &&
        /[yMLd]$/.test(luxonFormat) &&
        rest.length === 2 &&
        rest[0] === rest[1] &&
        ["/", "-", ".", " "].includes(rest[0])
    );
}
