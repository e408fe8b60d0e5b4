//! Which files of ads are of one account, as far as their campaigns tell.
//!
//! In: the campaigns of which each file tells what they cost. Out: what lies between the files of each account, where those of
//! several tell of the same days; else all are taken for one's, for campaigns end and others begin. Absent: whether ads ran before
//! and after; see [`super::spending`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::facts::{Facts, Origin};
use super::gaps::{Gap, holes};

/// Of one network's files those that tell of spend, with the campaigns.
pub type Campaigns = BTreeMap<Origin, BTreeSet<u32>>;

/// The days of a file.
pub type Days = ((Date, Date), Origin);

/// Of fewer files nobody can tell that one comes after the other.
const FEWEST: usize = 3;

/// The gaps between the files of each account. A campaign that comes back after more than twice the days that its files tell had
/// ended.
pub fn gaps_of_accounts(campaigns: &Campaigns, files: &[Days], facts: &Facts) -> Vec<(Gap, Vec<Origin>)> {
    let mut gaps = Vec::new();
    for account in accounts(campaigns, files, facts).into_iter().filter(|files| files.len() >= FEWEST) {
        let origins: Vec<Origin> = account.iter().map(|(_, origin)| *origin).collect();
        let short = holes(account).into_iter().filter(|gap| gap.days() <= 2 * gap.beside);
        gaps.extend(short.map(|gap| (gap, origins.clone())));
    }
    gaps
}

/// The files of each account; none where they are all one's. What names no campaign at all tells of any account.
fn accounts(campaigns: &Campaigns, files: &[Days], facts: &Facts) -> Vec<Vec<Days>> {
    let groups = alike(campaigns, facts);
    let tells = |group: &BTreeSet<Origin>, file| group.contains(file) || !campaigns.contains_key(file);
    let of = |group: &BTreeSet<Origin>| files.iter().filter(|(_, file)| tells(group, file)).copied().collect();
    let accounts: Vec<Vec<Days>> = groups.iter().map(of).collect();
    let beside = |(n, own): (usize, &Vec<Days>)| {
        let others = || accounts.iter().enumerate().filter(|(other, _)| *other != n).flat_map(|(_, files)| files);
        let meets = |days: (Date, Date)| others().any(|(other, _)| days.0 <= other.1 && other.0 <= days.1);
        own.iter().all(|(days, _)| meets(*days))
    };
    accounts.iter().enumerate().filter(|account| beside(*account)).map(|(_, own)| own.clone()).collect()
}

/// Files that have campaigns in common, one with the next; a file that names none may be any account's.
fn alike(campaigns: &Campaigns, facts: &Facts) -> Vec<BTreeSet<Origin>> {
    let mut groups: Vec<(BTreeSet<Origin>, BTreeSet<u32>)> = Vec::new();
    for (file, own) in campaigns {
        if own.contains(&0) {
            return Vec::new();
        }
        let near = own.iter().filter_map(|ads| facts.same_ads.get(*ads as usize)).flatten().copied();
        let mut joined = (BTreeSet::from([*file]), near.filter(|ads| *ads != 0).collect::<BTreeSet<u32>>());
        let (same, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(_, ads)| !ads.is_disjoint(&joined.1));
        for (files, ads) in same {
            joined.0.extend(files);
            joined.1.extend(ads);
        }
        groups = others;
        groups.push(joined);
    }
    groups.into_iter().map(|(files, _)| files).collect()
}
