//! Names in report.yaml that nothing knows, and values that contradict each other.

mod contradictions;
mod decimals;
mod rules;
mod unlisted;
mod yet_to_come;

use iso_currency::Currency;
use jiff::tz::TimeZone;

use crate::diagnostic::{At, Diagnostic, Diagnostics, Step, error, unknown, warning};
use crate::importers::IMPORTERS;
use crate::path;
use crate::scalar::Date;
use crate::shop::campaign::Campaign;
use crate::source::{FileId, Sources};

use super::channels;
use super::metrics;
use super::settings::Settings;

/// Checks the settings of a report; findings name their place in report.yaml. `currency` is the shop's.
pub fn check(
    sources: &Sources,
    file: FileId,
    settings: &Settings,
    campaigns: &[Campaign],
    currency: Option<Currency>,
    today: jiff::civil::Date,
) -> Diagnostics {
    let mut checker = Checker { file, campaigns, diagnostics: Diagnostics::default() };
    checker.zone(&settings.time_zone, path!["time_zone"]);
    for code in settings.exchange_rates.keys() {
        if Currency::from_code(code).is_none() {
            let finding = error("unknown-currency", format!("`{code}` is no currency"));
            checker.push(finding.help("write an ISO 4217 code, like `USD`"), path!["exchange_rates", code.as_str()]);
        }
    }
    checker.sources(sources, settings);
    checker.names(settings);
    for (n, kept) in settings.metrics.iter().enumerate() {
        if kept.date.is_some() == kept.period.is_some() {
            let finding = error("report-days", "a figure needs either `date` or `period`");
            checker.push(finding.help("write `date: 2026-09-30` or `period: 2026-09`"), path!["metrics", n]);
        }
    }
    let currency = settings.currency.map(|code| code.0).or(currency);
    let amounts = currency.map(|currency| decimals::find(settings, currency)).unwrap_or_default();
    let days = yet_to_come::find(settings, today);
    let all = [contradictions::find(settings, currency), amounts, rules::find(&settings.channels), days];
    for (at, finding) in all.into_iter().flatten() {
        checker.push(finding, at);
    }
    for (at, finding) in unlisted::find(sources, file, settings) {
        checker.diagnostics.push(finding.at(file, at.map_or(At::File, At::Value)));
    }
    if settings.index && !settings.publish {
        let finding = warning("report-index", "`index` has no effect on a report that is not published");
        checker.push(finding.help("write `publish: true`, or leave `index` out"), path!["index"]);
    }
    checker.diagnostics
}

struct Checker<'a> {
    file: FileId,
    campaigns: &'a [Campaign],
    diagnostics: Diagnostics,
}

impl Checker<'_> {
    fn push(&mut self, finding: Diagnostic, at: Vec<Step>) {
        self.diagnostics.push(finding.at(self.file, At::Value(at)));
    }

    fn zone(&mut self, name: &str, at: Vec<Step>) {
        if TimeZone::get(name).is_err() {
            let finding = error("time-zone", format!("`{name}` is not a time zone"));
            self.push(finding.help("write its name in the IANA database, like `Europe/Paris` or `UTC`"), at);
        }
    }

    fn network(&mut self, name: Option<&String>, at: Vec<Step>) {
        let Some(name) = name else { return };
        if channels::find(name).is_none() {
            self.push(unknown("unknown-network", name, "a network of the report", channels::names()), at);
        }
    }

    fn backward(&mut self, from: Option<&Date>, to: Option<&Date>, at: Vec<Step>) {
        if let Some((from, to)) = from.zip(to).filter(|(from, to)| to < from) {
            let finding = error("report-days", format!("{} is before {}, the first day", to.0, from.0));
            self.push(finding.help("write the first day as `from` and the last one as `to`"), at);
        }
    }

    fn campaign(&mut self, code: Option<&String>, at: Vec<Step>) {
        let Some(code) = code else { return };
        let known = self.campaigns.iter().map(|campaign| campaign.code.0.as_str());
        if !known.clone().any(|known| known == code) {
            self.push(unknown("unknown-campaign", code, "a campaign of campaigns.yaml", known), at);
        }
    }

    fn metric(&mut self, name: &str, at: Vec<Step>) {
        let known = metrics::all().map(|metric| metric.name);
        if metrics::find(name).is_none() {
            self.push(unknown("unknown-metric", name, "a metric of the report", known), at);
        }
    }

    fn sources(&mut self, sources: &Sources, settings: &Settings) {
        let folder = super::folder(sources, self.file);
        for (n, source) in settings.sources.iter().enumerate() {
            if sources.find(&format!("{folder}{}", source.file)).is_none() {
                let known = sources.below(&folder).map(|(_, file)| &file.path[folder.len()..]);
                let known = known.filter(|path| !path.ends_with(".yaml")).collect::<Vec<_>>();
                let name = source.file.rsplit('/').next().filter(|name| known.contains(name));
                let finding = match name {
                    Some(name) => error("missing-file", format!("`{}` is not a file beside report.yaml", source.file))
                        .help(format!("write `{name}`: files are found where report.yaml is")),
                    None => unknown("missing-file", &source.file, "a file beside report.yaml", known.into_iter()),
                };
                self.push(finding, path!["sources", n, "file"]);
            }
            if let Some(format) = &source.format {
                let known = IMPORTERS.iter().map(|importer| importer.name);
                if !known.clone().any(|known| known == format) {
                    let finding = unknown("unknown-format", format, "a format that can be read", known);
                    self.push(finding, path!["sources", n, "format"]);
                }
            }
            if let Some(zone) = &source.time_zone {
                self.zone(zone, path!["sources", n, "time_zone"]);
            }
            self.network(source.network.as_ref(), path!["sources", n, "network"]);
            self.backward(source.from.as_ref(), source.to.as_ref(), path!["sources", n, "to"]);
            if source.from.is_some() != source.to.is_some() {
                let finding = error("report-days", "the days of a file need `from` and `to`");
                self.push(
                    finding.help("write both, like `from: 2026-09-01` and `to: 2026-09-30`"),
                    path!["sources", n],
                );
            }
        }
    }

    fn names(&mut self, settings: &Settings) {
        for (n, rule) in settings.channels.iter().enumerate() {
            self.network(rule.network.as_ref(), path!["channels", n, "network"]);
            self.campaign(rule.campaign.as_ref(), path!["channels", n, "campaign"]);
        }
        for (n, kept) in settings.metrics.iter().enumerate() {
            self.network(Some(&kept.network), path!["metrics", n, "network"]);
            self.campaign(kept.campaign.as_ref(), path!["metrics", n, "campaign"]);
        }
        for (n, cost) in settings.costs.iter().enumerate() {
            self.network(cost.network.as_ref(), path!["costs", n, "network"]);
            self.campaign(cost.campaign.as_ref(), path!["costs", n, "campaign"]);
            self.backward(Some(&cost.from), cost.to.as_ref(), path!["costs", n, "to"]);
        }
        for (n, target) in settings.targets.iter().enumerate() {
            self.metric(&target.metric, path!["targets", n, "metric"]);
            self.network(target.network.as_ref(), path!["targets", n, "network"]);
        }
        for (n, benchmark) in settings.benchmarks.iter().enumerate() {
            self.metric(&benchmark.metric, path!["benchmarks", n, "metric"]);
        }
        for (n, figure) in settings.market.iter().enumerate() {
            self.network(figure.network.as_ref(), path!["market", n, "network"]);
        }
        for (n, segment) in settings.segments.iter().enumerate() {
            self.network(segment.network.as_ref(), path!["segments", n, "network"]);
        }
    }
}
