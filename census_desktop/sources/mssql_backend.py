"""Ibis' SQL Server back end, with conditions compiled so that SQL Server takes them.

T-SQL has no boolean values: a predicate may stand in WHERE, but neither in a SELECT list nor in COALESCE, and a bit may stand
in the list, but not in WHERE (Microsoft documentation, "Search condition"). Ibis 12 mixes the two.
"""

from __future__ import annotations

from typing import Any

from ibis.backends.mssql import Backend
from ibis.backends.sql.compilers.base import NULL, SQLGlotCompiler
from ibis.backends.sql.compilers.mssql import MSSQLCompiler
from sqlglot import exp


def is_predicate(node: Any) -> bool:
    """Whether it is a condition, not a value."""
    if isinstance(node, exp.Paren):
        return is_predicate(node.this)
    return isinstance(node, exp.Predicate | exp.Connector | exp.Not | exp.Boolean)


def _condition(node: Any) -> Any:
    return node if is_predicate(node) else node.eq(1)


def _known(node: Any) -> Any:
    """True where the condition is, else false, never unknown."""
    return exp.EQ(this=exp.If(this=_condition(node), true=exp.convert(1), false=exp.convert(0)), expression=exp.convert(1))


def _bit(node: Any) -> Any:
    return exp.cast(exp.If(this=node, true=exp.convert(1), false=exp.convert(0)), "bit", dialect="tsql")


def in_t_sql(tree: Any) -> Any:
    """Conditions in lists become bits; in WHERE the wraps of `_known` go, so that indexes can be used."""
    for select in tree.find_all(exp.Select):
        for shown in [*select.expressions, *(select.args["group"].expressions if select.args.get("group") else ())]:
            value = shown.this if isinstance(shown, exp.Alias) else shown
            if is_predicate(value):
                value.replace(_bit(value.copy()))
        if where := select.args.get("where"):
            where.set("this", _bare(where.this))
    return tree


def _bare(node: Any) -> Any:
    if isinstance(node, exp.And | exp.Or):
        return type(node)(this=_bare(node.this), expression=_bare(node.expression))
    if isinstance(node, exp.Paren):
        return exp.Paren(this=_bare(node.this))
    if isinstance(node, exp.EQ) and isinstance(node.this, exp.If) and is_predicate(node.this.this):
        return exp.Paren(this=_bare(node.this.this)) if isinstance(node.this.this, exp.Connector) else _bare(node.this.this)
    return node


class _Compiler(MSSQLCompiler):  # type: ignore[misc]
    __slots__ = ()

    def to_sqlglot(self, expr: Any, *, limit: Any = None, params: Any = None) -> Any:
        return in_t_sql(SQLGlotCompiler.to_sqlglot(self, expr, limit=limit, params=params))

    def visit_Coalesce(self, op: Any, *, arg: Any) -> Any:
        first, *rest = arg
        if not op.dtype.is_boolean():
            return self.f.coalesce(*arg)
        if rest == [exp.false()]:
            return _known(first)
        if rest == [exp.true()]:
            return exp.Not(this=exp.Paren(this=_known(exp.Not(this=exp.Paren(this=_condition(first))))))
        return self.f.coalesce(*arg)

    def visit_Not(self, op: Any, *, arg: Any) -> Any:
        return exp.Not(this=exp.Paren(this=arg)) if is_predicate(arg) else arg.eq(0)

    def visit_And(self, op: Any, *, left: Any, right: Any) -> Any:
        return exp.and_(_condition(left), _condition(right))

    def visit_Or(self, op: Any, *, left: Any, right: Any) -> Any:
        return exp.or_(_condition(left), _condition(right))

    def visit_CountStar(self, op: Any, *, arg: Any, where: Any) -> Any:
        """Of no rows it is 0; Ibis' sum would be null."""
        return self.f.count_big(exp.Star() if where is None else self.if_(_condition(where), 1, NULL))

    def visit_StartsWith(self, op: Any, *, arg: Any, start: Any) -> Any:
        """Without LIKE, in which %, _ and [ mean something."""
        return self.f.left(arg, self._length(start)).eq(start)

    def visit_EndsWith(self, op: Any, *, arg: Any, end: Any) -> Any:
        return self.f.right(arg, self._length(end)).eq(end)

    def visit_StringContains(self, op: Any, *, haystack: Any, needle: Any) -> Any:
        return self.f.charindex(needle, haystack) > 0

    def _length(self, text: Any) -> Any:
        """LEN leaves out trailing spaces."""
        return exp.Paren(this=self.f.anon.len(self.f.concat(text, exp.National(this="|"))) - 1)

    def visit_NonNullLiteral(self, op: Any, *, value: Any, dtype: Any) -> Any:
        """N'…': other texts lose what the server's code page does not have."""
        if dtype.is_string():
            return exp.National(this=value)
        if dtype.is_decimal() and value.is_finite():
            return exp.Literal.number(f"{value:f}")  # exact as it stands; what Ibis casts may have an exponent
        return super().visit_NonNullLiteral(op, value=value, dtype=dtype)


class MSSQLBackend(Backend):  # type: ignore[misc]
    """The back end over an open connection."""

    compiler = _Compiler()
