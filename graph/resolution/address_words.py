"""Words of addresses in Latin and Cyrillic letters, calling codes, and domains under which anybody may be."""

from __future__ import annotations

import re

STREET = frozenset(
    "st street str strasse straße ul ulitsa ulitza ultisa ulica улица ул вулиця вул road rd lu jie dadao avenue ave av "
    "prospekt prospect prosp pr проспект пр просп highway hwy shosse шоссе lane ln pereulok per пер переулок провулок "
    "пров proezd proyezd проезд проїзд passage drive dr embankment emb nab naberezhnaya набережная наб boulevard blvd "
    "bulvar бульвар square sq ploshchad pl площадь площа пл caddesi cad cd sokak sokağı sokagi bulvarı bulvari way "
    "tupik tup тупик trakt тракт rue allee weg platz".split()
)
HOUSE = frozenset("house h d д дом буд будинок building bld bldg no nr № block здание зд".split())
UNIT = frozenset(
    "office off of room rm floor fl flat apt apartment kv suite ste unit pom premise premises kom komn korp corp annex "
    "level entrance оф офис пом помещ помещение прим кв эт этаж корп стр строение ком комната кімн workshop shop box "
    "tower".split()
)
SKIPPED = frozenset("g г м city gorod город town of the and in at near village v с д".split())
REGION = frozenset(
    "oblast region republic krai kray district municipal province okrug area territory county state autonomous rayon "
    "raion область обл край республика район округ р-н zone free economic development".split()
)
VAGUE = frozenset(
    (
        "ae|afghanistan|am|armenia|australia|austria|azerbaijan|bangladesh|belarus|belgium|brazil|"
        "bulgaria|burma|by|canada|china|cn|colombia|costa rica|crimea|cuba|cy|cyprus|czech republic|de|"
        "democratic people's republic korea|denmark|deutschland|ecuador|egypt|england|estonia|finland|fr|"
        "france|gb|georgia|germany|greece|guatemala|hk|honduras|hungary|india|indonesia|ir|iran|iraq|"
        "islamic republic iran|israel|italy|japan|jordan|kazakhstan|kg|korea|kuwait|kyrgyz republic|"
        "kyrgyzstan|kz|latvia|lebanon|libya|lithuania|malaysia|malta|mexico|moldova|mongolia|myanmar|"
        "netherlands|north korea|norway|oman|p r china|pakistan|panama|people's republic china|"
        "people's republic of china|peru|philippines|poland|prc|qatar|republic armenia|republic belarus|"
        "republic kazakhstan|republic korea|republic of belarus|republic türkiye|romania|ru|russia|"
        "russian federation|saudi arabia|serbia|somalia|south korea|spain|sri lanka|sudan|sweden|"
        "switzerland|syria|taiwan|tajikistan|thailand|tr|turkey|turkiye|turkmenistan|tw|türkiye|ua|uae|"
        "uk|ukraine|united arab emirates|united kingdom|united states|united states america|us|usa|uz|"
        "uzbekistan|venezuela|vietnam|yemen|российская федерация|россия|російська федерація|рф|україна"
    ).split("|")
)
ABBREVIATIONS = {
    "b": "bolshaya", "bol": "bolshaya", "bolshoy": "bolshaya", "bolshoi": "bolshaya", "б": "bolshaya",
    "большой": "bolshaya", "m": "malaya", "maly": "malaya", "malyi": "malaya", "м": "malaya", "малый": "malaya",
    "n": "nizhnyaya", "nizhny": "nizhnyaya", "stary": "staraya",
}  # fmt: skip
DIRECTIONS = {"north": "bei", "south": "nan", "east": "dong", "west": "xi", "middle": "zhong"}
PLACES = tuple(
    (re.compile(found), written)
    for found, written in (
        (r"(?<!\w)(?:st\.?|saint|sankt|санкт|с\.?|s)[ -]*(?:petersburg|peterburg|петербург)(?!\w)", "petersburg"),
        (r"(?<!\w)(?:москва|moscow|moskau|moskva)(?!\w)", "moskva"),
        (r"(?<!\w)(?:hong kong|hongkong|h\.k\.)(?!\w)", "hongkong"),
        (r"(?<!\w)(?:минск|minsk)(?!\w)", "minsk"),
        (r"(?<!\w)(?:киев|київ|kiev|kyiv)(?!\w)", "kyiv"),
    )
)
HAN_PLACES = {
    "中国": "",
    "香港": "hongkong",
    "九龙": "kovlon",
    "新界": "",
    "澳门": "makau",
}  # that stand without a suffix
CALLING_CODES = {
    "AE": "971", "AM": "374", "AT": "43", "AZ": "994", "BE": "32", "BY": "375", "CA": "1", "CH": "41", "CN": "86",
    "CY": "357", "CZ": "420", "DE": "49", "EE": "372", "ES": "34", "FI": "358", "FR": "33", "GB": "44", "GE": "995",
    "HK": "852", "IN": "91", "IR": "98", "IT": "39", "JP": "81", "KG": "996", "KP": "850", "KR": "82", "KZ": "7",
    "LT": "370", "LV": "371", "MD": "373", "MO": "853", "MY": "60", "NL": "31", "PL": "48", "RS": "381", "RU": "7",
    "SE": "46", "SG": "65", "SY": "963", "TH": "66", "TJ": "992", "TM": "993", "TR": "90", "TW": "886", "UA": "380",
    "US": "1", "UZ": "998", "VN": "84",
}  # fmt: skip
SECOND_LEVEL = frozenset("com co org net gov edu ac or ne go in biz msk spb nov".split())
COMMON_DOMAINS = frozenset(
    "gmail.com googlemail.com yahoo.com hotmail.com outlook.com live.com msn.com icloud.com aol.com proton.me "
    "protonmail.com gmx.de gmx.net web.de mail.ru bk.ru list.ru inbox.ru internet.ru yandex.ru yandex.com ya.ru "
    "rambler.ru ukr.net i.ua tut.by 163.com 126.com qq.com foxmail.com sina.com sina.cn sohu.com 139.com 188.com "
    "aliyun.com yeah.net alibaba.com made-in-china.com aliexpress.com 1688.com taobao.com tmall.com globalsources.com "
    "ec21.com facebook.com vk.com linkedin.com instagram.com twitter.com x.com t.me youtube.com wordpress.com "
    "blogspot.com narod.ru tilda.ws wixsite.com github.io google.com".split()
)
