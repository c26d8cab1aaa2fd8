// The Jalali (Solar Hijri) calendar: the only calendar arithmetic in the browser.
// Days are Gregorian Luxon DateTimes everywhere; a Jalali date is `{year, month, day}`
// or a text, and exists at the edges only. The years 1200 to 1500 are covered; outside
// of them nothing is guessed: JalaliError.

export * from "@web_jalali/core/days";
export * from "@web_jalali/core/reading";
export * from "@web_jalali/core/text";
