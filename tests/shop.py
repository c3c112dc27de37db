"""A small shop: two CSV files, a workspace document about them, and the workspace that it makes."""

from __future__ import annotations

from pathlib import Path

CUSTOMERS = """\
customer_id,email,first_name,country,spent,opted_in,seen
1,anna@example.com,Anna,DE,1200.5,true,2026-10-01
2,ben@example.com,Ben,FR,80,false,2026-11-01
3,clara@example.org,Clara 😀,DE,2500,true,2026-11-20
4,,Dan,US,10,true,
"""
ORDERS = """\
order_id,customer_id,amount,state,placed
1,1,100,paid,2026-11-01
2,1,50,open,2026-11-02
3,3,700,paid,2026-11-03
"""

DOCUMENT = """\
version: 1

sources:
  - name: Shop files
    type: files
    config: {path: ./shop}

datasets:
  - name: Customers
    source: Shop files
    table: customers.csv
    type: person
    unique_identifier: customer_id
    email: email
    columns:
      email: {pii: true}
      country: {enumerated: true}
    relationships:
      - {name: Orders, dataset: Orders, kind: one_to_many, from: customer_id, to: customer_id}
    computed:
      - {name: paid, related: Orders, rollup: sum, column: amount, where: {all: [{column: state, op: is, value: paid}]}}
  - name: Orders
    source: Shop files
    table: orders.csv
    type: event
    unique_identifier: order_id
    event: {name: state, time: placed}

segments:
  - name: Big spenders
    dataset: Customers
    description: Spent a thousand or more
    where:
      all:
        - {column: spent, op: at_least, value: 1000}
        - any:
            - {column: country, op: one_of, value: [DE, FR]}
            - {column: seen, op: on, value: 2026-11-20}
        - {related: Orders, where: {all: [{column: amount, op: more_than, value: 60}]}}
        - {related: Orders, event: {one_of: [paid, open]}, count: {at_least: 1}, within: {last_days: 90}}
        - {related: Orders, event: {is: refunded}, never: true}
        - {segment: Readers, member: true}
        - {sql: "length(first_name) > 1"}
    limit: {rows: 50, order_by: paid, descending: true}
  - {name: Readers, dataset: Customers, where: {all: [{column: opted_in, op: is_true}]}}

destinations:
  - name: CRM hook
    type: webhook
    config: {url: "http://127.0.0.1:8099/in", method: POST, batch_size: 2, concurrency: 4, rate: 50}
  - name: Files out
    type: folder
    config: {path: ./out, format: csv}

syncs:
  - name: Everyone to files
    source: {dataset: Customers}
    destination: Files out
    object: customers
    operation: mirror
    sync_key: {column: customer_id, field: id}
    mappings:
      - {field: email, column: email}
      - {field: origin, constant: shop}
    schedule: {after: Big spenders to the CRM}
  - name: Big spenders to the CRM
    source: {segment: Big spenders}
    destination: CRM hook
    object: records
    operation: mirror
    sync_key: {column: customer_id, field: id}
    mappings:
      - {field: email, column: email}
      - {field: paid, column: paid}
    schedule: {every: 15m}
    status: active
    guards: {hold_over_removed: 25%}
    alerts: [{kind: failed_records, over: 75%}]
"""


def write_shop(folder: Path) -> Path:
    """The files and the document in this folder; gives the document's path."""
    (folder / "shop").mkdir(parents=True)
    (folder / "shop" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "shop" / "orders.csv").write_text(ORDERS, encoding="utf-8")
    document = folder / "workspace.yaml"
    document.write_text(DOCUMENT, encoding="utf-8")
    return document
