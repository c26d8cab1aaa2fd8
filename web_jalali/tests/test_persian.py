from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import persian

properties = settings(deadline=None, database=None, max_examples=300)
# what Persian names are made of, with the signs that vary
names = st.text("اآأإبپتةههٔۀیيىئکكوؤء‌ـ\u064b\u0651\u200f 0۱٢aB-()«»", max_size=20)


@tagged("post_install", "-at_install")
class TestNormalise(BaseCase):
    def test_one_name_typed_in_many_ways_has_one_key(self):
        for spellings in [
            ["نوشته‌های", "نوشته های", "نوشتههای", " نوشته  هاي ", "نوشته\u00a0های"],
            ["کلیبر", "كليبر", "کلىبر", "ڪلیبر", "کـلـیـبر", "ﮐﻠﯿﺒﺮ"],
            ["آذربایجان", "اذربایجان", "ا\u0653ذربايجان"],
            ["هیأت", "هیات", "هيا\u0654ت"],
            ["خانهٔ", "خانه", "خانۀ", "خانة", "خانه\u0654"],
            ["مسئول", "مسیول", "مسئول"],
            ["اجزاء", "اجزا"],
            ["مؤسسه", "موسسه", "مؤسّسه", "مُؤَسِّسه"],
            ["إسلام‌شهر", "اسلامشهر", "ٱسلام شهر"],
            ["نوشته ۱۲", "نوشته ١٢", "نوشته 12", "\u202bنوشته ۱۲\u202c"],
            ["ISIPO ایران", "isipo ایران", "ＩＳＩＰＯ\u200eایران"],
        ]:
            with self.subTest(spellings=spellings):
                self.assertEqual(
                    len({persian.normalise(text) for text in spellings}), 1, spellings
                )

    def test_the_key_itself(self):
        for text, key in [
            ("نوشته‌های کسب‌وکار", "نوشتههایکسبوکار"),
            ("آیت‌اللهی ۱۴۰۵/۲", "ایتاللهی1405/2"),
            ("Straße", "strasse"),
            ("", ""),
            (" \u200c\u200f ", ""),
        ]:
            self.assertEqual(persian.normalise(text), key)

    def test_other_names_keep_other_keys(self):
        for one, other in [
            ("باتیک", "باتک"),
            ("سراب", "شراب"),
            ("پنیر", "بنیر"),
            ("گیلان", "کیلان"),
            ("نوشته ۱", "نوشته ۲"),
        ]:
            self.assertNotEqual(persian.normalise(one), persian.normalise(other))

    @properties
    @given(st.text())
    def test_the_key_of_a_key_is_itself(self, text):
        key = persian.normalise(text)
        self.assertEqual(persian.normalise(key), key)
        self.assertEqual("".join(key.split()), key)

    @properties
    @given(names, names, names)
    def test_a_part_of_a_name_is_found_in_its_key(self, before, part, after):
        whole = persian.normalise(before + part + after)
        self.assertIn(persian.normalise(part), whole)


@tagged("post_install", "-at_install")
class TestNumbers(BaseCase):
    def test_numbers_are_persian_and_isolated(self):
        self.assertEqual(persian.isolated("12/1405"), "\u2068۱۲/۱۴۰۵\u2069")

    def test_names_are_joined_as_they_are_spoken(self):
        for names, text in [
            ([], ""),
            (["الف"], "الف"),
            (["الف", "ب"], "الف و ب"),
            (["الف", "ب", "پ"], "الف، ب و پ"),
            (["الف", "", "ب", False, None], "الف و ب"),
            (iter(["الف", "ب", "پ", "ت"]), "الف، ب، پ و ت"),
        ]:
            self.assertEqual(persian.join_names(names), text)
