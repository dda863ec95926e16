"""What sentences of English and German texts say together: dates, chains, owners and offices."""

from __future__ import annotations

from graph.model import Claim
from tests.support.claims import claims_of


def claims(text: str, language: str) -> list[Claim]:
    """The claims of a text; none may be rejected."""
    return claims_of(text, language, "2025-06-15")


def test_a_month_without_a_year_follows_the_one_before_it() -> None:
    text = "In February 2023 China sold 40 turbines to Russia. In April Russia supplied China with sonars."
    assert [claim.start for claim in claims(text, "en")] == ["2023-02", "2023-04"]
    text = "Im Februar 2023 verkaufte China Russland 40 Turbinen. Im Januar lieferte Russland China Sonare."
    assert [claim.start for claim in claims(text, "de")] == ["2023-02", "2024-01"]


def test_a_month_of_another_paragraph_is_counted_from_the_publication() -> None:
    text = "In February 2023 China sold 40 turbines to Russia.\n\nIn April Russia supplied China with sonars."
    assert [claim.start for claim in claims(text, "en")] == ["2023-02", "2025-04"]


def test_what_takes_up_the_goods_hangs_on_the_source_before() -> None:
    text = "According to invoices, Altynkum Trade LLP sold turbines to OOO Lotos. The turbines went to AO Granitny."
    assert [claim.modality for claim in claims(text, "en")] == ["reported", "reported"]


def test_shares_in_words() -> None:
    text = "Ein Viertel des Grundkapitals der OOO Lotos-Avia liegt bei der Altynkum Trade LLP."
    (claim,) = claims(text, "de")
    assert claim.kind == "ownership" and claim.share is not None and claim.share.number == "25"
    (claim,) = claims("OOO Lotos-Avia is wholly owned by Altynkum Trade LLP.", "en")
    assert claim.kind == "ownership"


def test_its_director_is_that_of_the_firm_named_before() -> None:
    text = "The ministry fined Altynkum Trade LLP and its managing director, Aset Muratkan, in May."
    roles = [claim for claim in claims(text, "en") if claim.kind == "role"]
    assert [(claim.subject and claim.subject.surface, claim.object and claim.object.surface) for claim in roles] == [
        ("Aset Muratkan", "Altynkum Trade LLP")
    ]


def held(text: str) -> list[tuple[str, str, str, str]]:
    """Who holds how much of which firm, and since when."""
    owned = [claim for claim in claims(text, "en") if claim.kind == "ownership"]
    return sorted(
        (
            claim.subject.surface if claim.subject else "",
            claim.object.surface if claim.object else "",
            claim.share.number if claim.share else "",
            claim.start or "",
        )
        for claim in owned
    )


def test_shares_are_told_in_many_ways() -> None:
    firm, owner = "TOO Saryjol Impex", "Lantern Quay LLC"
    for text, share in {
        f"Igor Samokhin, a Russian national, has held a 90% stake in {firm} since June 2023.": "90",
        f"Filings give Igor Samokhin 65 percent of {firm}'s shares.": "65",
        f"Igor Samokhin is listed as the owner of 30 per cent of {firm}.": "30",
        f"The register names Igor Samokhin as the sole owner of {firm}.": "100",
        f"{firm} was set up in 2021 by Igor Samokhin, who still owns all of its shares.": "100",
    }.items():
        assert [(one[0], one[2]) for one in held(text)] == [("Igor Samokhin", share)], text
    assert held(f"{owner} and Igor Samokhin each own half of {firm}.") == [
        ("Igor Samokhin", firm, "50", ""),
        (owner, firm, "50", ""),
    ]
    assert held(f"{owner} owns two-fifths of {firm}; the rest belongs to Igor Samokhin.") == [
        ("Igor Samokhin", firm, "", ""),
        (owner, firm, "40", ""),
    ]
    assert held(f"{firm} is owned by Igor Samokhin and {owner}.") == [
        ("Igor Samokhin", firm, "", ""),
        (owner, firm, "", ""),
    ]


def test_what_a_firm_is_behind_the_comma_is_no_second_owner_of_it() -> None:
    """All names invented."""
    for firm in ("LLC “Saryjol”", "LLC Saryjol", "Saryjol LLC"):
        for what in ("a Russian company that produces drones", "a key Siberian company which mines coal"):
            for owner in ("sole owner", "owner", "majority shareholder"):
                told = held(f"Igor Samokhin is the {owner} of {firm}, {what}.")
                assert [one[:2] for one in told] == [("Igor Samokhin", firm)], (firm, what, owner)
    assert held("He is the owner of LLC Saryjol, a Chinese firm that trades in chips.") == []


def test_the_shares_are_those_of_the_firm_before() -> None:
    text = "TOO Saryjol Impex is in Almaty. Half the shares, according to filings, belong to Igor Samokhin, "
    assert held(text + "and another 30 per cent to Oleg Warin.") == [
        ("Igor Samokhin", "TOO Saryjol Impex", "50", ""),
        ("Oleg Warin", "TOO Saryjol Impex", "30", ""),
    ]


def offices(text: str) -> list[tuple[str, str, str, str]]:
    """Who holds which office where, and since when."""
    held_ = [claim for claim in claims(text, "en") if claim.kind == "role"]
    return [
        (
            claim.subject.surface if claim.subject else "",
            claim.object.surface if claim.object else "",
            claim.topic or "",
            claim.start or claim.end or "",
        )
        for claim in held_
    ]


def test_offices_are_told_in_many_ways() -> None:
    firm = "Lantern Quay LLC"
    for text, topic in {
        f"State filings name Igor Samokhin of Akron as president of {firm}.": "president",
        f"{firm} appointed Igor Samokhin as its chief executive in May.": "chief executive",
        f"Igor Samokhin took over as managing director of {firm} last year.": "managing director",
        f"Igor Samokhin holds the post of deputy director at {firm}.": "deputy director",
        f"{firm}, whose director is Igor Samokhin, declined to comment.": "director",
        f"The chief accountant of {firm}, Igor Samokhin, declined to comment.": "chief accountant",
    }.items():
        assert [one[:3] for one in offices(text)] == [("Igor Samokhin", firm, topic)], text
    text = f"Since February 2022 the director of {firm} has been Igor Samokhin."
    assert offices(text) == [("Igor Samokhin", firm, "director", "2022-02")]


def test_he_is_the_person_named_before() -> None:
    text = "Igor Samokhin likes boats. He shuns Lantern Quay LLC, the Singapore company whose chairman he has been"
    assert offices(f"{text} since 2021.") == [("Igor Samokhin", "Lantern Quay LLC", "chairman", "2021")]
    text = "Igor Samokhin owns OOO Lotos. Mr Samokhin is no stranger: until last year he was deputy head of sales at "
    assert offices(f"{text}Lantern Quay LLC.") == [
        ("Igor Samokhin", "Lantern Quay LLC", "deputy head of sales", "2024")
    ]


def test_the_same_months_are_those_named_before() -> None:
    text = "Between July and December 2024 China sold 40 lathes to Russia. "
    text += "Over the same six months Russia sold sonars to China."
    assert [(claim.start, claim.end) for claim in claims(text, "en")] == [("2024-07", "2024-12")] * 2


def test_dates_with_last_year_and_the_end_of_the_year() -> None:
    for printed, bounds in {
        "in March last year": ("2024-03", "2024-03"),
        "in the first half of last year": ("2024-01", "2024-06"),
        "between November 2023 and the following February": ("2023-11", "2024-02"),
        "this May": ("2025-05", "2025-05"),
        "in the last three months of 2024": ("2024-10", "2024-12"),
        "the year before last": ("2023", "2023"),
    }.items():
        (claim,) = claims(f"China sold 40 lathes to Russia {printed}.", "en")
        assert (claim.start, claim.end) == bounds, printed
    (claim,) = claims("China will sell 40 lathes to Russia before the year is out.", "en")
    assert (claim.start, claim.end) == (None, "2025")


def test_a_price_from_which_an_offer_begins() -> None:
    (claim,) = claims("Lantern Quay LLC was offering sonars to buyers in Russia from $2,300 apiece.", "en")
    assert claim.value is not None and (claim.value.number, claim.value.relation) == ("2300", ">=")


def test_what_is_suspected_of_a_lot_stays_suspected() -> None:
    text = "In May, the charge sheet alleges, Lantern Quay LLC bought 24 gyroscopes from Wuxi Devices Co., Ltd. In "
    text += "June the whole lot was sent on to AO Granitny."
    assert [claim.modality for claim in claims(text, "en")] == ["alleged", "alleged"]


def test_a_number_is_that_of_its_own_goods() -> None:
    firm, buyer = "Altynkum Trade LLP", "AO Granitny"
    for text, number in {
        f"{firm} will hand over 20 patrol boats to {buyer}.": "20",
        f"{firm} delivered the first 12 of 40 lathes to {buyer}.": "12",
        f"Two consignments totalling 40 tonnes of graphite were sent to {buyer} by {firm}.": "40",
        f"Some forty lathes were sold to {buyer} by {firm}.": "40",
    }.items():
        (claim,) = claims(text, "en")
        assert claim.quantity is not None and claim.quantity.number == number, text
        assert claim.quantity.relation == ("~" if text.startswith("Some") else "="), text


def test_part_of_a_lot_has_no_number_of_its_own() -> None:
    text = "AO Granitny imported 40 lathes from Altynkum Trade LLP in May. It sold half of them to OOO Lotos-Avia."
    assert [claim.quantity and claim.quantity.number for claim in claims(text, "en")] == ["40", None]
    text = "AO Granitny imported 40 lathes from Altynkum Trade LLP in May. Fifteen of them went to OOO Lotos-Avia."
    found = [
        (one.supplier and one.supplier.surface, one.quantity and one.quantity.number) for one in claims(text, "en")
    ]
    assert found == [("Altynkum Trade LLP", "40"), ("AO Granitny", "15")]


def test_trade_with_others_is_no_leg_of_a_chain() -> None:
    text = "Altynkum Trade LLP sold 40 lathes to AO Granitny in Russia. "
    text += "Last year Altynkum Trade LLP sold nets to an airline in Peru."
    assert [claim.goods for claim in claims(text, "en")] == ["lathes"]


def test_what_is_agreed_is_done() -> None:
    text = "AO Granitny agreed with Altynkum Trade LLP to build a plant in Tula."
    assert [(claim.kind, claim.modality) for claim in claims(text, "en")] == [("event", "asserted")]
