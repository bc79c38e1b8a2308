"""The shell, served by Flask alone."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from qtable.host_stand import routes


@pytest.fixture
def client() -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(routes.blp)
    return app.test_client()


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(routes, "DIST", tmp_path)
    for name in routes.BUILT:
        (tmp_path / name).write_text("one")
    return tmp_path


def test_the_root_leads_to_the_stand(client: FlaskClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (302, "/host")


@pytest.mark.usefixtures("built")
def test_the_shell_is_asked_for_again_and_talks_to_nobody_else(client: FlaskClient) -> None:
    answer = client.get("/host")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_new_build_gets_a_new_address(client: FlaskClient, built: Path) -> None:
    before = client.get("/host").text
    (built / "later.css").write_text("two")
    assert client.get("/host").text != before


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("asked", "language", "said"),
    [
        ("es-MX,es;q=0.9,en;q=0.5", "es", "necesita JavaScript"),
        ("en-US,en;q=0.9,es;q=0.5", "en", "needs JavaScript"),
        ("fr-FR,fr;q=0.9,es;q=0.5", "es", "necesita JavaScript"),
        ("fr", "en", "needs JavaScript"),
        ("", "en", "needs JavaScript"),
    ],
)
def test_without_javascript_the_page_says_so_in_the_browsers_language(
    client: FlaskClient, asked: str, language: str, said: str
) -> None:
    answer = client.get("/host", headers={"Accept-Language": asked})
    assert f'<html lang="{language}">' in answer.text
    assert said in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_before_the_build_the_page_says_what_to_do(client: FlaskClient, built: Path) -> None:
    (built / "app.js").unlink()
    answer = client.get("/host")
    assert answer.status_code == 503
    assert "make setup" in answer.text
