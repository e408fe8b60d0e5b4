"""Two years of the kits shop: what is sold, through what, and what was spent to be seen."""

import calendar
import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from exports import (
    DAY,
    END,
    META,
    ROOT,
    Order,
    ad_figures,
    audience,
    day_weight,
    days,
    ga4_explore,
    ga4_rows,
    ga4_standard,
    meta_row,
    meta_totals,
    money,
    months,
    paypal,
    pick,
    pinterest_ads,
    pinterest_overview,
    posts,
    rows_text,
    shopify,
    stripe,
    stripe_balance,
    suite,
    taxed,
    token,
    woocommerce,
    write,
)

SIZES = {"S": "Starter (to €500)", "G": "Growing (to €3,000)", "B": "Brand (to €10,000)"}


KITS = {  # code: title, prices in cents, printed matter
    "LIVE": ("Live-Selling Kit", {"S": 4900, "G": 12900, "B": 34900}, True),
    "CLIP": ("Short-Video Kit", {"S": 4500, "G": 12000, "B": 29000}, False),
    "CAT": ("Visual Catalogue Kit", {"S": 3900, "G": 9900, "B": 25900}, True),
    "LEAD": ("Lead Engine Kit", {"S": 5900, "G": 14900, "B": 39000}, False),
    "VIP": ("VIP Community Kit", {"S": 6900, "G": 15900, "B": 42000}, True),
    "KPI": ("KPI Dashboard Kit", {"S": 2900, "G": 7900, "B": 19000}, False),
    "REFRESH": ("Kit Refresh", {"": 1900}, False),
    "DAY": ("Set-Up Day", {"": 69000}, False),
}


PERCENT = {
    "BLACK24": 20,
    "LIVE25": 10,
    "CLIPS10": 10,
    "CREATOR15": 15,
    "LEADS25": 10,
    "BLACK25": 20,
    "VIP26": 10,
    "LEADS26": 10,
    "TIKTOK10": 10,
    "SPRING10": 10,
    "BACK15": 15,
    "NANNA50": 50,
}


CAMPAIGNS = {
    "monthly-letter": (["email"], "email", date(2024, 11, 1), END, None, {"email": ["ml-kit", "ml-journal"]}),
    "always-on": (["instagram", "facebook"], "paid_social", date(2024, 11, 1), END, None, {}),
    "black-week-24": (
        ["instagram", "facebook", "email"],
        "paid_social",
        date(2024, 11, 18),
        date(2024, 12, 2),
        "BLACK24",
        {},
    ),
    "pin-catalogue-25": (["pinterest"], "paid_social", date(2025, 3, 3), date(2025, 12, 31), None, {}),
    "spring-live-25": (["facebook", "instagram"], "paid_social", date(2025, 4, 7), date(2025, 5, 18), "LIVE25", {}),
    "first-clips-25": (["tiktok"], "paid_social", date(2025, 5, 5), date(2025, 12, 14), "CLIPS10", {}),
    "creators-25": (["instagram", "youtube"], "influencer", date(2025, 9, 8), date(2025, 10, 19), "CREATOR15", {}),
    "b2b-leads-25": (["linkedin"], "paid_social", date(2025, 9, 15), date(2025, 12, 5), "LEADS25", {}),
    "black-week-25": (
        ["instagram", "facebook", "email"],
        "paid_social",
        date(2025, 11, 17),
        date(2025, 12, 1),
        "BLACK25",
        {},
    ),
    "search-brand": (["google"], "cpc", date(2025, 7, 1), END, None, {}),
    "pin-ideas-26": (
        ["pinterest"],
        "paid_social",
        date(2026, 1, 12),
        END,
        None,
        {"pinterest": ["pi-board", "pi-pin"]},
    ),
    "vip-list-26": (
        ["whatsapp"],
        "messaging",
        date(2026, 1, 19),
        END,
        "VIP26",
        {"whatsapp": ["vip-list", "vip-list", "vip-card"]},
    ),
    "b2b-leads-26": (
        ["linkedin"],
        "paid_social",
        date(2026, 2, 2),
        END,
        "LEADS26",
        {"linkedin": ["li-deck", "li-deck", "li-fair"]},
    ),
    "clips-26": (["tiktok"], "paid_social", date(2026, 2, 16), END, "TIKTOK10", {"tiktok": ["tt-bio", "tt-clip"]}),
    "spring-reels-26": (
        ["instagram", "facebook"],
        "paid_social",
        date(2026, 3, 9),
        date(2026, 5, 31),
        "SPRING10",
        {"instagram": ["sr-bio", "sr-story", "sr-reel", "sr-reel"], "facebook": ["sr-group"]},
    ),
    "shorts-how-to-26": (["youtube"], "organic_social", date(2026, 4, 13), END, None, {"youtube": ["yt-note"]}),
    "back-to-trade-26": (
        ["instagram", "facebook"],
        "paid_social",
        date(2026, 8, 24),
        END,
        "BACK15",
        {"instagram": ["bt-bio", "bt-story", "bt-story", "bt-poster"], "facebook": ["bt-group"]},
    ),
}


TAGGED = {
    "instagram": 0.68,
    "facebook": 0.62,
    "pinterest": 0.86,
    "tiktok": 0.88,
    "linkedin": 0.78,
    "youtube": 0.6,
    "whatsapp": 0.85,
    "email": 0.9,
    "google": 1.0,
    "x": 0.0,
}


MIX = {
    "instagram": {"LIVE": 26, "CLIP": 27, "CAT": 22, "VIP": 9, "KPI": 9, "REFRESH": 3, "DAY": 0.4},
    "facebook": {"LIVE": 30, "VIP": 20, "CAT": 18, "CLIP": 10, "KPI": 11, "REFRESH": 4},
    "pinterest": {"CAT": 60, "CLIP": 12, "LIVE": 9, "KPI": 9, "VIP": 6, "REFRESH": 3},
    "tiktok": {"CLIP": 68, "LIVE": 17, "CAT": 6, "REFRESH": 4, "KPI": 2},
    "linkedin": {"LEAD": 60, "KPI": 18, "DAY": 13, "CLIP": 6},
    "whatsapp": {"VIP": 24, "LIVE": 20, "REFRESH": 5, "CAT": 16, "CLIP": 16, "KPI": 12, "DAY": 1},
    "": {"LIVE": 19, "CLIP": 18, "CAT": 18, "LEAD": 10, "VIP": 9, "KPI": 18, "REFRESH": 3, "DAY": 0.6},
}


SIZE_MIX = {"tiktok": (66, 29, 5), "linkedin": (16, 52, 32), "pinterest": (36, 49, 15), "": (47, 40, 13)}


AGAIN = {"whatsapp": 0.72, "email": 0.55, "direct": 0.42, "facebook": 0.2, "linkedin": 0.16, "tiktok": 0.05}


RATE = {
    "instagram": 0.0165,
    "facebook": 0.014,
    "pinterest": 0.0155,
    "tiktok": 0.0085,
    "linkedin": 0.021,
    "youtube": 0.011,
    "whatsapp": 0.065,
    "x": 0.009,
    "google": 0.034,
    "search": 0.021,
    "email": 0.041,
    "direct": 0.026,
}


SEASON = {1: 0.95, 2: 0.92, 3: 1.0, 4: 1.02, 5: 1.0, 6: 0.9, 7: 0.74, 8: 0.78, 9: 1.12, 10: 1.14, 11: 1.48, 12: 1.3}


def share(day):
    """Where orders come from, as weights; `day` between the first and the last month."""
    t = (day - date(2024, 11, 1)).days / 729
    return {
        "instagram": 0.28 + 0.045 * t,
        "facebook": 0.20 - 0.13 * t,
        "pinterest": 0.055 + 0.065 * t,
        "tiktok": 0.012 + (0.135 * t if day >= date(2025, 5, 1) else 0),
        "linkedin": 0.03 + 0.052 * t,
        "youtube": 0.02 + 0.012 * t,
        "whatsapp": 0.05 + 0.05 * t,
        "x": 0.01,
        "google": 0.028 if day >= date(2025, 7, 1) else 0,
        "search": 0.14 - 0.02 * t,
        "email": 0.09 - 0.015 * t,
        "direct": 0.10 - 0.035 * t,
        "unmatched": 0.011,
    }


def demand(first):
    month = (first.year - 2024) * 12 + first.month - 11
    return (59 + 3.5 * month) * SEASON[first.month]


def trace(rng, network, day):
    """(source, medium, campaign, content, discount code) of a visit."""
    if network == "unmatched":
        return rng.choice(
            [
                ("facbook", "paid_social", "", "", None),
                ("tik-tok", "paid_social", "clips", "", None),
                ("(not set)", "(not set)", "", "", None),
                ("linktree", "referral", "", "", None),
            ]
        )
    if network == "search":
        return "google", "organic", "", "", None
    if network == "direct":
        return ("direct", "none", "", "", None) if day >= date(2026, 1, 1) else ("", "", "", "", None)
    active = [code for code, c in CAMPAIGNS.items() if network in c[0] and c[2] <= day <= c[3]]
    if active and rng.random() < TAGGED[network]:
        weights = {code: 1 if code == "always-on" else 2.5 for code in active}
        code = pick(rng, weights)
        _, medium, _, _, coupon, links = CAMPAIGNS[code]
        medium = "email" if network == "email" else medium
        content = (
            rng.choice(links[network])
            if network in links and rng.random() < 0.62
            else (
                "" if medium in ("email", "messaging", "influencer", "cpc") else rng.choice(["ad-a", "ad-b", "ad-c"])
            )
        )
        odds = 0.72 if date(2025, 4, 1) <= day <= date(2025, 12, 31) else 0.42
        source = "insta" if network == "instagram" and rng.random() < 0.02 else network
        return source, medium, code, content, coupon if coupon and rng.random() < odds else None
    medium = {"email": "email", "whatsapp": "messaging", "google": "cpc"}.get(network, "organic_social")
    return network, medium, "", "", None


def shipping(country, lines, goods):
    printed = [sku for sku, _, _, _ in lines if KITS[sku.split("-")[1]][2]]
    if not printed:
        return 0
    boxed = any(sku.startswith("FT-VIP") for sku in printed)
    cost, free, box = {"IE": (450, 8000, 750), "GB": (990, None, 1590), "US": (990, None, 1590)}.get(
        country, (890, 15000, 1390)
    )
    if free is not None and goods >= free:
        return 0
    return box if boxed else cost


def kits_orders(rng):
    """Orders of 24 months in the order of their time, with all that any export tells of them."""
    zone = ZoneInfo("Europe/Dublin")
    orders, customers, subscribers = [], [], []
    lands = {"IE": 38, "FR": 17, "DE": 12, "GB": 11, "NL": 5, "BE": 5, "ES": 4, "IT": 3, "AT": 2, "US": 3}
    unknown_coupons = 0
    for first, last in months(date(2024, 11, 1), END):
        span = list(days(first, last))
        weights = [day_weight(day) for day in span]
        plan = [(day, None) for day in rng.choices(span, weights, k=round(demand(first) * rng.uniform(0.97, 1.03)))]
        for person in list(subscribers):
            if rng.random() < 0.24:
                subscribers.remove(person)
            else:
                plan.append((date(first.year, first.month, min(person["renews"], last.day)), person))
        for day, renewal in sorted(plan, key=lambda entry: entry[0]):
            order = Order()
            local = datetime(
                day.year,
                day.month,
                day.day,
                pick(rng, {0: 1, 7: 2, 9: 4, 11: 6, 12: 7, 14: 5, 17: 6, 19: 8, 20: 10, 21: 9, 22: 5, 23: 2}),
                rng.randrange(60),
                rng.randrange(60),
                tzinfo=zone,
            )
            order.at = local
            order.day = day
            order.renewal = renewal is not None
            order.network = "direct" if renewal else pick(rng, share(day))
            order.source, order.medium, order.campaign, order.content, order.code = (
                ("", "", "", "", None) if renewal else trace(rng, order.network, day)
            )
            pool = [c for c in customers if (day - c["first"]).days < 400]
            if renewal:
                person = renewal
            elif pool and rng.random() < AGAIN.get(order.network, 0.11):
                person = rng.choice(pool[-160:])
            else:
                person = {
                    "id": len(customers) + 1,
                    "country": pick(rng, lands),
                    "first": day,
                    "orders": 0,
                    "host": "example.org" if rng.random() < 0.2 else "example.com",
                }
                customers.append(person)
            order.returning = person["orders"] > 0
            person["orders"] += 1
            order.person = person
            order.mail = f"customer-{person['id']:04}@{person['host']}"
            order.country = person["country"]
            static = day >= date(2026, 1, 1)
            lines = []
            for _ in range(1 if renewal or static else pick(rng, {1: 74, 2: 21, 3: 5})):
                kit = "REFRESH" if renewal else pick(rng, MIX.get(order.network, MIX[""]))
                title, prices, _ = KITS[kit]
                small, middle, large = SIZE_MIX.get(order.network, SIZE_MIX[""])
                if static and order.network not in ("tiktok",):
                    small, large = small - 12, large + 4
                size = "" if "" in prices else pick(rng, {"S": small, "G": middle, "B": large})
                sku = f"FT-{kit}" + (f"-{size}" if size else "")
                name = title + (f" - {SIZES[size]}" if size else "")
                if not any(line[0] == sku for line in lines):
                    quantity = 2 if size == "S" and rng.random() < 0.06 else 1
                    lines.append((sku, name, quantity, prices[size]))
            if any(sku == "FT-REFRESH" for sku, _, _, _ in lines) and not renewal and person not in subscribers:
                person["renews"] = day.day
                subscribers.append(person)
            order.lines = lines
            order.physical = lambda sku: KITS[sku.split("-")[1]][2]
            order.gross = sum(quantity * price for _, _, quantity, price in lines)
            if not renewal and order.network == "direct" and unknown_coupons < 6 and rng.random() < 0.03:
                order.code, unknown_coupons = "NANNA50", unknown_coupons + 1
            order.discount = round(order.gross * PERCENT[order.code] / 100) if order.code else 0
            goods = order.gross - order.discount
            order.shipping = shipping(order.country, lines, goods)
            order.total = goods + order.shipping
            order.tax, order.net = taxed(order.country, goods, order.total)
            order.goods_tax = goods - order.net
            order.refund, order.refund_at = 0, None
            if rng.random() < 0.027 and not renewal:
                back = local + timedelta(days=rng.randrange(3, 21), minutes=rng.randrange(600))
                if back.date() <= END:
                    order.refund = order.total if rng.random() < 0.6 else round(goods * 0.3)
                    order.refund_at = back
            order.state = "paid"
            orders.append(order)
    orders.sort(key=lambda order: order.at)
    return orders


META_PLAN = {  # campaign: (name, number, network → (first cents per day, last cents per day), start, end)
    "always-on": (
        "FT | Catalogue | Always on",
        120210000000000101,
        {"instagram": (800, 1500), "facebook": (1250, 540)},
        date(2024, 11, 1),
        END,
    ),
    "black-week-24": (
        "FT | Sales | Black Week 2024",
        120210000000000114,
        {"instagram": (3300, 4100), "facebook": (2000, 2200)},
        date(2024, 11, 18),
        date(2024, 12, 2),
    ),
    "spring-live-25": (
        "FT | Sales | Spring live 2025",
        120210000000000132,
        {"facebook": (1750, 1600), "instagram": (1200, 1400)},
        date(2025, 4, 7),
        date(2025, 5, 18),
    ),
    "black-week-25": (
        "FT | Sales | Black Week 2025",
        120210000000000151,
        {"instagram": (6100, 7000), "facebook": (2600, 2400)},
        date(2025, 11, 17),
        date(2025, 12, 1),
    ),
    "spring-reels-26": (
        "FT | Sales | Spring reels 2026",
        120210000000000166,
        {"instagram": (2300, 2500), "facebook": (800, 650)},
        date(2026, 3, 9),
        date(2026, 5, 31),
    ),
    "back-to-trade-26": (
        "FT | Sales | Back to trade 2026",
        120210000000000183,
        {"instagram": (3000, 3300), "facebook": (800, 760)},
        date(2026, 8, 24),
        END,
    ),
}


META_KIND = {
    "instagram": (7.4, 0.0105, 4.6, 9800),
    "facebook": (6.3, 0.0092, 3.1, 9200),
}  # CPM, link CTR, claimed ROAS, order value


def meta_spend(rng):
    out = {}
    for code, (_, _, networks, start, end) in META_PLAN.items():
        for network, (low, high) in networks.items():
            span = (end - start).days or 1
            for day in days(start, end):
                base = low + (high - low) * (day - start).days / span
                if code == "always-on":
                    base *= 0.75 + 0.25 * SEASON[day.month]
                out[code, network, day] = round(base * rng.uniform(0.82, 1.18))
    return out


def meta_daily(rng, spend, first, last):
    rows = []
    for day in days(first, last):
        for code, (name, ident, networks, start, end) in META_PLAN.items():
            for network in sorted(networks):
                cents = spend.get((code, network, day), 0)
                if cents:
                    rows.append(
                        meta_row(
                            name, ident, day, network, ad_figures(rng, cents, *META_KIND[network]), cents, day, day
                        )
                    )
    for day in (first, first + 31 * DAY):
        rows.append(meta_row("FT | Test | Do not use", 120210000000000177, day, "audience_network", None, 0, day, day))
    return "\ufeff" + rows_text([META, meta_totals(rows, first, last)] + rows)


def meta_monthly(rng, spend, first, last):
    header = [name for name in META if name != "Day"]
    rows = []
    for start, end in months(first, last):
        for code, (name, ident, networks, _, _) in META_PLAN.items():
            for network in sorted(networks):
                cents = sum(spend.get((code, network, day), 0) for day in days(start, end))
                if cents:
                    rows.append(
                        meta_row(
                            name, ident, start, network, ad_figures(rng, cents, *META_KIND[network]), cents, start, end
                        )
                    )
    total = meta_totals(rows, first, last)
    day = META.index("Day")
    return "\ufeff" + rows_text([header] + [row[:day] + row[day + 1 :] for row in rows + [total]])


def tiktok_spend(day):
    if day < date(2026, 1, 1):
        return 560 + (day - date(2025, 5, 5)).days
    if day < date(2026, 4, 1):
        return 720
    if day < date(2026, 7, 1):
        return 1230 + (day - date(2026, 4, 1)).days
    return 2420 + (day - date(2026, 7, 1)).days * 4


def tiktok_french(rng):
    rows = [
        [
            "Nom de la campagne",
            "Statut principal",
            "Date",
            "Coût",
            "Impressions",
            "Couverture",
            "CPM",
            "Clics (tous)",
            "Clics (destination)",
            "CPC (destination)",
            "CTR (destination)",
            "Conversions",
            "Coût par conversion",
            "Valeur totale des paiements finalisés",
            "Devise",
        ]
    ]
    sums = [0] * 6
    for day in days(date(2025, 5, 5), date(2025, 12, 14)):
        spend = round(tiktok_spend(day) * rng.uniform(0.85, 1.15))
        impressions, reach, clicks, links, orders, sales = ad_figures(rng, spend, 3.1, 0.0112, 2.9, 7400)
        for i, value in enumerate((spend, impressions, clicks, links, orders, sales)):
            sums[i] += value
        rows.append(
            [
                "FT Premiers clips",
                "Terminée",
                day,
                money(spend, True),
                impressions,
                reach,
                money(round(spend * 1000 / impressions), True),
                clicks,
                links,
                money(round(spend / links), True) if links else "--",
                f"{links * 100 / impressions:.2f}%".replace(".", ","),
                orders,
                money(round(spend / orders), True) if orders else "--",
                money(sales, True),
                "EUR",
            ]
        )
    rows.append(
        [
            f"Total de {len(rows) - 1} résultats",
            "-",
            "-",
            money(sums[0], True),
            sums[1],
            "-",
            money(round(sums[0] * 1000 / sums[1]), True),
            sums[2],
            sums[3],
            money(round(sums[0] / sums[3]), True),
            f"{sums[3] * 100 / sums[1]:.2f}%".replace(".", ","),
            sums[4],
            money(round(sums[0] / sums[4]), True),
            money(sums[5], True),
            "EUR",
        ]
    )
    return rows_text(rows)


def tiktok_english(rng):
    rows = [
        [
            "Campaign name",
            "Primary status",
            "Campaign ID",
            "Date",
            "Cost",
            "Impressions",
            "Reach",
            "CPM",
            "Clicks (all)",
            "Clicks (destination)",
            "CPC (destination)",
            "CTR (destination)",
            "Conversions",
            "Cost per conversion",
            "Conversion rate (CVR）",
            "Total complete payment value",
            "Paid follows",
            "Currency",
        ]
    ]
    sums = [0] * 6
    names = [("FT Clips 2026 – Traffic", 1790000000000041, 0.72), ("FT Clips 2026 – Spark", 1790000000000058, 0.28)]
    for day in days(date(2026, 2, 16), END):
        for name, ident, part in names[: 2 if day >= date(2026, 7, 1) else 1]:
            spend = round(tiktok_spend(day) * (part if day >= date(2026, 7, 1) else 1) * rng.uniform(0.85, 1.15))
            impressions, reach, clicks, links, orders, sales = ad_figures(rng, spend, 3.0, 0.0118, 3.05, 7600)
            for i, value in enumerate((spend, impressions, clicks, links, orders, sales)):
                sums[i] += value
            follows = rng.choice([0, 2, 3, 5, 6, 8, 11])
            rows.append(
                [
                    name,
                    "Active",
                    ident,
                    day,
                    money(spend),
                    impressions,
                    reach,
                    money(round(spend * 1000 / impressions)),
                    clicks,
                    links,
                    money(round(spend / links)) if links else "--",
                    f"{links * 100 / impressions:.2f}%",
                    orders,
                    money(round(spend / orders)) if orders else "--",
                    f"{orders * 100 / links:.2f}%" if links else "--",
                    money(sales),
                    "-" if follows == 0 else "<5" if follows < 5 else follows,
                    "EUR",
                ]
            )
    rows.append(
        [
            f"Total of {len(rows) - 1} results",
            "-",
            "-",
            "-",
            money(sums[0]),
            sums[1],
            "-",
            money(round(sums[0] * 1000 / sums[1])),
            sums[2],
            sums[3],
            money(round(sums[0] / sums[3])),
            f"{sums[3] * 100 / sums[1]:.2f}%",
            sums[4],
            money(round(sums[0] / sums[4])),
            f"{sums[4] * 100 / sums[3]:.2f}%",
            money(sums[5]),
            "-",
            "EUR",
        ]
    )
    return rows_text(rows)


def linkedin(rng):
    plan = [
        ("FT B2B Lead Engine 2025", 318250041, date(2025, 9, 15), date(2025, 12, 5), 2750, "Completed"),
        ("FT B2B Lead Engine 2026", 318260017, date(2026, 2, 2), END, 2650, "Active"),
    ]
    header = [
        "Start Date (in UTC)",
        "Account Name",
        "Currency",
        "Campaign Group Name",
        "Campaign ID",
        "Campaign Name",
        "Campaign Type",
        "Campaign Status",
        "Total Spent",
        "Impressions",
        "Clicks",
        "Click Through Rate",
        "Average CPC",
        "Total Engagements",
        "Conversions",
        "Total Conversion Value",
        "Leads",
    ]
    rows, sums = [], [0] * 7
    for name, ident, start, end, cents, status in plan:
        for day in days(start, end):
            if day.weekday() > 4:
                continue
            spend = round(cents * rng.uniform(0.75, 1.25) * (0.6 if day.month in (7, 8) else 1.1))
            impressions, _, clicks, links, orders, sales = ad_figures(rng, spend, 33.0, 0.0062, 2.1, 23000)
            leads = pick(rng, {0: 70, 1: 26, 2: 4})
            engagements = clicks + rng.randrange(0, 9)
            for i, value in enumerate((spend, impressions, links, engagements, orders, sales, leads)):
                sums[i] += value
            rows.append(
                [
                    f"{day.month}/{day.day}/{day.year}",
                    "Feed & Till",
                    "EUR",
                    "B2B",
                    ident,
                    name,
                    "Sponsored Content",
                    status,
                    money(spend, thousands=","),
                    f"{impressions:,}",
                    links,
                    f"{links * 100 / impressions:.2f}%",
                    money(round(spend / links)) if links else "0",
                    engagements,
                    orders,
                    money(sales, thousands=","),
                    leads,
                ]
            )
    total = (
        ["Total"]
        + [""] * 7
        + [
            money(sums[0], thousands=","),
            f"{sums[1]:,}",
            f"{sums[2]:,}",
            f"{sums[2] * 100 / sums[1]:.2f}%",
            money(round(sums[0] / sums[2])),
            f"{sums[3]:,}",
            sums[4],
            money(sums[5], thousands=","),
            sums[6],
        ]
    )
    preamble = [
        "Campaign Performance Report (in UTC)",
        "Report Start: September 15, 2025, 12:00 AM",
        "Report End: October 31, 2026, 11:59 PM",
        "Date Generated: November 16, 2026, 9:12 AM",
        "",
    ]
    return "\ufeff" + "\n".join(preamble) + "\n" + rows_text([header] + rows + [total], delimiter="\t")


def google_ads(rng):
    lines = ["Campaign report", "1 July 2025 - 31 October 2026"]
    rows, sums = [
        [
            "Day",
            "Campaign",
            "Campaign ID",
            "Campaign status",
            "Currency code",
            "Cost",
            "Impr.",
            "Clicks",
            "CTR",
            "Avg. CPC",
            "Conversions",
            "Conv. value",
        ]
    ], [0] * 5
    for day in days(date(2025, 7, 1), END):
        clicks = rng.choice([0, 2, 3, 4, 5, 6, 7, 8, 9, 11])
        impressions = clicks * rng.randrange(6, 14) + rng.randrange(4, 30)
        spend = sum(round(38 * rng.uniform(0.7, 1.3)) for _ in range(clicks))
        orders = sum(rng.random() < 0.021 for _ in range(clicks))
        sales = sum(round(9400 * rng.uniform(0.5, 1.5)) for _ in range(orders))
        for i, value in enumerate((spend, impressions, clicks, orders, sales)):
            sums[i] += value
        rows.append(
            [
                day,
                "FT Search Brand",
                20870000015,
                "Enabled",
                "EUR",
                money(spend),
                impressions,
                clicks,
                f"{clicks * 100 / impressions:.2f}%",
                money(round(spend / clicks)) if clicks else " --",
                f"{orders}.00",
                money(sales, thousands=","),
            ]
        )
    for label in ("Total: Campaigns", "Total: Account"):
        rows.append(
            [
                label,
                " --",
                " --",
                " --",
                "EUR",
                money(sums[0], thousands=","),
                f"{sums[1]:,}",
                f"{sums[2]:,}",
                f"{sums[2] * 100 / sums[1]:.2f}%",
                money(round(sums[0] / sums[2])),
                f"{sums[3]}.00",
                money(sums[4], thousands=","),
            ]
        )
    return "\n".join(lines) + "\n" + rows_text(rows)


def x_ads(rng):
    rows = [
        [
            "Time period",
            "Campaign name",
            "Campaign ID",
            "Funding source name",
            "Currency",
            "Spend",
            "Impressions",
            "Clicks",
            "Link clicks",
            "Post engagements",
            "Purchases",
            "Purchases - sale amount",
        ]
    ]
    for day in days(date(2026, 6, 1), date(2026, 6, 21)):
        spend = round(900 * rng.uniform(0.8, 1.2))
        impressions, _, clicks, links, orders, sales = ad_figures(rng, spend, 4.8, 0.0045, 0.9, 8000)
        rows.append(
            [
                f"{day} 00:00 +0000",
                "FT Clinic June 2026",
                1932744018205368321,
                "Sample card",
                "USD",
                spend / 100,
                f"{impressions}.0",
                f"{clicks}.0",
                f"{links}.0",
                f"{clicks + rng.randrange(3, 30)}.0",
                f"{orders}.0",
                sales / 100,
            ]
        )
    return rows_text(rows)


def youtube(rng):
    titles = [
        "Hooks in three seconds",
        "A shot list for one afternoon",
        "Captions people read",
        "The grey card, explained",
        "Six pictures per product",
        "Your first live, minute by minute",
        "What the comments person does",
        "Cue cards from two metres",
        "A catalogue sheet that Meta takes",
        "UTM names that three people can keep",
        "One printed page a month",
        "Missing is not zero",
        "Leads without spam",
        "A buyer, named",
        "House rules for a group",
        "Fifty-two reasons to write",
        "A window and a phone",
        "When to stop an ad",
        "Why clicks are cheap",
        "Where the order came from",
        "Refunds in a report",
        "The bio link, sorted",
        "Start on Tuesday",
        "One offer per post",
    ]
    space = "\u00a0"

    def french(value):
        return f"{value:,}".replace(",", space)

    rows, sums = [], [0.0] * 5
    for index, title in enumerate(titles):
        day = date(2026, 4, 13) + timedelta(days=index * 8)
        views = round(900 * rng.lognormvariate(0.4, 0.6))
        hours = round(views * rng.uniform(0.004, 0.012), 1)
        impressions = round(views * rng.uniform(6, 11))
        subscribers, likes = rng.randrange(0, 22), round(views * rng.uniform(0.02, 0.05))
        for i, value in enumerate((views, hours, subscribers, impressions, likes)):
            sums[i] += value
        ident = (" -" if index == 7 else "") + token(rng, 10 if index == 7 else 11)
        rows.append(
            [
                ident,
                title,
                f"{day:%b} {day.day}, {day.year}",
                rng.randrange(18, 59),
                french(views),
                f"{hours:.1f}".replace(".", ","),
                subscribers,
                french(impressions),
                f"{rng.uniform(3, 9):.2f}".replace(".", ","),
                likes,
            ]
        )
    header = [
        "Contenu",
        "Titre de la vidéo",
        "Heure de publication de la vidéo",
        "Durée",
        "Vues",
        "Durée de visionnage (heures)",
        "Abonnés",
        "Impressions",
        "Taux de clics des impressions (%)",
        "Mentions « J'aime »",
    ]
    total = [
        "Total",
        "",
        "",
        "",
        french(int(sums[0])),
        f"{sums[1]:.1f}".replace(".", ","),
        int(sums[2]),
        french(int(sums[3])),
        "5,41",
        french(int(sums[4])),
    ]
    return rows_text([header, total] + rows)


def newsletter(rng, orders):
    """A mail provider's table: clicks and orders on the day of each letter and the four days after."""
    rows = [["Datum", "Kampagne", "Versendet", "Geöffnet", "Klicks", "Abmeldungen", "Bestellungen", "Umsatz"]]
    letters = [(date(first.year, first.month, 12), "Monatsbrief") for first, _ in months(date(2024, 11, 1), END)]
    letters += [(date(2024, 11, 29), "Black Week 2024"), (date(2025, 11, 28), "Black Week 2025")]
    for day, name in sorted(letters):
        people = 900 + (day - date(2024, 11, 1)).days * 2
        for after, part in enumerate((0.62, 0.2, 0.1, 0.05, 0.03)):
            opened = round(people * 0.41 * part * rng.uniform(0.9, 1.1))
            clicks = round(opened * rng.uniform(0.06, 0.11))
            mine = [
                order
                for order in orders
                if order.network == "email" and order.day == day + after * DAY and order.state == "paid"
            ]
            extra = rng.random() < 0.2
            count = len(mine) + extra
            sales = sum(order.total for order in mine) + extra * 4900
            rows.append(
                [
                    f"{day + after * DAY:%d.%m.%Y}",
                    name,
                    people if after == 0 else 0,
                    opened,
                    clicks,
                    rng.randrange(0, 6) if after == 0 else 0,
                    count,
                    money(sales, True, "."),
                ]
            )
    return rows_text(rows, delimiter=";", end="\r\n")


def main():
    folder = ROOT / "content/report"
    rng = random.Random("feed-and-till 148")
    orders = kits_orders(rng)
    old = [order for order in orders if order.day < date(2025, 4, 1)]
    woo = [order for order in orders if date(2025, 4, 1) <= order.day < date(2026, 1, 1)]
    new = [order for order in orders if order.day >= date(2026, 1, 1)]
    for index, state in ((20, "pending"), (75, "voided"), (190, "pending"), (260, "voided")):
        old[index].state, old[index].refund = state, 0
    for index, state in ((40, "voided"), (210, "pending"), (333, "voided"), (520, "voided"), (700, "pending")):
        woo[index].state, woo[index].refund = state, 0
    by_paypal = [order for order in new if not order.renewal and rng.random() < 0.15]
    by_paypal[60].state, by_paypal[60].refund = "pending", 0
    mine = set(map(id, by_paypal))
    by_card = [order for order in new if id(order) not in mine]
    write(folder, "shopify-orders.csv", shopify(rng, old, "Feed & Till", 1001))
    write(folder, "woocommerce-orders.csv", woocommerce(woo, 3101))
    write(folder, "stripe-payments.csv", stripe(rng, by_card))
    write(folder, "stripe-balance.csv", stripe_balance(rng, by_card, date(2026, 7, 1)))
    write(folder, "paypal-activity.csv", paypal(rng, by_paypal))

    first = date(2026, 1, 1)
    cells = ga4_rows(rng, orders, first, share, demand, RATE, CAMPAIGNS, TAGGED, day_weight, 0.88)
    write(folder, "ga4-explore-sessions.csv", ga4_explore(cells, "Sessions and orders by campaign", first, END, CAMPAIGNS))
    for month in (9, 10):
        start = date(2026, month, 1)
        last = date(2026, month, calendar.monthrange(2026, month)[1])
        write(
            folder,
            f"ga4-traffic-acquisition-2026-{month:02}.csv",
            ga4_standard(rng, cells, "Feed & Till", start, last, by_channel=month == 10),
        )

    spend = meta_spend(rng)
    write(folder, "meta-ads-2024-2026.csv", meta_monthly(rng, spend, date(2024, 11, 1), date(2026, 6, 30)))
    write(folder, "meta-ads.csv", meta_daily(rng, spend, date(2026, 7, 1), END))
    write(folder, "tiktok-ads-2025.csv", tiktok_french(rng))
    write(folder, "tiktok-ads.csv", tiktok_english(rng))
    write(
        folder,
        "pinterest-ads.csv",
        pinterest_ads(
            rng,
            [
                (
                    "FT Catalogue 2025",
                    626700041,
                    date(2025, 3, 3),
                    date(2025, 12, 31),
                    lambda day: 0 if day.weekday() > 4 else 560 if day.month < 11 else 800,
                ),
                ("FT Ideas 2026", 626700088, date(2026, 1, 12), END, lambda day: 0 if day.weekday() > 4 else 880),
            ],
        ),
    )
    write(folder, "linkedin-campaign-performance.csv", linkedin(rng), "utf-16-le")
    write(folder, "google-ads.csv", google_ads(rng))
    write(folder, "x-ads.csv", x_ads(rng))

    span = list(days(date(2026, 4, 1), END))
    grow = lambda day: 1 + (day - span[0]).days / 300
    write(
        folder,
        "meta-instagram-follows.csv",
        suite("Instagram follows", [(day, n) for day in span if (n := round(max(0, rng.gauss(11, 6) * grow(day))))]),
        "utf-16-le",
    )
    write(
        folder,
        "meta-instagram-views.csv",
        suite("Views", [(day, round(2900 * grow(day) * rng.uniform(0.75, 1.3))) for day in span]),
        "utf-16-le",
    )
    write(
        folder,
        "meta-facebook-visits.csv",
        suite("Facebook visits", [(day, round(58 / grow(day) * rng.uniform(0.7, 1.3))) for day in span]),
        "utf-16-le",
    )
    write(
        folder,
        "meta-audience.csv",
        audience(
            [
                ("18-24", 7.9, 4.2),
                ("25-34", 21.4, 10.8),
                ("35-44", 19.6, 9.7),
                ("45-54", 10.1, 5.6),
                ("55-64", 4.8, 2.7),
                ("65+", 2.0, 1.2),
            ],
            [
                ("Cork, Ireland", 9.8),
                ("Dublin, Ireland", 9.1),
                ("Paris, France", 4.6),
                ("Galway, Ireland", 2.9),
                ("Lyon, France", 2.2),
                ("Berlin, Germany", 1.9),
            ],
            [
                ("Ireland", 36.9),
                ("France", 18.4),
                ("Germany", 11.2),
                ("United Kingdom", 10.7),
                ("Netherlands", 4.6),
                ("Belgium", 4.4),
                ("Spain", 3.8),
                ("Italy", 2.7),
            ],
            "Instagram followers",
            14872,
            [
                ("Irish Makers (sample)", 6.1),
                ("Petites boutiques (sample)", 4.4),
                ("Shop Window Weekly (sample)", 3.7),
            ],
        ),
        "utf-16-le",
    )
    write(
        folder,
        "meta-posts-instagram.csv",
        posts(
            rng,
            ("feedandtill.example", "Feed & Till"),
            [
                "Three hooks for a mug, one afternoon",
                "What the comments person does in a live",
                "Six pictures of one candle, with the reason for each",
                "The grey card: a red that stays red",
                "A bio link with one offer, not nine",
                "Cue card 12: the pause before the price",
                "We counted: 40 questions in one live",
                "A caption, before and after",
                "House rules on a postcard",
                "Our worst clip of the month and why",
                "Member number 7 wants number 3",
                "How an order finds its post",
            ],
            date(2026, 5, 2),
            56,
            18_040_000_000_000_417,
            4200,
        ),
    )
    write(
        folder,
        "pinterest-analytics-overview-20260701-20261031.csv",
        pinterest_overview(
            rng,
            "feedandtillexample",
            date(2026, 7, 1),
            END,
            5200,
            [
                "Shot list for small shops",
                "Six pictures per product",
                "Market stall to online shop",
                "A catalogue by the window",
                "Grey card, how to",
            ],
            ["Product photos at home", "Small shop ideas", "Live selling", "Market stalls"],
        ),
    )
    write(folder, "youtube-studio.csv", youtube(rng))
    write(folder, "newsletter.csv", newsletter(rng, orders), "cp1252")
