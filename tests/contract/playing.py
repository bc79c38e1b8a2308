"""One example: what it gives, sends and must see, and everything that was otherwise."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.contract.shapes import Shape, differences
from tests.contract.stage import Stage
from tests.contract.streams import expected
from tests.support.refusals import is_refusal

EXAMPLES = Path(__file__).with_name("examples")
SHAPES: dict[str, Shape] = json.loads((EXAMPLES / "shapes.json").read_text())
STREAM_AT = {"entities": "entities", "delta": "delta", "both": "both", "sync": "delta"}
READING = "waitTime"


def load(name: str) -> Any:
    """Return a data file of the folder."""
    return json.loads((EXAMPLES / f"{name}.json").read_text())


def params(*names: str) -> list[Any]:
    """Return the examples of some files as parameters of a test, each under its promise."""
    return [pytest.param(example, id=f"{name}: {example['promise']}") for name in names for example in load(name)]


def complaints(stage: Stage, example: dict[str, Any]) -> list[str]:
    """Play an example; return a line for each thing that isn't as promised."""
    stage.prepare(example.get("given", []))
    example = stage.filled(example)
    answer, heard = stage.heard_during(lambda: stage.send(example["request"]))
    return [
        *_of_answer(example, answer, stage.seq + 1),
        *_of_messages(example, heard, stage.api.restaurant_id, stage.seq + 1),
        *_of_reading_again(stage, example, answer, heard["delta"]),
    ]


def _of_answer(example: dict[str, Any], answer: httpx.Response, seq: int) -> list[str]:
    if answer.status_code != example["status"]:
        return [f"status {answer.status_code}, not {example['status']}: {answer.text[:300]}"]
    lines = differences(example.get("headers", {}), dict(answer.headers), SHAPES, "headers")
    if answer.status_code >= 400:
        return lines + _of_refusal(example, answer)
    if "messages" in example and example.get("place") != "in the body":
        place = {"x-qtable-seq": f"={seq}", "x-qtable-cursor": "cursor"}
        lines += differences(place, dict(answer.headers), SHAPES, "headers")
    body = answer.json() if answer.headers.get("content-type") == "application/json" else None
    return lines + differences(example.get("answer", "any"), body, SHAPES)


def _of_refusal(example: dict[str, Any], answer: httpx.Response) -> list[str]:
    body = answer.json()
    if not is_refusal(body):
        return [f"no error shape: {answer.text[:200]}"]
    named = {"code": f"={example['error']}", "request_id": f"={answer.headers['X-Request-Id']}"}
    details = {"details": example["details"]} if "details" in example else {}
    return differences(example.get("answer", {}) | {"error": named | details}, body, SHAPES)


def _of_messages(
    example: dict[str, Any], heard: dict[str, list[dict[str, Any]]], restaurant_id: str, seq: int
) -> list[str]:
    wanted = expected(example.get("messages", {"entities": [], "delta": []}), restaurant_id, seq)
    lines = [f"next door heard {message}" for message in heard["next door"]]
    for door, stream in STREAM_AT.items():
        types = [message["type"] for message in heard[door]]
        said = [message["type"].removeprefix("=") for message in wanted[stream]]
        if types != said:
            lines.append(f"{door} heard {types}, not {said}")
            continue
        lines += differences(wanted[stream], heard[door], SHAPES, door)
    return lines


def _of_reading_again(
    stage: Stage, example: dict[str, Any], answer: httpx.Response, heard: list[dict[str, Any]]
) -> list[str]:
    """Compare what was answered and told with what a GET shows right after."""
    told = [change for message in heard for change in message.get("changes", [])]
    shown = [(change["entity_type"], change["data"], "told") for change in told if change["data"] is not None]
    kind = (example.get("answer") or {}).get("$shape") if isinstance(example.get("answer"), dict) else None
    if kind in ("guest", "table", "reservation", "section", "restaurant") and answer.status_code < 300:
        shown.append((kind, answer.json(), "answered"))
    return [
        f"{how} {name} of a {kind} is {data.get(name)!r}, a GET shows {now.get(name)!r}"
        for kind, data, how in shown
        for now in [stage.read(kind, data["id"])]
        for name in data.keys() | now.keys()
        if name != READING and data.get(name, how) != now.get(name, stage)
    ]
