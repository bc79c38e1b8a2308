"""Settings: read once, refused clearly, and written down."""

import re
from pathlib import Path

import pytest

import config

ROOT = Path(__file__).resolve().parents[1]
GOOD = {"ENVIRONMENT": "production", "SECRET_KEY": "a" * 32, "ADMIN_PASSWORD": "not-the-documented-one"}


def test_the_readme_lists_every_setting_with_its_default_and_meaning() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    shown = {name: (default.strip("`"), meaning) for name, default, meaning in rows}
    assert shown == {setting.name: (setting.default, setting.meaning) for setting in config.SETTINGS}


def test_nothing_else_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in [*ROOT.glob("qtable/**/*.py"), ROOT / "wsgi.py"]
        if re.search(r"os\.environ|getenv", path.read_text())
    ]
    assert readers == []


def test_an_empty_environment_gives_the_embedded_default(tmp_path: Path) -> None:
    settings = config.load({}, tmp_path)
    assert settings["DATABASE_URL"] == f"sqlite:///{tmp_path / 'qtable.db'}"
    assert (settings["PORT"], settings["ENVIRONMENT"]) == (8000, "development")


def test_the_secret_is_made_once_and_kept_to_oneself(tmp_path: Path) -> None:
    first, again = config.load({}, tmp_path), config.load({}, tmp_path)
    assert first["SECRET_KEY"] == again["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) == 64
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_secret_that_a_power_cut_left_empty_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    assert len(config.load({}, tmp_path)["SECRET_KEY"]) == 64
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_of_two_processes_that_make_the_secret_at_once_the_first_one_counts(tmp_path: Path) -> None:
    secret, exists = tmp_path / "secret_key", Path.exists

    def not_yet(path: Path) -> bool:
        """Answer, and let the other process be faster than what is done about the answer."""
        found = exists(path)
        if path == secret:
            secret.write_text("of the other process")
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "exists", not_yet)
        kept = config.load({}, tmp_path)["SECRET_KEY"]
    assert kept == "of the other process"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "eighty"),
        ("PORT", "-1"),
        ("PORT", "99999"),
        ("LOG_LEVEL", "loud"),
        ("TIME_ZONE", "Atlantis/Capital"),
        ("DATABASE_URL", "mysql://box/q"),
        ("DATABASE_URL", "postgresql://box"),
        ("DATABASE_OWNER_URL", "sqlite:///q.db"),
        ("ENVIRONMENT", "staging"),
        ("ALLOW_REGISTRATION", "perhaps"),
        ("ACCESS_TOKEN_EXPIRE_MINUTES", "0"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(config.ConfigurationError, match=name):
        config.load({name: text}, tmp_path)


def test_each_way_to_write_a_postgresql_address_means_the_same(tmp_path: Path) -> None:
    for scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        settings = config.load({"DATABASE_URL": f"{scheme}://q:secret@box:5433/q"}, tmp_path)
        assert settings["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://q:secret@box:5433/q"


def test_a_refused_address_is_shown_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(config.ConfigurationError) as refused:
        config.load({"DATABASE_URL": "mysql://q:secret@box/q"}, tmp_path)
    assert "mysql" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "a" * 31),
        ("ADMIN_PASSWORD", "password123"),
        ("REALTIME_ALLOW_ANONYMOUS", "true"),
    ],
)
def test_production_refuses_weak_and_documented_secrets_and_anonymous_listeners(
    tmp_path: Path, name: str, text: str
) -> None:
    assert config.load(GOOD, tmp_path)
    with pytest.raises(config.ConfigurationError, match=name):
        config.load(GOOD | {name: text}, tmp_path)


def test_the_usual_spellings_are_read(tmp_path: Path) -> None:
    settings = config.load(
        {"DATABASE_URL": "sqlite:///data/q.db", "CORS_ORIGINS": "https://a.b, https://c.d"}, tmp_path
    )
    assert settings["DATABASE_URL"] == f"sqlite:///{Path.cwd() / 'data' / 'q.db'}"
    assert settings["CORS_ORIGINS"] == ["https://a.b", "https://c.d"]
    assert config.load({"ALLOW_REGISTRATION": "yes"}, tmp_path)["ALLOW_REGISTRATION"] is True
    assert config.load({}, tmp_path)["ALLOW_REGISTRATION"] is None
