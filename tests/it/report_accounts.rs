//! The KPI report of two ad accounts on one network, and of two shops of one program, where a file of one of them is missing: what
//! the other one tells is not the whole. All figures are worked out by hand.

use serde_json::Value;

use crate::report::HEAD;
use crate::report_figures::{page, sources, whole};
use crate::report_part::{PLAIN, said, sold};
use crate::report_periods::days;

const MONTHS: [&str; 4] = ["2026-06", "2026-07", "2026-08", "2026-09"];

/// Two accounts on Facebook for €10 a day each, a file a month, and an order of €20 a day.
struct Accounts {
    /// What the second one has for each month; none where there is no file.
    second: [Option<String>; 4],
    /// What stands below a file of it, by its month.
    below: Option<(usize, &'static str)>,
}

fn month(n: usize) -> Vec<String> {
    days(MONTHS[n], 1..=30)
}

fn spent(campaign: &str, days: &[String], amount: &str) -> String {
    PLAIN.to_owned() + &days.iter().map(|day| format!("{campaign},{day},{amount},1000,20\n")).collect::<String>()
}

/// All files of the second account but some.
fn without(months: &[usize]) -> Accounts {
    let second = [0, 1, 2, 3].map(|n| (!months.contains(&n)).then(|| spent("Retargeting", &month(n), "10.00")));
    Accounts { second, below: None }
}

impl Accounts {
    /// report.yaml of a period, and the exports.
    fn files(&self, period: &str) -> (String, Vec<(String, String)>) {
        let all: Vec<String> = (0..4).flat_map(month).collect();
        let mut exports = vec![("pay.csv".to_owned(), sold(&all, &["facebook"]))];
        exports.extend((0..4).map(|n| (format!("a{n}.csv"), spent("Always on", &month(n), "10.00"))));
        let second = self.second.iter().enumerate();
        exports.extend(second.filter_map(|(n, text)| Some((format!("b{n}.csv"), text.clone()?))));
        let names: Vec<&str> = exports.iter().map(|(name, _)| name.as_str()).collect();
        let mut yaml = sources(&names).replace("2026-09", period) + "margin: 90 %\n";
        if let Some((n, below)) = self.below {
            yaml = yaml.replace(&format!("{{file: b{n}.csv}}"), &format!("{{file: b{n}.csv, {below}}}"));
        }
        (yaml, exports)
    }

    /// report.json, the page of the network, and what the command says.
    fn told(&self, period: &str) -> (Value, String, String) {
        let (yaml, owned) = self.files(period);
        let exports: Vec<(&str, &str)> = owned.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        (whole(&yaml, &exports, period), page(&yaml, &exports, "networks/facebook.html"), said(&yaml, &exports))
    }
}

fn is_unknown(report: &Value) {
    for name in ["roas", "roi", "cac"] {
        let own = &report["metrics"]["networks"]["facebook"][name];
        assert!(own["now"].is_null(), "{name}: {own}");
        let total = &report["metrics"]["total"][name];
        assert!(total["now"].is_null(), "{name}: {total}");
    }
    assert!(report["metrics"]["total"]["spend"]["now"].is_null(), "{}", report["metrics"]["total"]);
    assert!(report["tables"]["overview"]["next"].is_null(), "{}", report["tables"]["overview"]["next"]);
    assert!(report["tables"]["audience"]["winning"].is_null(), "{}", report["tables"]["audience"]["winning"]);
}

/// 30 orders of €20 for the €600 of both accounts are 1.00×; for the €300 of one they would be 2.00×.
#[test]
fn a_forgotten_file_of_one_of_two_accounts_is_no_return() {
    let (report, _, warned) = without(&[]).told("2026-09");
    assert_eq!(report["metrics"]["networks"]["facebook"]["roas"]["now"].as_f64(), Some(1.0));
    assert!(!warned.contains("export-gap"), "{warned}");
    // The last one, and one between two others.
    for (n, period, file) in [(3, "2026-09", "b2.csv"), (2, "2026-08", "b3.csv")] {
        let (report, network, warned) = without(&[n]).told(period);
        is_unknown(&report);
        assert!(network.contains("one of the ad accounts on Facebook") && network.contains(file), "{network}");
        assert!(
            warned.contains("warning[export-gap]") && warned.contains("for the ad account of this file"),
            "{warned}"
        );
        assert!(warned.contains(file) && warned.contains("returns of 2026-0"), "{warned}");
    }
}

/// What the first file of an account lacks is no growth: €300 in June, €600 in July.
#[test]
fn an_account_whose_first_file_is_missing_has_not_begun_for_certain() {
    let (report, ..) = without(&[0]).told("2026-07");
    let spend = &report["metrics"]["total"]["spend"];
    assert_eq!((spend["now"].as_f64(), spend["before"].as_f64()), (Some(600.0), None), "{spend}");
}

/// Where the author says so, in a file of zeros or below a file, or where ads ended within a month, nothing is missing.
#[test]
fn an_account_that_was_closed_lacks_nothing() {
    let said_so = Accounts { below: Some((2, "from: 2026-08-01, to: 2026-09-30")), ..without(&[3]) };
    let mut of_zeros = without(&[]);
    of_zeros.second[3] = Some(spent("Retargeting", &month(3), "0.00"));
    let mut within = without(&[3]);
    within.second[2] = Some(spent("Retargeting", &days("2026-08", 1..=17), "10.00"));
    for (n, accounts) in [said_so, of_zeros, within].iter().enumerate() {
        let (report, _, warned) = accounts.told("2026-09");
        assert_eq!(report["metrics"]["total"]["spend"]["now"].as_f64(), Some(300.0), "{n}");
        assert_eq!(report["metrics"]["networks"]["facebook"]["roas"]["now"].as_f64(), Some(2.0), "{n}");
        assert!(!warned.contains("export-gap"), "{n}: {warned}");
    }
}

const WOO: &str = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,\
                   Attribution\n";

/// An order of €20 a day in a shop, with numbers from some on.
fn ordered(first: usize, at: &str) -> [String; 4] {
    [0, 1, 2, 3].map(|n| {
        let row = |(m, day): (usize, String)| {
            let number = first + n * 30 + m;
            format!("{day} {at},{number},€20.00,completed,C{number},new,1× Mug,1,,20.00,Source: facebook\n")
        };
        WOO.to_owned() + &month(n).into_iter().enumerate().map(row).collect::<String>()
    })
}

/// The total of a month and what the command says, of two shops with a file a month each but for one.
fn two_shops(lacks: Option<(&str, usize)>, below: (&str, &str), period: &str) -> (Value, String) {
    let (yaml, owned) = files_of_two(lacks, below, period);
    let exports: Vec<(&str, &str)> = owned.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    (whole(&yaml, &exports, period)["metrics"]["total"]["sales"].clone(), said(&yaml, &exports))
}

fn files_of_two(lacks: Option<(&str, usize)>, below: (&str, &str), period: &str) -> (String, Vec<(String, String)>) {
    let (one, other) = (ordered(500, "10:00:00"), ordered(510, "11:30:00"));
    let named = |shop: &'static str| move |(n, text): (usize, String)| (format!("{shop}{n}.csv"), text);
    let all = one.into_iter().enumerate().map(named("a")).chain(other.into_iter().enumerate().map(named("b")));
    let owned: Vec<(String, String)> =
        all.filter(|(name, _)| lacks.is_none_or(|(shop, n)| *name != format!("{shop}{n}.csv"))).collect();
    let source = |name: &String| {
        let said = if name == below.0 { below.1 } else { "" };
        format!("  - {{file: {name}, time_zone: Europe/Berlin, currency: EUR{said}}}\n")
    };
    let listed: String = owned.iter().map(|(name, _)| source(name)).collect();
    let yaml = format!("{HEAD}sources:\n{listed}").replace("2026-09", period);
    // Days stand in the names of sources, too.
    (yaml.replace("to: END", "to: 2026-09-30"), owned)
}

/// 60 orders of both shops are no more than the 30 of one: nobody sold half of it.
#[test]
fn a_forgotten_month_of_one_of_two_shops_is_no_fall() {
    let none = ("", "");
    let (sales, warned) = two_shops(None, none, "2026-09");
    assert_eq!((sales["now"].as_f64(), sales["before"].as_f64()), (Some(1200.0), Some(1200.0)));
    assert!(!warned.contains("export-gap"), "{warned}");
    for (lacks, period, file) in
        [(("b", 3), "2026-09", "b2.csv"), (("b", 2), "2026-08", "b3.csv"), (("b", 2), "2026-09", "b3.csv")]
    {
        let (sales, warned) = two_shops(Some(lacks), none, period);
        assert!(sales["before"].is_null(), "{lacks:?} in {period}: {sales}");
        assert!(warned.contains("warning[export-gap]") && warned.contains(file), "{warned}");
        assert!(warned.contains("this shop's orders"), "{warned}");
    }
    // The other shop goes on: the page says which one does not, and what to write where it was closed.
    let (yaml, owned) = files_of_two(Some(("b", 3)), none, "2026-09");
    let exports: Vec<(&str, &str)> = owned.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let text = page(&yaml, &exports, "index.html");
    assert!(text.contains("those of the shop of b2.csv do not") && !text.contains("no export tells of"), "{text}");
    assert!(text.contains("<code>from: 2026-08-01, to: 2026-09-30</code> below that file"), "{text}");
    let (sales, warned) = two_shops(Some(("b", 3)), ("b2.csv", ", from: 2026-08-01, to: END"), "2026-09");
    assert_eq!((sales["now"].as_f64(), sales["before"].as_f64()), (Some(600.0), Some(1200.0)));
    assert!(!warned.contains("export-gap"), "{warned}");
}

/// One shop, whose files follow one another or meet on a day, and one that moved to another program's numbers.
#[test]
fn files_of_one_shop_are_no_two_shops() {
    let shop = ordered(500, "10:00:00");
    let moved = ordered(9_000, "11:00:00");
    let mut files = vec![shop[0].clone(), shop[1].clone(), moved[2].clone(), moved[3].clone()];
    // The second file begins on the last day of the first one, after noon.
    files[1] = files[1].replacen(
        WOO,
        &format!("{WOO}2026-06-30 15:00:00,535,€20.00,completed,D,new,1× Mug,1,,20.00,Direct\n"),
        1,
    );
    let names = ["a.csv", "b.csv", "c.csv", "d.csv"];
    let listed: String =
        names.iter().map(|name| format!("  - {{file: {name}, time_zone: Europe/Berlin, currency: EUR}}\n")).collect();
    let exports: Vec<(&str, &str)> = names.iter().copied().zip(files.iter().map(String::as_str)).collect();
    let warned = said(&format!("{HEAD}sources:\n{listed}"), &exports);
    assert!(!warned.contains("export-gap"), "{warned}");
}
