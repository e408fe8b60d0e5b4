//! Which network should get the next of the ad spend, in the message of the overview.
//!
//! In: networks with ads that orders tell apart, or an analytics program does, by how sure their returns are. Out: sentences: where
//! the return is surest, where it is surest to be weak, and where the margin pays for it; of one network alone what its page says.
//! Absent: how sure a return is; see [`super::next`].

use crate::report::channels::NetworkId;
use crate::report::lens::paid_whole;
use crate::report::lens::{FEW, Lens};
use crate::report::number::{Exact, Unit, write};
use crate::report::slice::Cut;

use super::next::{self, Teller, Verdict, Worth};
use super::{known, leads, listed};

type Ranked = (NetworkId, Worth);

pub fn sentences(lens: &Lens<'_>) -> Vec<String> {
    let mut ranked = next::ranked(lens);
    let lens = lens.on_days_of_ads();
    ranked.retain(|(network, worth)| worth.teller == Teller::Analytics || next::is_told_apart(lens, *network));
    // What is to bring leads alone is judged by those.
    let is_judged = |network, worth: &Worth| {
        worth.verdict == Some(Verdict::Pays) || !leads::are_aim(lens.part(network), Cut::network(network))
    };
    ranked.retain(|(network, worth)| is_judged(*network, worth));
    match &ranked[..] {
        [] => Vec::new(),
        [only] => vec![alone(lens, only)],
        all => {
            // The days of which spend is known are those of the returns as well.
            let days = known::spend(lens, None);
            let said = compared(lens, all).into_iter().chain(days).collect::<Vec<_>>().join(" ");
            Some(said).filter(|said| !said.is_empty()).into_iter().chain(results(lens, all)).collect()
        }
    }
}

/// `Sales through Instagram are 3.70× its ad spend, from 94 orders; … so it pays for itself even at the low end.`
fn alone(lens: &Lens<'_>, (network, worth): &Ranked) -> String {
    let (part, cut) = (lens.part(*network), Cut::network(*network));
    let key = if worth.ads_alone { "report_message_one_of_ads" } else { "report_message_one" };
    let mut sentences = vec![next::fill(part, key, cut, worth)];
    sentences.extend(next::room(part, worth).into_iter().chain(next::result(part, worth)));
    sentences.extend(listed::note(part, cut, worth));
    sentences.extend(leads::sentence(part, cut));
    sentences.extend(next::costs(part, cut, worth));
    sentences.extend(known::spend(lens, None));
    sentences.join(" ")
}

/// Where ad spend came back surest and where least, as far as the orders can tell.
fn compared(lens: &Lens<'_>, ranked: &[Ranked]) -> Option<String> {
    // What a handful of orders tell is moved by chance too much to be the surest; who is left then need not be sure at all.
    // What is known to be too high is no more sure for that.
    let is_whole = |network: NetworkId| lens.spend_after(&lens.now, network).is_none();
    let told = ranked.iter().filter(|(network, worth)| worth.range.low.numerator > 0 && is_whole(*network));
    let mut told = told.enumerate();
    let (passed, best) = told.find(|(_, (_, worth))| worth.orders >= FEW)?;
    if passed > 0 && best.1.verdict != Some(Verdict::Pays) {
        return None;
    }
    let key = match best.1.verdict {
        Some(Verdict::Loses) => "report_message_best_loses",
        _ => "report_message_best",
    };
    let said = next::fill(lens.part(best.0), key, Cut::network(best.0), &best.1);
    // What was spent to bring leads is not weak for the orders that it did not bring.
    // Nor is what may be any.
    let weak = ranked.iter().filter(|(_, worth)| !worth.is_open);
    let weak = weak.filter(|(network, _)| !leads::are_aim_too(lens.part(*network), Cut::network(*network)));
    let worst = weak.min_by(|a, b| a.1.range.high.compare(b.1.range.high)).filter(|worst| worst.0 != best.0);
    let worst = worst.and_then(|worst| weakest(lens, best, worst));
    Some([Some(said), worst].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// What pays for itself is not weak; it may be lower than the best for sure. What does not lose is weak only beside a best that is
/// better for sure.
fn weakest(lens: &Lens<'_>, best: &Ranked, (network, worth): &Ranked) -> Option<String> {
    let words = lens.words;
    let apart = best.1.range.low.compare(worth.range.high).is_gt();
    let key = match worth.verdict {
        Some(Verdict::Pays) if apart => "report_message_lower",
        Some(Verdict::Loses) => "report_message_weak",
        _ if apart => "report_message_weak",
        _ => return None,
    };
    let ratio = |value: Exact| write(&words.formats, Unit::Ratio, value);
    let high = match worth.has_nameless {
        true => words.fill("report_message_nameless", &[("value", &ratio(worth.range.high))]),
        false => ratio(worth.range.high),
    };
    let orders = worth.orders_said(words);
    let name = lens.called(*network);
    let values = [("network", name.as_str()), ("roas", &ratio(worth.roas)), ("orders", &orders), ("high", &high)];
    let said = words.fill(key, &values);
    Some(if apart { said } else { format!("{said} {}", words.get("report_message_chance")) })
}

/// Where the margin pays for ads, where it does not, and where that is not known yet.
fn results(lens: &Lens<'_>, ranked: &[Ranked]) -> Option<String> {
    let even: Exact = next::break_even(lens)?;
    let of = |(verdict, key): (Verdict, &str)| {
        let networks = ranked.iter().filter(|(_, worth)| worth.verdict == Some(verdict));
        let names = networks.map(|(network, _)| lens.called(*network)).collect::<Vec<_>>().join(", ");
        (!names.is_empty()).then(|| lens.words.fill(key, &[("networks", &names)]))
    };
    let all = [
        (Verdict::Pays, "report_message_pays"),
        (Verdict::Loses, "report_message_loses"),
        (Verdict::Open, "report_message_open"),
    ];
    let mut sentences: Vec<String> = all.into_iter().filter_map(of).collect();
    sentences.insert(0, next::even_text(lens, "report_even", even));
    sentences.extend(paid_whole::note(lens).map(|key| lens.words.get(key).to_owned()));
    for (network, worth) in ranked {
        let (part, cut) = (lens.part(*network), Cut::network(*network));
        sentences.extend(leads::sentence(part, cut).into_iter().chain(next::costs(part, cut, worth)));
    }
    Some(sentences.join(" "))
}
