//! The command line: what is typed, what is printed, how the program ends.
//!
//! Part of the shell. Exit codes: 0 done, 1 the content has errors, 2 wrong use, 3 the environment failed.

#![expect(clippy::disallowed_methods, reason = "the shell tells the time")]

mod build;
mod card;
mod examples;
mod print;
mod report;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cache::{self, Cache};
use crate::cards;
use crate::memo::Memo;
use crate::memory;
use crate::options::Options;
use crate::scalar::CardFormats;
use crate::scalar::{BaseUrl, Date, Period};
use crate::yaml::Wrong;

/// Ends a command that found errors in the content.
pub const CONTENT: u8 = 1;
/// Ends a command that cannot mean what it says.
pub const USE: u8 = 2;
/// Ends a command that the environment stopped.
pub const ENVIRONMENT: u8 = 3;

/// Turns a folder of Markdown and YAML into a shop that sells through social media.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Examples:
  shopwright build                                  the shop in this folder, into public/
  shopwright build examples/ceramics --out /tmp/x   another shop, into another folder
  shopwright build --base-url https://user.github.io/shop/
  shopwright check --format github                  annotations for a GitHub workflow
  shopwright card /products/mug/                    the picture that networks show beside a link
  shopwright report --period 2026-Q3                what each network, campaign and product earned
  shopwright serve --open                           the shop in a browser, live

Exit codes: 0 done, 1 the content has errors, 2 wrong use, 3 the environment failed.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site
    Build(BuildArgs),
    /// Look for errors without writing anything
    Check(CheckArgs),
    /// Write the share card of a page to a file
    Card(CardArgs),
    /// Write the KPI report: what each network, campaign and product earned
    Report(ReportArgs),
    /// Show the site while it is being written
    Serve(ServeArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopwright build
  shopwright build examples/ceramics --out dist
  shopwright build --base-url https://user.github.io/shop/ --strict
  shopwright build --drafts --today 2027-01-01      as it will look on New Year's Day
  shopwright build --images draft                   a quick look at the pages")]
struct BuildArgs {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    making: Making,
    /// Where the site goes [default: DIR/public]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// How photos are made
    #[arg(long, value_enum, default_value_t = Images::Full)]
    images: Images,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopwright check
  shopwright check examples/ceramics --strict
  shopwright check --format json | jq '.[].message'
  shopwright check --format github                  annotations for a GitHub workflow")]
struct CheckArgs {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    making: Making,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopwright card /products/mug/                    products-mug.jpg, in this folder
  shopwright card /products/mug/ --format story     to post, 1080 by 1920 pixels
  shopwright card black-week-26 --format square     a campaign, by its code, before it starts
  shopwright card all examples/ceramics             every card, on cards/index.html")]
struct CardArgs {
    /// The page, like /products/mug/, a campaign's code, or `all` for a contact sheet
    #[arg(value_name = "PAGE")]
    page: String,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    making: Making,
    /// The shape of the picture
    #[arg(long, value_enum)]
    format: Option<Shape>,
    /// Where it goes [default: a file named after the page, or the folder cards]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopwright report                                 as report.yaml says, into report/
  shopwright report --period 2026-Q3                another quarter
  shopwright report --period 2026-07-01..2026-08-15 --out /tmp/summer
  shopwright report --format text                   the main figures here")]
struct ReportArgs {
    #[command(flatten)]
    common: Common,
    /// The period, like 2026, 2026-Q3, 2026-09 or 2026-07-01..2026-08-15 [default: as report.yaml says]
    #[arg(long, value_name = "PERIOD", value_parser = parse::<Period>)]
    period: Option<Period>,
    /// Where the report goes, as pages [default: DIR/report]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// What is made; text is printed and nothing written, so it has no `--out`
    #[arg(long, value_enum, default_value_t = ReportFormat::Html)]
    format: ReportFormat,
}

/// What is made of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// Pages, tables as CSV, figures as JSON
    Html,
    /// The main figures and the networks, printed
    Text,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopwright serve --open
  shopwright serve examples/ceramics --drafts
  shopwright serve --host 0.0.0.0                   for phones in the same network
  shopwright serve --poll                           where the system does not tell what changes

Pages of the server: /_preview/ (as networks show them), /_report/ (the KPI report), /_check/ (all findings).
A file named in a finding opens in the editor that SHOPWRIGHT_EDITOR or EDITOR names,
like `code` or `my-editor +{line} {file}`.")]
struct ServeArgs {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    making: Making,
    /// The first port that is tried
    #[arg(long, value_name = "PORT", default_value_t = 4173)]
    port: u16,
    /// Where to listen: 0.0.0.0 for all devices of the network [default: this machine only]
    #[arg(long, value_name = "ADDRESS")]
    host: Option<std::net::IpAddr>,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    /// Look at all files again and again: for network and overlay file systems
    #[arg(long)]
    poll: bool,
}

/// The shape of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// 1200 by 630 pixels, beside links
    Wide,
    /// 1080 by 1080 pixels
    Square,
    /// 1080 by 1920 pixels
    Story,
}

impl Shape {
    fn format(self) -> cards::Format {
        match self {
            Shape::Wide => cards::Format::Wide,
            Shape::Square => cards::Format::Square,
            Shape::Story => cards::Format::Story,
        }
    }
}

#[derive(Debug, Args)]
struct Common {
    /// The folder of the shop: the one that holds content/
    #[arg(default_value = ".", value_name = "DIR")]
    dir: PathBuf,
    /// Address of the site, in place of base_url in shop.yaml
    #[arg(long, value_name = "URL", value_parser = parse::<BaseUrl>)]
    base_url: Option<BaseUrl>,
    /// The day that decides what is published, like 2026-11-23 [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = parse::<Date>)]
    today: Option<Date>,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
}

/// What a site is made of, and how.
#[derive(Debug, Args)]
struct Making {
    /// Include drafts, and what is not yet or no longer published
    #[arg(long)]
    drafts: bool,
    /// Share cards: none, share (one a page) or social (pictures of products and campaigns to post beside) [default: as shop.yaml says]
    #[arg(long, value_name = "FORMATS", value_parser = card_formats)]
    cards: Option<CardFormats>,
    /// Where photos and cards that were made before are kept [default: DIR/.shopwright-cache]
    #[arg(long, value_name = "FOLDER")]
    cache: Option<PathBuf>,
}

/// How photos are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Images {
    /// Every size and format
    Full,
    /// One small size, quickly
    Draft,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With an excerpt of the file and a remedy
    Human,
    /// One JSON array
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

impl Common {
    /// What is made without photos, cards and drafts.
    fn options(&self, memo: Arc<dyn Memo>) -> Options {
        Options {
            base_url: self.base_url.clone(),
            drafts: false,
            today: self.today.map_or_else(today, |day| day.0),
            draft_photos: true,
            cards: None,
            period: None,
            report: true,
            memo,
        }
    }
}

impl Making {
    fn cache(&self, common: &Common) -> Arc<Cache> {
        let folder = self.cache.clone().unwrap_or_else(|| common.dir.join(cache::FOLDER));
        Arc::new(Cache::new(folder))
    }

    fn options(&self, common: &Common, images: Images, memo: Arc<dyn Memo>) -> Options {
        let draft_photos = images == Images::Draft;
        Options { drafts: self.drafts, draft_photos, cards: self.cards, ..common.options(memo) }
    }
}

/// A value of the model as an argument; a refusal says what to type, as it does in a file.
fn parse<T: std::str::FromStr<Err = Wrong>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|wrong: Wrong| format!("{}: {}", wrong.message, wrong.help))
}

fn card_formats(text: &str) -> Result<CardFormats, String> {
    let known = [CardFormats::None, CardFormats::Share, CardFormats::Social];
    known.into_iter().find(|formats| formats.word() == text).ok_or_else(|| "write none, share or social".to_owned())
}

/// The one look at the clock.
fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    memory::in_small_pages();
    match Cli::parse().command {
        Command::Build(args) => build::build(&args),
        Command::Check(args) => build::check(&args),
        Command::Card(args) => card::card(&args),
        Command::Report(args) => report::report(&args),
        Command::Serve(args) => serve::serve(args),
    }
}
