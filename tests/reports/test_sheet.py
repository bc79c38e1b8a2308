"""The report as a file for a spreadsheet, wherever that spreadsheet stands: whole cells, and never a formula."""

import csv
import io
import re

import pytest

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
        headers[table] = next(csv.reader(answer.data.decode().lstrip("\ufeff").splitlines()))
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


def test_no_size_class_is_a_date_to_a_spreadsheet(desk: Desk) -> None:
    """What looks like a day and a month is one to it: 1-2 becomes the first of February, in quotes too."""
    assert [row["size"] for row in rows(desk, "sizes")] == ["1 to 2", "3 to 4", "5 to 6", "7+"]


def served_by(desk: Desk, name: str) -> str:
    """Let somebody of that name serve a party; return the sheet of the servers as it is sent."""
    server = desk.act("POST", "/servers", {"name": name, "onDuty": True}).json["id"]
    table, guest = desk.table(1), desk.guest()
    desk.act("PUT", f"/tables/{table}", {"serverId": server})
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    assert desk.read("/api/reports/service")["servers"][0]["name"] == name
    return desk.send("GET", "/api/reports/service.csv", query_string={"table": "servers"}).data.decode()[1:]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("Ana; =1+1;-2", "Ana; '=1+1;'-2"),
        ('Ana",@SUM(A1)', "Ana\",'@SUM(A1)"),
        ("Ana;Ben", "Ana;Ben"),
        ("Anne-Marie + Ben", "Anne-Marie + Ben"),
    ],
)
def test_a_name_is_one_cell_and_no_formula_to_a_spreadsheet(desk: Desk, name: str, shown: str) -> None:
    served_by(desk, name)
    assert [row["name"] for row in rows(desk, "servers")] == [shown]


@pytest.mark.parametrize("name", ["=1+1", "Ana;=1+1", 'Ana";=1+1;"', "Ana;+1", "Ana;\t@SUM(A1)", "Ana|-1"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_cell_begins_a_formula_whatever_separates_cells_where_it_is_opened(
    desk: Desk, name: str, separator: str
) -> None:
    cells = [cell for row in csv.reader(io.StringIO(served_by(desk, name)), delimiter=separator) for cell in row]
    assert len(cells) > 1
    assert [cell for cell in cells if re.match(r"""["\s]*[=+@-]""", cell)] == []


def test_texts_stand_in_quotes_and_numbers_do_not(desk: Desk) -> None:
    head, row = served_by(desk, "Ana").splitlines()
    assert re.fullmatch(r'("\w+",)+"\w+"', head)
    assert re.fullmatch(r'"[\w-]+","Ana",1,2,0,"",""', row)
