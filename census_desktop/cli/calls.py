"""runs calls: the newest requests of a run and what was answered."""

from __future__ import annotations

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.domain.records import Call


def register(verbs: Commands) -> None:
    calls_ = verbs.add("calls", calls, "list the newest requests of a run, redacted")
    calls_.add_argument("run", metavar="RUN", help="id or its beginning")
    calls_.add_argument("--failed", action="store_true", help="only those that failed")
    calls_.add_argument("--bodies", action="store_true", help="in text, with headers and redacted bodies")


def calls(context: Context) -> int:
    app, args = context.app, context.args
    found = [c for c in app.inspector.calls(app.runs.get(args.run).id) if c.failed or not args.failed]
    empty = "No requests are kept of this run." if not args.failed else "No request of this run failed."
    context.out.result(lambda: [_shape(c) for c in found], lambda: _show(context, found, empty))
    return 0


def _shape(call: Call) -> shapes.Json:
    return {
        "at": shapes.moment(call.at),
        "method": call.method,
        "address": call.address,
        "status": call.status or None,
        "seconds": call.seconds,
        "batch": call.batch if call.batch >= 0 else None,
        "records": call.records,
        "request": {"headers": dict(call.request_headers), "body": call.request},
        "response": {"headers": dict(call.response_headers), "body": call.response},
        "error": call.error or None,
    }


def _show(context: Context, found: list[Call], empty: str) -> None:
    out = context.out
    if not context.args.bodies or not found:
        out.table(
            ("AT", "METHOD", "ADDRESS", "STATUS", "SECONDS", "RECORDS", "ERROR"),
            [
                (
                    f"{c.at.astimezone():%H:%M:%S}",
                    c.method,
                    c.address,
                    c.status or None,
                    round(c.seconds, 3),
                    c.records,
                    c.error,
                )
                for c in found
            ],
            empty=empty,
        )
        return
    for call in found:
        answer = str(call.status) if call.status else call.error
        out.facts(
            [
                ("Request", f"{call.method} {call.address}"),
                ("At", f"{call.at.astimezone():%Y-%m-%d %H:%M:%S}, {call.seconds:.3f} s, {call.records:,} records"),
                *((f"  {name}", value) for name, value in call.request_headers.items()),
                ("  body", call.request),
                ("Answer", answer),
                *((f"  {name}", value) for name, value in call.response_headers.items()),
                ("  body", call.response),
            ]
        )
        out.text()
