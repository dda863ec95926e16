"""Fourteen pages of invented newspapers, two in each language, with what a reader would call the report marked.

Every firm, paper and event is invented. A page is laid out with elements that say what they are, or as a heap of `div`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A page.

    Attributes:
        name: language and layout.
        markup: the page.
        report: blocks of the report, in order.
        rest: blocks that are none of it.
        teasers: those of them that make a statement about other events.
    """

    name: str
    markup: str
    report: tuple[str, ...]
    rest: tuple[str, ...]
    teasers: tuple[str, ...]


# Title; four paragraphs; cells; three teasers; cookies, share, newsletter, comment, author, paywall, tags.
_TEXTS = {
    "de": (
        "Nordwerk Lagerbau schickt Kugellager nach Velstadt",
        "Die Nordwerk Lagerbau GmbH lieferte im März 4.000 Kugellager an die Firma Velstan in Velstadt.",
        "Das sagte ein Sprecher des Zollamts am Dienstag. Die Ware sei als Ersatzteil angemeldet gewesen.",
        "Nordwerk will sich dazu nicht äußern.",
        "Ein Gericht in Velstadt prüft den Vorgang, ein Urteil wird im Mai erwartet.",
        ("Monat", "Stück", "März", "4.000"),
        "Ostmark Optik verkauft Zielfernrohre an Brennau|Sudwald Motoren lieferte Triebwerke nach Karlow"
        "|Hallberg Chemie liefert Pulver an das Werk Rotin",
        "Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten."
        "|Auf Netzwerken teilen|Abonnieren Sie unseren Newsletter"
        "|Leser Karl: Die Firma Ostmark liefert doch seit Jahren.|Jana Feld schreibt seit 2015 über Wirtschaft."
        "|Weiterlesen mit einem Abo für 3 Euro im Monat.|Zoll Industrie Lager",
    ),
    "en": (
        "Norvane Bearings shipped parts to Velstan",
        "Norvane Bearings Ltd delivered 4,000 ball bearings to Velstan in March, customs officials said.",
        "The goods were declared as spare parts, according to a document seen by this newspaper.",
        "Norvane declined to comment.",
        "A court in Velstan is looking into the matter, and a ruling is expected in May.",
        ("Month", "Pieces", "March", "4,000"),
        "Eastmark Optics sells rifle scopes to Brennau|Southwold Motors delivered engines to Karlow"
        "|Hallberg Chemicals supplies powder to the Rotin plant",
        "We use cookies to give you the best experience.|Share this story|Sign up for our newsletter"
        "|Reader Carl: Eastmark has supplied them for years.|Jane Field has written about business since 2015."
        "|Read on with a subscription for 3 pounds a month.|Customs Industry Bearings",
    ),
    "fr": (
        "Norvane Roulements a expédié des pièces à Velstan",
        "La société Norvane Roulements SARL a livré en mars 4 000 roulements à billes à Velstan, selon la douane.",
        "Les marchandises étaient déclarées comme pièces de rechange, indique un document consulté par le journal.",
        "Norvane n'a pas répondu.",
        "Un tribunal de Velstan examine l'affaire et devrait rendre sa décision en mai.",
        ("Mois", "Pièces", "Mars", "4 000"),
        "Estmarque Optique vend des lunettes de tir à Brennau|Sudbois Moteurs a livré des moteurs à Karlow"
        "|Hallberg Chimie fournit de la poudre à l'usine de Rotin",
        "Nous utilisons des cookies pour améliorer votre visite.|Partager cet article|Inscrivez-vous à notre lettre"
        "|Lecteur Charles : Estmarque leur vend depuis des années.|Jeanne Champ écrit sur l'économie depuis 2015."
        "|Lire la suite avec un abonnement à 3 euros par mois.|Douane Industrie Roulements",
    ),
    "ru": (
        "Завод «Норвань» отправил подшипники в Вельстан",
        "ООО «Норвань» поставило в марте 4 000 подшипников фирме «Вельстан», сообщили на таможне.",
        "Товар был заявлен как запасные части, говорится в документе, который видела газета.",
        "В «Норвани» от ответа отказались.",
        "Суд в Вельстане рассматривает дело, решение ожидается в мае.",
        ("Месяц", "Штук", "Март", "4 000"),
        "«Остмарк Оптика» продаёт прицелы в Бреннау|«Зюдвальд Моторы» поставил двигатели в Карлов"
        "|«Халльберг Химия» поставляет порох заводу «Ротин»",
        "Мы используем файлы cookie для удобства читателей.|Поделиться в сетях|Подпишитесь на нашу рассылку"
        "|Читатель Карл: «Остмарк» поставляет им много лет.|Яна Полева пишет об экономике с 2015 года."
        "|Читайте дальше по подписке за 300 рублей в месяц.|Таможня Промышленность Подшипники",
    ),
    "uk": (
        "Завод «Норвань» відправив підшипники до Вельстана",
        "ТОВ «Норвань» поставило в березні 4 000 підшипників фірмі «Вельстан», повідомили на митниці.",
        "Товар був заявлений як запасні частини, ідеться в документі, який бачила газета.",
        "У «Норвані» від відповіді відмовилися.",
        "Суд у Вельстані розглядає справу, рішення очікують у травні.",
        ("Місяць", "Штук", "Березень", "4 000"),
        "«Остмарк Оптика» продає приціли до Бреннау|«Зюдвальд Мотори» поставив двигуни до Карлова"
        "|«Халльберг Хімія» постачає порох заводу «Ротін»",
        "Ми використовуємо файли cookie для зручності читачів.|Поділитися в мережах|Підпишіться на нашу розсилку"
        "|Читач Карло: «Остмарк» постачає їм багато років.|Яна Польова пише про економіку з 2015 року."
        "|Читайте далі за передплатою 90 гривень на місяць.|Митниця Промисловість Підшипники",
    ),
    "tr": (
        "Norvan Rulman Velstan'a parça gönderdi",
        "Norvan Rulman A.Ş. mart ayında Velstan firmasına 4.000 bilyalı rulman teslim etti, gümrük açıkladı.",
        "Gazetenin gördüğü bir belgeye göre mallar yedek parça olarak beyan edildi.",
        "Norvan yorum yapmadı.",
        "Velstan'daki bir mahkeme konuyu inceliyor, karar mayısta bekleniyor.",
        ("Ay", "Adet", "Mart", "4.000"),
        "Doğumark Optik Brennau'ya dürbün satıyor|Güneyor Motor Karlow'a motor teslim etti"
        "|Halberg Kimya Rotin fabrikasına barut sağlıyor",
        "Size en iyi deneyimi sunmak için çerez kullanıyoruz.|Bu haberi paylaş|Bültenimize abone olun"
        "|Okur Kerem: Doğumark yıllardır onlara satıyor.|Jale Tarla 2015'ten beri ekonomi yazıyor."
        "|Ayda 30 liraya abone olup okumaya devam edin.|Gümrük Sanayi Rulman",
    ),
    "zh": (
        "诺万轴承向维尔斯坦公司发货",
        "海关官员表示,诺万轴承有限公司三月向维尔斯坦公司交付了4000套滚珠轴承。",
        "本报看到的文件显示,这批货物申报为备件。",
        "诺万公司拒绝置评。",
        "维尔斯坦的法院正在审理此案,预计五月宣判。",
        ("月份", "数量", "三月", "4000"),
        "东标光学向布伦瑙出售瞄准镜|南林发动机公司向卡洛夫交付发动机|哈尔贝格化工向罗廷工厂供应火药",
        "我们使用Cookie以改善您的体验。|分享这篇报道|订阅我们的通讯|读者卡尔:东标多年来一直向他们供货。"
        "|田佳自2015年起报道经济新闻。|每月30元订阅后继续阅读。|海关 工业 轴承",
    ),
}

_HEAD = '<!doctype html><html lang="{lang}"><head><title>{t}</title></head><body>'
_TABLE = "<table><tr><th>{c[0]}</th><th>{c[1]}</th></tr><tr><td>{c[2]}</td><td>{c[3]}</td></tr></table>"
_SAID = (
    """<html><main><article class="has-sidebar share-enabled"><nav><a href="/">{x[6]}</a></nav><h1>{t}</h1>
<div class="share-bar"><a href="#">{x[1]}</a></div><div class="article__body comments-open"><p>{p[0]}</p><p>{p[1]}</p>
<div class="related-articles"><ul><li><a href="/1">{s[0]}</a></li></ul></div><p>{p[2]}</p>"""
    + _TABLE
    + """
<section class="newsletter-signup"><p>{x[2]}</p></section><p>{p[3]}</p></div>
<div class="paywall-note"><p>{x[5]}</p></div><div class="author-bio"><p>{x[4]}</p></div></article></main>
<aside><a href="/2">{s[1]}</a></aside><section id="comments"><p>{x[3]}</p></section>
<div id="cookie-banner"><p>{x[0]}</p></div><footer><a href="/3">{s[2]}</a></footer></body></html>"""
)
_HEAP = (
    """<div class="cookie-consent">{x[0]}</div><div class="page">
<div class="breadcrumbs"><a href="/">{x[6]}</a></div>
<div class="col-8"><h1>{t}</h1><div class="social-share">{x[1]}</div><div class="txt">{p[0]}</div>
<div class="txt">{p[1]}</div><div class="read-also"><div><a href="/1">{s[0]}</a></div></div>
<div class="txt">{p[2]}</div>"""
    + _TABLE
    + """<div class="txt">{p[3]}</div>
<div class="paywall">{x[5]}</div><div class="author-box">{x[4]}</div></div>
<div class="live-ticker"><div><a href="/2">{s[1]}</a></div></div>
<div class="q7"><div><a href="/3">{s[2]}</a></div></div>
<div class="newsletter">{x[2]}</div><div class="comment-list"><div>{x[3]}</div></div></div></body></html>"""
)


def news_pages() -> list[NewsPage]:
    """Return the pages: each language with elements that say what they are, and as a heap of `div`."""
    pages = []
    for lang, (title, one, two, three, four, cells, teasers, rest) in _TEXTS.items():
        s, x = tuple(teasers.split("|")), tuple(rest.split("|"))
        report = (title, one, two, three, *cells, four)
        for name, layout in (("elements", _SAID), ("heap", _HEAP)):
            markup = (_HEAD + layout).format(lang=lang, t=title, p=(one, two, three, four), c=cells, s=s, x=x)
            pages.append(NewsPage(f"{lang} {name}", markup, report, (*s, *x), s))
    return pages
