"""SQL for what a text file of a plan has of a record: its payload as JSON, and the value and type of its key in there."""

from __future__ import annotations

from census_desktop.engine.audience_key import audience_in

KEY = '"~key"'


def json_path(field: str) -> str:
    """A path to a member of a JSON object, whatever its name holds."""
    return '$."' + field.replace("\\", "\\\\").replace('"', '\\"') + '"'


TEXT_PAYLOAD = 'coalesce("~after", "~before")'
"""What a text file has of a record."""
_WHOLE, _NUMBERS = ("UBIGINT", "BIGINT"), ("UBIGINT", "BIGINT", "DOUBLE")


def key_type(name: str, today: str, payload: str = TEXT_PAYLOAD) -> str:
    """SQL for the SQL type of the key that a payload was acknowledged with: today's where the key is such a value, else what
    the payload shows. A source that has lost its last record, or whose column is text by now, does not tell any more."""
    from census_desktop.engine.columns import literal

    value = f"json_extract({payload}, {literal(json_path(name))})"
    text = f"json_extract_string({payload}, {literal(json_path(name))})"
    kind, cast = f"json_type({value})", from_json(payload, name, today)
    if today == "VARCHAR":
        same = f"{kind} = 'VARCHAR'"
    elif today == "BOOLEAN":
        same = f"{kind} = 'BOOLEAN'"
    elif today in ("FLOAT", "DOUBLE", "HUGEINT", "UHUGEINT") or today.startswith(("DECIMAL", *_INTEGERS)):
        same = f"{kind} IN {_NUMBERS} AND CAST({cast} AS VARCHAR) = {text}"
    else:
        same = f"{kind} NOT IN {('BOOLEAN', *_NUMBERS)} AND {cast} IS NOT NULL"
    return (
        f"CASE WHEN {same} THEN {literal(today)} "
        f"WHEN {kind} IN {_WHOLE} THEN CASE WHEN TRY_CAST({text} AS BIGINT) IS NULL THEN 'DECIMAL(38,0)' ELSE 'BIGINT' END "
        f"WHEN {kind} IN ('DOUBLE', 'BOOLEAN') THEN {kind} ELSE 'VARCHAR' END"
    )


def sent_order(name: str, today: str, many_audiences: bool) -> str:
    """What records of a text file are sorted by, so that those of one audience and of one type of keys follow each other."""
    by_type = key_type(name, today)
    return f"{audience_in(KEY)}, {by_type}" if many_audiences else by_type


_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


def from_json(payload: str, name: str, type_: str) -> str:
    """SQL for a typed value of a payload that is kept as text."""
    from census_desktop.engine.columns import literal

    path = literal(json_path(name))
    if type_ == "BLOB":
        return f"TRY(from_base64(json_extract_string({payload}, {path})))"
    if "[" in type_ or type_.startswith(("STRUCT", "MAP")):
        return f"TRY_CAST(json_extract({payload}, {path}) AS {type_})"
    if type_ == "JSON":
        return f"json_extract({payload}, {path})"
    return f"TRY_CAST(json_extract_string({payload}, {path}) AS {type_})"
