//! A build of 1,000 and 10,000 products by stage, in memory: `cargo bench --bench build`.
//!
//! Reading and writing are left out; `benches/README.md` says how whole builds are measured from outside.

mod catalogue;

use divan::Bencher;
use rayon::prelude::*;
use shopwright::check::{Site, check};
use shopwright::diagnostic::Diagnostics;
use shopwright::options::Options;
use shopwright::plan::Plan;
use shopwright::render::{Output, assets};
use shopwright::source::Sources;

const SIZES: [usize; 2] = [1_000, 10_000];

fn main() {
    divan::main();
}

fn options() -> Options {
    Options::on(jiff::civil::date(2026, 11, 23))
}

/// The bench's shop with the built-in theme beside it.
fn sources(count: usize) -> Sources {
    let mut files = catalogue::files(count);
    files.extend(shopwright::load::builtin_themes());
    Sources::new(files)
}

fn checked(sources: &Sources) -> Site {
    let mut diagnostics = Diagnostics::default();
    let site = check(sources, &options(), &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.list.first());
    site.expect("the bench's shop has no errors")
}

fn planned(sources: &Sources, site: &Site) -> Plan {
    let mut diagnostics = Diagnostics::default();
    let assets = assets(sources, site, &mut diagnostics).expect("the built-in theme is whole");
    shopwright::plan::plan(site, assets, None, &mut diagnostics)
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn stage_check(bencher: Bencher, count: usize) {
    let sources = sources(count);
    bencher.bench_local(|| checked(&sources));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn stage_plan(bencher: Bencher, count: usize) {
    let sources = sources(count);
    let site = checked(&sources);
    bencher.bench_local(|| planned(&sources, &site));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn stage_render(bencher: Bencher, count: usize) {
    let sources = sources(count);
    let site = checked(&sources);
    let plan = planned(&sources, &site);
    let output =
        Output::new(&sources, site, plan, None, &mut Diagnostics::default()).expect("the built-in theme renders");
    let tasks: Vec<_> = output.paths().values().collect();
    bencher.bench_local(|| tasks.par_iter().filter(|task| output.render(task).is_ok()).count());
}
