//! The KPI report from what networks export: what ads cost and claim, whose figures they are, which days they tell, what
//! profiles reached, and what a new customer costs. All figures are worked out by hand.

use serde_json::Value;

use crate::report::{HEAD, minor};
use crate::report_figures::{page, payments, sources, total, whole};

/// Meta's ads; each row is its days, campaign, platform, spend, purchases and their value. 1,000 impressions and 10 clicks.
fn meta(rows: &[(&str, &str, &str, &str, &str)]) -> String {
    let head = "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (EUR),Purchases,\
                Purchases conversion value,Impressions,Link clicks\n";
    let row = |(from, to, campaign, platform, rest): &(&str, &str, &str, &str, &str)| {
        format!("2026-{from},2026-{to},{campaign},{platform},{rest},1000,10\n")
    };
    head.to_owned() + &rows.iter().map(row).collect::<String>()
}

fn instagram<'a>(days: &[(&'a str, &'a str)]) -> String {
    meta(&days.iter().map(|(day, rest)| (*day, *day, "Clay", "instagram", *rest)).collect::<Vec<_>>())
}

fn now<'a>(metrics: &'a Value, name: &str) -> &'a Value {
    &metrics[name]["now"]
}

fn row<'a>(rows: &'a Value, key: &str, value: &str) -> &'a Value {
    rows.as_array().unwrap().iter().find(|row| row[key] == value).unwrap_or_else(|| panic!("{value} in {rows}"))
}

/// Google gives each ad its part of an order: thirty thirds are ten orders, not none. Its campaigns are its own unless a
/// rule says otherwise.
#[test]
fn google_claims_parts_of_orders() {
    let rows = |day: u8| format!("2026-09-{day:02},Brand,EUR,1.00,100,5,0.33,10.00\n");
    let days: String = (1..=30).map(rows).collect();
    let export = format!(
        "Campaign report\n1 September 2026 - 30 September 2026\n\
         Day,Campaign,Currency code,Cost,Impr.,Clicks,Conversions,Conv. value\n{days}\
         Total: Account,--,EUR,30.00,3000,150,9.90,300.00\n"
    );
    let exports = [("g.csv", export.as_str())];
    let networks = whole(&sources(&["g.csv"]), &exports, "2026-09")["metrics"]["networks"].clone();
    let google = &networks["google"];
    assert_eq!((minor(now(google, "spend")), minor(now(google, "claimed_sales"))), (3_000, 30_000), "{networks}");
    assert_eq!(now(google, "claimed_orders").as_f64().unwrap().round(), 10.0, "{google}");
    let quality = page(&sources(&["g.csv"]), &exports, "quality.html");
    assert!(quality.contains("9.90") && quality.contains("agrees") && !quality.contains("differs"), "{quality}");
    let ruled = sources(&["g.csv"]) + "channels:\n  - {when: {campaign: Brand}, network: youtube}\n";
    let networks = whole(&ruled, &exports, "2026-09")["metrics"]["networks"].clone();
    assert_eq!(minor(now(&networks["youtube"], "spend")), 3_000, "{networks}");
}

/// `2026-10-01 00:00 +0000` is a day of the account, and no evening of September in New York.
#[test]
fn days_of_x_stay_days_west_of_greenwich() {
    let head = "Time period,Campaign name,Campaign ID,Funding source name,Currency,Spend,Impressions,Clicks\n";
    let day = |day: &str, spend: &str| format!("2026-{day} 00:00 +0000,X,1,Card,EUR,{spend},1000,10\n");
    let export = [head, &day("09-01", "7.80"), &day("09-30", "10.00"), &day("10-01", "100.00")].concat();
    let yaml = sources(&["x.csv"]).replace("Europe/Paris", "America/New_York");
    assert_eq!(minor(now(&total(&yaml, &[("x.csv", &export)], "2026-09"), "spend")), 1_780);
}

/// Where no export tells orders nobody knows what came back; where one does, no order is nothing.
#[test]
fn a_return_needs_orders() {
    let ads = instagram(&[("09-10", "100.00,2,90.00")]);
    let alone = total(&sources(&["m.csv"]), &[("m.csv", &ads)], "2026-09");
    assert_eq!((now(&alone, "roas"), now(&alone, "claimed_roas").as_f64()), (&Value::Null, Some(0.9)), "{alone}");
    let orders = payments(&[("2026-09-10", "50.00", "a@x.example", "pinterest")]);
    let report = whole(&sources(&["m.csv", "pay.csv"]), &[("m.csv", &ads), ("pay.csv", &orders)], "2026-09");
    let roas = now(&report["metrics"]["networks"]["instagram"], "roas").as_f64();
    assert_eq!(roas, Some(0.0), "{}", report["metrics"]);
}

/// By hand: an order is worth €50; three for €60 would return 2.50.
#[test]
fn a_network_that_sold_nothing_is_ranked() {
    let ads = meta(&[
        ("09-10", "09-10", "Clay", "instagram", "100.00,0,"),
        ("09-10", "09-10", "Clay", "facebook", "60.00,0,"),
    ]);
    let orders = payments(&[("2026-09-10", "50.00", "a@x.example", "instagram"); 10]);
    let report = whole(&sources(&["m.csv", "pay.csv"]), &[("m.csv", &ads), ("pay.csv", &orders)], "2026-09");
    let rows = &report["tables"]["overview"]["next"]["rows"];
    let facebook = row(rows, "network", "facebook");
    let found = ["roas", "low", "high"].map(|key| facebook[key].as_f64());
    assert_eq!(found, [Some(0.0), Some(0.0), Some(2.5)], "{rows}");
    assert_eq!(rows[0]["network"], "instagram", "{rows}");
}

/// Files of two accounts, or one of each campaign, tell different things of the same days; the same campaign counts once.
#[test]
fn another_campaign_on_the_same_days_counts() {
    let spend = |a: &str, b: &str| {
        let exports = [("a.csv", a), ("b.csv", b)];
        minor(now(&total(&sources(&["a.csv", "b.csv"]), &exports, "2026-09"), "spend"))
    };
    let clay = instagram(&[("09-01", "10.00,0,"), ("09-02", "10.00,0,"), ("09-03", "10.00,0,")]);
    let glaze = meta(&[("09-03", "09-03", "Glaze", "instagram", "5.00,0,")]);
    assert_eq!((spend(&clay, &glaze), spend(&glaze, &clay)), (3_500, 3_500));
    let later = instagram(&[("09-03", "11.00,0,"), ("09-04", "11.00,0,")]);
    // Of the third day the file that was made later knows more.
    assert_eq!((spend(&clay, &later), spend(&later, &clay)), (4_200, 4_200));
    let month = meta(&[("09-01", "09-30", "Clay", "instagram", "300.00,0,")]);
    assert_eq!(spend(&month, &clay), 30_000);
    // Three days are not what the month cost.
    assert_eq!(spend(&clay, &month), 30_000);
}

/// Ads by age: €100 for twelve orders of €540.
const AGES: &str = "Campaign name,Age,Platform,Amount spent (EUR),Impressions,Link clicks,Purchases,\
                    Purchases conversion value,Reporting starts,Reporting ends\n\
                    Clay,18-24,instagram,50.00,5000,50,10,500.00,2026-09-01,2026-09-30\n\
                    Clay,25-34,instagram,50.00,5000,50,2,40.00,2026-09-01,2026-09-30\n";

/// What is broken down by age is money spent too, once, however many files break it down.
#[test]
fn ads_by_age_are_in_the_totals_once() {
    let alone = total(&sources(&["age.csv"]), &[("age.csv", AGES)], "2026-09");
    let found = (minor(now(&alone, "spend")), now(&alone, "claimed_orders"), now(&alone, "claimed_roas").as_f64());
    assert_eq!(found, (10_000, &12.into(), Some(5.4)), "{alone}");
    let genders = AGES.replace("Age", "Gender").replace("18-24", "women").replace("25-34", "men");
    let days = instagram(&[("09-10", "100.00,12,540.00")]);
    for beside in [genders, days] {
        for names in [["age.csv", "b.csv"], ["b.csv", "age.csv"]] {
            let exports = [("age.csv", AGES), ("b.csv", beside.as_str())];
            assert_eq!(minor(now(&total(&sources(&names), &exports, "2026-09"), "spend")), 10_000, "{names:?}");
        }
    }
    // Answers best: ten orders of ten euros' return are ×1.86 at the most by chance, e^(1.96/√10).
    let audience = page(&sources(&["age.csv"]), &[("age.csv", AGES)], "audience.html");
    assert!(audience.contains("most surely here: 18-24, 10.00× from 10 orders"), "{audience}");
    assert!(audience.contains("more than 5.38×"), "{audience}");
}

/// A file by age of a campaign that no other file tells is money spent too; one that another file tells is not spent twice.
#[test]
fn ads_by_age_of_another_campaign_are_in_the_totals() {
    let glaze = meta(&[("09-10", "09-10", "Glaze", "instagram", "30.00,1,40.00")]);
    let both = AGES.to_owned() + "Glaze,18-24,instagram,30.00,500,5,1,40.00,2026-09-01,2026-09-30\n";
    let spend = |age: &str, beside: &str, names: [&str; 2]| {
        let exports = [("age.csv", age), ("b.csv", beside)];
        minor(now(&total(&sources(&names), &exports, "2026-09"), "spend"))
    };
    let genders = glaze.replace("Platform", "Gender").replace("instagram", "women");
    for names in [["age.csv", "b.csv"], ["b.csv", "age.csv"]] {
        for beside in [&glaze, &genders] {
            assert_eq!(
                (spend(AGES, beside, names), spend(&both, beside, names)),
                (13_000, 13_000),
                "{names:?}: {beside}"
            );
        }
        // What names no campaign may be any of them, and knows a day of the month.
        let unnamed = glaze.replace("Campaign name", "Note");
        assert_eq!(spend(&both, &unnamed, names), 13_000, "{names:?}");
    }
}

const POSTS: &str = "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,\
                     Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n";

/// Likes of a post's life are no part of the views of a profile's month; nor are views of posts a month before that of the
/// profile's.
#[test]
fn engagement_is_over_the_views_of_the_same_posts() {
    let days: String = (1..=30).map(|day| format!("\"2026-09-{day:02}T00:00:00\",\"100\"\n")).collect();
    let views = format!("sep=,\n\"Views\"\n\"Date\",\"Primary\"\n{days}");
    let post = |id: u8, day: &str, views: u32| {
        format!(
            "{id},1,a,A,Bowl,0,{day}/2026 08:05,https://www.instagram.com/p/{id}/,IG image,,Lifetime,{views},800,50,10,4,7,2\n"
        )
    };
    let posts = POSTS.to_owned() + &post(1, "09/28", 1_000) + &post(2, "08/10", 2_000);
    let yaml = sources(&["posts.csv"]) + "  - {file: views.csv, network: instagram}\n";
    let report = whole(&yaml, &[("views.csv", &views), ("posts.csv", &posts)], "2026-09");
    let own = &report["metrics"]["networks"]["instagram"];
    assert_eq!((now(own, "views").as_i64(), now(own, "engagements").as_i64()), (Some(3_000), Some(67)), "{own}");
    assert_eq!(own["engagement_rate"]["now"].as_f64(), Some(0.067), "{own}");
    assert_eq!(own["engagement_rate"]["before"].as_f64(), Some(0.0335), "{own}");
    assert_eq!(own["views"]["before"], Value::Null, "{own}");
}

/// A network of which followers are known for the first time is no growth of all.
#[test]
fn followers_grow_on_the_networks_known_before() {
    let yaml = format!(
        "{HEAD}metrics:\n  - {{network: instagram, date: 2026-08-31, followers: 1000}}\n  \
         - {{network: instagram, date: 2026-09-30, followers: 1100}}\n  - {{network: tiktok, date: 2026-09-15, followers: 77}}\n"
    );
    let metrics = whole(&yaml, &[], "2026-09")["metrics"].clone();
    let of = |part: &Value| (part["followers"]["now"].as_i64(), part["followers"]["before"].as_i64());
    assert_eq!(of(&metrics["total"]), (Some(1_177), None), "{metrics}");
    assert_eq!(of(&metrics["networks"]["instagram"]), (Some(1_100), Some(1_000)), "{metrics}");
    // What can be compared is told in words, with both of its figures.
    let audience = page(&yaml, &[], "audience.html");
    assert!(audience.contains("On the networks known in both periods: 1,000 → 1,100 (+10.0%)"), "{audience}");
}

/// A video of April was seen in September, where the author says that the file is September's.
#[test]
fn videos_are_seen_on_the_days_that_the_source_says() {
    let export = "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Impressions,\
                  Impressions click-through rate (%),Likes\n\
                  Total,,,,2300,14,12,20000,5.00,130\n\
                  def,Two,\"Sep 13, 2026\",20,1500,14,12,15000,4.00,100\n\
                  old,Three,\"Apr 13, 2026\",20,800,0,0,5000,,30\n";
    let exports = [("yt.csv", export)];
    let of = |days: &str| {
        let yaml = format!("{HEAD}sources:\n  - {{file: yt.csv{days}}}\n");
        let told = page(&yaml, &exports, "quality.html").contains("does not tell its days");
        (now(&total(&yaml, &exports, "2026-09"), "views").as_i64(), told)
    };
    assert_eq!(of(""), (Some(1_500), true));
    assert_eq!(of(", from: 2026-09-01, to: 2026-09-30"), (Some(2_300), false));
}

#[test]
fn visits_of_a_profile_are_shown() {
    let export = "sep=,\n\"Facebook visits\"\n\"Date\",\"Primary\"\n\"2026-09-01T00:00:00\",\"42\"\n\"2026-09-02T00:00:00\",\"43\"\n";
    let exports = [("v.csv", export)];
    assert_eq!(now(&total(&sources(&["v.csv"]), &exports, "2026-09"), "profile_visits").as_i64(), Some(85));
    assert!(page(&sources(&["v.csv"]), &exports, "networks/facebook.html").contains("Profile visits"));
}

/// A figure of a quarter is none of its months; that it is left out is told.
#[test]
fn what_is_kept_for_a_quarter_is_told_in_its_months() {
    let yaml = format!(
        "{HEAD}metrics:\n  - {{network: instagram, period: 2026-Q3, impressions: 9000}}\n  - {{network: instagram, date: 2026-09-30, followers: 12}}\n"
    );
    assert!(page(&yaml, &[], "quality.html").contains("kept by hand for longer than the period"));
    assert_eq!(whole(&yaml, &[], "2026-09")["metrics"]["total"]["impressions"]["now"], Value::Null);
    assert_eq!(now(&total(&yaml, &[], "2026-Q3"), "impressions").as_i64(), Some(9_000));
}

/// Of three weeks one lies inside September; its €70 are not what September cost.
#[test]
fn weeks_over_the_edges_make_no_month() {
    let weeks = [("08-31", "09-06"), ("09-07", "09-13"), ("09-28", "10-04")];
    let ads = meta(&weeks.map(|(from, to)| (from, to, "Clay", "instagram", "70.00,7,700.00")));
    let exports = [("m.csv", ads.as_str())];
    let report = whole(&sources(&["m.csv"]), &exports, "2026-09");
    let own = &report["metrics"]["networks"]["instagram"];
    for name in ["spend", "impressions", "clicks", "ctr", "claimed_orders", "claimed_roas"] {
        assert_eq!(now(own, name), &Value::Null, "{name}: {own}");
    }
    let why = "reach over the edges";
    let network = page(&sources(&["m.csv"]), &exports, "networks/instagram.html");
    assert!(network.matches(why).count() > 5, "{network}");
    assert!(page(&sources(&["m.csv"]), &exports, "index.html").contains("m.csv · Some of its rows"));
    // What was spent on Facebook alone is not what the shop spent.
    let facebook = meta(&[("09-10", "09-10", "Clay", "facebook", "5.00,0,")]);
    let both = [("m.csv", ads.as_str()), ("f.csv", facebook.as_str())];
    let report = whole(&sources(&["m.csv", "f.csv"]), &both, "2026-09");
    let metrics = &report["metrics"];
    assert_eq!(minor(now(&metrics["networks"]["facebook"], "spend")), 500, "{metrics}");
    for name in ["spend", "impressions", "clicks"] {
        assert_eq!(now(&metrics["total"], name), &Value::Null, "{name}: {metrics}");
    }
    // What is known is told with what it lacks, and never in the place of the whole.
    let index = page(&sources(&["m.csv", "f.csv"]), &both, "index.html");
    assert!(index.contains("Without Instagram: €5.00."), "{index}");
    // Neither orders nor followers are in that file.
    let audience = page(&sources(&["m.csv"]), &exports, "audience.html");
    assert_eq!(audience.matches(why).count(), 1, "of CAC alone: {audience}");
    let daily = instagram(&[("09-01", "70.00,7,700.00"), ("10-01", "70.00,7,700.00")]);
    assert_eq!(minor(now(&total(&sources(&["m.csv"]), &[("m.csv", &daily)], "2026-09"), "spend")), 7_000);
}

/// By hand: ten new customers for €100 cost €10.00 each, by chance e^(1.96/√10) = 1.8586 times more or less. €90 that brought
/// none: of three they would be €30.00 each, and the margin of €50.00 is €20.00.
#[test]
fn a_new_customer_has_a_price_on_each_network() {
    let ads = meta(&[("09-10", "09-10", "Clay", "instagram", "100.00,0,")]);
    let mails: Vec<String> = (0..10).map(|n| format!("c{n}@x.example")).collect();
    let orders: Vec<_> = mails.iter().map(|mail| ("2026-09-10", "50.00", mail.as_str(), "instagram")).collect();
    let orders = payments(&orders);
    let by_hand = "margin: 40 %\nmetrics:\n  - {network: facebook, date: 2026-09-10, spend: 90.00}\n";
    let yaml = sources(&["m.csv", "pay.csv"]) + by_hand;
    // Nobody ordered in summer.
    let yaml = yaml.replace("file: pay.csv", "file: pay.csv, from: 2026-06-01, to: 2026-09-30");
    let exports = [("m.csv", ads.as_str()), ("pay.csv", orders.as_str())];
    let report = whole(&yaml, &exports, "2026-09");
    let rows = &report["tables"]["audience"]["winning"]["rows"];
    let money = |row: &Value| ["cac", "low", "high", "value"].map(|key| row[key].as_f64());
    assert_eq!(money(&rows[0]), [Some(10.0), Some(5.38), Some(18.59), Some(50.0)], "{rows}");
    assert_eq!(money(&rows[1]), [None, Some(30.0), None, None], "{rows}");
    let told = [0, 1].map(|n| (rows[n]["network"].as_str().unwrap(), rows[n]["verdict"].as_str().unwrap()));
    assert_eq!(told, [("instagram", "pays for itself"), ("facebook", "costs more than it earns")], "{rows}");
    let facebook = &report["metrics"]["networks"]["facebook"];
    assert_eq!((now(facebook, "new_customers"), now(facebook, "cac")), (&0.into(), &Value::Null), "{facebook}");
    let audience = page(&yaml, &exports, "audience.html");
    assert!(audience.contains("cheap through Instagram: €10.00 each (10 new customers)"), "{audience}");
    assert!(audience.contains("€90.00 for Facebook won none") && !audience.contains("surest to be dear"), "{audience}");
    // €30.00 that brought none are no more than chance: three would be €10.00 each.
    let audience = page(&yaml.replace("90.00", "30.00"), &exports, "audience.html");
    assert!(audience.contains("cheap through Instagram") && !audience.contains("won none"), "{audience}");
    let network = page(&yaml, &exports, "networks/facebook.html");
    assert!(!network.contains("Customers are not told apart"), "{network}");
}

/// Without orders nobody knows whether customers could be told apart. Followers have a page, where there are any.
#[test]
fn without_orders_customers_are_not_missing_a_name() {
    let ads = instagram(&[("09-10", "100.00,0,")]);
    let followers = "metrics:\n  - {network: instagram, date: 2026-09-30, followers: 100}\n";
    let audience = page(&(sources(&["m.csv"]) + followers), &[("m.csv", &ads)], "audience.html");
    assert!(
        audience.contains("<h3>Followers</h3>")
            && !audience.contains("No orders.")
            && !audience.contains("not told apart"),
        "{audience}"
    );
}

/// A tenth of the followers on Instagram and a fifth of those on Facebook are different people, and no three tenths.
#[test]
fn shares_of_followers_stand_by_network() {
    let audience = |share: &str| {
        format!(
            "\"Age & gender\"\n\"\",\"Women\",\"Men\"\n\"18-24\",\"{share}%\",\"4.0%\"\n\"25-34\",\"3.0%\",\"2.0%\"\n"
        )
    };
    let (instagram, facebook) = (audience("6.0"), audience("16.0"));
    let exports = [("i.csv", instagram.as_str()), ("f.csv", facebook.as_str())];
    let source = |file: &str, network: &str| {
        format!("  - {{file: {file}, format: meta_audience, network: {network}, from: 2026-09-01, to: 2026-09-30}}\n")
    };
    let alone = format!("{HEAD}sources:\n{}", source("i.csv", "instagram"));
    let both = alone.clone() + &source("f.csv", "facebook");
    let shares = |yaml: &str, exports: &[(&str, &str)]| {
        let report = whole(yaml, exports, "2026-09");
        let tables = report["tables"]["audience"].as_object().unwrap();
        let (_, table) = tables.iter().find(|(id, _)| id.ends_with("age")).unwrap();
        let of = |row: &Value| (row["group"].as_str().unwrap().to_owned(), row["audience_share"].as_f64());
        table["rows"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(shares(&alone, &exports[..1]), [("18-24".to_owned(), Some(0.1)), ("25-34".to_owned(), Some(0.05))]);
    let found: Vec<Option<f64>> = shares(&both, &exports).into_iter().map(|(_, share)| share).collect();
    assert_eq!(found, [Some(0.2), Some(0.1), Some(0.05), Some(0.05)]);
    let page = page(&both, &exports, "audience.html");
    assert!(page.contains("18-24 · Instagram") && page.contains("18-24 · Facebook"), "{page}");
}
