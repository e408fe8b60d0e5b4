"""How shops, payment providers, analytics programs and ads managers write their exports.

In: invented orders, visits and ads of `sample_kits.py` and `sample_ceramics.py`. Out: the text of a file, in the form in
which the program hands it out. Money is whole cents.
"""

import calendar
import csv
import io
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]


DAY = timedelta(days=1)


# code: (networks, medium, start, end, discount code, links by network)
END = date(2026, 10, 31)


VAT = {
    "IE": 23,
    "FR": 20,
    "DE": 19,
    "NL": 21,
    "BE": 21,
    "ES": 21,
    "IT": 22,
    "AT": 20,
    "SE": 25,
    "GB": 0,
    "US": 0,
    "CH": 0,
}


COUNTRY = {
    "IE": "Ireland",
    "FR": "France",
    "DE": "Germany",
    "NL": "Netherlands",
    "BE": "Belgium",
    "ES": "Spain",
    "IT": "Italy",
    "AT": "Austria",
    "SE": "Sweden",
    "GB": "United Kingdom",
    "US": "United States",
    "CH": "Switzerland",
}


def money(cents, comma=False, thousands=""):
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    whole = f"{whole:,}".replace(",", thousands)
    return f"{sign}{whole}{',' if comma else '.'}{rest:02}"


def trim(cents):
    text = money(cents)
    return text.rstrip("0").rstrip(".") if "." in text else text


def rows_text(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL, end="\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue()


def write(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    print(f"{path.stat().st_size:9,}  {path.relative_to(ROOT)}")


def days(first, last):
    while first <= last:
        yield first
        first += DAY


def months(first, last):
    while first <= last:
        end = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
        yield first, end
        first = end + DAY


def pick(rng, weights):
    names = list(weights)
    return rng.choices(names, [weights[name] for name in names])[0]


def day_weight(day):
    weight = 1.12 if day.weekday() in (0, 1, 6) else 0.94
    if date(day.year, 11, 20) <= day <= date(day.year, 12, 1):
        weight *= 2.1
    return weight


def token(rng, length):
    return "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", k=length))


class Order:
    """What is known of an order; each export tells a part of it."""


def taxed(country, goods, total):
    """VAT within a total, and the goods without their part of it."""
    tax = round(total * VAT[country] / (100 + VAT[country]))
    return tax, goods - (2 * tax * goods + total) // (2 * total)


SHOPIFY = """Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,\
Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,\
Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,\
Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,\
Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,\
Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,\
Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,\
Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References""".split(
    ","
)


def shopify(rng, orders, vendor, start, tags=True):
    """Rows of orders_export.csv: one for each line of an order, the order's own fields only in the first."""
    rows = [SHOPIFY]
    for number, order in enumerate(reversed(orders)):
        number = start + len(orders) - 1 - number
        stamp = order.at.strftime("%Y-%m-%d %H:%M:%S %z")
        paid = (order.at + timedelta(seconds=2)).strftime("%Y-%m-%d %H:%M:%S %z")
        status = order.state
        if status == "paid" and order.refund:
            status = "refunded" if order.refund == order.total else "partially_refunded"
        notes = [
            (key, value)
            for key, value in [
                ("utm_source", order.source),
                ("utm_medium", order.medium),
                ("utm_campaign", order.campaign),
                ("utm_content", order.content),
            ]
            if value
        ]
        for index, (sku, name, quantity, price) in enumerate(order.lines):
            row = dict.fromkeys(SHOPIFY, "")
            physical = order.physical(sku)
            row.update(
                {
                    "Name": f"#{number}",
                    "Email": order.mail,
                    "Created at": stamp,
                    "Lineitem quantity": quantity,
                    "Lineitem name": name,
                    "Lineitem price": money(price),
                    "Lineitem sku": sku,
                    "Lineitem requires shipping": str(physical).lower(),
                    "Lineitem taxable": "true",
                    "Lineitem fulfillment status": "fulfilled" if order.state == "paid" else "pending",
                    "Vendor": vendor,
                    "Lineitem discount": "0.00",
                }
            )
            if index == 0:
                row.update(
                    {
                        "Financial Status": status,
                        "Paid at": paid if order.state == "paid" else "",
                        "Fulfillment Status": "fulfilled" if order.state == "paid" else "unfulfilled",
                        "Fulfilled at": (
                            (order.at + DAY).strftime("%Y-%m-%d %H:%M:%S %z") if order.state == "paid" else ""
                        ),
                        "Accepts Marketing": "yes" if order.person["id"] % 3 == 0 else "no",
                        "Currency": "EUR",
                        "Subtotal": money(order.gross - order.discount),
                        "Shipping": money(order.shipping),
                        "Taxes": money(order.tax),
                        "Total": money(order.total),
                        "Discount Code": order.code or "",
                        "Discount Amount": money(order.discount),
                        "Shipping Method": "Standard" if order.shipping or physical else "",
                        "Billing Country": order.country,
                        "Shipping Country": order.country if physical else "",
                        "Note Attributes": "\n".join(f"{key}: {value}" for key, value in notes),
                        "Cancelled at": (
                            (order.at + DAY).strftime("%Y-%m-%d %H:%M:%S %z") if order.state == "voided" else ""
                        ),
                        "Payment Method": "Shopify Payments",
                        "Payment Reference": f"c{order.person['id']:05}.1",
                        "Refunded Amount": money(order.refund),
                        "Outstanding Balance": money(order.total) if order.state == "pending" else "0.00",
                        "Id": 5_900_000_000_000 + number * 7_919,
                        "Tags": "whatsapp" if tags and order.network == "whatsapp" else "",
                        "Risk Level": "Low",
                        "Source": "web",
                        "Tax 1 Name": f"{order.country} VAT {VAT[order.country]}%" if order.tax else "",
                        "Tax 1 Value": money(order.tax) if order.tax else "",
                    }
                )
            rows.append([row[name] for name in SHOPIFY])
    return rows_text(rows)


def woocommerce(orders, start):
    """Analytics → Orders: refunds are rows of their own; the formatted total is the order's, also beside a refund."""
    rows = []
    for number, order in enumerate(orders, start):
        name = f"Sample Customer {order.person['id']}"
        kind = "returning" if order.returning else "new"
        products = ", ".join(f"{quantity}× {title}" for _, title, quantity, _ in order.lines)
        items = sum(quantity for _, _, quantity, _ in order.lines)
        origin = {
            "": "Direct",
            "google": "Organic: Google" if order.medium == "organic" else "Source: Google",
            "(not set)": "Unknown",
            "linktree": "Referral: Linktr.ee",
        }.get(order.source)
        if order.renewal:
            origin = "Unknown"
        if origin is None:
            referral = not order.campaign and order.network in ("facebook", "pinterest") and number % 2 == 0
            site = {"facebook": "M.facebook.com", "pinterest": "Pinterest.com"}.get(order.network, "")
            origin = f"Referral: {site}" if referral else f"Source: {order.source.capitalize()}"
        status = {"paid": "Completed", "pending": "On hold", "voided": "Cancelled"}[order.state]
        if order.refund == order.total and order.refund:
            status = "Refunded"
        total = "€" + money(order.total, thousands=",")
        rows.append(
            (
                order.at,
                [
                    order.at.strftime("%Y-%m-%d %H:%M:%S"),
                    number,
                    total,
                    status,
                    name,
                    kind,
                    products,
                    items,
                    (order.code or "").lower(),
                    money(order.net),
                    origin,
                ],
            )
        )
        if order.refund:
            back = order.net if order.refund == order.total else round(order.refund * 100 / (100 + VAT[order.country]))
            rows.append(
                (
                    order.refund_at,
                    [
                        order.refund_at.strftime("%Y-%m-%d %H:%M:%S"),
                        number,
                        total,
                        status,
                        name,
                        kind,
                        "",
                        0,
                        "",
                        money(-back),
                        origin,
                    ],
                )
            )
    rows.sort(key=lambda entry: entry[0], reverse=True)
    header = [
        "Date",
        "Order #",
        "N. Revenue (formatted)",
        "Status",
        "Customer",
        "Customer type",
        "Product(s)",
        "Items sold",
        "Coupon(s)",
        "Net Sales",
        "Attribution",
    ]
    return rows_text([header] + [row for _, row in rows])


def stripe(rng, orders):
    header = [
        "id",
        "Created date (UTC)",
        "Amount",
        "Amount Refunded",
        "Currency",
        "Captured",
        "Converted Amount",
        "Converted Amount Refunded",
        "Converted Currency",
        "Decline Reason",
        "Description",
        "Fee",
        "Refunded date (UTC)",
        "Status",
        "Customer Email",
        "Card Address Country",
        "utm_source (metadata)",
        "utm_medium (metadata)",
        "utm_campaign (metadata)",
        "utm_content (metadata)",
        "sku (metadata)",
        "product (metadata)",
        "quantity (metadata)",
        "discount_code (metadata)",
        "discount (metadata)",
        "shipping (metadata)",
        "tax (metadata)",
    ]
    rows = []
    for order in orders:
        order.charge = f"ch_3{token(rng, 14)}"
        sku, name, quantity, _ = order.lines[0]
        order.fee = (
            round(order.total * 0.015 + 25) if order.country not in ("GB", "US") else round(order.total * 0.0325 + 25)
        )
        at = order.at.astimezone(timezone.utc)

        def row(ident, at, status, fee, refund):
            full = refund == order.total and refund
            return [
                ident,
                at.strftime("%Y-%m-%d %H:%M:%S"),
                money(order.total),
                money(refund),
                "eur",
                str(status == "Paid").lower(),
                money(order.total),
                money(refund),
                "eur",
                "" if status == "Paid" else rng.choice(["insufficient_funds", "do_not_honor", "expired_card"]),
                "Subscription update" if order.renewal else f"Payment for {name.split(' - ')[0]}",
                money(fee),
                order.refund_at.astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M:%S") if refund else "",
                ("Refunded" if full else status),
                order.mail,
                order.country,
                order.source,
                order.medium,
                order.campaign,
                order.content,
                sku,
                name.split(" - ")[0],
                quantity,
                order.code or "",
                money(order.discount),
                money(order.shipping),
                money(order.goods_tax),
            ]

        rows.append((at, row(order.charge, at, "Paid", order.fee, order.refund)))
        if rng.random() < 0.06:
            before = at - timedelta(minutes=rng.randrange(1, 9))
            rows.append((before, row(f"ch_3{token(rng, 14)}", before, "Failed", 0, 0)))
    rows.sort(key=lambda entry: entry[0], reverse=True)
    return rows_text([header] + [row for _, row in rows])


def stripe_balance(rng, orders, first):
    header = [
        "balance_transaction_id",
        "created_utc",
        "available_on_utc",
        "currency",
        "gross",
        "fee",
        "net",
        "reporting_category",
        "source_id",
        "description",
        "automatic_payout_id",
    ]
    moves = []
    for order in orders:
        at = order.at.astimezone(timezone.utc).replace(tzinfo=None)
        text = "Subscription update" if order.renewal else f"Payment for {order.lines[0][1].split(' - ')[0]}"
        if at.date() >= first:
            moves.append((at, order.total, order.fee, "charge", order.charge, text))
        if order.refund and order.refund_at.date() >= first:
            back = order.refund_at.astimezone(timezone.utc).replace(tzinfo=None)
            moves.append(
                (back, -order.refund, 0, "refund", f"re_3{token(rng, 14)}", f"REFUND FOR CHARGE ({order.charge})")
            )
    moves.sort(key=lambda move: move[0])
    rows, waiting, payout, monday = [header], 0, f"po_1{token(rng, 14)}", first + timedelta(days=7 - first.weekday())
    for at, gross, fee, category, source, text in moves:
        while at.date() >= monday:
            stamp = f"{monday} 00:04:11"
            rows.append(
                [
                    f"txn_1{token(rng, 12)}",
                    stamp,
                    stamp,
                    "eur",
                    money(-waiting),
                    "0.00",
                    money(-waiting),
                    "payout",
                    payout,
                    "STRIPE PAYOUT",
                    payout,
                ]
            )
            waiting, payout, monday = 0, f"po_1{token(rng, 14)}", monday + timedelta(days=7)
        rows.append(
            [
                f"txn_3{token(rng, 12)}",
                at,
                (at + 2 * DAY).strftime("%Y-%m-%d 00:00:00"),
                "eur",
                money(gross),
                money(fee),
                money(gross - fee),
                category,
                source,
                text,
                payout,
            ]
        )
        waiting += gross - fee
    return rows_text(rows)


PAYPAL = [
    "Date",
    "Time",
    "TimeZone",
    "Name",
    "Type",
    "Status",
    "Currency",
    "Gross",
    "Fee",
    "Net",
    "From Email Address",
    "To Email Address",
    "Transaction ID",
    "Shipping Address",
    "Address Status",
    "Item Title",
    "Item ID",
    "Shipping and Handling Amount",
    "Insurance Amount",
    "Sales Tax",
    "Option 1 Name",
    "Option 1 Value",
    "Option 2 Name",
    "Option 2 Value",
    "Reference Txn ID",
    "Invoice Number",
    "Custom Number",
    "Quantity",
    "Receipt ID",
    "Balance",
    "Address Line 1",
    "Town/City",
    "Zip/Postal Code",
    "Country",
    "Contact Phone Number",
    "Subject",
    "Note",
    "Country Code",
    "Balance Impact",
]


def paypal(rng, orders):
    moves, number = [], 0
    for order in orders:
        order.charge = "".join(rng.choices("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", k=17))
        number += 1
        fee = round(order.total * 0.034 + 35)
        sku, name, quantity, _ = order.lines[0]
        custom = "&".join(
            f"{key}={value}"
            for key, value in [
                ("utm_source", order.source),
                ("utm_medium", order.medium),
                ("utm_campaign", order.campaign),
                ("utm_content", order.content),
                ("code", order.code),
            ]
            if value
        )
        row = dict.fromkeys(PAYPAL, "")
        row.update(
            {
                "Name": f"Sample Customer {order.person['id']}",
                "Type": "Express Checkout Payment",
                "Status": "Pending" if order.state == "pending" else "Completed",
                "Currency": "EUR",
                "Gross": order.total,
                "Fee": -fee,
                "Net": order.total - fee,
                "From Email Address": order.mail,
                "To Email Address": "till@example.com",
                "Transaction ID": order.charge,
                "Address Status": "Confirmed",
                "Item Title": name.split(" - ")[0],
                "Item ID": sku,
                "Shipping and Handling Amount": order.shipping,
                "Insurance Amount": 0,
                "Sales Tax": order.goods_tax,
                "Invoice Number": f"FT-2026-{number:04}",
                "Custom Number": custom,
                "Quantity": quantity,
                "Country": COUNTRY[order.country],
                "Country Code": order.country,
                "Balance Impact": "Memo" if order.state == "pending" else "Credit",
            }
        )
        moves.append((order.at, row))
        if order.refund:
            back = dict.fromkeys(PAYPAL, "")
            back.update(
                {
                    "Name": row["Name"],
                    "Type": "Payment Refund",
                    "Status": "Completed",
                    "Currency": "EUR",
                    "Gross": -order.refund,
                    "Fee": 0,
                    "Net": -order.refund,
                    "From Email Address": "till@example.com",
                    "To Email Address": order.mail,
                    "Transaction ID": "".join(rng.choices("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", k=17)),
                    "Reference Txn ID": order.charge,
                    "Invoice Number": row["Invoice Number"],
                    "Custom Number": row["Custom Number"],
                    "Balance Impact": "Debit",
                }
            )
            moves.append((order.refund_at, back))
    for first, last in months(date(2026, 1, 1), END):
        at = datetime(last.year, last.month, last.day, 23, 58, 7, tzinfo=ZoneInfo("Europe/Dublin"))
        row = dict.fromkeys(PAYPAL, "")
        row.update(
            {
                "Type": "General Withdrawal",
                "Status": "Completed",
                "Currency": "EUR",
                "Gross": None,
                "Fee": 0,
                "Balance Impact": "Debit",
                "Transaction ID": "".join(rng.choices("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", k=17)),
            }
        )
        moves.append((at, row))
    moves.sort(key=lambda move: move[0])
    balance, rows = 0, [PAYPAL]
    for at, row in moves:
        if row["Gross"] is None:
            row["Gross"] = row["Net"] = -balance
        if row["Balance Impact"] != "Memo":
            balance += row["Net"]
        row["Balance"] = balance
        row.update({"Date": at.strftime("%d/%m/%Y"), "Time": at.strftime("%H:%M:%S"), "TimeZone": "Europe/Dublin"})
        for key in ("Gross", "Fee", "Net", "Balance", "Shipping and Handling Amount", "Insurance Amount", "Sales Tax"):
            if row[key] != "":
                row[key] = money(row[key], thousands=",")
        rows.append([row[key] for key in PAYPAL])
    return "\ufeff" + rows_text(rows, quoting=csv.QUOTE_ALL, end="\r\n")


def ga4_rows(rng, orders, first, share_of, demand_of, rates, campaigns, tagged, weight_of, seen):
    """(day, source / medium, campaign) → [sessions, engaged, key events, revenue in cents], orders that analytics saw among them."""
    out = {}

    def key(day, order):
        plain = order.source in ("", "direct")
        source = "(direct)" if plain else order.source
        medium = "(none)" if plain else order.medium or "(none)"
        campaign = order.campaign or (
            "(direct)" if source == "(direct)" else "(organic)" if medium == "organic" else "(not set)"
        )
        return day, f"{source} / {medium}", campaign

    for order in orders:
        if order.day >= first and order.state == "paid" and not order.renewal and rng.random() < seen:
            cell = out.setdefault(key(order.day, order), [1, 1, 0, 0])
            cell[2] += 1
            cell[3] += order.net + order.tax
    for start, last in months(first.replace(day=1), END):
        span = list(days(start, last))
        for network, weight in share_of(start).items():
            if network not in rates:
                continue
            expected = demand_of(start) * weight / sum(share_of(start).values()) / rates[network] / len(span)
            for day in span:
                sessions = max(1, round(expected * weight_of(day) * rng.uniform(0.8, 1.2)))
                active = [code for code, c in campaigns.items() if network in c[0] and c[2] <= day <= c[3]]
                parts = {}
                for code in active:
                    parts[code] = tagged[network] / len(active)
                parts[""] = 1 - sum(parts.values())
                for code, part in parts.items():
                    count = round(sessions * part)
                    if count < 3:
                        continue
                    probe = Order()
                    probe.source, probe.medium, probe.campaign = {
                        "search": ("google", "organic", ""),
                        "direct": ("", "", ""),
                    }.get(network, (network, "", code))
                    if probe.medium == "" and probe.source:
                        if code:
                            probe.medium = "email" if network == "email" else campaigns[code][1]
                        else:
                            probe.medium = {"email": "email", "whatsapp": "messaging", "google": "cpc"}.get(
                                network, "organic_social"
                            )
                    cell = out.setdefault(key(day, probe), [0, 0, 0, 0])
                    cell[0] += count
                    cell[1] += round(count * rng.uniform(0.48, 0.68))
    return out


def by_content(source, campaign, cell, campaigns):
    """The visits of a cell by the tagged link they came through: less than half of them by the campaign's own links, all alike."""
    own = campaigns[campaign][5].get(source.split(" / ")[0], []) if campaign in campaigns else []
    sessions, engaged, events, revenue = cell
    rest, rows = [sessions, engaged, events, revenue], []
    for link in own:
        count = min(sessions * 9 // (20 * len(own)), rest[0] - events)
        # Nobody who stayed is counted without a visit, on either side.
        stayed = max(min(count * 3 // 5, rest[1]), rest[1] - (rest[0] - count))
        if count > 0:
            rest[0] -= count
            rest[1] -= stayed
            rows.append((link, [count, stayed, 0, 0]))
    return [("(not set)", rest), *rows]


def ga4_explore(cells, title, first, last, campaigns):
    width = [
        "Date",
        "Session source / medium",
        "Session campaign",
        "Session manual ad content",
        "Sessions",
        "Engaged sessions",
        "Key events",
        "Purchase revenue",
    ]
    total = [sum(cell[i] for cell in cells.values()) for i in range(4)]
    lines = [
        "# ----------------------------------------",
        f"# {title}",
        f"# {first:%Y%m%d}-{last:%Y%m%d}",
        "# ----------------------------------------",
        "",
    ]
    rows = [width, ["", "", "", "", total[0], total[1], total[2], trim(total[3]), "Grand total"]]
    for (day, source, campaign), cell in sorted(cells.items(), key=lambda item: (item[0][0], -item[1][0], item[0])):
        for content, (sessions, engaged, events, revenue) in by_content(source, campaign, cell, campaigns):
            rows.append([f"{day:%Y%m%d}", source, campaign, content, sessions, engaged, events, trim(revenue)])
    return "\n".join(lines) + "\n" + rows_text(rows).rstrip("\n")


def channel_group(source):
    """GA4's default channel group of a source and medium."""
    return {
        "paid_social": "Paid Social",
        "organic_social": "Organic Social",
        "social": "Organic Social",
        "email": "Email",
        "cpc": "Paid Search",
        "organic": "Organic Search",
        "(none)": "Direct",
        "referral": "Referral",
    }.get(source.split(" / ")[1], "Unassigned")


def ga4_standard(rng, cells, account, first, last, by_channel=False):
    sums = {}
    dimension = "Session primary channel group (Default Channel Group)" if by_channel else "Session source / medium"
    for (day, source, _), cell in cells.items():
        if first <= day <= last:
            row = sums.setdefault(channel_group(source) if by_channel else source, [0, 0, 0, 0])
            for i in range(4):
                row[i] += cell[i]
    lines = [
        "# ----------------------------------------",
        f"# Traffic acquisition: {dimension}",
        f"# Account: {account}",
        f"# Property: {account} shop",
        "# ----------------------------------------",
        "# ",
        "# All Users",
        f"# Start date: {first:%Y%m%d}",
        f"# End date: {last:%Y%m%d}",
    ]
    rows = [
        [
            dimension,
            "Sessions",
            "Engaged sessions",
            "Engagement rate",
            "Average engagement time per session",
            "Events per session",
            "Event count",
            "Key events",
            "Session key event rate",
            "Total revenue",
        ]
    ]
    for source, (sessions, engaged, events, revenue) in sorted(sums.items(), key=lambda item: (-item[1][0], item[0])):
        count = round(sessions * rng.uniform(4.2, 6.8))
        rows.append(
            [
                source,
                sessions,
                engaged,
                engaged / sessions,
                rng.uniform(18, 70),
                count / sessions,
                count,
                events,
                events / sessions,
                trim(revenue),
            ]
        )
    return "\n".join(lines) + "\n" + rows_text(rows).rstrip("\n")


def ad_figures(rng, spend, cpm, ctr, roas, order_value):
    """(impressions, reach, all clicks, link clicks, claimed orders, claimed sales) for an amount spent in cents."""
    impressions = max(1, round(spend / 100 / cpm * 1000 * rng.uniform(0.88, 1.12)))
    links = round(impressions * ctr * rng.uniform(0.85, 1.15))
    expected = spend * roas / order_value * rng.uniform(0.75, 1.25)
    orders = int(expected) + (rng.random() < expected % 1)
    sales = sum(round(order_value * rng.uniform(0.6, 1.4)) for _ in range(orders))
    return (
        impressions,
        round(impressions / rng.uniform(1.15, 1.6)),
        links + round(links * rng.uniform(0.2, 0.5)),
        links,
        orders,
        sales,
    )


META = [
    "Campaign name",
    "Campaign ID",
    "Day",
    "Platform",
    "Campaign delivery",
    "Attribution setting",
    "Results",
    "Result indicator",
    "Reach",
    "Frequency",
    "Amount spent (EUR)",
    "Impressions",
    "CPM (cost per 1,000 impressions) (EUR)",
    "Link clicks",
    "CPC (cost per link click) (EUR)",
    "CTR (link click-through rate)",
    "Clicks (all)",
    "Purchases",
    "Purchases conversion value",
    "Purchase ROAS (return on ad spend)",
    "Reporting starts",
    "Reporting ends",
]


def meta_row(name, ident, day, platform, figures, spend, first, last):
    if spend == 0:
        return [
            name,
            ident,
            day,
            platform,
            "inactive",
            "7-day click or 1-day view",
            "",
            "",
            "",
            "",
            "0",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            first,
            last,
        ]
    impressions, reach, clicks, links, orders, sales = figures
    return [
        name,
        ident,
        day,
        platform,
        "active",
        "7-day click or 1-day view",
        orders or "",
        "actions:offsite_conversion.fb_pixel_purchase" if orders else "",
        reach,
        f"{impressions / reach:.6f}",
        trim(spend),
        impressions,
        f"{spend * 10 / impressions:.6f}",
        links or "",
        f"{spend / 100 / links:.6f}" if links else "",
        f"{links * 100 / impressions:.6f}",
        clicks,
        orders or "",
        trim(sales) if orders else "",
        f"{sales / spend:.6f}" if orders else "",
        first,
        last,
    ]


def meta_totals(rows, first, last):
    total = [""] * len(META)
    number = lambda row, name: float(row[META.index(name)] or 0)
    for name in ("Impressions", "Link clicks", "Clicks (all)", "Purchases"):
        total[META.index(name)] = int(sum(number(row, name) for row in rows))
    for name in ("Amount spent (EUR)", "Purchases conversion value"):
        total[META.index(name)] = trim(round(sum(number(row, name) for row in rows) * 100))
    total[META.index("Reach")] = int(sum(number(row, "Reach") for row in rows) * 0.31)
    total[-2:] = [first, last]
    return total


def pinterest_ads(rng, plan, zero_claims=""):
    rows = [
        [
            "Date",
            "Campaign name",
            "Campaign ID",
            "Campaign status",
            "Spend in account currency",
            "Impressions",
            "Pin clicks",
            "Outbound clicks",
            "CTR",
            "Total conversions (Checkout)",
            "Total order value (Checkout)",
            "Total ROAS (Checkout)",
        ]
    ]
    for name, ident, start, end, cents in plan:
        for day in days(start, end):
            spend = round(cents(day) * rng.uniform(0.8, 1.2))
            if spend == 0:
                continue
            impressions, _, clicks, links, orders, sales = ad_figures(rng, spend, 3.9, 0.0086, 4.4, 8800)
            rows.append(
                [
                    day,
                    name,
                    ident,
                    "ACTIVE" if end == END else "COMPLETED",
                    money(spend),
                    impressions,
                    clicks,
                    links,
                    f"{links / impressions:.6f}",
                    orders,
                    money(sales),
                    f"{sales / spend:.4f}" if orders else zero_claims,
                ]
            )
    return rows_text(rows)


def suite(title, series):
    rows = [[f"{day}T00:00:00", value] for day, value in series]
    return "\ufeffsep=,\n" + f'"{title}"\n' + rows_text([["Date", "Primary"]] + rows, quoting=csv.QUOTE_ALL)


def audience(ages, cities, countries, title, total, tops):
    out = ["sep=,", f'"{title}"', '"Total"', f'"{total}"', "", '"Age & gender"', '"","Women","Men"']
    out += [f'"{age}","{women}%","{men}%"' for age, women, men in ages]
    for name, block in (("Top towns/cities", cities), ("Top countries", countries), ("Top pages", tops)):
        out += ["", f'"{name}"'] + [f'"{label}","{value}%"' for label, value in block]
    return "\ufeff" + "\n".join(out) + "\n"


def posts(rng, account, captions, first, count, start_id, level):
    header = [
        "Post ID",
        "Account ID",
        "Account username",
        "Account name",
        "Description",
        "Duration (sec)",
        "Publish time",
        "Permalink",
        "Post type",
        "Data comment",
        "Date",
        "Views",
        "Reach",
        "Likes",
        "Shares",
        "Follows",
        "Comments",
        "Saves",
    ]
    rows = []
    step = (END - first).days / count
    for index in range(count):
        day = first + timedelta(days=round(index * step))
        kind = pick(rng, {"IG reel": 50, "IG carousel": 32, "IG image": 18})
        views = round(level * {"IG reel": 2.4, "IG carousel": 1.0, "IG image": 0.7}[kind] * rng.lognormvariate(0, 0.5))
        text = captions[index % len(captions)]
        link = token(rng, 11)
        rows.append(
            [
                start_id + index * 104_729,
                17841400000000042,
                account[0],
                account[1],
                text,
                rng.randrange(9, 36) if kind == "IG reel" else 0,
                f"{day:%m/%d/%Y} {rng.choice(['07:30', '12:15', '18:45', '20:05'])}",
                f"https://www.instagram.com/{'reel' if kind == 'IG reel' else 'p'}/{link}/",
                kind,
                "",
                "Lifetime",
                views,
                round(views * rng.uniform(0.62, 0.85)),
                round(views * rng.uniform(0.02, 0.06)),
                round(views * rng.uniform(0.002, 0.01)),
                round(views * rng.uniform(0.0005, 0.003)),
                round(views * rng.uniform(0.001, 0.005)),
                round(views * rng.uniform(0.004, 0.016)),
            ]
        )
    return "\ufeff" + rows_text([header] + rows[::-1])


def pinterest_overview(rng, profile, first, last, level, pins, boards):
    out = [
        ["Analytics overview"],
        ["Account", profile],
        ["Date range", f"{first} - {last}"],
        ["Content type", "All"],
        ["Claimed accounts", "All Pins"],
        ["Curated content", "Yours"],
        ["Source", "All"],
        [],
        ["Date", "Impressions", "Engagements", "Pin clicks", "Outbound clicks", "Saves"],
    ]
    for day in days(first, last):
        impressions = round(level * (0.8 + 0.45 * (day - first).days / (last - first).days) * rng.uniform(0.85, 1.15))
        clicks, outbound, saves = (
            round(impressions * rng.uniform(0.014, 0.021)),
            round(impressions * rng.uniform(0.005, 0.009)),
            round(impressions * rng.uniform(0.006, 0.012)),
        )
        out.append([day, impressions, clicks + outbound + saves, clicks, outbound, saves])
    out += [[], ["Top Pins"], ["Pin", "Pin link", "Impressions"]]
    for index, name in enumerate(pins):
        out.append(
            [
                name,
                f"https://www.pinterest.com/pin/{9_114_700_000_041 + index * 331}/",
                round(level * 14 / (index + 1.4)),
            ]
        )
    out += [[], ["Top Boards"], ["Board", "Impressions", "Engagements", "Pin clicks", "Outbound clicks", "Saves"]]
    for index, name in enumerate(boards):
        impressions = round(level * 40 / (index + 1.2))
        clicks, outbound, saves = round(impressions * 0.017), round(impressions * 0.007), round(impressions * 0.009)
        out.append([name, impressions, clicks + outbound + saves, clicks, outbound, saves])
    return rows_text(out)
