//! Rules of report.yaml that cannot be meant: they take every row, say nothing of it, or are never asked.
//!
//! In: the rules, as they are written. Out: findings with the place of each. Absent: whether a row fits; rules outlive the exports
//! of a month.

use crate::diagnostic::{Diagnostic, Step, error, warning};
use crate::path;
use crate::platforms::PLATFORMS;

use crate::report::settings::{Rule, When};

pub fn find(rules: &[Rule]) -> Vec<(Vec<Step>, Diagnostic)> {
    let mut found = Vec::new();
    for (n, rule) in rules.iter().enumerate() {
        let traits: Vec<(&str, &str)> = traits(&rule.when).collect();
        if traits.is_empty() {
            let finding = error("channel-rule", "a rule without a trait takes every row");
            found
                .push((path!["channels", n, "when"], finding.help("write what its rows have, like `source: \"ig*\"`")));
        }
        if rule.network.is_none() && rule.campaign.is_none() {
            let finding = error("channel-rule", "the rule does not say where its rows belong");
            found.push((path!["channels", n], finding.help("add `network:` or `campaign:` beside `when:`")));
        }
        for (name, pattern) in &traits {
            found.extend(expression(name, pattern).map(|finding| (path!["channels", n, "when", *name], finding)));
        }
        if let Some(m) = rules[..n].iter().position(|earlier| takes_all_of(&earlier.when, &rule.when)) {
            let message = format!("rule {} takes all rows of this one, which is never asked", m + 1);
            let finding = warning("channel-rule", message).help("put it before that one, or leave it out");
            found.push((path!["channels", n, "when"], finding));
        }
    }
    found
}

/// What is written of a rule.
fn traits(when: &When) -> impl Iterator<Item = (&'static str, &str)> {
    let all = [
        ("source", &when.source),
        ("medium", &when.medium),
        ("campaign", &when.campaign),
        ("content", &when.content),
        ("referrer", &when.referrer),
        ("channel", &when.channel),
        ("code", &when.code),
        ("tag", &when.tag),
        ("note", &when.note),
    ];
    all.into_iter().filter_map(|(name, pattern)| Some((name, pattern.as_deref()?)))
}

/// What is written as a regular expression has it.
fn expression(name: &str, pattern: &str) -> Option<Diagnostic> {
    if is_expression(name, pattern) {
        let finding = error("channel-rule", format!("no row has `{pattern}`: it is a regular expression"));
        return Some(finding.help("write `*` for anything, like `ig*`, and a rule of its own for each word"));
    }
    let stem = pattern.strip_suffix(".*").filter(|stem| !stem.is_empty() && !stem.contains('*'))?;
    // `google.*` is of its hosts in all countries.
    let host = format!("{}.", stem.rsplit(": ").next().unwrap_or(stem).to_lowercase());
    let of_host = name == "referrer" || HOSTS.iter().chain(hosts()).any(|own| own.starts_with(&host));
    let message = format!("`{pattern}` takes what begins with `{stem}.`, with the dot");
    let finding =
        warning("channel-rule", message).help(format!("write `{stem}*` if all that begins with `{stem}` is meant"));
    (!of_host).then_some(finding)
}

/// Search engines with a host in each country.
const HOSTS: &[&str] = &["google.com", "bing.com", "yahoo.com", "yandex.com"];

fn hosts() -> impl Iterator<Item = &'static &'static str> {
    PLATFORMS.iter().flat_map(|platform| platform.hosts)
}

/// `^(ig|insta).*$`, and of sources, which are words: `ig|instagram`, `/ig/`, `[Ii]g`, `ig%`.
fn is_expression(name: &str, pattern: &str) -> bool {
    let choice = pattern.split_once('(').is_some_and(|(_, rest)| rest.contains('|') && rest.contains(')'));
    let word = matches!(name, "source" | "medium" | "channel");
    let in_slashes = pattern.len() > 2 && pattern.starts_with('/') && pattern.ends_with('/');
    let of_word = in_slashes || pattern.contains(['|', '[', '%']) || pattern.starts_with(".*");
    pattern.starts_with('^') || pattern.ends_with(".*$") || choice || (word && of_word)
}

/// Whether each trait of one rule stands in another as well, or is anything.
fn takes_all_of(one: &When, other: &When) -> bool {
    let mut own = traits(one).peekable();
    let told = |(name, pattern): (&str, &str)| {
        pattern == "*" || traits(other).any(|(theirs, text)| theirs == name && text.eq_ignore_ascii_case(pattern))
    };
    own.peek().is_some() && own.all(told)
}
