"""Make the files in data/ from their sources: `python -m graph.reference.compile [FOLDER]`.

What people write by hand (countries_words.yml, goods.yml) is always compiled. With FOLDER, which holds `countries`,
`hs2022_pddl` and `chpl` as downloaded, the tables of others are compiled first. The result depends on nothing else but
the version of Babel's CLDR.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from graph.errors import SchemaError
from graph.fold import fold, strip_marks
from graph.reference.countries import DROPPED, LANGUAGES, country_key
from graph.reference.goods_compile import compile_goods
from graph.reference.inflection import FORMS

DATA = Path(__file__).parent / "data"
ROLES = ("adjective", "inhabitants", "capital", "abbreviation", "name", "lookup")
KOSOVO = {"iso3": "XKX", "numeric": ""}

# CLDR's display name is too long or too unusual to print; the shorter name is in use everywhere.
PREFERRED: dict[str, dict[str, str]] = {
    "HK": dict(de="Hongkong", en="Hong Kong", fr="Hong Kong", ru="Гонконг", tr="Hong Kong", uk="Гонконг", zh="香港"),
    "MO": dict(de="Macau", en="Macao", fr="Macao", ru="Макао", tr="Makao", uk="Макао", zh="澳门"),
    "PS": dict(de="Palästina", en="Palestine", fr="Palestine", ru="Палестина", tr="Filistin", uk="Палестина"),
}
# Two countries share these names; a cell that says no more is not guessed.
SHARED = frozenset(
    {"congo", "kongo", "конго", "刚果", "剛果", "南极洲", "korea", "корея", "kore", "corée", "coree", "corea"}
)
OFFICIAL = {
    "en": ("UNTERM English Formal", "UNTERM English Short", "official_name_en"),
    "fr": ("UNTERM French Formal", "UNTERM French Short", "official_name_fr"),
    "ru": ("UNTERM Russian Formal", "UNTERM Russian Short", "official_name_ru"),
    "zh": ("UNTERM Chinese Formal", "UNTERM Chinese Short", "official_name_cn"),
}


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write a JSON object with one key per line, so that changes can be read."""
    lines = (f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(data[key], ensure_ascii=False)}" for key in data)
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def _without_article(text: str) -> str:
    text = re.sub(r"\s*\((the|la|le|les|l[’'])\)$", "", text.strip())
    return re.sub(r"^(the |la |le |les |l[’'])", "", text).strip()


def compile_countries(folder: Path, out: Path) -> None:
    """Write countries.json: code -> ISO codes, names by language, official and other names by language."""
    with (folder / "countries" / "country-codes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["ISO3166-1-Alpha-2"]: row for row in csv.DictReader(file)}
    locales = {language: Locale(language).territories for language in LANGUAGES}
    traditional = Locale.parse("zh_Hant").territories
    table: dict[str, Any] = {}
    for iso in sorted([*rows, "XK"]):
        row = rows.get(iso, {})
        codes = {"iso3": row["ISO3166-1-Alpha-3"], "numeric": row["ISO3166-1-numeric"].zfill(3)} if row else KOSOVO
        shown = {language: PREFERRED.get(iso, {}).get(language) or locales[language][iso] for language in LANGUAGES}
        also: dict[str, list[str]] = {language: [locales[language][iso]] for language in LANGUAGES}
        also["zh"].append(traditional[iso])
        for language, columns in OFFICIAL.items():
            also[language] += [_without_article(row.get(column) or "") for column in columns]
        extra = {
            language: list(dict.fromkeys(item for item in items if item and item != shown[language]))
            for language, items in also.items()
        }
        table[iso] = {**codes, "names": shown, "also": {key: items for key, items in extra.items() if items}}
    write_json(out / "countries.json", table)


def compile_hs(folder: Path, out: Path) -> None:
    """Write hs2022.tsv (code, description) and chpl.tsv (code, tier), both sorted by code."""
    with (folder / "hs2022_pddl" / "harmonized-system.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = {row["hscode"]: " ".join(row["description"].split()) for row in csv.DictReader(file)}
    lines = [f"{code}\t{text}\n" for code, text in sorted(codes.items()) if code.isdigit()]
    (out / "hs2022.tsv").write_text("".join(lines), "utf-8")
    (source,) = sorted((folder / "chpl").glob("*.csv"))
    with source.open(encoding="utf-8-sig", newline="") as file:
        tiers = {row["hs6"]: row["tier"] for row in csv.DictReader(file)}
    (out / "chpl.tsv").write_text("".join(f"{code}\t{tier}\n" for code, tier in sorted(tiers.items())), "utf-8")


def read_words(path: Path) -> dict[str, dict[str, dict[str, list[str]]]]:
    """Read countries_words.yml: code -> language -> role -> words.

    Raises:
        SchemaError: a line has more fields than there are roles.
    """
    words: dict[str, dict[str, dict[str, list[str]]]] = {}
    for iso, languages in yaml.safe_load(path.read_text("utf-8")).items():
        for language, line in languages.items():
            cells = [[item.strip() for item in cell.split("|") if item.strip()] for cell in line.split(";")]
            if len(cells) > len(ROLES):
                raise SchemaError(f"{path.name}, {iso}, {language}: at most {len(ROLES)} fields, got {len(cells)}")
            words.setdefault(iso, {})[language] = dict(zip(ROLES, cells, strict=False))
    return words


def _lookup_names(iso: str, entry: Mapping[str, Any], words: Mapping[str, Mapping[str, list[str]]]) -> Iterable[str]:
    yield from entry["names"].values()
    for by_role in words.values():
        for role in ("name", "abbreviation", "lookup"):
            yield from by_role.get(role, ())
    for items in entry["also"].values():
        yield from items


def compile_index(table: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, str]:
    """Make the table folded name -> code.

    Raises:
        SchemaError: one name stands for two countries.
    """
    index = {key.lower(): iso for iso in table for key in (iso, table[iso]["iso3"])}
    for iso, entry in table.items():
        for text in _lookup_names(iso, entry, words.get(iso, {})):
            for key in dict.fromkeys((country_key(text), strip_marks(country_key(text)))):
                if key in SHARED or not key:
                    continue
                if index.setdefault(key, iso) != iso:
                    raise SchemaError(
                        f"country name {text!r} of {iso} already stands for {index[key]}; drop one of both"
                    )
    return dict(sorted(index.items()))


def compile_mentions(table: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, list[list[str]]]:
    """Make, by language, the sorted list of [form, code, role] for the search in texts.

    A form that stands for two countries is left out, unless one of both has it as its name and the other has not.
    """
    result: dict[str, list[list[str]]] = {}
    for language in LANGUAGES:
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for iso, entry in table.items():
            own = words.get(iso, {}).get(language, {})
            by_role = {
                **own,
                "name": [entry["names"][language], *own.get("name", ()), *entry["also"].get(language, ())],
            }
            for role in ("name", "capital", "abbreviation", "adjective", "inhabitants"):
                for word in by_role.get(role, ()):
                    for form in FORMS[language](word, role):
                        if len(form) > 1 and (role == "abbreviation" or fold(form) not in DROPPED[language]):
                            found.setdefault(fold(form), {}).setdefault(iso, (form, role))
        rows: list[list[str]] = []
        for owners in found.values():
            named = {iso: value for iso, value in owners.items() if value[1] == "name"}
            chosen = owners if len(owners) == 1 else named
            if len(chosen) == 1:
                rows += [[form, iso, role] for iso, (form, role) in chosen.items()]
        result[language] = sorted(rows)
    return result


def compile_hand(data: Path, out: Path) -> None:
    """Compile what is written by hand: countries_index.json, countries_mentions.json, goods.json.

    Args:
        data: folder with the hand-written files, countries.json and hs2022.tsv.
        out: folder to write to.
    """
    table = json.loads((data / "countries.json").read_text("utf-8"))
    words = read_words(data / "countries_words.yml")
    unknown = sorted(set(words) - set(table))
    if unknown:
        raise SchemaError(f"countries_words.yml: {', '.join(unknown)} are no country codes; correct them")
    write_json(out / "countries_index.json", compile_index(table, words))
    mentions = compile_mentions(table, words)
    lines = []
    for language, rows in mentions.items():
        body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        lines.append(f'"{language}": [\n{body}\n]')
    (out / "countries_mentions.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    codes = [line.split("\t")[0] for line in (data / "hs2022.tsv").read_text("utf-8").splitlines()]
    write_json(out / "goods.json", compile_goods(data / "goods.yml", frozenset(codes)))


def main(arguments: list[str]) -> None:
    """Compile all; see the docstring of the module."""
    if arguments:
        compile_countries(Path(arguments[0]), DATA)
        compile_hs(Path(arguments[0]), DATA)
    compile_hand(DATA, DATA)


if __name__ == "__main__":
    main(sys.argv[1:])
