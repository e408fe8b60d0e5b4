//! `campaigns.yaml` and `report/report.yaml`: names, links and amounts that they refer to.

use std::collections::BTreeMap;

use super::Scope;
use super::content::Found;
use crate::diagnostic::{At, Diagnostic, Diagnostics, Step, error, unknown, warning};
use crate::path;
use crate::report::{self, channels};
use crate::resolve::Reference;
use crate::shop::campaign::{Campaign, Medium};
use crate::source::FileId;

/// The campaigns, checked.
pub fn campaigns(
    scope: &Scope<'_>,
    found: &mut Found,
    diagnostics: &mut Diagnostics,
    references: &mut Vec<Reference>,
) -> Vec<Campaign> {
    let Some((file, campaigns)) = found.campaigns.take() else { return Vec::new() };
    let mut resolver = scope.resolver(file, None);
    for (n, campaign) in campaigns.iter().enumerate() {
        for (at, finding) in slips(campaign) {
            resolver.push(finding, At::Value([path![n], at].concat()));
        }
        for (m, network) in campaign.networks.iter().enumerate() {
            if channels::find(network).is_none() {
                let finding = unknown("unknown-network", network, "a network that is known", channels::names());
                resolver.push(finding, At::Value(path![n, "networks", m]));
            }
        }
        if campaign.end.is_some_and(|end| end < campaign.start) {
            let finding = error("dates", "the campaign ends before it starts");
            resolver.push(finding.help("write `end` as a later day than `start`"), At::Value(path![n, "end"]));
        }
        let budget = campaign.budget.as_ref().zip(scope.currency).map(|(budget, currency)| budget.money(currency));
        if let Some(Err(wrong)) = budget {
            resolver.push(error("amount", wrong.message).help(wrong.help), At::Value(path![n, "budget"]));
        }
        if let Some(page) = &campaign.landing_page {
            resolver.link(page, path![n, "landing_page"]);
        }
        for (m, link) in campaign.links.iter().enumerate() {
            resolver.link(&link.to, path![n, "links", m, "to"]);
            if let Some(network) = link.network.as_ref().filter(|name| channels::find(name).is_none()) {
                let finding = unknown("unknown-network", network, "a network that is known", channels::names());
                resolver.push(finding, At::Value(path![n, "links", m, "network"]));
            }
        }
    }
    diagnostics.list.extend(resolver.diagnostics.list);
    diagnostics.list.extend(twice(file, &campaigns));
    references.extend(resolver.references);
    campaigns
}

/// What cannot be meant, or is understood otherwise by those who count visits.
fn slips(campaign: &Campaign) -> Vec<(Vec<Step>, Diagnostic)> {
    let mut found = Vec::new();
    let code = &campaign.code.0;
    if is_of_shopping(code) {
        let message =
            format!("Google Analytics takes all visits of `{code}` for those of Shopping, whatever their medium");
        found.push((path!["code"], warning("shopping-code", message).help("write a code without the word `shop`")));
    }
    if campaign.networks.is_empty() {
        let finding = warning("no-network", "the campaign runs nowhere");
        found.push((path!["networks"], finding.help("write where it runs, like `[instagram]`")));
    }
    let (mail, all) = (campaign.networks.iter().filter(|name| *name == "email").count(), campaign.networks.len());
    let by_mail = campaign.medium == Medium::Email;
    if all > 0 && ((by_mail && mail == 0) || (!by_mail && mail == all)) {
        let message =
            format!("`{}` is no way to reach people by {}", campaign.medium.word(), campaign.networks.join(", "));
        let help = if by_mail { "write `networks: [email]`, or another `medium`" } else { "write `medium: email`" };
        found.push((path!["medium"], warning("medium", message).help(help)));
    }
    for (m, link) in campaign.links.iter().enumerate() {
        let Some(network) = link.network.as_ref().filter(|own| !campaign.networks.contains(own)) else { continue };
        if channels::find(network).is_some() && all > 0 {
            let finding = warning("link-network", format!("the campaign does not run on `{network}`"));
            let help = format!("write one of its networks, or add `{network}` to `networks:`");
            found.push((path!["links", m, "network"], finding.help(help)));
        }
    }
    let pages = campaign.landing_page.iter().map(|page| (path!["landing_page"], page));
    let links = campaign.links.iter().enumerate().map(|(m, link)| (path!["links", m, "to"], &link.to));
    for (at, _) in pages.chain(links).filter(|(_, page)| page.text().contains("utm_")) {
        let finding = warning("link-tags", "the address has tags already, and those of the campaign come to them");
        found.push((at, finding.help("write the address without `utm_…`")));
    }
    found
}

/// Google Analytics' own rule (<https://support.google.com/analytics/answer/9756891>): `shop` at the beginning or behind anything
/// but most letters, or `shopping` anywhere.
fn is_of_shopping(code: &str) -> bool {
    let letter = |before: char| before.is_ascii_lowercase() && before != 'e';
    let alone = code.match_indices("shop").any(|(at, _)| !code[..at].ends_with(letter));
    alone || code.contains("shopping")
}

/// Codes of campaigns, of links and of discounts tell orders apart, so each is one campaign's.
fn twice(file: FileId, campaigns: &[Campaign]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut codes = BTreeMap::new();
    let mut links = BTreeMap::new();
    let mut discounts = BTreeMap::new();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for (n, campaign) in campaigns.iter().enumerate() {
        names.entry(campaign.code.0.to_lowercase()).or_insert(n);
    }
    for (n, campaign) in campaigns.iter().enumerate() {
        for (m, name) in campaign.names.iter().enumerate() {
            let first = *names.entry(name.trim().to_lowercase()).or_insert(n);
            if first != n {
                let message = format!(
                    "`{name}` is the campaign `{}` as well, so its ads count for the first of both",
                    campaigns[first].code.0
                );
                let finding = warning("duplicate-code", message).help("leave it out of one of them");
                findings.push(finding.value(file, path![n, "names", m]));
            }
        }
        if codes.insert(campaign.code.0.clone(), n).is_some() {
            let finding = error("duplicate-code", format!("two campaigns have the code `{}`", campaign.code.0));
            findings.push(finding.help("give one of them another `code`").value(file, path![n, "code"]));
        }
        for (m, link) in campaign.links.iter().enumerate() {
            if links.insert(link.code.0.clone(), n).is_some() {
                let finding = error("duplicate-code", format!("two links have the code `{}`", link.code.0));
                findings
                    .push(finding.help("give one of them another `code`").value(file, path![n, "links", m, "code"]));
            }
        }
        let Some(discount) = &campaign.discount_code else { continue };
        if discounts.insert(discount.to_lowercase(), n).is_some() {
            let message =
                format!("two campaigns have the discount code `{discount}`, so its orders count for the first");
            let finding = warning("duplicate-code", message).help("give each campaign a code of its own");
            findings.push(finding.value(file, path![n, "discount_code"]));
        }
    }
    findings
}

/// The settings of the report, checked; kept only when nothing in them is wrong.
pub fn report(
    scope: &Scope<'_>,
    found: &mut Found,
    campaigns: &[Campaign],
    diagnostics: &mut Diagnostics,
) -> Option<(FileId, Box<report::settings::Settings>)> {
    let (file, settings) = found.report.take()?;
    let today = scope.options.today;
    let mut findings = report::check::check(scope.sources, file, &settings, campaigns, scope.currency, today);
    if found.broken_campaigns {
        findings.list.retain(|finding| finding.code != "unknown-campaign");
    }
    let usable = !findings.has_errors() && !found.broken_campaigns;
    diagnostics.list.extend(findings.list);
    usable.then_some((file, settings))
}
