"""The market with events besides: what six customers did and when, and values of their countries."""

from __future__ import annotations

from dataclasses import replace

from census_desktop.domain.model import Dataset, Relationship, new_id
from tests.gui.market import Market

EVENTS = """event_id,customer_id,event,happened_at,channel
1,1,login,2026-11-20 08:00:00,web
2,1,purchase,2026-11-21 08:00:00,app
3,2,login,2026-11-01 08:00:00,web
4,3,purchase,2026-06-01 08:00:00,app
5,5,login,2026-11-22 08:00:00,support
"""


def with_events(market: Market) -> Market:
    (market.app.paths.root / "shop" / "events.csv").write_text(EVENTS, encoding="utf-8")
    named = {"type": "event", "unique_identifier": "event_id", "event_name": "event", "event_time": "happened_at"}
    made = Dataset(new_id(), "Events", market.source.id, "events.csv", **named)
    market.app.datasets.save(made)
    events = market.app.datasets.refresh(made.id)
    did = Relationship("Events", events.id, "one_to_many", "customer_id", "customer_id")
    customers = replace(market.customers, relationships=(*market.customers.relationships, did))
    market.app.datasets.save(customers)
    return replace(market, customers=customers)
