"""The words of Cypher that a person's own query may use: for the gate, and to complete them at a prompt."""

from __future__ import annotations

CLAUSES = (
    "MATCH", "OPTIONAL MATCH", "WHERE", "WITH", "UNWIND", "RETURN", "DISTINCT", "ORDER BY", "SKIP", "LIMIT", "UNION",
    "UNION ALL", "CALL", "YIELD",
)  # fmt: skip
OPERATORS = (
    "AND", "OR", "XOR", "NOT", "IN", "AS", "ASC", "DESC", "CONTAINS", "STARTS WITH", "ENDS WITH", "IS NULL",
    "IS NOT NULL", "CASE", "WHEN", "THEN", "ELSE", "END", "EXISTS", "COUNT", "COLLECT", "TRUE", "FALSE", "NULL",
)  # fmt: skip
KEYWORDS = (*CLAUSES, *OPERATORS)
# A word before a bracket that is no function.
BEFORE_BRACKET = frozenset(
    {word for words in KEYWORDS for word in words.split()}
    | {"BY", "ON", "ASCENDING", "DESCENDING", "OFFSET", "ALL", "ANY", "SHORTEST", "WALK", "TRAIL", "ACYCLIC", "PATH",
       "PATHS", "GROUP", "GROUPS", "FILTER", "LET", "FOR"}
)  # fmt: skip
FUNCTIONS = (
    "abs", "acos", "all", "allShortestPaths", "any", "asin", "atan", "atan2", "avg", "btrim", "ceil", "char_length",
    "character_length", "coalesce", "collect", "cos", "cot", "count", "date", "datetime", "degrees", "duration", "e",
    "elementId", "endNode", "exists", "exp", "floor", "haversin", "head", "id", "isEmpty", "isNaN", "keys", "labels",
    "last", "left", "length", "localdatetime", "localtime", "log", "log10", "lower", "ltrim", "max", "min", "nodes",
    "none", "normalize", "nullIf", "percentileCont", "percentileDisc", "pi", "point", "properties", "radians", "rand",
    "randomUUID", "range", "reduce", "relationships", "replace", "reverse", "right", "round", "rtrim", "shortestPath",
    "sign", "sin", "single", "size", "split", "sqrt", "startNode", "stDev", "stDevP", "substring", "sum", "tail", "tan",
    "time", "timestamp", "toBoolean", "toBooleanList", "toBooleanOrNull", "toFloat", "toFloatList", "toFloatOrNull",
    "toInteger", "toIntegerList", "toIntegerOrNull", "toLower", "toString", "toStringList", "toStringOrNull", "toUpper",
    "trim", "type", "upper", "valueType",
)  # fmt: skip
FUNCTION_NAMES = frozenset(name.lower() for name in FUNCTIONS)
FUNCTION_FAMILIES = frozenset({"date", "datetime", "localdatetime", "time", "localtime", "duration", "point"})
PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshiptypes",
        "db.propertykeys",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.schema.visualization",
        "db.index.fulltext.querynodes",
        "db.index.fulltext.queryrelationships",
    }
)
