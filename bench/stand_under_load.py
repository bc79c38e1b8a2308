"""The host stand itself on a busy evening: python -m bench.stand_under_load [SECONDS].

A server of its own on SQLite, 60 tables and 200 parties, a Chromium without a graphics card. First a warm stand is
opened anew, five times; then 50 changes a second come for SECONDS (60) from another device. What is printed beside the
promises: the first paint, the longest pause between two frames, and what the page holds after it and before.
"""

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from statistics import median
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from bench.clients.api import Api
from bench.clients.server_process import own_server
from bench.screenshots import FLAGS

TABLES, PARTIES, SEATED, CHANGES_PER_SECOND, OPENINGS = 60, 200, 40, 50, 5
NOTE_THE_FLOOR = """window.floor_at = 0
new MutationObserver((_all, eye) => {
  if (document.querySelectorAll('.table').length < TABLES) return
  eye.disconnect()
  requestAnimationFrame(() => setTimeout(() => { window.floor_at = performance.now() }))
}).observe(document, {childList: true, subtree: true})""".replace("TABLES", str(TABLES))
WATCH_FRAMES = """() => {
  window.frames_seen = []
  let last = performance.now()
  const look = (now) => { window.frames_seen.push(now - last); last = now; requestAnimationFrame(look) }
  requestAnimationFrame(look)
}"""


def main(seconds: float) -> None:
    """Print what was measured. Ends with 1 where the stand doesn't show what the server holds afterwards."""
    with own_server(RATELIMIT_ENABLED="false", ALLOW_REGISTRATION="true") as server, sync_playwright() as play:
        api = Api.register(server.url, "Busy")
        acts = furnish(api)
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=FLAGS.split()
        )
        page = browser.new_page(viewport={"width": 1024, "height": 768})
        log_in(page, api)
        page.add_init_script(NOTE_THE_FLOOR)
        paints = [_open_anew(page) for _ in range(OPENINGS)]
        print(f"first paint, warm: {median(paints):.0f} ms (most {max(paints):.0f}; promised < 1000)", flush=True)
        tools = page.context.new_cdp_session(page)
        before = _held(tools)
        page.evaluate(WATCH_FRAMES)
        done = _change(acts, seconds)
        gaps = page.evaluate("window.frames_seen.slice(1)")
        late = [gap for gap in gaps if gap > 100]
        print(f"changes: {done / seconds:.0f}/s for {seconds:.0f} s")
        print(f"frames: {len(gaps)}, longest pause {max(gaps):.0f} ms, over 100 ms: {len(late)} (promised 0)")
        print(f"held by the page: {before:.1f} MB before, {_held(tools):.1f} MB after")
        if wrong := _differences(page, api):
            sys.exit(f"the stand shows something else than the server holds: {wrong}")
        browser.close()


def furnish(api: Api) -> Iterator[Any]:
    """Lay out the floor, take the parties in and seat some; return acts without an end."""
    tables = [{"id": f"t{n}", "operation": "create", "data": _table(n)} for n in range(TABLES)]
    parties = [{"id": f"p{n}", "operation": "create", "data": _party(n)} for n in range(PARTIES)]
    sent = {"transaction_id": "the-busy-evening-0001", "tables": tables, "guests": parties}
    api.send("POST", "/api/v1/atomic/batch", json=sent).raise_for_status()
    for n in range(SEATED):
        api.act("POST", f"/guests/p{n}/seat", {"table_id": f"t{n}"})
    rounds = ((stage, n) for stage in cycle(("ordered", "mains")) for n in range(SEATED))
    return (partial(api.act, "PUT", f"/tables/t{n}/stage", {"stage": stage}) for stage, n in rounds)


def _party(number: int) -> dict[str, Any]:
    return {"name": f"Party {number}", "partySize": 1 + number % 4}


def _table(number: int) -> dict[str, Any]:
    place = {"x": (number % 10 + 0.5) / 10, "y": (number // 10 + 0.5) / 6}
    return {"number": number + 1, "capacity": 4, "position": place}


def log_in(page: Page, api: Api) -> None:
    """Open the stand and wait until its whole floor stands there."""
    page.goto(f"{api.url}/host")
    page.get_by_label("Email").fill(api.login["email"])
    page.get_by_label("Password").fill(api.login["password"])
    page.get_by_role("button", name="Log in").click()
    page.locator(".table").nth(TABLES - 1).wait_for()


def _open_anew(page: Page) -> float:
    """Return the milliseconds until the floor stands there, from the start of the navigation."""
    page.reload()
    page.locator(".table").nth(TABLES - 1).wait_for()
    return page.evaluate(
        "new Promise((told) => (function look() { floor_at ? told(floor_at) : setTimeout(look, 10) })())"
    )


def _change(acts: Iterator[Any], seconds: float) -> int:
    """Act at the fixed rate from two threads' worth of connections; return how often."""
    done, begin = 0, time.monotonic()
    lock = threading.Lock()

    def go_on() -> None:
        nonlocal done
        while (now := time.monotonic() - begin) < seconds:
            with lock:
                act, due = next(acts), done / CHANGES_PER_SECOND
                done += 1
            time.sleep(max(0.0, due - now))
            act()

    threads = [threading.Thread(target=go_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def _differences(page: Page, api: Api) -> list[str]:
    """Return the labels of seated tables whose stage the stand doesn't say, two seconds after the last change."""
    page.wait_for_timeout(2_000)
    said = page.locator(".table-button").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    labels = {label.split(",")[0]: label for label in said}
    seated = [table for table in api.full()["tables"] if table["stage"]]
    return [label for table in seated if table["stage"] not in (label := labels[f"Table {table['tableNumber']}"])]


def _held(tools: CDPSession) -> float:
    """Return the megabytes of what the page's script holds, rubbish taken out."""
    tools.send("HeapProfiler.enable")
    tools.send("HeapProfiler.collectGarbage")
    tools.send("Performance.enable")
    found = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    return found["JSHeapUsedSize"] / 1e6


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
