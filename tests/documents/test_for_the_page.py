"""What the page keeps of the server, its types and its tests' fixtures, is what this server says today."""

from pathlib import Path

from flask import Flask

from tests.support import for_the_page

AGAIN = "the page's copy is old: run `make generated`"


def test_the_pages_types_are_those_of_the_served_documents(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "types"
    folder.mkdir()
    for_the_page.write_types(app, folder)
    assert list(for_the_page.differences(folder, for_the_page.TYPES)) == [], AGAIN


def test_the_pages_fixtures_are_what_this_server_tells(empty_database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fixtures"
    folder.mkdir()
    for_the_page.write_fixtures(empty_database, folder)
    assert list(for_the_page.differences(folder, for_the_page.FIXTURES)) == [], AGAIN
