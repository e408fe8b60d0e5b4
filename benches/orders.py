"""Orders for the report's benchmark, and the same sums by other programs.

    python3 benches/orders.py write 1000000 /dev/shm/report     a shop with a report of as many Stripe payments
    python3 benches/orders.py duckdb /dev/shm/report            orders and sales by day and network
    python3 benches/orders.py polars /dev/shm/report

`duckdb` and `polars` are those of the Python packages of these names. All three see the same file; only the report also
counts products, customers and cohorts, and draws pages.
"""

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
REPORT = "title: A million orders\ntime_zone: UTC\nperiods: [2025]\nsources:\n  - {file: payments.csv}\n"


def write(rows, folder):
    random.seed(3)
    content = pathlib.Path(folder) / "content"
    (content / "report").mkdir(parents=True, exist_ok=True)
    (content / "shop.yaml").write_text(SHOP)
    (content / "report" / "report.yaml").write_text(REPORT)
    start = datetime.datetime(2025, 1, 1)
    step = 31_536_000 / rows
    with open(content / "report" / "payments.csv", "w") as out:
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
    select "Created date (UTC)"::timestamp::date as day, "utm_source (metadata)" as network,
           count(*) as orders, sum("Amount"::decimal(18, 2)) as sales
    from read_csv('{file}', all_varchar = true) where "Status" = 'Paid' group by 1, 2
"""


def duckdb(file):
    import duckdb as library

    found = library.sql(SUMS.format(file=file)).fetchall()
    print(len(found), "groups", sum(row[2] for row in found), "orders", sum(row[3] for row in found))


def polars(file):
    import polars as pl

    cents = (pl.col("Amount").str.replace(".", "", literal=True)).cast(pl.Int64)
    day = pl.col("Created date (UTC)").str.slice(0, 10)
    rows = pl.scan_csv(file, infer_schema=False).filter(pl.col("Status") == "Paid")
    found = rows.group_by(day.alias("day"), "utm_source (metadata)").agg(pl.len().alias("orders"), cents.sum().alias("sales"))
    found = found.collect(engine="streaming")
    print(found.height, "groups", found["orders"].sum(), "orders", found["sales"].sum())


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", rows, folder]:
            write(int(rows), folder)
        case ["duckdb" | "polars" as name, folder]:
            globals()[name](str(pathlib.Path(folder) / "content/report/payments.csv"))
        case _:
            sys.exit(__doc__)
