"""Six customers whose counts can be told by heart: a real workspace with CSV files, two data sets and three segments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from census_desktop.domain.conditions import Condition, Group, Member, SqlCondition
from census_desktop.domain.model import Dataset, Relationship, Segment, Source, new_id

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

CUSTOMERS = """customer_id,email,country,spent,opted_in,seen_at,born
1,ann@example.com,DE,1200,true,2026-11-20 08:00:00,1980-05-31
2,bob@example.com,DE,300,false,2026-11-01 08:00:00,1990-01-02
3,cem@example.com,FR,2000,true,2026-06-01 08:00:00,1975-07-07
4,dee@example.org,NL,900,true,2025-11-20 08:00:00,2001-12-24
5,eve@example.org,US,1500,false,2026-11-23 08:00:00,1966-02-03
6,fay@example.org,,50,false,,
"""
ORDERS = "order_id,customer_id,amount,state\n" + "".join(f"{n},{n % 6 + 1},{n * 10},paid\n" for n in range(1, 13))


@dataclass(frozen=True)
class Market:
    app: App
    source: Source
    customers: Dataset
    orders: Dataset
    everyone: Segment
    """Without a condition: six customers."""
    rich: Segment
    """Spent 1000 or more, in DE or FR, not suppressed: two customers."""
    suppressed: Segment


def open_market(app: App) -> Market:
    folder = app.paths.root / "shop"
    folder.mkdir()
    (folder / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    source = Source(new_id(), "Shop files", "files", {"path": "shop"})
    app.sources.save(source)
    orders = Dataset(new_id(), "Orders", source.id, "orders.csv", unique_identifier="order_id")
    app.datasets.save(orders)
    customers = Dataset(
        new_id(),
        "Customers",
        source.id,
        "customers.csv",
        type="person",
        unique_identifier="customer_id",
        email="email",
        relationships=(Relationship("Orders", orders.id, "one_to_many", "customer_id", "customer_id"),),
    )
    app.datasets.save(customers)
    orders, customers = app.datasets.refresh(orders.id), app.datasets.refresh(customers.id)
    customers = replace(customers, columns=tuple(replace(c, pii=c.name == "email") for c in customers.columns))
    app.datasets.save(customers)
    everyone = app.segments.save(Segment(new_id(), "Everyone", customers.id))
    suppressed = app.segments.save(
        Segment(new_id(), "Suppression list", customers.id, Group("all", (Condition("country", "is", "US"),)))
    )
    conditions = (
        Condition("spent", "at_least", 1000),
        Condition("country", "one_of", ("DE", "FR")),
        SqlCondition("length(email) > 3"),
        Member(suppressed.id, False),
    )
    rich = app.segments.save(
        Segment(new_id(), "High value", customers.id, Group("all", conditions), "Spent a thousand or more")
    )
    return Market(app, source, customers, orders, everyone, rich, suppressed)
