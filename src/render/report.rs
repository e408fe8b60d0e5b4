//! The KPI report → its files: pages made of the theme's `report/` templates, tables as CSV, figures as JSON, one style sheet.
//!
//! In: the checked site, and the exports through it. Out: [`ReportFiles`] below the report's own folder. Absent: the shop's
//! pages; a report links to itself alone, so that it can be read from a disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use tera::{Context, Tera, Value};

use super::{findings, templates};
use crate::check::Site;
use crate::diagnostic::{At, Diagnostic, Diagnostics, error, warning};
use crate::options::Options;
use crate::pages::ReportFiles;
use crate::pages::card::{self, Card};
use crate::palette;
use crate::report::view::PageView;
use crate::report::{self, Headline, Input};
use crate::shop::locale::Locale;
use crate::shop::settings::Scheme;
use crate::source::{FileId, Sources};
use crate::theme;
use crate::view::head::Subject;
use crate::view::{CardView, View, path};

/// The style sheet beside the overview.
const CSS: &str = "report.css";
/// Where the theme has the words of reports.
const WORDS: &str = "strings/report";

/// Makes the report of a site; `None` when there is none, or when there are findings that stop it.
pub fn report(sources: &Sources, site: &Site, options: &Options, diagnostics: &mut Diagnostics) -> Option<ReportFiles> {
    let (file, settings) = site.report.as_ref()?;
    let locale = match settings.locale.as_deref().map(Locale::parse) {
        None => site.shop.locale.clone(),
        Some(Ok(locale)) => locale,
        Some(Err(wrong)) => {
            let finding = error("locale", wrong.message).help(wrong.help);
            diagnostics.push(finding.at(*file, At::Value(crate::path!["locale"])));
            return None;
        }
    };
    let language = [locale.tag().to_owned(), locale.language().to_owned()];
    if settings.locale.is_some() {
        diagnostics.list.extend(unspoken(site, *file, &locale));
    }
    let strings = theme::strings(sources, &site.theme.files, WORDS, &language, diagnostics)?;
    let input = Input {
        sources,
        shop: &site.shop,
        file: *file,
        settings,
        strings,
        locale,
        today: options.today,
        period: options.period,
        shop_url: settings.publish.then(|| site.base.absolute("/")),
        css: CSS.to_owned(),
    };
    let mut report = report::report(&input, diagnostics)?;
    let card = settings.publish.then(|| card::report(&site.view(), &report.headline));
    if let Some(card) = &card {
        publish(site, card, settings.index, &report.headline, &mut report.pages);
    }
    let mut files: BTreeMap<String, Vec<u8>> =
        report.files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    match pages(sources, site, &input, &report.pages) {
        Ok(pages) => files.extend(pages),
        Err(found) => {
            diagnostics.list.extend(found);
            return None;
        }
    }
    let styles = styles(sources, site)? + &sheets(&report.pages);
    files.insert(CSS.to_owned(), styles.into_bytes());
    let (publish, index) = (settings.publish, settings.index);
    Some(ReportFiles { files, summary: report.summary, publish, index, card })
}

/// A report in a language of which the theme has no words has English ones between its own dates and amounts.
fn unspoken(site: &Site, file: FileId, locale: &Locale) -> Option<Diagnostic> {
    let named = |path: &str| Some(path.strip_prefix(WORDS)?.strip_prefix('/')?.strip_suffix(".yaml")?.to_owned());
    let known: Vec<String> = site.theme.files.keys().filter_map(|path| named(path)).collect();
    if known.iter().any(|name| name == locale.tag() || name == locale.language()) {
        return None;
    }
    let message = format!("the theme has no words for a report in `{}`, so they are English", locale.tag());
    let finding = warning("theme-words", message).help(format!("write one of {}", known.join(", ")));
    Some(finding.at(file, At::Value(crate::path!["locale"])))
}

/// Gives every page the tags of the overview, for whoever shares a part shares the report, and its own place and description.
fn publish(site: &Site, card: &Card, index: bool, headline: &Headline, pages: &mut [(String, PageView)]) {
    let view = site.view();
    let shown = card.file(&view).map(|file| CardView { file, alt: card.alt.clone() });
    let view = View { card: shown.as_ref(), ..view };
    let description = format!("{} {} · {}", headline.unit, headline.figure, headline.summary);
    let subject = Subject {
        path: Some(path::REPORT),
        title: &headline.title,
        description: Some(&description),
        image: None,
        product: None,
        kind: "article",
        index,
        sources: Default::default(),
    };
    let head = view.head(&subject, String::new());
    for (own, page) in pages {
        page.head.meta.clone_from(&head.meta);
        page.head.csp = Some(head.csp.clone());
        let about = format!("{} · {}", page.title, page.head.period);
        page.head.description = Some(if own == "index.html" { head.description.clone() } else { about });
        page.head.canonical = Some(site.base.absolute(&path::report(own)));
    }
}

fn pages(
    sources: &Sources,
    site: &Site,
    input: &Input<'_>,
    views: &[(String, PageView)],
) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let templates: Vec<(String, FileId)> =
        site.theme.templates.iter().filter(|(name, _)| name.contains("/report/")).cloned().collect();
    let files: BTreeMap<String, FileId> = templates.iter().cloned().collect();
    let mut tera = Tera::default();
    let failed = |error: &tera::Error| findings::loading(error, &files, sources);
    tera.set_fallback_prefixes(["site/", "builtin/"]).map_err(|error| failed(&error))?;
    tera.register_filter("code", templates::code);
    let texts = templates.iter().filter_map(|(name, id)| Some((name.as_str(), sources.text(*id)?)));
    tera.add_raw_templates(texts).map_err(|error| failed(&error))?;
    let words: BTreeMap<&str, &str> =
        input.strings.texts.keys().map(|key| (key.as_str(), input.strings.get(key))).collect();
    tera.global_context().insert_value("s", value(&words));
    let tera = Arc::new(tera);
    let render = |(path, view): &(String, PageView)| {
        let mut context = Context::new();
        context.insert_value("page", value(view));
        match tera.render("report/page.html", &context) {
            Ok(html) => Ok((path.clone(), html.into_bytes())),
            Err(error) => Err(vec![findings::rendering(&error, &files)]),
        }
    };
    views.par_iter().map(render).collect()
}

fn value<T: serde::Serialize>(view: &T) -> Value {
    Value::try_from_serializable(view).unwrap_or_else(|_| Value::none())
}

fn styles(sources: &Sources, site: &Site) -> Option<String> {
    let scheme = match site.shop.settings.theme.scheme {
        Scheme::Auto => palette::Scheme::Auto,
        Scheme::Light => palette::Scheme::Light,
        Scheme::Dark => palette::Scheme::Dark,
    };
    let palette = theme::colours(&site.shop.settings.theme)?.css(scheme);
    let text = |path: &str| site.theme.files.get(path).and_then(|id| sources.text(*id)).unwrap_or_default();
    Some(format!("{palette}\n{}\n{}", text("styles/charts.css"), text("styles/report.css")))
}

/// The styles of printed sheets: from the second one on, each says whose report it is, and of which period.
fn sheets(pages: &[(String, PageView)]) -> String {
    let heads = pages.iter().map(|(_, page)| &page.head);
    let texts: BTreeMap<&str, String> =
        heads.map(|head| (head.sheet.as_str(), format!("{} · {}", head.shop, head.period))).collect();
    let rules = |(name, text): (&&str, &String)| {
        // A line break ends a string of CSS (<https://www.w3.org/TR/css-syntax-3/#newline>).
        let content = text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\u{c}'], " ");
        format!(
            ".{name} {{ page: {name}; }}\n@page {name} {{ @top-left {{ content: \"{content}\"; }} }}\n\
             @page {name}:first {{ @top-left {{ content: none; }} }}\n"
        )
    };
    texts.iter().map(rules).collect()
}
