//! Networks whose ads do not say on which of them they ran, as one: what was spent on them is known, and so is what came back.
//!
//! In: a lens. Out: a lens in which they are one network, that of the first of them, and what they are called. Absent: of which
//! networks that is so; see [`crate::report::slice::evidence`].

use super::Lens;
use super::side::Side;
use crate::report::channels::{self, NetworkId};
use crate::report::slice::Cut;

impl<'a> Lens<'a> {
    pub fn with_joint(mut self) -> Lens<'a> {
        let of = |side: &Side| side.slice.doubtful.clone();
        let mut doubtful = of(&self.now);
        if !doubtful.is_empty() {
            doubtful.extend(self.before.as_ref().map(of).into_iter().flatten());
            // Their spend is held for the first one.
            let guessed =
                self.facts.guessed.values().find(|networks| networks.iter().any(|own| doubtful.contains(own)));
            let mut networks = guessed.cloned().unwrap_or_default();
            networks.extend(doubtful.into_iter().filter(|own| !networks.contains(own)).collect::<Vec<_>>());
            self.together = Some(Box::new(self.joined(&networks)));
        }
        self
    }

    /// The lens on which what came back for a network's ads is known: that on several together, where it is one of those.
    pub fn part(&self, network: NetworkId) -> &Lens<'a> {
        self.together.as_deref().filter(|together| together.one.contains(&network)).unwrap_or(self)
    }

    /// The part of it that a network is, or stands in.
    pub fn cut_of(&self, network: NetworkId) -> Cut {
        Cut::network(self.part(network).one.first().copied().unwrap_or(network))
    }

    /// Whether a network is told by itself, or stands for all that it is told together with.
    pub fn is_told_here(&self, network: NetworkId) -> bool {
        self.cut_of(network) == Cut::network(network)
    }

    /// How a network is called, or all of those together: `Facebook + Instagram`.
    pub fn called(&self, network: NetworkId) -> String {
        let part = self.part(network);
        let one = if part.one.contains(&network) { &part.one[..] } else { &[network] };
        one.iter().map(|own| self.words.network(*own)).collect::<Vec<_>>().join(" + ")
    }

    /// `Facebook, Instagram together: their ads do not say on which of them they ran.`, of a network that is told so.
    pub fn told_together(&self, network: NetworkId) -> Option<String> {
        let one = &self.part(network).one;
        let names = one.iter().map(|own| self.words.network(*own)).collect::<Vec<_>>().join(", ");
        one.contains(&network).then(|| self.words.fill("report_told_together", &[("networks", &names)]))
    }

    /// The same in CSV and JSON: `facebook+instagram`.
    pub fn named(&self, network: NetworkId) -> String {
        let part = self.part(network);
        let one = if part.one.contains(&network) { &part.one[..] } else { &[network] };
        one.iter().map(|own| channels::name(*own)).collect::<Vec<_>>().join("+")
    }
}
