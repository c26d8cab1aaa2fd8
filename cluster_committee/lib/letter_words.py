"""Persian words of the papers that models use too, in every language of the screen."""

NATIONAL_ORGANISATION = "سازمان صنایع کوچک و شهرک‌های صنعتی ایران"
# of a recipient of a letter
PURPOSES = {
    "action": "جهت اقدام لازم",
    "attendance": "جهت حضور در جلسه",
    "information": "جهت اطلاع",
    "notice": "جهت استحضار",
}
