//! Rules of report.yaml that cannot be meant: they take every row, say nothing of it, or are never asked.
//!
//! In: the rules, as they are written. Out: findings with the place of each. Absent: whether a row fits; rules outlive the exports
//! of a month.

use crate::diagnostic::{Diagnostic, Step, error, warning};
use crate::path;

use super::settings::{Rule, When};

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
            if is_expression(pattern) {
                let finding = error("channel-rule", format!("no row has `{pattern}`: it is a regular expression"));
                let help = "write `*` for anything, like `ig*`, and a rule of its own for each word";
                found.push((path!["channels", n, "when", *name], finding.help(help)));
            }
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

/// `^(ig|insta).*$`
fn is_expression(pattern: &str) -> bool {
    let choice = pattern.split_once('(').is_some_and(|(_, rest)| rest.contains('|') && rest.contains(')'));
    pattern.starts_with('^') || pattern.ends_with(".*$") || choice
}

/// Whether each trait of one rule stands in another as well, or is anything.
fn takes_all_of(one: &When, other: &When) -> bool {
    let mut own = traits(one).peekable();
    let told = |(name, pattern): (&str, &str)| {
        pattern == "*" || traits(other).any(|(theirs, text)| theirs == name && text.eq_ignore_ascii_case(pattern))
    };
    own.peek().is_some() && own.all(told)
}
