//! Which of several tellings of the same order counts: the last.
//!
//! In: what the rows of all files tell of orders, payments and movements, each by a hash. Out: the rows that do not count, for
//! another reading of the files; mostly there are none, and the first reading stands. Absent: amounts, but for refunds.
//!
//! - Last is the file whose days reach farthest; of those that reach equally far the one that report.yaml lists later; in one
//!   file the lower row. No export says when it was made.
//! - Not paid yet, and a payment that failed, is where an order begins: whatever else is told of it is told later.
//! - Of paid tellings the one counts of which most was given back, for that only grows.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::importers::State;

use crate::report::facts::Origin;

/// Sixteen bytes for each row of orders; of one file alone, whose days run one way, those of a day.
#[derive(Debug)]
pub struct Told {
    tellings: Vec<Telling>,
    /// What went back of an order as a row tells it, where anything did.
    back: BTreeMap<Row, i64>,
    outdated: BTreeMap<Row, Fate>,
    memory: Memory,
}

#[derive(Debug, Clone, Copy)]
struct Telling {
    what: u64,
    line: u32,
    origin: Origin,
    kind: Thing,
}

/// A row, or the first one of an order.
type Row = (Origin, u32);

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    Order(State),
    /// Something with a number of its own, which does not change.
    Movement,
    /// Without a number: rows of one file that are alike are different things, and in another file the same ones.
    Alike,
}

/// What becomes of a row that does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Another row tells the same, or what became of it.
    ToldAgain,
    /// It was paid here, and is not any more.
    Cancelled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Memory {
    /// Of one file: the same order stands on the same day, and a day is done with when the next begins.
    Day(Option<Date>, Ordering),
    /// Its days run to and fro, as in two exports in one file.
    Lost,
    All,
    /// What does not count is known.
    Done,
}

impl Told {
    pub fn new(several: bool) -> Told {
        let memory = if several { Memory::All } else { Memory::Day(None, Ordering::Equal) };
        Told { tellings: Vec::new(), back: BTreeMap::new(), outdated: BTreeMap::new(), memory }
    }

    /// Takes what a row tells; why it does not count, as far as that is known yet.
    pub fn tell(
        &mut self,
        what: u64,
        (origin, line): (Origin, u64),
        day: Date,
        kind: Thing,
        back: i64,
    ) -> Option<Fate> {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        match self.memory {
            Memory::Done => return self.outdated.get(&(origin, line)).copied(),
            Memory::Day(..) if kind == Thing::Alike => return None,
            Memory::Day(last, way) => self.turn(last, way, day),
            Memory::Lost | Memory::All => {}
        }
        if self.memory != Memory::Lost {
            self.tellings.push(Telling { what, line, origin, kind });
            if back != 0 {
                self.back.insert((origin, line), back);
            }
        }
        None
    }

    fn turn(&mut self, last: Option<Date>, way: Ordering, day: Date) {
        let step = last.map_or(Ordering::Equal, |last| day.cmp(&last));
        if step == Ordering::Equal {
            self.memory = Memory::Day(Some(day), way);
            return;
        }
        self.settle(&[]);
        self.memory = if way == step.reverse() { Memory::Lost } else { Memory::Day(Some(day), step) };
    }

    /// Whether the files must be read again, and with what. `reach` is the last day of each.
    pub fn again(&mut self, reach: &[Option<Date>]) -> Option<Told> {
        let next = |outdated, memory| Told { outdated, memory, ..Told::new(true) };
        match self.memory {
            Memory::Done => return None,
            Memory::Lost => return Some(next(BTreeMap::new(), Memory::All)),
            Memory::Day(..) | Memory::All => self.settle(reach),
        }
        let outdated = std::mem::take(&mut self.outdated);
        (!outdated.is_empty()).then(|| next(outdated, Memory::Done))
    }

    /// Finds what does not count among the rows so far, and forgets them.
    fn settle(&mut self, reach: &[Option<Date>]) {
        self.tellings.sort_unstable_by_key(|telling| telling.what);
        for same in self.tellings.chunk_by(|a, b| a.what == b.what).filter(|same| same.len() > 1) {
            outdate(same, &self.back, reach, &mut self.outdated);
        }
        self.tellings.clear();
        self.back.clear();
    }
}

impl Telling {
    fn row(&self) -> Row {
        (self.origin, self.line)
    }

    fn is_open(&self) -> bool {
        matches!(self.kind, Thing::Order(State::Pending | State::Failed))
    }
}

fn outdate(same: &[Telling], back: &BTreeMap<Row, i64>, reach: &[Option<Date>], outdated: &mut BTreeMap<Row, Fate>) {
    let age = |told: &Telling| (reach.get(usize::from(told.origin)).copied().flatten(), told.row());
    let Some(last) = same.iter().max_by_key(|told| (!told.is_open(), age(told))) else { return };
    let alike = same.iter().filter(|told| told.kind == last.kind);
    let counts = alike.max_by_key(|told| (back.get(&told.row()), age(told))).unwrap_or(last);
    for told in same {
        let lasts = if last.kind == Thing::Alike { told.origin == last.origin } else { told.row() == counts.row() };
        if !lasts {
            let paid = |told: &Telling| told.kind == Thing::Order(State::Counted);
            let fate = if paid(told) && !paid(last) { Fate::Cancelled } else { Fate::ToldAgain };
            outdated.insert(told.row(), fate);
        }
    }
}
