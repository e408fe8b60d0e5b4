//! Share cards of the plan: of pages, of campaigns, of the published report.
//!
//! Scripts that no font has are found here, before anything is drawn.

use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

use super::{Planner, Task, origin};
use crate::cards::{Format, missing_scripts};
use crate::diagnostic::{At, warning};
use crate::pages::card::{self, Card};
use crate::pages::{Page, ReportFiles};
use crate::scalar::CardFormats;
use crate::source::FileId;
use crate::theme::CardSet;
use crate::view::View;

impl Planner<'_> {
    pub(super) fn cards(&mut self, view: &View<'_>, pages: &[(String, Page)], report: Option<&ReportFiles>) {
        let Some(set) = view.cards else { return };
        for (_, page) in pages {
            self.page_card(view, set, page);
        }
        if view.card_formats() == CardFormats::Social {
            self.campaigns(view, set);
        }
        if let Some(card) = report.filter(|report| report.publish).and_then(|report| report.card.as_ref()) {
            self.own_card(view, set, card, Format::Wide);
        }
    }

    /// One card for all pages of a list.
    fn page_card(&mut self, view: &View<'_>, set: &CardSet, page: &Page) {
        let card = card::card(view, &self.site.home, page);
        for format in card::formats(view, page) {
            let Some(path) = card.path(view, set, *format) else { continue };
            if let Entry::Vacant(place) = self.tasks.entry(path) {
                place.insert(Task::Card(page.clone(), *format));
                let file = origin(self.site, &Task::Page(page.clone())).map(|origin| origin.file);
                self.scripts(set, &card, file);
            }
        }
    }

    /// Of campaigns that run and have something to say: what is to come is nobody's business yet.
    fn campaigns(&mut self, view: &View<'_>, set: &CardSet) {
        let site = self.site;
        let running = site.shop.campaigns.iter().filter(|campaign| campaign.runs(site.today));
        for campaign in running.filter(|campaign| campaign.headline.is_some()) {
            let card = card::campaign(view, &site.home, campaign);
            for format in Format::ALL {
                self.own_card(view, set, &card, format);
            }
            self.scripts(set, &card, None);
        }
    }

    fn own_card(&mut self, view: &View<'_>, set: &CardSet, card: &Card, format: Format) {
        if let Some(path) = card.path(view, set, format) {
            self.add(&path, Task::OwnCard(Box::new(card.clone()), format));
        }
    }

    fn scripts(&mut self, set: &CardSet, card: &Card, file: Option<FileId>) {
        let missing: BTreeSet<String> =
            card.texts.iter().flat_map(|(_, text)| missing_scripts(text, &set.fonts)).collect();
        if missing.is_empty() {
            return;
        }
        let scripts = missing.into_iter().collect::<Vec<_>>().join(", ");
        let finding = warning("card-script", format!("no font of the theme has {scripts}, so the share card lacks it"));
        let finding = finding.help("put a font that has it below `themes/<name>/fonts/`, as .ttf or .otf");
        self.diagnostics.push(match file {
            Some(file) => finding.at(file, At::File),
            None => finding,
        });
    }
}
