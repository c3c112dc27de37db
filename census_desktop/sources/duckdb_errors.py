"""What DuckDB says, in the user's words and without the values and lines that it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, SourceError
from census_desktop.sources.lean import ibis

_IN_SQL = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ConversionException,
    duckdb.ParserException,
    duckdb.SyntaxException,
    duckdb.TypeMismatchException,
)
"""What only SQL that somebody wrote, or a cast in it, can meet."""
_OF_VALUES = (duckdb.ConversionException, duckdb.InvalidInputException, duckdb.OutOfRangeException, pa.ArrowInvalid)
"""What a value of a record can cause. Their messages quote it: between either quotes, in brackets or bare."""
_TYPE = re.compile(r"\b(?:U?INT\d+|BOOL|DECIMAL\(\d+,\d+\)|FLOAT|DOUBLE)(?!\w)")


@contextmanager
def plain_words(what: str) -> Iterator[None]:
    """Engine errors in the user's words. DuckDB quotes data lines in its messages: only what it says of place is kept."""
    try:
        yield
    except CensusError:
        raise
    except duckdb.InterruptException:
        raise Cancelled from None
    except UnicodeDecodeError as error:
        raise _unreadable(what, "it is not UTF-8 text") from error
    except duckdb.Error as error:
        raise _translated(what, error) from None
    except (ibis.common.exceptions.IbisError, pa.ArrowException) as error:
        raise ConfigError(
            f"“{what}” cannot be queried like this: {_short(error)}.",
            kept="Nothing was read.",
            hint="Look at the conditions and at the types of the columns that they name.",
        ) from None
    except OSError as error:
        raise _unreadable(what, error.strerror or "the disk refused") from error


def _translated(what: str, error: Exception) -> SourceError:
    text = str(error)
    if isinstance(error, duckdb.PermissionException):
        return SourceError(
            f"“{what}” may read the files of its own source only.",
            kept="Nothing was read.",
            hint="Name those files in the SQL.",
        )
    if isinstance(error, _IN_SQL) and "CSV" not in text:
        return SourceError(
            f"A query of “{what}” does not work: {_short(error)}.",
            kept="What was sent before is kept; nothing was sent now.",
            hint="Look at the SQL of its data set and conditions, and at the types of the columns that they name.",
        )
    if "utf-8" in text.lower() or "unicode" in text.lower():
        return _unreadable(
            what, "it is not UTF-8 text", "Choose its encoding for the data set, such as windows-1252 or utf-16."
        )
    if (line := re.search(r"CSV Error on Line: (\d+)", text)) and isinstance(error, duckdb.ConversionException):
        return _unconverted(what, line[1], text)
    if line:
        return _unreadable(what, f"line {line[1]} does not fit the other lines")
    if "sniff" in text.lower() or "CSV" in text:
        return _unreadable(what, "its lines do not form a table (wrong delimiter, quotes or a damaged file)")
    if "duckdb database file" in text or "serialized" in text.lower():
        return _unreadable(what, "it is not a whole DuckDB file of this version or an older one")
    if "parquet" in text.lower() and ("magic" in text.lower() or "footer" in text.lower() or "too small" in text.lower()):
        return _unreadable(what, "it is not a whole Parquet file")
    if "json" in text.lower():
        return _unreadable(what, "its JSON is malformed")
    return _unreadable(what, _short(error))


_WORDS = {"BIGINT": "integer", "DOUBLE": "number", "DATE": "date", "TIMESTAMP": "date and time", "BOOLEAN": "true or false"}


def _unconverted(what: str, line: str, text: str) -> SourceError:
    column = re.search(r'Error when converting column "(.+?)"\. Could not', text)
    type_ = re.search(r"Column .+ is being converted as type (\w+)", text)
    wanted = _WORDS.get(type_[1], type_[1]) if type_ else "such type"
    where = f"in line {line} the column “{column[1]}”" if column else f"line {line}"
    return SourceError(
        f"“{what}” could not be read: {where} has a value that is no {wanted}.",
        kept="What was sent before is kept; nothing was sent now.",
        hint="Read the data set's columns anew, correct how the file is read, or mend the file.",
    )


def _short(error: Exception) -> str:
    """The first line of an engine's message without values it quotes."""
    if isinstance(error, _OF_VALUES):
        return _without_values(error)
    first = str(error).splitlines()[0] if str(error) else type(error).__name__
    first = re.sub(r"^\w+ Error: ", "", first)
    return re.sub(r"'[^']*'", "'…'", first)[:200].rstrip(".! ")


def _without_values(error: Exception) -> str:
    """Of what a value caused only the engine's word for it, and the type that it did not become."""
    if not isinstance(error, duckdb.ConversionException):
        return f"a value does not suit what is computed of it ({type(error).__name__.removesuffix('Exception')})"
    found = _TYPE.search(str(error).partition("\n")[0])
    return f"Could not convert a value to {found[0]}" if found else "Could not convert a value"


def _unreadable(what: str, why: str, hint: str = "Mend the file or the source's settings and try again.") -> SourceError:
    return SourceError(
        f"“{what}” could not be read: {why}.",
        kept="What was sent before is kept; nothing was sent now.",
        hint=hint,
    )
