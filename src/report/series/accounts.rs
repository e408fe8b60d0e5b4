//! Which files of ads are of one account, as far as their campaigns tell.
//!
//! In: the campaigns of which each file tells what they cost. Out: what lies between the files of each account, before the first
//! and after the last of them, where those of several tell of the same days; else all are taken for one's, for campaigns end and
//! others begin. Absent: whether ads ran before and after; see [`crate::report::spending`].

use std::collections::{BTreeMap, BTreeSet};

use super::{Days, FEWEST, Place, at_an_end, beside};
use crate::report::facts::{Facts, Origin};
use crate::report::gaps::{Gap, holes};

/// Of one network's files those that tell of spend, with the campaigns.
pub type Campaigns = BTreeMap<Origin, BTreeSet<u32>>;

/// Days without ads at the end of a month, as at a weekend.
pub const WEEKEND: i32 = 2;

/// What no file of an account tells.
pub struct Missing {
    pub gap: Gap,
    /// The files of the account.
    pub origins: Vec<Origin>,
    pub place: Place,
}

/// The gaps of each account. A campaign that comes back after more than twice the days that its files tell had ended.
pub fn gaps_of_accounts(campaigns: &Campaigns, files: &[Days], facts: &Facts) -> Vec<Missing> {
    let mut gaps = Vec::new();
    for account in accounts(campaigns, files, facts).into_iter().filter(|files| files.len() >= FEWEST) {
        let origins: Vec<Origin> = account.iter().map(|(_, origin)| *origin).collect();
        let missing =
            |gap: Gap, place| Missing { gap: Gap { of_account: true, ..gap }, origins: origins.clone(), place };
        let short = holes(account.clone()).into_iter().filter(|gap| gap.days() <= 2 * gap.beside);
        gaps.extend(short.map(|gap| missing(gap, Place::Between)));
        gaps.extend(at_an_end(&account, files, WEEKEND).map(|(gap, place)| missing(gap, place)));
    }
    gaps
}

/// The files of each account; none where they are all one's. What names no campaign at all tells of any account.
fn accounts(campaigns: &Campaigns, files: &[Days], facts: &Facts) -> Vec<Vec<Days>> {
    let groups = alike(campaigns, facts);
    let tells = |group: &BTreeSet<Origin>, file| group.contains(file) || !campaigns.contains_key(file);
    let of = |group: &BTreeSet<Origin>| files.iter().filter(|(_, file)| tells(group, file)).copied().collect();
    let accounts: Vec<Vec<Days>> = groups.iter().map(of).collect();
    beside(&accounts)
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
