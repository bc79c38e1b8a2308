"""What /metrics says, read as Prometheus reads it."""

import time
from collections.abc import Callable

import httpx
from prometheus_client.parser import text_string_to_metric_families


class Numbers:
    """One scrape."""

    def __init__(self, text: str) -> None:
        families = list(text_string_to_metric_families(text))
        self.names = {family.name for family in families}
        self.samples = [sample for family in families for sample in family.samples]

    def of(self, name: str, **labels: str) -> float:
        """Return the sum of a name's samples with these labels, 0 where there is none."""
        return sum(
            sample.value for sample in self.samples if sample.name == name and labels.items() <= sample.labels.items()
        )

    def labels(self, name: str, label: str) -> set[str]:
        """Return the values that a label of a name has."""
        return {sample.labels[label] for sample in self.samples if sample.name == name}


def scrape(url: str) -> Numbers:
    """Ask a server."""
    return Numbers(httpx.get(f"{url}/metrics").raise_for_status().text)


def wait_for(url: str, met: Callable[[Numbers], bool]) -> Numbers:
    """Scrape until it shows what is wanted: gauges are measured once a second."""
    deadline = time.monotonic() + 20
    while not met(numbers := scrape(url)):
        assert time.monotonic() < deadline, [sample for sample in numbers.samples if "bucket" not in sample.name]
        time.sleep(0.05)
    return numbers
