"""The pottery's part of the samples: fifteen months of a workshop with two potters, one shop and two networks that count."""

import random
from datetime import date, datetime
from zoneinfo import ZoneInfo

from exports import (
    END,
    META,
    ROOT,
    Order,
    ad_figures,
    day_weight,
    days,
    ga4_explore,
    ga4_rows,
    ga4_standard,
    meta_row,
    meta_totals,
    months,
    pick,
    pinterest_ads,
    rows_text,
    shopify,
    taxed,
    write,
)

FIRST = date(2025, 8, 1)
ZONE = ZoneInfo("Europe/Berlin")
# SKU: name as in the shop's orders, cents, parcel class (None: nothing to send), weight in the mix, first day, last day
PRODUCTS = {
    "EP-MUG-CHK": ("Stoneware mug - Chalk", 3400, "", 16, FIRST, END),
    "EP-MUG-OCH": ("Stoneware mug - Ochre", 3400, "", 13, FIRST, date(2026, 10, 4)),
    "EP-MUG-SLT": ("Stoneware mug - Slate", 3600, "", 12, FIRST, END),
    "EP-BWL-CHK-S": ("Shallow bowl - Chalk / S", 2200, "", 6, FIRST, END),
    "EP-BWL-CHK-M": ("Shallow bowl - Chalk / M", 3200, "", 8, FIRST, END),
    "EP-BWL-CHK-L": ("Shallow bowl - Chalk / L", 4600, "", 5, FIRST, END),
    "EP-BWL-SLT-S": ("Shallow bowl - Slate / S", 2200, "", 5, FIRST, END),
    "EP-BWL-SLT-M": ("Shallow bowl - Slate / M", 3200, "", 6, FIRST, END),
    "EP-NST-SLT-3": ("Nesting bowls, Slate", 9200, "", 6, FIRST, date(2026, 8, 31)),
    "EP-PLT-OCH-4": ("Plate set, Ochre", 15800, "bulky", 6, FIRST, END),
    "EP-ESP-CHK-4": ("Espresso set, Chalk", 6800, "", 8, FIRST, END),
    "EP-POV-CHK": ("Pour-over set, Chalk", 9600, "", 8, FIRST, END),
    "EP-COF-250": ("Coffee for the pour-over - 250 g", 980, "", 7, FIRST, END),
    "EP-COF-1000": ("Coffee for the pour-over - 1 kg", 3400, "", 2, FIRST, END),
    "EP-TPT-SLT": ("Teapot, Slate", 14200, "", 2, FIRST, END),
    "EP-BVT-3": ("Bud vase trio", 6400, "", 10, FIRST, END),
    "EP-TVS-SGE": ("Tall vase, Sage", 11800, "bulky", 4, FIRST, END),
    "EP-PLN-12": ("Terracotta planter - 12 cm", 2800, "bulky", 5, date(2026, 3, 1), END),
    "EP-PLN-16": ("Terracotta planter - 16 cm", 4400, "bulky", 5, date(2026, 3, 1), END),
    "EP-PLN-22": ("Terracotta planter - 22 cm", 6800, "bulky", 2, date(2026, 3, 1), END),
    "EP-2ND-MUG-CHK": ("Mug, second - Chalk", 2200, "", 6, FIRST, END),
    "EP-2ND-ESP-CHK": ("Espresso cup, second", 1100, "", 5, FIRST, END),
    "EP-GFT-50": ("Gift card - €50", 5000, None, 3, FIRST, END),
    "EP-GFT-100": ("Gift card - €100", 10000, None, 1, FIRST, END),
    "EP-CRS-2027-01": ("Throwing course - 16 January 2027", 9800, None, 3, date(2026, 9, 1), date(2026, 10, 25)),
    "EP-CRS-2027-02": ("Throwing course - 20 February 2027", 9800, None, 2, date(2026, 9, 1), END),
}
CAMPAIGNS = {
    "kiln-letter": (["email"], "email", FIRST, END, None, {"email": ["kl-first"]}),
    "christmas-25": (
        ["instagram", "facebook", "pinterest"],
        "paid_social",
        date(2025, 11, 10),
        date(2025, 12, 14),
        "ADVENT10",
        {"instagram": ["ch-story"]},
    ),
    "table-pins-26": (["pinterest"], "paid_social", date(2026, 1, 12), END, None, {"pinterest": ["tp-board"]}),
    "spring-planters-26": (
        ["instagram", "facebook"],
        "paid_social",
        date(2026, 3, 16),
        date(2026, 4, 26),
        "FRUEHLING",
        {"instagram": ["sp-reel", "sp-bio"]},
    ),
    "studio-films": (["youtube"], "organic_social", date(2026, 2, 1), END, None, {"youtube": ["sf-note"]}),
    "autumn-firing-26": (
        ["instagram", "facebook"],
        "paid_social",
        date(2026, 9, 7),
        END,
        "BRAND26",
        {"instagram": ["af-reel", "af-bio", "af-card"]},
    ),
}
TAGGED = {"instagram": 0.6, "facebook": 0.6, "pinterest": 0.75, "youtube": 0.7, "email": 0.9, "whatsapp": 0}
RATE = {
    "instagram": 0.014,
    "facebook": 0.012,
    "pinterest": 0.017,
    "youtube": 0.012,
    "email": 0.05,
    "search": 0.024,
    "direct": 0.028,
}
SEASON = {1: 0.8, 2: 0.8, 3: 1.0, 4: 1.05, 5: 1.0, 6: 0.85, 7: 0.7, 8: 0.75, 9: 1.05, 10: 1.15, 11: 1.7, 12: 1.75}
PLAN = {
    "christmas-25": ("Advent 2025", 120230000000000017, {"instagram": 1150, "facebook": 620}),
    "spring-planters-26": ("Frühling 2026 – Töpfe", 120230000000000029, {"instagram": 900, "facebook": 410}),
    "autumn-firing-26": ("Herbstbrand 2026", 120230000000000041, {"instagram": 1240, "facebook": 520}),
}


def share(day):
    t = (day - FIRST).days / 456
    return {
        "instagram": 0.30 + 0.02 * t,
        "pinterest": 0.17 + 0.06 * t,
        "facebook": 0.10 - 0.03 * t,
        "youtube": 0.02 + 0.02 * t,
        "email": 0.13,
        "search": 0.14,
        "direct": 0.12,
        "unmatched": 0.008,
    }


def demand(first):
    month = (first.year - 2025) * 12 + first.month - 8
    return (31 + 0.9 * month) * SEASON[first.month]


def trace(rng, network, day):
    if network == "unmatched":
        return "pintrest", "social", "", "", None
    if network == "search":
        return "google", "organic", "", "", None
    if network == "direct":
        return "", "", "", "", None
    active = [code for code, c in CAMPAIGNS.items() if network in c[0] and c[2] <= day <= c[3]]
    if active and rng.random() < TAGGED[network]:
        code = rng.choice(active)
        _, medium, _, _, coupon, links = CAMPAIGNS[code]
        content = rng.choice(links[network]) if network in links and rng.random() < 0.6 else ""
        return (
            network,
            "email" if network == "email" else medium,
            code,
            content,
            coupon if coupon and rng.random() < 0.35 else None,
        )
    return network, "email" if network == "email" else "organic_social", "", "", None


def price(sku, day):
    return 16500 if sku == "EP-PLT-OCH-4" and day >= date(2026, 9, 14) else PRODUCTS[sku][1]


def shipping(country, lines, goods):
    classes = [PRODUCTS[sku][2] for sku, _, _, _ in lines if PRODUCTS[sku][2] is not None]
    if not classes:
        return 0
    cost, free, bulky = {
        "DE": (590, 9000, 1290),
        "FR": (990, 12000, 1990),
        "CH": (3200, None, 6400),
        "GB": (3200, None, 6400),
    }.get(country, (1490, 18000, 2990))
    if free is not None and goods >= free:
        return 0
    return bulky if "bulky" in classes else cost


def make_orders(rng):
    orders, customers = [], []
    lands = {"DE": 66, "FR": 14, "AT": 6, "NL": 4, "BE": 3, "CH": 4, "GB": 3}
    for first, last in months(FIRST, END):
        span = list(days(first, last))
        for day in rng.choices(
            span,
            [1.2 if day.weekday() in (4, 5, 6) else 0.9 for day in span],
            k=round(demand(first) * rng.uniform(0.96, 1.04)),
        ):
            order = Order()
            order.at = datetime(
                day.year,
                day.month,
                day.day,
                pick(rng, {0: 1, 8: 3, 10: 5, 12: 5, 15: 4, 18: 6, 20: 8, 21: 7, 22: 3, 23: 1}),
                rng.randrange(60),
                rng.randrange(60),
                tzinfo=ZONE,
            )
            order.day, order.renewal, order.state = day, False, "paid"
            order.network = pick(rng, share(day))
            order.source, order.medium, order.campaign, order.content, order.code = trace(rng, order.network, day)
            if customers and rng.random() < {"email": 0.6, "direct": 0.35}.get(order.network, 0.12):
                person = rng.choice(customers[-120:])
            else:
                person = {"id": len(customers) + 1, "country": pick(rng, lands)}
                customers.append(person)
            order.person, order.country, order.mail = (
                person,
                person["country"],
                f"customer-{person['id']:04}@example.org",
            )
            offered = {sku: entry[3] for sku, entry in PRODUCTS.items() if entry[4] <= day <= entry[5]}
            lines = []
            for _ in range(pick(rng, {1: 58, 2: 29, 3: 10, 4: 3})):
                sku = pick(rng, offered)
                if not any(line[0] == sku for line in lines):
                    cup = sku.startswith(("EP-MUG", "EP-BWL", "EP-2ND"))
                    lines.append(
                        (sku, PRODUCTS[sku][0], pick(rng, {1: 55, 2: 32, 4: 10, 6: 3}) if cup else 1, price(sku, day))
                    )
            order.lines = lines
            order.physical = lambda sku: PRODUCTS[sku][2] is not None
            order.gross = sum(quantity * cents for _, _, quantity, cents in lines)
            order.discount = round(order.gross * 0.1) if order.code else 0
            goods = order.gross - order.discount
            order.shipping = shipping(order.country, lines, goods)
            order.total = goods + order.shipping
            order.tax, order.net = taxed(order.country, goods, order.total)
            order.goods_tax = goods - order.net
            order.refund = 0
            if rng.random() < 0.03:
                order.refund = order.total if rng.random() < 0.5 else lines[0][3]
                order.refund = min(order.refund, order.total)
            orders.append(order)
    orders.sort(key=lambda order: order.at)
    for index, state in ((33, "voided"), (180, "pending"), (401, "voided")):
        orders[index].state, orders[index].refund = state, 0
    return orders


def meta(rng):
    rows = []
    kinds = {"instagram": (8.1, 0.0098, 3.9, 7600), "facebook": (6.9, 0.0085, 2.6, 7000)}
    for code, (name, ident, networks) in PLAN.items():
        for day in days(CAMPAIGNS[code][2], CAMPAIGNS[code][3]):
            for network, cents in networks.items():
                spend = round(cents * rng.uniform(0.82, 1.18))
                rows.append(
                    meta_row(name, ident, day, network, ad_figures(rng, spend, *kinds[network]), spend, day, day)
                )
    return "\ufeff" + rows_text([META] + rows + [meta_totals(rows, date(2025, 11, 1), END)])


def main():
    folder = ROOT / "examples/ceramics/content/report"
    rng = random.Random("ellerbach")
    orders = make_orders(rng)
    write(folder, "orders_export.csv", shopify(rng, orders, "Ellerbach Pottery", 2101, tags=False))
    first = date(2025, 10, 1)
    cells = ga4_rows(rng, orders, first, share, demand, RATE, CAMPAIGNS, TAGGED, day_weight, 0.82)
    write(folder, "ga4-explore-sessions.csv", ga4_explore(cells, "Besuche nach Kampagne", first, END, CAMPAIGNS))
    write(
        folder,
        "ga4-traffic-acquisition-2026-10.csv",
        ga4_standard(rng, cells, "Ellerbach Pottery", date(2026, 10, 1), END, by_channel=True),
    )
    write(folder, "meta-ads.csv", meta(rng))
    write(
        folder,
        "pinterest-ads.csv",
        pinterest_ads(
            rng,
            [
                ("Advent 2025", 626800012, date(2025, 11, 10), date(2025, 12, 14), lambda day: 640),
                (
                    "Tischpins 2026",
                    626800031,
                    date(2026, 1, 12),
                    END,
                    lambda day: 0 if day.weekday() in (1, 3, 6) else 520,
                ),
            ],
        ),
    )
