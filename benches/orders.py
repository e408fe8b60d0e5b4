"""Orders for the report's benchmark, and the same sums by other programs.

    python3 benches/orders.py write 1000000 /dev/shm/report            a shop with a report of as many Stripe payments
    python3 benches/orders.py write 1000000 /dev/shm/report shopify    or of Shopify orders, with all of their columns
    python3 benches/orders.py duckdb /dev/shm/report                   orders and sales by day and network
    python3 benches/orders.py polars /dev/shm/report

`duckdb` and `polars` are those of the Python packages of these names. All three see the same file; only the report also
counts products, customers and cohorts, and draws pages.
"""

import csv
import datetime
import pathlib
import random
import sys

HEAD = (
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,"
    "Converted Currency,Decline Reason,Description,Fee,Status,Statement Descriptor,Customer ID,Customer Description,"
    "Customer Email,PaymentIntent ID,utm_source (metadata),utm_campaign (metadata),order_id (metadata)\n"
)
NETWORKS = ["instagram", "tiktok", "facebook", "pinterest", "whatsapp", "x", "linkedin", "youtube", "telegram", "newsletter"]
SHOP = "name: Till\nbase_url: https://till.example/\nlocale: en\ncurrency: EUR\ncheckout: [{email: {}}]\ncontact: {email: till@till.example}\n"
REPORT = "title: A million orders\ntime_zone: UTC\nperiods: [2025]\nsources:\n  - {file: %s}\n"
# The columns of Shopify's export, in its order.
SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,"
    "Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,"
    "Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,"
    "Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,"
    "Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,"
    "Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References"
).split(",")


def begin(folder, file):
    random.seed(3)
    content = pathlib.Path(folder) / "content"
    (content / "report").mkdir(parents=True, exist_ok=True)
    (content / "shop.yaml").write_text(SHOP)
    (content / "report" / "report.yaml").write_text(REPORT % file)
    return open(content / "report" / file, "w", newline="")


def write_shopify(rows, folder):
    start = datetime.datetime(2025, 1, 1)
    step = 31_536_000 / rows
    person = {"Name": "Ada Sample", "Street": "Sample Street 12", "Address1": "Sample Street 12", "City": "Sampleton",
              "Zip": "'01234", "Country": "DE"}
    address = {f"{whose} {what}": text for whose in ("Billing", "Shipping") for what, text in person.items()}
    with begin(folder, "orders.csv") as out:
        table = csv.DictWriter(out, SHOPIFY)
        table.writeheader()
        for n in range(rows):
            when = (start + datetime.timedelta(seconds=int(n * step))).strftime("%Y-%m-%d %H:%M:%S +0000")
            amount = "%d.%02d" % divmod(random.randint(500, 20_000), 100)
            customer = random.randrange(rows * 6 // 10)
            table.writerow(address | {
                "Name": f"#{n}", "Email": f"c{customer}@example.org", "Financial Status": "paid", "Paid at": when,
                "Fulfillment Status": "fulfilled", "Fulfilled at": when, "Accepts Marketing": "no", "Currency": "EUR",
                "Subtotal": amount, "Shipping": "0.00", "Taxes": "0.00", "Total": amount, "Discount Amount": "0.00",
                "Shipping Method": "Standard", "Created at": when, "Lineitem quantity": "1", "Lineitem name": "A kit",
                "Lineitem price": amount, "Lineitem sku": f"KIT-{n % 40}", "Lineitem requires shipping": "true",
                "Lineitem taxable": "true", "Lineitem fulfillment status": "fulfilled",
                "Note Attributes": f"utm_source: {random.choice(NETWORKS)}\nutm_medium: paid_social\nutm_campaign: spring",
                "Payment Method": "Shopify Payments", "Payment Reference": f"c{n}.1", "Refunded Amount": "0.00",
                "Vendor": "Till", "Outstanding Balance": "0.00", "Id": 5_900_000_000_000 + n, "Risk Level": "Low",
                "Source": "web", "Lineitem discount": "0.00",
            })


def write(rows, folder):
    start = datetime.datetime(2025, 1, 1)
    step = 31_536_000 / rows
    with begin(folder, "payments.csv") as out:
        out.write(HEAD)
        for n in range(rows):
            when = (start + datetime.timedelta(seconds=int(n * step))).strftime("%Y-%m-%d %H:%M:%S")
            cents = random.randint(500, 20_000)
            amount = "%d.%02d" % divmod(cents, 100)
            fee = "%d.%02d" % divmod(cents * 14 // 1000 + 25, 100)
            customer = random.randrange(rows * 6 // 10)
            network = random.choice(NETWORKS)
            out.write(
                f'ch_3{n:022d},{when},{amount},0.00,eur,true,{amount},0.00,eur,,"Order {n}, kits",{fee},Paid,TILL,'
                f"cus_{customer:014d},,c{customer}@example.org,pi_3{n:022d},{network},spring,{n}\n"
            )


SUMS = """
    select {moment}[:10]::date as day, {network} as network, count(*) as orders, sum({amount}::decimal(18, 2)) as sales
    from read_csv('{file}', all_varchar = true, quote = '"', new_line = '{line}') where {state} group by 1, 2
"""
# Where each file says what is added up.
PLACES = {
    "payments.csv": {"moment": '"Created date (UTC)"', "network": '"utm_source (metadata)"', "amount": '"Amount"',
                     "state": """"Status" = 'Paid'""", "line": "\\n"},
    "orders.csv": {"moment": '"Created at"', "network": """regexp_extract("Note Attributes", 'utm_source: (\\w+)', 1)""",
                   "amount": '"Subtotal"', "state": """"Financial Status" = 'paid'""", "line": "\\r\\n"},
}


def duckdb(file):
    import duckdb as library

    found = library.sql(SUMS.format(file=file, **PLACES[file.name])).fetchall()
    print(len(found), "groups", sum(row[2] for row in found), "orders", sum(row[3] for row in found))


def polars(file):
    import polars as pl

    places = {name: text.strip('"') for name, text in PLACES[file.name].items()}
    shopify = file.name == "orders.csv"
    cents = (pl.col(places["amount"]).str.replace(".", "", literal=True)).cast(pl.Int64)
    day = pl.col(places["moment"]).str.slice(0, 10)
    network = pl.col("Note Attributes").str.extract(r"utm_source: (\w+)") if shopify else pl.col(places["network"])
    paid = pl.col("Financial Status") == "paid" if shopify else pl.col("Status") == "Paid"
    rows = pl.scan_csv(file, infer_schema=False).filter(paid)
    found = rows.group_by(day.alias("day"), network.alias("network")).agg(pl.len().alias("orders"), cents.sum().alias("sales"))
    found = found.collect(engine="streaming")
    print(found.height, "groups", found["orders"].sum(), "orders", found["sales"].sum())


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", rows, folder]:
            write(int(rows), folder)
        case ["write", rows, folder, "shopify"]:
            write_shopify(int(rows), folder)
        case ["duckdb" | "polars" as name, folder]:
            files = [pathlib.Path(folder) / "content/report" / name for name in PLACES]
            globals()[name](next(file for file in files if file.exists()))
        case _:
            sys.exit(__doc__)
