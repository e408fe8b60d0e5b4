"""Adds up the sample exports by itself, for tests of the report: `python3 tests/report/totals.py kits|ceramics > FILE.json`.

In: the exports of a demo shop and its campaigns.yaml. Out: JSON; amounts in cents, all else whole numbers. It shares no
code with the program that it checks: every file is read here by its column names, with Python's own csv module.

How it counts:
- Prices and shipping hold VAT. `gross` is price × quantity as written, `total` is what was paid. `net` is goods after
  discounts without VAT and before refunds. Shopify tells the VAT of goods and shipping together: goods have their share
  of it, half cents upwards. Stripe (in metadata) and PayPal tell the VAT of the goods.
- WooCommerce tells `net` only, and refunds without VAT. PayPal tells no discounts, so there is no `gross`.
- `refunds` stand on the day on which the file tells them: the order's in Shopify and Stripe, the refund's own in
  WooCommerce and PayPal. `refunds_of_orders` are the same on the order's day; `returns` are the part of them that was
  goods without VAT, in proportion of the order, which is what net sales lose.
- Orders count when they are paid; refunded ones stay orders. Days are those of Europe/Dublin (kits) or Europe/Berlin (ceramics).
- Payments in the balance report are those of the payments report, and are not counted twice. Visits are those of Explore.
- Foreign amounts are changed row by row, half cents away from zero.
- A customer is a mail address; WooCommerce's export has none, so its customers are not among them. New is who orders for
  the first time. A cohort is the new customers of a month, and `active` those of them who ordered in it and in each
  month after.
"""

import csv
import io
import json
import re
import sys
from collections import defaultdict
from datetime import date, datetime, timezone
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
PLATFORMS = {
    "instagram": ["ig"],
    "facebook": ["fb"],
    "tiktok": [],
    "pinterest": [],
    "linkedin": [],
    "youtube": [],
    "whatsapp": [],
    "x": ["twitter"],
    "telegram": [],
}
MEASURES = [
    "orders",
    "gross",
    "discounts",
    "refunds",
    "refunds_of_orders",
    "returns",
    "net",
    "tax",
    "shipping",
    "total",
    "fees",
    "sessions",
    "engaged_sessions",
    "key_events",
    "analytics_sales",
    "spend",
    "impressions",
    "reach",
    "clicks",
    "link_clicks",
    "claimed_orders",
    "claimed_sales",
    "followers",
    "follows",
    "views",
    "likes",
    "comments",
    "shares",
    "saves",
    "leads",
    "profile_visits",
    "engagements",
    "watch_time",
]


def table(text, delimiter=",", header=None):
    """Rows as dictionaries, from the line that begins with `header`."""
    if header is not None:
        text = text[re.search("^" + re.escape(header), text, re.M).start() :]
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    return [dict(zip(rows[0], row)) for row in rows[1:] if any(row)]


def cents(text):
    return int((Decimal(text.replace(",", "").replace("€", "") or "0") * 100).quantize(Decimal(1), ROUND_HALF_UP))


def without_tax(goods, tax, total):
    return goods - (2 * tax * goods + total) // (2 * total) if total else goods


def french(text):
    return text.replace("\u00a0", "").replace(",", ".")


def whole(text):
    text = text.replace(",", "").replace("\u00a0", "")
    return int(Decimal(text)) if re.fullmatch(r"[\d.]+", text) else 0


class Campaigns:
    def __init__(self, path):
        self.all = []
        for block in re.split(r"^- code: ", path.read_text("utf-8"), flags=re.M)[1:]:
            field = lambda name: (re.search(rf"^  {name}: (.*)$", block, re.M) or [None, ""])[1]
            items = lambda text: [item.strip().strip('"') for item in text.strip("[]").split(",") if item.strip()]
            links = re.findall(r"^    - \{code: ([^,]+),.*?network: (\w+)", block, re.M)
            self.all.append(
                {
                    "code": block.split("\n")[0].strip(),
                    "networks": items(field("networks")),
                    "names": [n.lower() for n in items(field("names"))],
                    "discount": field("discount_code").lower(),
                    "links": dict(links),
                }
            )

    def find(self, campaign, codes):
        campaign = campaign.lower()
        for own in self.all:
            if campaign and (campaign == own["code"] or campaign in own["names"]):
                return own
        for own in self.all:
            if own["discount"] and own["discount"] in [code.strip().lower() for code in codes.split(",")]:
                return own
        return None


class Book:
    def __init__(self, site, zone, rates, rules):
        self.folder = site / "content/report"
        self.campaigns = Campaigns(site / "content/campaigns.yaml")
        self.zone = ZoneInfo(zone)
        self.rates = rates
        self.rules = rules
        self.files = {}
        self.orders = []
        self.refunds = []
        self.figures = []

    def text(self, name, encoding="utf-8"):
        return (self.folder / name).read_bytes().decode(encoding).lstrip("\ufeff")

    def file(self, name, rows, used, **sums):
        self.files[name] = {
            "rows": rows,
            "used": used,
            "sums": {key: value for key, value in sums.items() if value is not None},
        }

    def belonging(self, source="", medium="", campaign="", content="", channel="", codes="", tags="", network=None):
        told = [
            text.lower() if text.lower() not in ("(not set)", "(none)", "unknown") else ""
            for text in (source, medium, campaign, content, channel, codes, tags)
        ]
        source, medium, campaign, content, channel, codes, tags = told
        forced = self.rules(source=source, medium=medium, channel=channel, tags=tags)
        own = (
            next((c for c in self.campaigns.all if c["code"] == forced[1]), None)
            if forced[1]
            else self.campaigns.find(campaign, codes)
        )
        link = content if own and content in own["links"] else None
        found = forced[0] or network
        name = channel.split(": ", 1)[-1]
        for text in (source, name):
            for platform, others in PLATFORMS.items():
                hosts = (f"{platform}.com", f"m.{platform}.com", f"www.{platform}.com", f"l.{platform}.com")
                if not found and text and (text == platform or text in others or text in hosts):
                    found = platform
        if not found:
            if medium == "email" or source == "email" or name == "email":
                found = "email"
            elif source == "google" and medium == "cpc":
                found = "google"
            elif source == "google" or channel.startswith("organic: ") or name == "google":
                found = "search"
            elif source in ("(direct)", "direct") or name == "direct":
                found = "direct"
            elif medium == "referral" or channel.startswith("referral: "):
                found = "referral"
            elif link:
                found = own["links"][link]
            elif own and len(own["networks"]) == 1:
                found = own["networks"][0]
            elif not (source or medium or campaign) and channel in ("", "web"):
                found = "untold"
            else:
                found = "unmatched"
        return found, own["code"] if own else None, link

    def order(self, file, ident, day, state, amounts, trace, customer, lines=()):
        self.orders.append(
            {
                "file": file,
                "id": ident,
                "day": day,
                "state": state,
                "amounts": amounts,
                "belongs": self.belonging(**trace),
                "customer": customer.lower(),
                "lines": lines,
            }
        )

    def figure(self, day, belongs, currency="EUR", **values):
        rate = self.rates.get(currency)
        if rate:
            for name in ("spend", "claimed_sales"):
                if name in values:
                    values[name] = int((Decimal(values[name]) * Decimal(rate)).quantize(Decimal(1), ROUND_HALF_UP))
        self.figures.append((day, belongs, values))

    # Shops and payments

    def shopify(self, name):
        rows = table(self.text(name))
        orders = {}
        for row in rows:
            orders.setdefault(row["Name"], []).append(row)
        sums = defaultdict(int)
        for ident, lines in orders.items():
            first = lines[0]
            notes = dict(line.split(": ", 1) for line in first["Note Attributes"].split("\n") if line)
            goods, tax = cents(first["Subtotal"]), cents(first["Taxes"])
            amounts = {
                "gross": sum(cents(line["Lineitem price"]) * int(line["Lineitem quantity"]) for line in lines),
                "discounts": cents(first["Discount Amount"]),
                "refunds": cents(first["Refunded Amount"]),
                "net": without_tax(goods, tax, cents(first["Total"])),
                "tax": tax,
                "shipping": cents(first["Shipping"]),
                "total": cents(first["Total"]),
            }
            assert (
                amounts["gross"] - amounts["discounts"] == goods and goods + amounts["shipping"] == amounts["total"]
            ), ident
            paid = first["Financial Status"] in ("paid", "refunded", "partially_refunded")
            if paid:
                sums["orders"] += 1
                for key, value in amounts.items():
                    sums[key] += value
            day = datetime.strptime(first["Created at"], "%Y-%m-%d %H:%M:%S %z").astimezone(self.zone).date()
            self.order(
                name,
                ident,
                day,
                "counted" if paid else first["Financial Status"],
                amounts,
                {
                    "source": notes.get("utm_source", ""),
                    "medium": notes.get("utm_medium", ""),
                    "campaign": notes.get("utm_campaign", ""),
                    "content": notes.get("utm_content", ""),
                    "channel": first["Source"],
                    "codes": first["Discount Code"],
                    "tags": first["Tags"],
                },
                first["Email"],
                [
                    (
                        line["Lineitem sku"],
                        line["Lineitem name"],
                        int(line["Lineitem quantity"]),
                        cents(line["Lineitem price"]) * int(line["Lineitem quantity"]),
                    )
                    for line in lines
                ],
            )
        self.file(name, len(rows), len(rows), **sums)

    def woocommerce(self, name):
        rows, sums = table(self.text(name)), defaultdict(int)
        for row in rows:
            day = date.fromisoformat(row["Date"][:10])
            net = cents(row["Net Sales"])
            if net < 0:
                sums["refunds"] -= net
                self.refunds.append((row["Order #"], day, -net))
                continue
            counted = row["Status"] in ("Completed", "Refunded")
            if counted:
                sums["orders"] += 1
                sums["net"] += net
            lines = [
                ("", *re.fullmatch(r"(\d+)× (.*)", part).groups()[::-1])
                for part in re.split(r", (?=\d+× )", row["Product(s)"])
            ]
            self.order(
                name,
                row["Order #"],
                day,
                "counted" if counted else row["Status"].lower(),
                {"net": net, "refunds": 0},
                {"channel": row["Attribution"], "codes": row["Coupon(s)"]},
                "",
                [(sku, title, int(quantity), None) for sku, title, quantity in lines],
            )
        self.file(name, len(rows), len(rows), **sums)

    def stripe(self, name):
        rows, sums = table(self.text(name)), defaultdict(int)
        for row in rows:
            counted = row["Status"] in ("Paid", "Refunded")
            told = {
                key: row[f"{key} (metadata)"]
                for key in (
                    "utm_source",
                    "utm_medium",
                    "utm_campaign",
                    "utm_content",
                    "sku",
                    "product",
                    "quantity",
                    "discount_code",
                )
            }
            total, discount, shipping, tax = (
                cents(row[key]) for key in ("Amount", "discount (metadata)", "shipping (metadata)", "tax (metadata)")
            )
            amounts = {
                "gross": total - shipping + discount,
                "discounts": discount,
                "refunds": cents(row["Amount Refunded"]),
                "net": total - shipping - tax,
                "tax": tax,
                "shipping": shipping,
                "total": total,
                "fees": cents(row["Fee"]),
            }
            if counted:
                sums["orders"] += 1
                for key, value in amounts.items():
                    sums[key] += value
            day = (
                datetime.strptime(row["Created date (UTC)"], "%Y-%m-%d %H:%M:%S")
                .replace(tzinfo=timezone.utc)
                .astimezone(self.zone)
                .date()
            )
            self.order(
                name,
                row["id"],
                day,
                "counted" if counted else "failed",
                amounts,
                {
                    "source": told["utm_source"],
                    "medium": told["utm_medium"],
                    "campaign": told["utm_campaign"],
                    "content": told["utm_content"],
                    "codes": told["discount_code"],
                },
                row["Customer Email"],
                [(told["sku"], told["product"], int(told["quantity"]), amounts["gross"])],
            )
        self.file(name, len(rows), len(rows), **sums)

    def balance(self, name):
        rows, sums = table(self.text(name)), defaultdict(int)
        known = {order["id"]: order for order in self.orders}
        for row in rows:
            kind = row["reporting_category"]
            assert cents(row["gross"]) - cents(row["fee"]) == cents(row["net"])
            if kind == "charge":
                assert known[row["source_id"]]["amounts"]["total"] == cents(row["gross"])
                sums["orders"] += 1
                sums["total"] += cents(row["gross"])
                sums["fees"] += cents(row["fee"])
            elif kind == "refund":
                sums["refunds"] -= cents(row["gross"])
        self.file(name, len(rows), sum(row["reporting_category"] != "payout" for row in rows), **sums)

    def paypal(self, name):
        rows, sums, used = table(self.text(name)), defaultdict(int), 0
        for row in rows:
            day = datetime.strptime(row["Date"], "%d/%m/%Y").date()
            if row["Type"] == "Payment Refund":
                used += 1
                sums["refunds"] -= cents(row["Gross"])
                self.refunds.append((row["Reference Txn ID"], day, -cents(row["Gross"])))
            elif row["Type"] == "Express Checkout Payment":
                used += 1
                told = dict(part.split("=", 1) for part in row["Custom Number"].split("&") if part)
                total, shipping, tax = (
                    cents(row["Gross"]),
                    cents(row["Shipping and Handling Amount"]),
                    cents(row["Sales Tax"]),
                )
                amounts = {
                    "refunds": 0,
                    "net": total - shipping - tax,
                    "tax": tax,
                    "shipping": shipping,
                    "total": total,
                    "fees": -cents(row["Fee"]),
                }
                counted = row["Status"] == "Completed"
                if counted:
                    sums["orders"] += 1
                    for key, value in amounts.items():
                        sums[key] += value
                self.order(
                    name,
                    row["Transaction ID"],
                    day,
                    "counted" if counted else "pending",
                    amounts,
                    {
                        "source": told.get("utm_source", ""),
                        "medium": told.get("utm_medium", ""),
                        "campaign": told.get("utm_campaign", ""),
                        "content": told.get("utm_content", ""),
                        "codes": told.get("code", ""),
                    },
                    row["From Email Address"],
                    [(row["Item ID"], row["Item Title"], int(row["Quantity"]), None)],
                )
        self.file(name, len(rows), used, **sums)

    # Visits

    def explore(self, name):
        rows = table(self.text(name), header="Date,Session")
        total, rows = rows[0], rows[1:]
        sums = defaultdict(int)
        for row in rows:
            source, medium = row["Session source / medium"].split(" / ")
            values = {
                "sessions": int(row["Sessions"]),
                "engaged_sessions": int(row["Engaged sessions"]),
                "key_events": int(row["Key events"]),
                "analytics_sales": cents(row["Purchase revenue"]),
            }
            for key, value in values.items():
                sums[key] += value
            campaign = (
                row["Session campaign"]
                if row["Session campaign"] not in ("(direct)", "(organic)", "(not set)")
                else ""
            )
            self.figure(
                datetime.strptime(row["Date"], "%Y%m%d").date(),
                self.belonging(source=source, medium=medium, campaign=campaign),
                **values,
            )
        assert sums["sessions"] == int(total["Sessions"]) and sums["analytics_sales"] == cents(
            total["Purchase revenue"]
        )
        self.file(name, len(rows), len(rows), **sums)

    def acquisition(self, name):
        rows = table(self.text(name), header="Session ")
        add = lambda key, how=int: sum(how(row[key]) for row in rows)
        self.file(
            name,
            len(rows),
            len(rows),
            sessions=add("Sessions"),
            engaged_sessions=add("Engaged sessions"),
            key_events=add("Key events"),
            analytics_sales=add("Total revenue", cents),
        )

    # Ads

    def ads(
        self,
        name,
        rows,
        columns,
        day,
        network=None,
        campaign="Campaign name",
        currency="EUR",
        convert=lambda text: text,
        span=None,
    ):
        """`columns`: measure → column. Amounts are the columns whose measure is spend or claimed_sales."""
        sums, used = defaultdict(int), 0
        for row in rows:
            values = {}
            for measure, column in columns.items():
                text = convert(row[column])
                values[measure] = cents(text) if measure in ("spend", "claimed_sales") else whole(text)
            if not values.get("impressions") and not values.get("spend"):
                continue
            used += 1
            for key, value in values.items():
                if key != "reach":
                    sums[key] += value
            where = network(row) if callable(network) else network
            self.figure(day(row), self.belonging(campaign=row[campaign], network=where), currency, **values)
        self.file(name, len(rows), used, **sums)

    def meta(self, name):
        rows = [row for row in table(self.text(name)) if row["Campaign name"]]
        key = "Day" if "Day" in rows[0] else "Reporting starts"
        spend = next(column for column in rows[0] if column.startswith("Amount spent"))
        self.ads(
            name,
            rows,
            {
                "spend": spend,
                "impressions": "Impressions",
                "reach": "Reach",
                "clicks": "Clicks (all)",
                "link_clicks": "Link clicks",
                "claimed_orders": "Purchases",
                "claimed_sales": "Purchases conversion value",
            },
            lambda row: date.fromisoformat(row[key]),
            lambda row: row["Platform"] if row["Platform"] in PLATFORMS else "facebook",
        )

    # All of it

    def result(self):
        by_id = {(order["id"]): order for order in self.orders}
        for order in self.orders:
            order["amounts"]["refunds_of_orders"] = order["amounts"]["refunds"]
        for ident, _, amount in self.refunds:
            by_id[ident]["amounts"]["refunds_of_orders"] += amount
        for order in self.orders:
            amounts = order["amounts"]
            share = Decimal(amounts["net"]) / amounts["total"] if amounts.get("total") else Decimal(1)
            amounts["returns"] = int((amounts["refunds_of_orders"] * share).quantize(Decimal(1), ROUND_HALF_UP))
        months = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
        campaigns, links = defaultdict(lambda: defaultdict(int)), defaultdict(lambda: defaultdict(int))
        products = defaultdict(lambda: defaultdict(int))
        states = defaultdict(lambda: defaultdict(int))
        customers = {}
        for order in sorted(self.orders, key=lambda order: order["day"]):
            states[order["file"]][order["state"]] += 1
            if order["state"] != "counted":
                continue
            network, campaign, link = order["belongs"]
            cells = [months[order["day"].strftime("%Y-%m")][network]]
            if campaign:
                cells.append(campaigns[campaign])
            if link:
                cells.append(links[link])
            for cell in cells:
                cell["orders"] += 1
                for key, value in order["amounts"].items():
                    cell[key] += value
            for title in {self.title(line) for line in order["lines"]}:
                products[title]["orders"] += 1
            for line in order["lines"]:
                products[self.title(line)]["quantity"] += line[2]
                if line[3] is not None:
                    products[self.title(line)]["sales"] += line[3]
            if not order["customer"]:
                continue
            person = customers.setdefault(order["customer"], {"first": order["day"], "orders": 0, "months": set()})
            person["orders"] += 1
            person["months"].add(order["day"].year * 12 + order["day"].month - 1)
        for day, (network, campaign, _), values in self.figures:
            cells = [months[day.strftime("%Y-%m")][network]]
            if campaign:
                cells.append(campaigns[campaign])
            for cell in cells:
                for key, value in values.items():
                    if key != "reach":
                        cell[key] += value
        for ident, day, amount in self.refunds:
            network, campaign, _ = by_id[ident]["belongs"]
            months[day.strftime("%Y-%m")][network]["refunds"] += amount
            if campaign:
                campaigns[campaign]["refunds"] += amount
        new = list(customers.values())
        cohorts = {}
        for person in new:
            start = person["first"].year * 12 + person["first"].month - 1
            cohort = cohorts.setdefault(
                person["first"].strftime("%Y-%m"), {"size": 0, "active": [0] * (2026 * 12 + 9 - start + 1)}
            )
            cohort["size"] += 1
            for month in person["months"]:
                cohort["active"][month - start] += 1
        new_by_month = defaultdict(int)
        for person in new:
            new_by_month[person["first"].strftime("%Y-%m")] += 1
        periods = {}
        for label, first, last in (
            ("2026-Q2", "2026-04", "2026-06"),
            ("2026-Q3", "2026-07", "2026-09"),
            ("2026-10", "2026-10", "2026-10"),
            ("2026", "2026-01", "2026-10"),
            ("2025", "2025-01", "2025-12"),
        ):
            cells = defaultdict(lambda: defaultdict(int))
            for month, networks in months.items():
                if first <= month <= last:
                    for network, cell in networks.items():
                        for key, value in cell.items():
                            cells[network][key] += value
                            cells["all"][key] += value
            cells["all"]["new_customers"] = sum(
                count for month, count in new_by_month.items() if first <= month <= last
            )
            cells["all"]["customers"] = sum(1 for person in customers.values() if self.in_period(person, first, last))
            periods[label] = cells
        plain = lambda cell: {
            key: cell[key] for key in MEASURES + ["quantity", "sales", "customers", "new_customers"] if key in cell
        }
        everything = defaultdict(int)
        for networks in months.values():
            for cell in networks.values():
                for key, value in cell.items():
                    everything[key] += value
        return {
            "files": {name: {**entry, "sums": plain(entry["sums"])} for name, entry in sorted(self.files.items())},
            "states": {name: dict(sorted(counts.items())) for name, counts in sorted(states.items())},
            "all": plain(everything),
            "periods": {
                label: {network: plain(cell) for network, cell in sorted(cells.items())}
                for label, cells in periods.items()
            },
            "months": {
                month: {network: plain(cell) for network, cell in sorted(networks.items())}
                for month, networks in sorted(months.items())
            },
            "campaigns": {code: plain(cell) for code, cell in sorted(campaigns.items())},
            "links": {code: plain(cell) for code, cell in sorted(links.items())},
            "products": {title: plain(cell) for title, cell in sorted(products.items())},
            "customers": {
                "all": len(customers),
                "repeat": sum(person["orders"] > 1 for person in customers.values()),
                "new_by_month": dict(sorted(new_by_month.items())),
            },
            "cohorts": dict(sorted(cohorts.items())),
        }

    @staticmethod
    def in_period(person, first, last):
        number = lambda text: int(text[:4]) * 12 + int(text[5:]) - 1
        return [month for month in person["months"] if number(first) <= month <= number(last)]

    @staticmethod
    def title(line):
        return line[1].split(" - ")[0]


def kits_rules(source, medium, channel, tags):
    if source == "insta":
        return "instagram", None
    if "whatsapp" in tags.split(", "):
        return "whatsapp", None
    if (source == "google" and medium == "cpc") or channel == "source: google":
        return "google", "search-brand"
    return None, None


def kits():
    book = Book(ROOT, "Europe/Dublin", {"USD": "0.92"}, kits_rules)
    book.shopify("shopify-orders.csv")
    book.woocommerce("woocommerce-orders.csv")
    book.stripe("stripe-payments.csv")
    book.balance("stripe-balance.csv")
    book.paypal("paypal-activity.csv")
    book.explore("ga4-explore-sessions.csv")
    book.acquisition("ga4-traffic-acquisition-2026-09.csv")
    book.acquisition("ga4-traffic-acquisition-2026-10.csv")
    book.meta("meta-ads.csv")
    book.meta("meta-ads-2024-2026.csv")
    iso = lambda column: lambda row: date.fromisoformat(row[column][:10])

    rows = [row for row in table(book.text("tiktok-ads-2025.csv")) if row["Date"] != "-"]
    book.ads(
        "tiktok-ads-2025.csv",
        rows,
        {
            "spend": "Coût",
            "impressions": "Impressions",
            "reach": "Couverture",
            "clicks": "Clics (tous)",
            "link_clicks": "Clics (destination)",
            "claimed_orders": "Conversions",
            "claimed_sales": "Valeur totale des paiements finalisés",
        },
        iso("Date"),
        "tiktok",
        "Nom de la campagne",
        convert=french,
    )
    rows = [row for row in table(book.text("tiktok-ads.csv")) if row["Date"] != "-"]
    book.ads(
        "tiktok-ads.csv",
        rows,
        {
            "spend": "Cost",
            "impressions": "Impressions",
            "reach": "Reach",
            "clicks": "Clicks (all)",
            "link_clicks": "Clicks (destination)",
            "claimed_orders": "Conversions",
            "claimed_sales": "Total complete payment value",
        },
        iso("Date"),
        "tiktok",
    )
    book.pinterest = pinterest(book, "pinterest-ads.csv")
    rows = [
        row
        for row in table(book.text("linkedin-campaign-performance.csv", "utf-16"), "\t", "Start Date (in UTC)\t")
        if row["Account Name"]
    ]
    book.ads(
        "linkedin-campaign-performance.csv",
        rows,
        {
            "spend": "Total Spent",
            "impressions": "Impressions",
            "clicks": "Clicks",
            "claimed_orders": "Conversions",
            "claimed_sales": "Total Conversion Value",
            "leads": "Leads",
            "engagements": "Total Engagements",
        },
        lambda row: datetime.strptime(row["Start Date (in UTC)"], "%m/%d/%Y").date(),
        "linkedin",
        "Campaign Name",
    )
    rows = [row for row in table(book.text("google-ads.csv"), header="Day,") if not row["Day"].startswith("Total")]
    book.ads(
        "google-ads.csv",
        rows,
        {
            "spend": "Cost",
            "impressions": "Impr.",
            "clicks": "Clicks",
            "claimed_orders": "Conversions",
            "claimed_sales": "Conv. value",
        },
        iso("Day"),
        "google",
        "Campaign",
    )
    book.ads(
        "x-ads.csv",
        table(book.text("x-ads.csv")),
        {
            "spend": "Spend",
            "impressions": "Impressions",
            "clicks": "Clicks",
            "link_clicks": "Link clicks",
            "engagements": "Post engagements",
            "claimed_orders": "Purchases",
            "claimed_sales": "Purchases - sale amount",
        },
        iso("Time period"),
        "x",
        "Campaign name",
        "USD",
    )
    text = book.text("newsletter.csv", "cp1252")
    book.ads(
        "newsletter.csv",
        table(text, ";"),
        {"impressions": "Geöffnet", "clicks": "Klicks", "claimed_orders": "Bestellungen", "claimed_sales": "Umsatz"},
        lambda row: datetime.strptime(row["Datum"], "%d.%m.%Y").date(),
        "email",
        "Kampagne",
        convert=lambda text: text.replace(".", "").replace(",", "."),
    )

    for name, measure in (
        ("meta-instagram-follows.csv", "follows"),
        ("meta-instagram-views.csv", "views"),
        ("meta-facebook-visits.csv", "profile_visits"),
    ):
        rows = table(book.text(name, "utf-16"), header='"Date"')
        book.file(name, len(rows), len(rows), **{measure: sum(int(row["Primary"]) for row in rows)})
    posts(book, "meta-posts-instagram.csv")
    overview(book, "pinterest-analytics-overview-20260701-20261031.csv")
    rows = [row for row in table(book.text("youtube-studio.csv")) if row["Contenu"] != "Total"]
    add = lambda column: sum(whole(french(row[column])) for row in rows)
    hours = sum(Decimal(french(row["Durée de visionnage (heures)"])) for row in rows)
    book.file(
        "youtube-studio.csv",
        len(rows),
        len(rows),
        views=add("Vues"),
        impressions=add("Impressions"),
        follows=add("Abonnés"),
        likes=add("Mentions « J'aime »"),
        watch_time=int(hours * 3600),
    )
    return book.result()


def pinterest(book, name):
    book.ads(
        name,
        table(book.text(name)),
        {
            "spend": "Spend in account currency",
            "impressions": "Impressions",
            "clicks": "Pin clicks",
            "link_clicks": "Outbound clicks",
            "claimed_orders": "Total conversions (Checkout)",
            "claimed_sales": "Total order value (Checkout)",
        },
        lambda row: date.fromisoformat(row["Date"]),
        "pinterest",
    )


def posts(book, name):
    rows = table(book.text(name))
    add = lambda column: sum(int(row[column]) for row in rows)
    book.file(
        name,
        len(rows),
        len(rows),
        views=add("Views"),
        likes=add("Likes"),
        comments=add("Comments"),
        shares=add("Shares"),
        saves=add("Saves"),
        follows=add("Follows"),
    )


def overview(book, name):
    text = book.text(name)
    daily = table(text[text.index("Date,Impressions") : text.index("Top Pins")])
    add = lambda column: sum(int(row[column]) for row in daily)
    book.file(
        name,
        len(daily),
        len(daily),
        impressions=add("Impressions"),
        engagements=add("Engagements"),
        clicks=add("Pin clicks"),
        link_clicks=add("Outbound clicks"),
        saves=add("Saves"),
    )


def ceramics():
    book = Book(ROOT / "examples/ceramics", "Europe/Berlin", {"USD": "0.92"}, lambda **_: (None, None))
    book.shopify("orders_export.csv")
    book.explore("ga4-explore-sessions.csv")
    book.acquisition("ga4-traffic-acquisition-2026-10.csv")
    book.meta("meta-ads.csv")
    pinterest(book, "pinterest-ads.csv")
    return book.result()


def lines(result):
    """JSON with a line for each thing that is added up."""
    parts = []
    for name, entries in result.items():
        compact = lambda value: json.dumps(value, ensure_ascii=False)
        inner = ",\n".join(f"  {compact(key)}: {compact(value)}" for key, value in entries.items())
        parts.append(f" {compact(name)}: {{\n{inner}\n }}")
    return "{\n" + ",\n".join(parts) + "\n}"


if __name__ == "__main__":
    print(lines({"kits": kits, "ceramics": ceramics}[sys.argv[1]]()))
