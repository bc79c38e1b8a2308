"""The comparison's arithmetic: each round's ratio, their median and range, and which aims are kept."""

from bench.numbers import ratios
from bench.numbers.ratios import Case, Turn
from bench.numbers.table import Result


def turn(rate: float, milliseconds: float = 1, cpu: float = 1) -> Turn:
    updates = round(rate * 10)
    seconds = [milliseconds / 1000] * updates
    return Turn(updates, seconds=10, answers=seconds, messages=seconds, cpu=cpu, own_share=0.25)


def shown(result: Result) -> dict[str, tuple[str, bool | None]]:
    return {figure.name: (figure.shown, figure.kept) for figure in result.figures}


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    pairs = [(turn(50), turn(100)), (turn(300), turn(100)), (turn(120), turn(200))]
    found = shown(ratios.flat_out(Case("flat out"), pairs))
    assert found["updates"] == ("0.60 (0.50 to 3.00): 120 / 100/s", False)
    assert found["the load generator's share of one core"][0] == "25 % at QTable, 25 % at the yardstick"
    assert shown(ratios.flat_out(Case("flat out"), pairs[1:2]))["updates"] == ("3.00 (3.00 to 3.00): 300 / 100/s", True)


def test_only_the_99th_percentile_at_the_high_rate_has_an_aim() -> None:
    slower, faster = [(turn(200, 4), turn(200, 2))], [(turn(200, 2), turn(200, 4))]
    found = shown(ratios.at_rate(Case("200/s", 100, 200), slower))
    assert found["request to message, p99"] == ("2.00 (2.00 to 2.00): 4.0 / 2.0 ms", False)
    assert found["request to message, p95"] == ("2.00 (2.00 to 2.00): 4.0 / 2.0 ms", None)
    assert shown(ratios.at_rate(Case("200/s", 100, 200), faster))["request to message, p99"][1] is True
    assert shown(ratios.at_rate(Case("50/s", 100, 50), slower))["request to message, p99"][1] is None


def test_who_cant_keep_the_rate_is_named() -> None:
    found = ratios.at_rate(Case("200/s", 100, 200), [(turn(120), turn(198))]).figures[0]
    assert found.shown == "0.61 (0.61 to 0.61): 120 / 198/s; QTable can't keep 200/s"
    assert found.numbers["slow"] == ["QTable"]


def test_a_delivery_costs_what_an_update_costs_more_with_listeners() -> None:
    alone, heard = [(turn(100, cpu=1), turn(100, cpu=0.5))], [(turn(100, cpu=2), turn(100, cpu=3))]
    assert ratios.per_delivery(alone, heard, 50).shown == "0.40 (0.40 to 0.40): 20.0 / 50.0 µs"


def test_a_server_that_does_nothing_has_no_percentiles() -> None:
    found = shown(ratios.flat_out(Case("flat out"), [(turn(100), turn(0))]))
    assert found["updates"] == ("nan (nan to nan): 100 / 0.0/s", False)
    assert found["answer, p50"] == ("nan (nan to nan): 1.0 / nan ms", None)
