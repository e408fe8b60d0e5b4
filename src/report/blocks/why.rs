//! Why there is no figure, in a sentence.
//!
//! In: a reason, and the part that it is of. Out: the theme's sentence for it; with the names of the networks of which something is
//! not known. Absent: which reason it is; see [`crate::report::lens::reasons`].

use crate::report::lens::Lens;
use crate::report::metrics::Why;
use crate::report::slice::Cut;

pub fn said(lens: &Lens<'_>, cut: Cut, why: Why) -> String {
    let unknown = match why {
        Why::SpendUnknown if cut == Cut::default() => lens.networks_of_unknown_spend(&lens.now),
        // What is known of it stands beside.
        Why::SpendUnknown if lens.value("spend", cut).is_some() => cut.network.into_iter().collect(),
        _ => Vec::new(),
    };
    if unknown.is_empty() {
        return lens.words.get(why.key()).to_owned();
    }
    let names = unknown.into_iter().map(|network| lens.words.network(network)).collect::<Vec<_>>().join(", ");
    lens.words.fill("why_spend_unknown_of", &[("networks", &names)])
}
