//! Meta Business Suite → Insights → Audience → Export.
//!
//! In: stacked blocks: age and gender, then cities, countries and pages, some of them with names in one row and values in
//! the next; values are percents, fractions or people, as the month may be. A block is what its title says, or its heading;
//! without both, what its groups plainly are. Out: a [`super::Sample`] for each group, as a
//! share of all ([`Measure::AudienceShare`]) or as people. Absent: days; the author tells them.

use super::figures::no_period;
use super::{Head, Importer, Kind, Measure, Notice, Reading, Record, Sample, Trace};
use crate::exports::{Exact, Row, Signs, plain};

pub const IMPORTER: Importer = Importer {
    name: "meta_audience",
    label: "Meta Business Suite audience",
    kind: Kind::Audience,
    network: None,
    knows: |name| WOMEN.contains(&name) || MEN.contains(&name),
    recognise,
    read,
};

const WOMEN: &[&str] = &["women", "femmes", "frauen", "mujeres", "donne", "mulheres"];

const MEN: &[&str] = &["men", "hommes", "manner", "hombres", "uomini", "homens"];

/// Words of a block's title and the kind of its groups.
const TITLES: &[(&str, &str)] = &[
    ("cit", "city"),
    ("town", "city"),
    ("vill", "city"),
    ("stadt", "city"),
    ("stadte", "city"),
    ("ciudad", "city"),
    ("countr", "country"),
    ("territor", "country"),
    ("pays", "country"),
    ("lander", "country"),
    ("pais", "country"),
    ("paes", "country"),
    ("page", "page"),
];

/// Rows of a block, and columns of a row; more is no audience.
const ROWS: usize = 200;

fn recognise(head: &Head) -> bool {
    head.header.has_any(WOMEN) && head.header.has_any(MEN) && head.header.names.len() <= 5
}

/// A block while it is read.
#[derive(Default)]
struct Block {
    /// Empty where neither a title nor a heading tells.
    kind: &'static str,
    line: u64,
    rows: Vec<Vec<String>>,
}

fn read(reading: &mut Reading<'_, '_>) -> Result<(), Notice> {
    let period = reading.head.period(None).or(reading.context.period).ok_or_else(no_period)?;
    let network = network(&reading.head);
    let head = &reading.head;
    let mut blocks = vec![Block { line: head.line, ..Block::default() }];
    for line in &head.preamble {
        take(&mut blocks, line.split('\t').map(str::to_owned).collect(), head.line);
    }
    take(&mut blocks, head.header.names.iter().map(|name| name.written.clone()).collect(), head.line);
    while let Some(row) = reading.rows.next_row()? {
        take(&mut blocks, texts(&row), row.line);
    }
    for block in blocks {
        hand_over(&block, reading, period, network)?;
    }
    Ok(())
}

/// Adds a row to its block, or begins another with it.
fn take(blocks: &mut Vec<Block>, row: Vec<String>, line: u64) {
    let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let untitled = blocks.last().is_none_or(|block| block.kind.is_empty());
    match begins(&row, untitled) {
        Some(kind) if filled == 1 => blocks.push(Block { kind, line, rows: Vec::new() }),
        Some(kind) => blocks.push(Block { kind, line, rows: vec![row] }),
        None => {
            if let Some(block) = blocks.last_mut().filter(|block| filled > 0 && block.rows.len() < ROWS) {
                block.rows.push(row);
            }
        }
    }
}

/// The kind of the block that a row begins: as a title, as the heading of women and men, or as that of a table without a title.
fn begins(row: &[String], untitled: bool) -> Option<&'static str> {
    let filled: Vec<&str> = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let first = filled.first()?;
    let has = |names: &[&str]| filled.iter().any(|cell| names.contains(&plain(cell).as_str()));
    if has(WOMEN) && has(MEN) {
        return Some(if is_gender(&row[0]) { "gender" } else { "age" });
    }
    let title = filled.len() == 1 && !is_number(first);
    let heading = untitled && filled.len() > 1 && filled.iter().all(|cell| !is_number(cell) && !cell.contains(','));
    if title || heading { kind(first) } else { None }
}

fn is_gender(cell: &str) -> bool {
    [WOMEN, MEN].iter().any(|names| names.contains(&plain(cell).as_str()))
}

fn texts(row: &Row<'_>) -> Vec<String> {
    (0..row.len().min(ROWS)).map(|at| row.get(at).to_owned()).collect()
}

fn kind(title: &str) -> Option<&'static str> {
    let title = plain(title);
    TITLES.iter().find(|(word, _)| title.split([' ', '/']).any(|part| part.starts_with(word))).map(|(_, kind)| *kind)
}

fn network(head: &Head) -> Option<&'static str> {
    ["instagram", "facebook"].into_iter().find(|network| head.line_with(&[network]).is_some())
}

fn is_number(cell: &str) -> bool {
    cell.bytes().any(|byte| byte.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_digit() || "., %<\u{a0}\u{202f}".contains(c))
}

/// Groups of a block and their values as written.
fn groups(block: &Block) -> Vec<(&'static str, String, Vec<String>)> {
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    if block.kind == "age" {
        let head = block.rows.first().cloned().unwrap_or_default();
        let rows = block.rows.get(1..).unwrap_or_default();
        let ages = rows.iter().map(|row| ("age", cell(row, 0), row.get(1..).unwrap_or_default().to_vec()));
        let gender = |at: usize| ("gender", cell(&head, at), rows.iter().map(|row| cell(row, at)).collect());
        return ages.chain((1..head.len()).map(gender)).collect();
    }
    let paired = |row: &&Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count() > 1;
    let rows: Vec<&Vec<String>> = block.rows.iter().filter(paired).collect();
    let named: Vec<(String, String)> = match rows.as_slice() {
        [names, values] if names.iter().all(|name| !is_number(name)) && values.iter().all(|value| is_number(value)) => {
            names.iter().cloned().zip(values.iter().cloned()).collect()
        }
        // The first row may be the heading of two columns.
        rows => rows
            .iter()
            .enumerate()
            .filter(|(n, row)| *n > 0 || is_number(&cell(row, 1)))
            .map(|(_, row)| (cell(row, 0), cell(row, 1)))
            .collect(),
    };
    // One alone may be the sum of all.
    if block.kind.is_empty() && named.len() < 2 {
        return Vec::new();
    }
    let kind = if block.kind.is_empty() { plainly(&named) } else { block.kind };
    named.into_iter().map(|(name, value)| (kind, name, vec![value])).collect()
}

/// What groups are that no title names.
fn plainly(named: &[(String, String)]) -> &'static str {
    let most = |is: fn(&str) -> bool| 2 * named.iter().filter(|(name, _)| is(name)).count() > named.len();
    match () {
        () if most(is_gender) => "gender",
        () if most(|name| name.starts_with(|c: char| c.is_ascii_digit())) => "age",
        () if most(|name| name.contains(", ")) => "city",
        () => "country",
    }
}

/// What the values of a block are.
enum Unit {
    Percent,
    Fraction,
    People,
}

fn unit(groups: &[(&str, String, Vec<String>)], numbers: &[Vec<Exact>]) -> Unit {
    if groups.iter().any(|(_, _, cells)| cells.iter().any(|cell| cell.contains('%'))) {
        return Unit::Percent;
    }
    let all = || numbers.iter().flatten();
    let fraction = |value: &Exact| value.scaled(6).is_some_and(|(value, _)| value <= 1_000_000);
    let percent = |value: &Exact| value.scaled(6).is_some_and(|(value, _)| value <= 100_000_000);
    if all().any(|value| value.decimals > 0) && all().all(fraction) {
        Unit::Fraction
    } else if all().any(|value| value.decimals > 0) && all().all(percent) {
        Unit::Percent
    } else {
        Unit::People
    }
}

fn hand_over(
    block: &Block,
    reading: &mut Reading<'_, '_>,
    (from, to): (jiff::civil::Date, jiff::civil::Date),
    network: Option<&str>,
) -> Result<(), Notice> {
    let groups = groups(block);
    let numbers = numbers(&groups, block.line, &mut reading.cells.signs)?;
    let (measure, decimals) = match unit(&groups, &numbers) {
        Unit::Percent => (Measure::AudienceShare, 2),
        Unit::Fraction => (Measure::AudienceShare, 4),
        Unit::People => (Measure::Followers, 0),
    };
    for ((kind, name, _), numbers) in groups.iter().zip(&numbers) {
        // The heading of a table with two columns.
        if name.is_empty() || numbers.is_empty() {
            continue;
        }
        let sum = numbers
            .iter()
            .filter_map(|value| value.scaled(decimals))
            .map(|(value, _)| value)
            .fold(0, i64::saturating_add);
        let values = [(measure, sum)];
        reading.tally.rows += 1;
        reading.tally.used(from, to, reading.rows.line());
        (reading.emit)(Record::Sample(Sample {
            id: "",
            line: block.line,
            from,
            to,
            currency: None,
            trace: Trace::default(),
            network,
            tells_network: false,
            otherwise: &[],
            format: "",
            segment: Some((kind, name)),
            values: &values,
        }));
    }
    Ok(())
}

fn numbers(groups: &[(&str, String, Vec<String>)], line: u64, signs: &mut Signs) -> Result<Vec<Vec<Exact>>, Notice> {
    let mut all = Vec::new();
    for (_, _, cells) in groups {
        let mut numbers = Vec::new();
        for cell in cells {
            numbers.extend(signs.number(cell, line)?);
        }
        all.push(numbers);
    }
    Ok(all)
}
