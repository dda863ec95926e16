"""Currencies as tables print them: an ISO 4217 code or number, a name in nine languages, or a sign of one alone.

Source: names and codes of Unicode CLDR by Babel; numbers of ISO 4217 for the currencies of the trade that we read.
"""

from __future__ import annotations

from functools import cache, lru_cache

from graph.fold import fold, strip_punctuation

LANGUAGES = ("en", "de", "fr", "ru", "tr", "uk", "zh", "kk", "vi")
NUMBERS = {
    "840": "USD", "978": "EUR", "156": "CNY", "643": "RUB", "810": "RUB", "949": "TRY", "398": "KZT",
    "980": "UAH", "356": "INR", "344": "HKD", "392": "JPY", "410": "KRW", "784": "AED", "826": "GBP",
    "756": "CHF", "933": "BYN", "704": "VND", "860": "UZS", "051": "AMD", "981": "GEL", "417": "KGS",
    "944": "AZN", "702": "SGD", "764": "THB", "901": "TWD", "458": "MYR",
}  # fmt: skip
# Signs and short forms; a sign of several currencies ($ alone, ¥) means none.
SIGNS = {
    "€": "EUR", "us$": "USD", "us $": "USD", "usd$": "USD", "hk$": "HKD", "₺": "TRY", "₽": "RUB", "₴": "UAH",
    "₸": "KZT", "₹": "INR", "₫": "VND", "£": "GBP", "tl": "TRY", "rmb": "CNY", "rur": "RUB", "руб": "RUB",
    "руб.": "RUB", "долл": "USD", "долл.": "USD", "долл. сша": "USD", "dolar": "USD", "тенге": "KZT",
    "грн": "UAH", "грн.": "UAH", "юань": "CNY", "euro": "EUR", "dollars": "USD", "us dollars": "USD",
    "рублей": "RUB", "рубля": "RUB", "долларов": "USD", "доллара": "USD", "дол. сша": "USD", "долларов сша": "USD",
    "доллара сша": "USD", "доларів сша": "USD", "юаней": "CNY", "юаня": "CNY", "юанів": "CNY", "гривень": "UAH",
    "гривен": "UAH", "гривні": "UAH", "avro": "EUR", "d'euros": "EUR", "u.s. dollars": "USD", "of us dollars": "USD",
    "yuan": "CNY", "us-dollar": "USD", "türk lirasi": "TRY", "rub.": "RUB", "usd.": "USD", "eur.": "EUR",
    "美金": "USD", "港币": "HKD", "人民币元": "CNY", "日元": "JPY", "卢布": "RUB", "里拉": "TRY",
}  # fmt: skip
# Signs and words of several currencies: they name none, but they contradict none of these either.
DOLLARS = frozenset("USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP BRL".split())
SHARED = {
    "$": DOLLARS, "dollar": DOLLARS, "dollars": DOLLARS, "dolar": DOLLARS, "долл": DOLLARS, "долл.": DOLLARS,
    "¥": frozenset(("CNY", "JPY")), "元": frozenset(("CNY", "HKD", "TWD")), "руб": frozenset(("RUB", "BYN")),
    "руб.": frozenset(("RUB", "BYN")), "рублей": frozenset(("RUB", "BYN")), "rs": frozenset(("INR", "PKR", "LKR")),
    "rs.": frozenset(("INR", "PKR", "LKR")), "kr": frozenset(("SEK", "NOK", "DKK", "ISK")),
    "р": frozenset(("RUB", "BYN")), "р.": frozenset(("RUB", "BYN")), "лир": frozenset(("TRY",)),
    "lira": frozenset(("TRY",)),
}  # fmt: skip
SAME = {"RUR": "RUB", "CNH": "CNY"}  # two codes of one currency


def may_mean(word: str, code: str) -> bool:
    """Whether a sign or word beside a number agrees with the currency that its column names."""
    plain = fold(word.strip())
    if plain in SHARED:
        return SAME.get(code, code) in SHARED[plain]
    found = currency_code(word)
    return found is not None and SAME.get(found, found) == SAME.get(code, code)


def is_shared(word: str) -> bool:
    """Whether it is a sign or word of several currencies, so that alone it names none."""
    return fold(word.strip()) in SHARED and currency_code(word) is None


@lru_cache(maxsize=1 << 12)
def currency_code(text: str) -> str | None:
    """Return the ISO 4217 code of a currency as printed; None where it is not known or could be several.

    Args:
        text: such as "USD", "840", "Доллар США", "美元" or "€".
    """
    plain = text.strip()
    code = plain.upper()
    if code in _codes():
        return code
    folded = fold(plain)
    return NUMBERS.get(plain) or SIGNS.get(folded) or _names().get(strip_punctuation(folded))


@cache
def _codes() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


@cache
def _names() -> dict[str, str]:
    """Folded name -> code; without names that two currencies share. Old currencies give way to those of today."""
    from babel.core import Locale
    from babel.numbers import get_territory_currencies

    lands = [str(land) for land in Locale("en").territories]
    today = {code for land in lands if len(land) == 2 for code in get_territory_currencies(land)}
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        locale = Locale(language)
        for code, name in locale.currencies.items():
            if code in today:
                found.setdefault(strip_punctuation(fold(name)), set()).add(code)
        for code, forms in locale._data["currency_names_plural"].items():
            if code in today:
                for name in forms.values():
                    found.setdefault(strip_punctuation(fold(name)), set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
