"""The report as a spreadsheet reads it."""

import csv
import io

import pytest

from tests.reports.evenings import report
from tests.support.desk import Desk


def rows(desk: Desk, table: str) -> list[dict[str, str]]:
    """Return a table of the report as a spreadsheet would read it."""
    answer = desk.send("GET", "/api/reports/service.csv", query_string={"table": table})
    assert (answer.status_code, answer.content_type) == (200, "text/csv; charset=utf-8")
    text = answer.data.decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_each_table_is_a_sheet_with_its_header_also_without_a_row(desk: Desk) -> None:
    headers = {}
    for table in ("days", "hours", "sizes", "servers"):
        answer = desk.send("GET", "/api/reports/service.csv", query_string={"table": table})
        headers[table] = answer.data.decode().lstrip("\ufeff").splitlines()[0].split(",")
    guest = desk.guest(size=2)
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": desk.table(1)})
    assert {table: list(rows(desk, table)[0]) for table in headers} == headers
    (today,) = rows(desk, "days")
    assert (today["covers"], today["waits_count"], today["walk_in_covers"], today["quotes_median_error"]) == (
        "2",
        "1",
        "2",
        "",
    )


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)"])
def test_a_name_is_no_formula_to_a_spreadsheet(desk: Desk, name: str) -> None:
    server = desk.act("POST", "/servers", {"name": name, "onDuty": True}).json["id"]
    table, guest = desk.table(1), desk.guest()
    desk.act("PUT", f"/tables/{table}", {"serverId": server})
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    assert [row["name"] for row in rows(desk, "servers")] == [f"'{name}"]
    assert report(desk)["servers"][0]["name"] == name
