"""Reads an export with the real library; run by a Python that has followthemoney, and this project has not.

Usage: python ftm_library.py FOLDER             counts and errors by class, as JSON
       python ftm_library.py --tables FILE      what our tables of properties and ranges have wrong, as JSON
"""

import json
import sys
from collections import Counter
from pathlib import Path


def tables(path):
    """Compare our tables with the model."""
    from followthemoney import model

    told, wrong = json.loads(Path(path).read_text(encoding="utf-8")), []
    for schema, properties in told["held"].items():
        known = model.get(schema).properties
        wrong += [f"{schema}.{name}" for name in properties if name not in known or known[name].deprecated]
    for schema, (source, starts, target, ends) in told["ranges"].items():
        for name, held in ((source, starts), (target, ends)):
            reach = model.get(schema).get(name).range
            wrong += [f"{schema}.{name}: {one}" for one in held if not model.get(one).is_a(reach)]
    return wrong


def check(folder):
    """Read entities, statements and catalogue, and count what the library would not take as it stands."""
    from followthemoney import model
    from followthemoney.dataset import DataCatalog, Dataset
    from followthemoney.exc import InvalidData
    from followthemoney.statement.serialize import read_path_statements

    errors: Counter[str] = Counter()
    lines = (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    schemata = {row["id"]: row["schema"] for row in rows}
    errors["an id twice"] += len(rows) - len(schemata)
    for row in rows:
        schema = model.get(row["schema"])
        try:
            schema.validate(row)
        except InvalidData as error:
            errors[f"{row['schema']}: {error.errors}"] += 1
        for name in schema.required:
            errors[f"{row['schema']}.{name} required"] += not row["properties"].get(name)
        for name, values in row["properties"].items():
            errors.update(_values(model, schema, name, values, schemata))
    count = 0
    for one in read_path_statements(folder / "statements.csv", "csv"):
        count += 1
        errors[f"key of a statement on {one.prop}"] += one.id != one.generate_key()
        errors[f"statement on nothing: {one.prop}"] += one.canonical_id not in schemata
    catalogue = DataCatalog(Dataset, json.loads((folder / "catalog.json").read_text(encoding="utf-8")))
    for row in rows:
        errors["data set not in the catalogue"] += sum(not catalogue.has(name) for name in row["datasets"])
    return {"entities": len(rows), "statements": count, "errors": {key: n for key, n in errors.items() if n}}


def _values(model, schema, name, values, schemata):
    known = schema.get(name)
    if known is None or known.deprecated or known.stub:
        yield f"{schema.name}.{name} is no property to write"
        return
    for value in values:
        if known.type.name == "entity":
            if value not in schemata:
                yield f"{schema.name}.{name} leads nowhere"
            elif not model.get(schemata[value]).is_a(known.range):
                yield f"{schema.name}.{name} must not be a {schemata[value]}"
        if known.type.clean(value, format=known.format) is None:
            yield f"{schema.name}.{name} is not taken: {value}"


if __name__ == "__main__":
    if sys.argv[1] == "--tables":
        print(json.dumps(tables(sys.argv[2])))
    else:
        print(json.dumps(check(Path(sys.argv[1]))))
