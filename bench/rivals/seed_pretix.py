"""Fill a fresh pretix with one event of paid tickets; prints the list and the secrets; run by the peer's interpreter.

`python seed_pretix.py TICKETS TOKEN` with PRETIX_CONFIG_FILE in the environment, after `pretix migrate`.
"""

import json
import os
import sys
from datetime import timedelta
from decimal import Decimal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretix.settings")

import django

django.setup()

from django.utils.timezone import now  # noqa: E402  # pretix needs its settings first
from django_scopes import scopes_disabled  # noqa: E402
from pretix.base.models import CheckinList, Device, Event, Item, Order, OrderPosition, Organizer  # noqa: E402


def house(token):
    """Make the organiser, the event, its ticket, its check-in list and the device that scans."""
    organiser = Organizer.objects.create(name="Measured", slug="measured")
    event = Event.objects.create(
        organizer=organiser, name="Morning", slug="morning", currency="EUR", live=True,
        date_from=now() - timedelta(hours=1), plugins="pretix.plugins.banktransfer",
    )  # fmt: skip
    ticket = Item.objects.create(event=event, name="Ticket", default_price=Decimal("0.00"), admission=True)
    doors = CheckinList.objects.create(event=event, name="Doors", all_products=True)
    Device.objects.create(
        organizer=organiser, name="Scanner", all_events=True, device_id=1, api_token=token, initialized=now()
    )
    return event, ticket, doors


def fill(event, ticket, tickets):
    """Sell the tickets, each an order of its own, paid; give their secrets."""
    common = {"event": event, "status": Order.STATUS_PAID, "datetime": now(), "expires": now() + timedelta(days=1)}
    channel = event.organizer.sales_channels.get(identifier="web")
    orders = [
        Order(code=f"M{n:06d}", total=0, sales_channel=channel, organizer=event.organizer, **common)
        for n in range(tickets)
    ]
    made = Order.objects.bulk_create(orders, batch_size=1000)
    places = [
        OrderPosition(
            order=order, item=ticket, price=0, secret=f"s{order.code}x{os.urandom(8).hex()}",
            positionid=1, pseudonymization_id=order.code, organizer=event.organizer, tax_rate=0, tax_value=0,
        )
        for order in made
    ]  # fmt: skip
    OrderPosition.objects.bulk_create(places, batch_size=1000)
    return [place.secret for place in places]


def main(tickets, token):
    """Seed, and print what the load needs."""
    with scopes_disabled():
        event, ticket, doors = house(token)
        print(json.dumps({"list": doors.pk, "secrets": fill(event, ticket, int(tickets))}))


if __name__ == "__main__":
    main(*sys.argv[1:])
