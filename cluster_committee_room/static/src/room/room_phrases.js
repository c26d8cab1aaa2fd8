// Phrases that a few letters write, and a text that stays in step with its room.

import {keyOf} from "./room_text";

/** The phrases for a text of that use, one of "discussion" and "resolution". */
export function phrasesFor(phrases, use) {
    return phrases.filter((phrase) => ["both", use].includes(phrase.use));
}

/**
 * After the sign of a phrase, the text with the phrase instead of it.
 *
 * @param {String} text
 * @param {Number} caret
 * @param {{sign: String, name: String}[]} phrases
 * @returns {{text: String, caret: Number} | null}
 */
export function expanded(text, caret, phrases) {
    const before = text.slice(0, caret);
    const [word] = before.match(/\S+$/) || [];
    const phrase = word && phrases.find(({sign}) => keyOf(sign) === keyOf(word));
    if (!phrase) {
        return null;
    }
    return inserted(text, caret - word.length, caret, phrase.name);
}

/** The text with a phrase at that place; the caret goes where something is left open. */
export function inserted(text, from, to, phrase) {
    const open = phrase.indexOf("…");
    const start = text.slice(0, from);
    const rest = text.slice(to);
    if (open < 0) {
        return {text: start + phrase + rest, caret: from + phrase.length};
    }
    const written = phrase.slice(0, open) + phrase.slice(open + 1);
    return {text: start + written + rest, caret: from + open};
}
