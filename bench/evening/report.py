"""The report: what was sent, what every device made of it, and everything that is wrong with that."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.clients.listener import Listener
from bench.evening.requests import Outcome
from bench.evening.truth import Truth

SHOWN = 10
INDENT = " " * 11
HEADINGS = ("events", "live", "caught up", "reconnects", "resyncs", "gaps", "duplicates", "equal")


@dataclass
class Report:
    """One evening. `alone` says that nobody else can have changed anything; `complaints` came up on the way."""

    outcomes: Sequence[Outcome]
    staying: Sequence[Listener]
    moving: Sequence[Listener]
    truth: Truth
    alone: bool
    cuts: int
    complaints: Sequence[str] = ()

    def wrong(self) -> list[str]:
        """Return everything that is wrong, a sentence each; nothing when the evening adds up."""
        return [
            *self.complaints,
            *(f"line {outcome.step.row.line}: {text}" for outcome in self.outcomes for text in outcome.wrong),
            *_wrong_races(self.outcomes),
            *self._wrong_counts(),
            *self.truth.wrong(),
            *(f"{device.name}: {text}" for device in self.staying for text in self._wrong_device(device, stays=True)),
            *(f"{device.name}: {text}" for device in self.moving for text in self._wrong_device(device, stays=False)),
        ]

    def show(self) -> str:
        """Return the report as text."""
        return "\n".join([*self._mutations(), "", *self._clients(), "", *self._log(), "", *self._verdict()])

    def _mutations(self) -> list[str]:
        accepted = [outcome for outcome in self.outcomes if outcome.accepted]
        refused = [outcome for outcome in self.outcomes if outcome.code]
        fair = [outcome for outcome in refused if not outcome.wrong]
        unfair = [outcome for outcome in accepted if outcome.step.row.expect not in ("", "race")]
        twice = [outcome for outcome in self.outcomes if outcome.sent_twice]
        retries = sum(outcome.retries for outcome in self.outcomes)
        done_before = sum(outcome.done_before for outcome in self.outcomes)
        milliseconds = sorted(round(outcome.seconds * 1000) for outcome in self.outcomes) or [0]
        median, most = statistics.median_low(milliseconds), milliseconds[int(len(milliseconds) * 0.95)]
        lines = (
            f"Mutations  {len(self.outcomes)} sent, {len(accepted)} accepted, {len(fair)} refused as expected",
            f"{len(refused) - len(fair)} refused unexpectedly, {len(unfair)} accepted unexpectedly",
            f"{len(twice)} sent twice under one key, {sum(outcome.replayed for outcome in twice)} of them replayed",
            f"{retries} retries after a lost answer or a 503, {done_before} times it had been done already",
            f"answered in {median} ms (median), {most} ms (95 %)",
        )
        return [("" if number == 0 else INDENT) + line for number, line in enumerate(lines)]

    def _clients(self) -> list[str]:
        rows: list[Sequence[str]] = [("Clients", *HEADINGS)]
        for device in [*self.staying, *self.moving]:
            store = device.store
            counts = (store.events + store.caught_up, store.events, store.caught_up, device.connects - 1)
            more = (device.resyncs, store.gaps, store.duplicates, "no" if self._differences(device) else "yes")
            rows.append((device.name, *(str(value) for value in counts + more)))
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        return ["  ".join(_aligned(row, widths)).rstrip() for row in rows]

    def _log(self) -> list[str]:
        truth = self.truth
        others = truth.head - truth.start - sum(outcome.accepted for outcome in self.outcomes)
        by_others = f", {others} of them by others" if others and not self.alone else ""
        return [
            f"Log        {truth.start + 1}–{truth.head}: {len(truth.log)} transactions{by_others}",
            f"{INDENT}without a gap, and folded the same as a fresh full sync: {'no' if truth.wrong() else 'yes'}",
            f"Cuts       {self.cuts} connections",
        ]

    def _verdict(self) -> list[str]:
        wrong = self.wrong()
        if not wrong:
            return ["Everything adds up."]
        more = [f"  … and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
        return [f"WRONG: {len(wrong)}", *(f"  {text}" for text in wrong[:SHOWN]), *more]

    def _wrong_counts(self) -> Iterable[str]:
        """Each accepted mutation must be one transaction of its own, and alone the log must hold no other."""
        seqs = [outcome.seq for outcome in self.outcomes if outcome.seq is not None]
        if len(set(seqs)) != len(seqs):
            yield f"{len(seqs)} mutations were accepted in {len(set(seqs))} transactions"
        if self.alone and sorted(seqs) != self.truth.log:
            yield f"{len(seqs)} mutations were accepted, the log has {len(self.truth.log)} transactions"

    def _wrong_device(self, device: Listener, stays: bool) -> Iterable[str]:
        store, made = device.store, self.truth.head - self.truth.start
        differences = self._differences(device)
        if differences:
            yield f"differs from a fresh full sync in {len(differences)} places, first: {differences[0][:600]}"
        if store.events + store.caught_up != made:
            yield f"knows of {store.events + store.caught_up} transactions, not of {made}"
        if store.skipped or store.repeated:
            yield f"versions of entities jumped {store.skipped} times and came again {store.repeated} times"
        if device.resyncs:
            yield f"had to start anew {device.resyncs} times, its cursor was well within the log"
        if stays and (store.gaps or store.duplicates or store.caught_up or device.connects != 1):
            yield f"never lost its connection, yet had {store.gaps} gaps and {store.duplicates} duplicates"

    def _differences(self, device: Listener) -> list[str]:
        return device.store.differences(self.truth.full)


def _wrong_races(outcomes: Sequence[Outcome]) -> Iterable[str]:
    """Of two rivals exactly one must get the table."""
    by_line = {outcome.step.row.line: outcome for outcome in outcomes}
    for outcome in outcomes:
        rival = outcome.step.rival and by_line.get(outcome.step.rival.row.line)
        if rival and rival.step.row.line > outcome.step.row.line and rival.accepted == outcome.accepted:
            row = outcome.step.row
            yield f"line {row.line}: {'both' if rival.accepted else 'neither'} of two rivals got table {row.table}"


def _aligned(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    yield row[0].ljust(widths[0])
    yield from (text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True))
