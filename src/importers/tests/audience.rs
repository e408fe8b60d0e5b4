//! Followers, groups of people and posts.

use super::*;

#[test]
fn meta_daily() {
    let seen = see(utf16(
        "sep=,\n\"Instagram follows\"\n\"Date\",\"Primary\"\n\"2026-01-01T00:00:00\",\"4\"\n\"2026-01-03T00:00:00\",\"7\"\n",
    ));
    seen.clean("meta_daily");
    assert_eq!((seen.sum(Measure::Follows), seen.samples[1].days.as_str()), (11, "2026-01-03..2026-01-03"));
    assert_eq!(seen.samples[0].network.as_deref(), Some("instagram"));
}

#[test]
fn a_series_without_a_network_and_one_that_is_not_known() {
    let seen = see(utf16(
        "sep=,\n\"Views\"\n\"Date\",\"Primary\"\n\"2026-01-01T00:00:00\",\"40\"\n\n\"Mysteries\"\n\"Date\",\"Primary\"\n\"2026-01-01T00:00:00\",\"7\"\n\n\"Facebook visits\"\n\"Date\",\"Primary\"\n\"2026-01-01T00:00:00\",\"3\"\n",
    ));
    assert_eq!((seen.sum(Measure::Views), seen.sum(Measure::ProfileVisits)), (40, 3));
    assert_eq!(seen.samples[0].network, None);
    assert_eq!(seen.codes(Level::Note), ["export-network"]);
    assert_eq!(seen.codes(Level::Warning), ["export-title"]);
}

#[test]
fn meta_audience() {
    let text = "sep=,\n\"Instagram followers\"\n\"Total\"\n\"14872\"\n\n\"Age & gender\"\n\"\",\"Women\",\"Men\"\n\"18-24\",\"7.9%\",\"4.2%\"\n\"25-34\",\"60.1%\",\"27.8%\"\n\n\"Top towns/cities\"\n\"Cork, Ireland\",\"Paris, France\"\n\"9.8%\",\"<1%\"\n\n\"Top countries\"\n\"Ireland\",\"36.9%\"\n\"France\",\"18.4%\"\n";
    let days = "2026-09-30".parse().unwrap();
    let seen = see_with(utf16(text), &Context { period: Some((days, days)), ..paris() });
    seen.clean("meta_audience");
    let share = |kind: &str, name: &str| {
        let own = seen.samples.iter().find(|sample| sample.segment == Some((kind.to_owned(), name.to_owned())));
        own.map(|sample| sample.values[0])
    };
    assert_eq!(share("age", "18-24"), Some((Measure::AudienceShare, 1210)));
    assert_eq!(share("gender", "Women"), Some((Measure::AudienceShare, 6800)));
    assert_eq!(share("city", "Cork, Ireland"), Some((Measure::AudienceShare, 980)));
    assert_eq!(share("city", "Paris, France"), None, "too few to tell");
    assert_eq!(share("country", "France"), Some((Measure::AudienceShare, 1840)));
    assert!(seen.samples.iter().all(|sample| sample.network.as_deref() == Some("instagram")));
    assert_eq!(see(utf16(text)).error().code, "export-period");
}

#[test]
fn the_same_audience_as_fractions() {
    let day = "2026-09-30".parse().unwrap();
    let seen = see_with(
        "\"Age & gender\"\n\"Age\",\"Women\",\"Men\"\n\"18-24\",\"0.079\",\"0.042\"\n\"25-34\",\"0.601\",\"0.278\"\n",
        &Context { period: Some((day, day)), ..paris() },
    );
    assert_eq!(seen.samples[0].values, [(Measure::AudienceShare, 1210)]);
}

#[test]
fn meta_posts() {
    let seen = see("\u{feff}\
Post ID,Account name,Description,Publish time,Permalink,Post type,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves
18040000005760512,Kits,\"Before and after

All of it\",10/28/2026 09:30,https://www.instagram.com/p/N/,IG reel,Lifetime,4887,3302,262,47,4,7,72
18040000005655783,Kits,Forty questions,10/02/2026 18:00,https://www.facebook.com/1,Photos,Lifetime,100,90,9,1,,2,
");
    seen.clean("meta_posts");
    assert_eq!((seen.sum(Measure::Views), seen.sum(Measure::Saves), seen.sum(Measure::Follows)), (4987, 72, 4));
    let post = &seen.posts[0];
    assert_eq!((post.network.as_str(), post.format.as_str(), post.day.as_str()), ("instagram", "reel", "2026-10-28"));
    assert_eq!((post.title.as_str(), post.id.as_str()), ("Before and after", "18040000005760512"));
    assert_eq!((seen.posts[1].network.as_str(), seen.posts[1].day.as_str()), ("facebook", "2026-10-02"));
}

#[test]
fn youtube_studio_in_french() {
    let seen = see("\
Contenu,Titre de la vidéo,Heure de publication de la vidéo,Durée,Vues,Durée de visionnage (heures),Abonnés,Impressions,Taux de clics des impressions (%),Mentions « J'aime »
Total,,,,40\u{a0}000,\"62,1\",12,\"359\u{202f}322\",\"5,41\",50
' -abcdefgh,Les crochets,\"Jun 5, 2026\",20,\"28\u{a0}000\",\"52,1\",10,200000,\"7,1\",30
xyz,Une liste,12 juil. 2026,40,12000,\"10\",2,159322,\"4,0\",20
");
    seen.clean("youtube_studio");
    assert_eq!((seen.sum(Measure::Views), seen.sum(Measure::Follows), seen.sum(Measure::Likes)), (40_000, 12, 50));
    assert_eq!(seen.sum(Measure::WatchTime), 187_560 + 36_000, "52.1 and 10 hours");
    assert_eq!((seen.posts[0].day.as_str(), seen.posts[1].day.as_str()), ("2026-06-05", "2026-07-12"));
    assert!(seen.tally.checks.iter().all(|check| check.total == check.rows));
}

#[test]
fn pinterest_analytics() {
    let seen = see("\
Analytics overview
Account,kits
Date range,2026-07-01 - 2026-07-02
Claimed accounts,All

Date,Impressions,Engagements,Pin clicks,Outbound clicks,Saves
2026-07-01,4334,139,67,28,44
2026-07-02,4575,145,67,29,49

Top Pins
Pin,Impressions
https://www.pinterest.com/pin/1/,900

Top Boards
Board,Impressions,Engagements,Pin clicks,Outbound clicks,Saves
Kits,800,30,9,5,4
");
    seen.clean("pinterest_analytics");
    assert_eq!(
        (seen.sum(Measure::Impressions), seen.sum(Measure::Saves), seen.sum(Measure::LinkClicks)),
        (8909, 93, 57)
    );
    assert_eq!((seen.samples.len(), seen.skipped(Reason::NoDate)), (2, 2));
}

/// A file need not begin with ages: what its first block is stands above it, in its heading, or in the groups themselves.
#[test]
fn an_audience_of_countries_or_cities_alone() {
    let day = "2026-09-30".parse().unwrap();
    let groups = |text: &str| {
        let seen = see_as(text, Some("meta_audience"), &Context { period: Some((day, day)), ..paris() });
        seen.clean("meta_audience");
        assert_eq!(seen.codes(Level::Warning), [] as [&str; 0], "{text}");
        let own = seen.samples.iter().map(|sample| (sample.segment.clone().unwrap(), sample.values[0].1));
        own.map(|((kind, name), value)| format!("{kind} {name} {value}")).collect::<Vec<_>>()
    };
    let countries = ["country Ireland 3690", "country France 1840"];
    let rows = "\"Ireland\",\"36.9%\"\n\"France\",\"18.4%\"\n";
    for head in
        ["sep=,\n\"Instagram followers\"\n\"Total\"\n\"14872\"\n\n\"Top countries\"\n", "\"Country\",\"Share\"\n", ""]
    {
        assert_eq!(groups(&format!("{head}{rows}")), countries, "{head}");
    }
    let cities = ["city Cork, Ireland 980", "city Paris, France 110"];
    let names = "\"Cork, Ireland\",\"Paris, France\"\n\"9.8%\",\"1.1%\"\n";
    for head in ["\"Top towns/cities\"\n", ""] {
        assert_eq!(groups(&format!("{head}{names}")), cities, "{head}");
    }
    let both =
        format!("\"Top countries\"\n{rows}\n\"Age & gender\"\n\"\",\"Women\",\"Men\"\n\"18-24\",\"60%\",\"40%\"\n");
    assert_eq!(groups(&both), [&countries[..], &["age 18-24 10000", "gender Women 6000", "gender Men 4000"]].concat());
    assert_eq!(groups("\"Women\",\"Men\"\n\"60.5%\",\"39.5%\"\n"), ["gender Women 6050", "gender Men 3950"]);
}
