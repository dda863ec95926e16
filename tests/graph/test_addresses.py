"""Keys of addresses, telephones and domains: evidence that two records may be one."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolution.addresses import address_keys, phone_key, read_address, site_key


def _same(one: str, other: str) -> bool:
    return bool(address_keys(one) & address_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ул. Лесная, д. 5, г. Энск", "5 Lesnaya Street, Ensk"),
        ("УЛ. ЛЕСНАЯ Д. 5, Г.ЭНСК, 127018", "127018, Ensk, Lesnaya Str., 5, Russian Federation"),
        ("м. Энськ, вул. Лесна, буд. 5", "Lesna ul. 5, Ensk"),
        ("61A Prospekt Rechnoy, Ensk, 656049, Russia", "проспект Речной, 61А, г. Энск"),
        ("Room 12, Floor 3, Lesnaya Str. 17, 117342 Ensk", "Lesnaya Street 17, office 250, Ensk"),
        ("ул. 40 лет Реки, д. 118, г. Энск", "118 40 Let Reki Street, Ensk"),
        ("3 per. Rechnoy, Moscow", "Москва, Речной переулок, 3"),
        (
            "广东省深圳市福田区蓝禾北路1019号蓝禾大厦A座12楼",
            "No. 1019 Lanhe North Road, Futian District, Shenzhen, China",
        ),
        ("廣東省深圳市藍禾路8號", "广东省深圳市蓝禾路8号"),
        ("B. Rechnaya ul. 57, Ensk", "Bolshaya Rechnaya str., 57, Ensk"),
        ("1st Rechnoy proezd, 9, Ensk", "d. 9 Pr. 1-I Rechnoy, Ensk"),
        ("Unit 7, 12/F, Lanhe Tower, 45-51 Lanhe Road, Kowloon, Hong Kong", "45–51 Lanhe Rd, Flat 3, Kowloon"),
        ("Beispielstraße 12, 24109 Musterstadt", "BEISPIELSTRASSE 12, Musterstadt"),
    ],
)
def test_one_building_in_two_spellings(one: str, other: str) -> None:
    assert _same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lesnaya ul. 5, Ensk", "Lesnaya ul. 7, Ensk"),
        ("Lesnaya ul. 5, Ensk", "Lesnaya ul. 5, Zetsk"),
        ("Lesnaya ul. 5, Ensk", "5-ya Lesnaya ul. 5, Ensk"),
        ("Lesnaya ul. 5, Ensk", "Lesnaya ul. 5A, Ensk"),
        ("2nd Lesnaya Str. 5, Ensk", "3rd Lesnaya Str. 5, Ensk"),
        ("Lanhe North Road 8, Shenzhen", "Lanhe South Road 8, Shenzhen"),
        ("深圳市蓝禾北路8号", "深圳市蓝禾南路8号"),
        ("深圳市蓝禾路8号", "广州市蓝禾路8号"),
        ("Bolshaya Rechnaya 5, Ensk", "Malaya Rechnaya 5, Ensk"),
        ("Calle 14 No. 9-19, Ejemplo", "Carrera 14 No. 9-19, Ejemplo"),
        ("Lesnaya ul. 5, Ensk, Russia", "Lesnaya ul. 5, Zetsk, Russia"),
    ],
)
def test_another_building(one: str, other: str) -> None:
    assert address_keys(one) and address_keys(other)
    assert not _same(one, other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Russian Federation",
        "Moscow, Russia",
        "P.O. Box 82, Herning 7400, Denmark",
        "Lesnaya Street, Ensk",
        "5",
        "深圳市",
        "蓝禾路8号",
        "🏭",
        "5, 5, 5, 5",
    ],
)
def test_what_says_too_little_has_no_key(text: str) -> None:
    assert address_keys(text) == frozenset()


def test_a_room_is_no_part_of_the_key() -> None:
    read = read_address("117342, Ensk, Lesnaya Str., 17, Building 2, Floor 3, Office 250, Russian Federation")
    assert read is not None
    assert (read.number, sorted(read.places), sorted(read.postcodes)) == ("17", ["ensk"], ["117342"])


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert address_keys(text) == address_keys(text)
    phone_key(text, "RU")
    site_key(text)


def test_a_very_long_address_is_cut() -> None:
    assert address_keys("Lesnaya ul. 5, Ensk, " + "x " * 100_000) == address_keys("Lesnaya ul. 5, Ensk")


@pytest.mark.parametrize(
    ("text", "country", "key"),
    [
        ("+7 (495) 000-00-01", None, "+74950000001"),
        ("8 (495) 000-00-01", "RU", "+74950000001"),
        ("8-495-0000001 доб. 12", "RU", "+74950000001"),
        ("007 495 0000001", None, "+74950000001"),
        ("(+ 7) 8 495 000-00-01", None, "+74950000001"),
        ("+74950000001/02", None, "+74950000001"),
        ("0755-8000 0001 转 8", "CN", "+8675580000001"),
        ("+86 (0)755 80000001", "CN", "+8675580000001"),
        ("2000 0001", "HK", "+85220000001"),
        ("495 000 00 01", None, None),
        ("123", "RU", None),
        ("", "RU", None),
        ("+7 495 000 00 01 / +7 495 000 00 02", "RU", None),
    ],
)
def test_telephones(text: str, country: str | None, key: str | None) -> None:
    assert phone_key(text, country) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("sales@lanhe.example", "lanhe.example"),
        ("https://www.shop.lanhe-ex.com.cn/en?page=1", "lanhe-ex.com.cn"),
        ("HTTP://SPEKTR-IMPORT.EXAMPLE:8080", "spektr-import.example"),
        ("спектр.рф", "спектр.рф"),
        ("xn--e1akngbj.xn--p1ai", "спектр.рф"),
        ("Anyone@mail.ru", "anyone@mail.ru"),
        ("https://vk.com/unreal_gears/", "vk.com/unreal_gears"),
        ("lanhe.en.alibaba.com", "lanhe.en.alibaba.com"),
        ("https://vk.com/", None),
        ("mail.ru", None),
        ("192.0.2.1", None),
        ("no domain", None),
        ("", None),
    ],
)
def test_sites(text: str, key: str | None) -> None:
    assert site_key(text) == key


def test_shells_at_one_address_are_found_in_the_lists(shared_data: Path) -> None:
    """One building is printed in several ways, and several parties of a list sit in it."""
    printed: dict[str, set[str]] = defaultdict(set)
    holders: dict[str, set[str]] = defaultdict(set)
    for path in sorted((shared_data / "eu_journal_sanctions").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for address in row["address"].split(";"):
                    for key in address_keys(address):
                        printed[key].add(address)
                        holders[key].add(row["name"])
    assert len(printed) > 1000
    assert sum(len(holders[key]) >= 3 and len(printed[key]) >= 3 for key in printed) >= 10
