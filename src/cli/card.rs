//! `card`: one share card as a file, or all of them on a contact sheet.

#![expect(clippy::disallowed_methods, reason = "the shell writes the disk")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

use super::build::{sources, stops};
use super::{CONTENT, CardArgs, ENVIRONMENT, Images, print};
use crate::cards::Format;
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::pages::card::{self, Card};
use crate::plan::Task;
use crate::render::{Output, Rendered};
use crate::view::path;

/// What stands in place of a page for the contact sheet.
const ALL: &str = "all";

pub fn card(args: &CardArgs) -> ExitCode {
    let sources = match sources(&args.common.dir) {
        Ok(sources) => sources,
        Err(code) => return code,
    };
    let mut diagnostics = Diagnostics::default();
    let options = args.making.options(&args.common, Images::Full, args.making.cache(&args.common));
    let output = crate::build(&sources, &options, &mut diagnostics);
    let Some(output) = output.filter(|_| !stops(&args.common, &diagnostics)) else {
        print::diagnostics(&sources, &mut diagnostics);
        return ExitCode::from(CONTENT);
    };
    let written = if args.page == ALL { sheet(&output, args) } else { one(&output, args) };
    match written {
        Ok(path) => {
            print::done(&path.display().to_string());
            ExitCode::SUCCESS
        }
        Err(Refused::Content(message)) => {
            print::failure(&message);
            ExitCode::from(CONTENT)
        }
        Err(Refused::Environment(error)) => {
            print::failure(&error.to_string());
            ExitCode::from(ENVIRONMENT)
        }
    }
}

enum Refused {
    Content(String),
    Environment(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Refused {
        Refused::Environment(error)
    }
}

fn one(output: &Output, args: &CardArgs) -> Result<PathBuf, Refused> {
    let view = output.site.view();
    let card = named(output, &args.page).ok_or_else(|| Refused::Content(unknown(output, &args.page)))?;
    let format = args.format.map_or(Format::Wide, |shape| shape.format());
    let path = view.cards.and_then(|set| card.path(&view, set, format));
    let Some(path) = path else {
        let name = card.template_name(format);
        return Err(Refused::Content(format!("the site has no cards, or its theme no `cards/{name}.svg`")));
    };
    let ending = path.rsplit('.').next().unwrap_or_default();
    let file = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{ending}", card.name)));
    if !ends_in(&file, ending) {
        let fitting = file.with_extension(ending);
        return Err(Refused::Content(format!(
            "this card is a {}: name it `{}`",
            ending.to_uppercase(),
            fitting.display()
        )));
    }
    let bytes = drawn(output, &Task::OwnCard(Box::new(card.clone()), format))?;
    fs::write(&file, bytes)?;
    Ok(file)
}

/// Programs open a picture by the ending of its name.
fn ends_in(file: &Path, ending: &str) -> bool {
    let own = file.extension().and_then(|own| own.to_str()).unwrap_or_default().to_lowercase();
    own == ending || (own == "jpeg" && ending == "jpg")
}

/// The card of a page by its path, or of a campaign by its code, whether it runs or not.
fn named(output: &Output, name: &str) -> Option<Card> {
    let (site, view) = (&output.site, output.site.view());
    match output.paths().get(name) {
        Some(Task::Page(page)) => Some(card::card(&view, &site.home, page)),
        _ if name == path::REPORT => output.report.as_ref()?.card.clone(),
        _ => {
            let campaign = site.shop.campaigns.iter().find(|campaign| campaign.code.0 == name)?;
            Some(card::campaign(&view, &site.home, campaign))
        }
    }
}

fn unknown(output: &Output, name: &str) -> String {
    let pages = output.paths().iter().filter(|(_, task)| matches!(task, Task::Page(_))).map(|(path, _)| path.as_str());
    let codes = output.site.shop.campaigns.iter().map(|campaign| campaign.code.0.as_str());
    match did_you_mean(name, pages.chain(codes)) {
        Some(guess) => format!("there is no page or campaign `{name}`: did you mean `{guess}`?"),
        None => format!("there is no page or campaign `{name}`: name a page like `/products/`, or a campaign's code"),
    }
}

fn drawn(output: &Output, task: &Task) -> Result<Vec<u8>, Refused> {
    match output.render(task) {
        Ok(Rendered::Bytes(bytes)) => Ok(bytes),
        Ok(Rendered::Copy(_)) => Ok(Vec::new()),
        Err(finding) => Err(Refused::Content(finding.message.into_owned())),
    }
}

/// A page with every card of the site, and the cards beside it.
fn sheet(output: &Output, args: &CardArgs) -> Result<PathBuf, Refused> {
    let folder = args.out.clone().unwrap_or_else(|| PathBuf::from("cards"));
    fs::create_dir_all(&folder)?;
    let tasks: Vec<(&str, &Task)> = output
        .paths()
        .iter()
        .filter(|(_, task)| matches!(task, Task::Card(..) | Task::OwnCard(..)))
        .map(|(path, task)| (path.trim_start_matches("/cards/"), task))
        .collect();
    tasks.par_iter().try_for_each(|(name, task)| write(&folder, name, &drawn(output, task)?))?;
    let mut html = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Share cards</title><style>\
         body{margin:2rem;background:#888;display:flex;flex-wrap:wrap;gap:1rem}img{height:18rem;width:auto}</style>\n",
    );
    for (name, _) in &tasks {
        html.push_str("<img alt=\"\" loading=\"lazy\" src=\"");
        crate::markdown::escape_attribute(name, &mut html);
        html.push_str("\">\n");
    }
    write(&folder, "index.html", html.as_bytes())?;
    Ok(folder.join("index.html"))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Refused> {
    Ok(fs::write(folder.join(name), bytes)?)
}
