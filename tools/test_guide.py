"""The guides of the app are Persian, as long as asked, and those of today."""

import subprocess

import pytest

import guide_sources as sources

GUIDES = pytest.mark.parametrize("name", sources.PAGES)


def told(command, name):
    done = subprocess.run(
        [command, sources.product(name), *(["-"] if command == "pdftotext" else [])],
        check=True,
        capture_output=True,
    )
    return done.stdout.decode()


@GUIDES
def test_it_is_as_long_as_asked(name):
    assert told("pdftotext", name).count("\f") in sources.PAGES[name]


@GUIDES
def test_all_of_it_is_persian(name):
    text = told("pdftotext", name)
    assert len(text) > 1500
    assert not sources.foreign(text)


@GUIDES
def test_its_pages_are_numbered(name):
    text = sources.unicodedata.normalize("NFKC", told("pdftotext", name))
    assert "صفحه" in text and "۱" in text


@GUIDES
def test_it_was_made_from_the_text_of_today(name):
    assert sources.state(name) in told("pdfinfo", name), "make guide"


@GUIDES
def test_what_it_prints_bold_is_said_by_a_screen(name):
    assert not sources.unknown_labels(name)


def test_they_are_small():
    sizes = [sources.product(name).stat().st_size for name in sources.PAGES]
    assert sum(sizes) <= sources.LARGEST


@pytest.mark.parametrize(
    "text",
    ["جلسه 2", "Save کنید", "روز ۲۰۲۶/۱۱/۲۶", "جلسهٔ ٤", "۵ نوامبر", "صفحه ۱\nof ۲"],
)
def test_what_is_not_persian_is_found(text):
    assert len(sources.foreign(text)) == 1


def test_what_is_persian_is_let_pass():
    assert not sources.foreign("دستورالعمل P-CL02، ۱۴۰۵/۰۹/۰۵، پرونده PDF، ۱۲۰۲۶")
