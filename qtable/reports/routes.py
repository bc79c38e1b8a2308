"""Reports over HTTP: under /restaurants/{restaurant_id} and /api."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Response
from sqlalchemy import select

from qtable import clock
from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.reading import restaurant_row
from qtable.database import fresh_session
from qtable.reports.counting import report
from qtable.reports.period import Days, period
from qtable.reports.schemas import ReportQuery, ServiceReportShape, SheetQuery
from qtable.reports.sheet import sheet
from qtable.reports.visits import bookings, count_tables, visits
from qtable.waitstaff.models import Server

blp = Blueprint("reports", __name__, description="What the evenings were like")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/reports/service")
@needs(Capability.READ)
@blp.arguments(ReportQuery, location="query")
@blp.response(200, ServiceReportShape)
def service(asked):
    """Show some business days in numbers: parties, covers, waits, quotes, turns, bookings, servers."""
    return _report(asked)


@blp.get("/reports/service.csv")
@needs(Capability.READ)
@blp.arguments(SheetQuery, location="query")
@blp.response(200, content_type="text/csv")
def service_sheet(asked):
    """Give one table of the same report (days, hours, sizes or servers) as a file for a spreadsheet."""
    found = _report(asked)
    name = f"{asked['table']}-{found['from_day']}-{found['to_day']}.csv"
    response = Response(sheet(found, asked["table"]), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _report(asked):
    session, now = fresh_session(), clock.now()
    restaurant = restaurant_row(session, current_actor().restaurant_id)
    today = restaurant.local(restaurant.day_start(now)).date()
    first, last = period(asked.get("from_day"), asked.get("to_day"), today)
    bounds = [restaurant.day_bounds(first + timedelta(days=number))[0] for number in range((last - first).days + 2)]
    days = Days(first, bounds, ZoneInfo(restaurant.time_zone), restaurant.business_day_cutoff)
    tables = count_tables(session, restaurant.id)
    came, booked = visits(session, restaurant.id, days), bookings(session, restaurant.id, days)
    servers = session.execute(select(Server.id, Server.name).where(Server.restaurant_id == restaurant.id))
    names = {row.id: row.name for row in servers}
    head = {"from_day": first, "to_day": last, "time_zone": restaurant.time_zone, "tables": tables}
    return head | report(days, came, booked, tables, names)
