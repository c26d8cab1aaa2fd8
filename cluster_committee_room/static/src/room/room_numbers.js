// Numbers as people write them in a sentence: «ده», «بیست و پنج», «یک».

import {clean} from "@web_jalali/core/jalali";

const UNITS = "یک دو سه چهار پنج شش هفت هشت نه".split(" ");
const TEENS = "ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده".split(" ");
const TENS = "بیست سی چهل پنجاه شصت هفتاد هشتاد نود".split(" ");
const HUNDREDS = "صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد".split(" ");
const ENGLISH = "one two three four five six seven eight nine ten".split(" ");

const WORDS = {
    ...Object.fromEntries(UNITS.map((word, index) => [word, index + 1])),
    ...Object.fromEntries(TEENS.map((word, index) => [word, index + 10])),
    ...Object.fromEntries(TENS.map((word, index) => [word, index * 10 + 20])),
    ...Object.fromEntries(HUNDREDS.map((word, index) => [word, index * 100 + 100])),
    ...Object.fromEntries(ENGLISH.map((word, index) => [word, index + 1])),
    یکصد: 100,
    هیجده: 18,
    شصد: 600,
};
const WORD = Object.keys(WORDS)
    .map(clean)
    .sort((a, b) => b.length - a.length)
    .join("|");

/** The source of an expression that finds a number in words, as `clean` leaves it. */
export const NUMBER = `(?:${WORD})(?: و (?:${WORD})){0,2}`;

/** @returns {Number} what the words say that NUMBER has found */
export function numberOf(words) {
    return words
        .split(" و ")
        .map((word) => WORDS[word])
        .reduce((sum, value) => sum + value, 0);
}
