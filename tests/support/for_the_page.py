"""What the page takes from the server and keeps in its folder: types of the documents, fixtures for its tests.

`python -m tests.support.for_the_page` writes it anew.
"""

import json
import logging
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from qtable.documents import asyncapi, openapi
from tests.conftest import app_on, migrate
from tests.support import evenings
from tests.support.node_client import NODE

PAGE = Path(__file__).resolve().parents[2] / "qtable/host_stand/page"
TYPES, FIXTURES = PAGE / "src/generated", PAGE / "test/fixtures"


def write_types(app: Flask, folder: Path) -> None:
    """Write the types of what `app` says of itself. Needs the page's packages."""
    with TemporaryDirectory() as room, app.app_context():
        documents = {"openapi": openapi.document(app), "asyncapi": asyncapi.document(app)}
        paths = [Path(room) / f"{name}.json" for name in documents]
        for path, document in zip(paths, documents.values(), strict=True):
            path.write_text(json.dumps(document))
        program = [NODE, PAGE / "generate.mjs", *paths, folder]
        subprocess.run(program, check=True, cwd=PAGE)


def write_fixtures(database: Path, folder: Path) -> None:
    """Write a file for each of the evenings, each played on a copy of a migrated `database`."""
    for name, evening in evenings.ALL.items():
        copy = folder / "played.db"
        shutil.copyfile(database, copy)
        (folder / f"{name}.json").write_text(json.dumps(evenings.play(app_on(copy), evening), indent=1) + "\n")
        _remove(copy)


def differences(folder: Path, kept: Path) -> Iterator[str]:
    """Yield the names of files that `folder` and `kept` don't have alike."""
    names = {path.name for path in (*folder.iterdir(), *kept.iterdir())}
    for name in sorted(names):
        texts = [(place / name).read_text() if (place / name).exists() else None for place in (folder, kept)]
        if texts[0] != texts[1]:
            yield name


def main() -> None:
    """Write both."""
    logging.disable(logging.INFO)
    for folder in (TYPES, FIXTURES):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    with TemporaryDirectory() as room:
        database = Path(room) / "empty.db"
        app = app_on(database)
        migrate(app)
        write_types(app, TYPES)
        write_fixtures(database, FIXTURES)


def _remove(database: Path) -> None:
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()


if __name__ == "__main__":
    main()
