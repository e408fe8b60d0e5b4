//! Share cards of the plan: drawn when they are asked for, and kept by the memo.

use super::{Output, Rendered};
use crate::cards::{self, Format};
use crate::diagnostic::{At, Diagnostic, error};
use crate::pages::Page;
use crate::pages::card::{self, Card};
use crate::photos::{self, Photo, Pixels, origin};
use crate::theme::{CardSet, CardTemplate};
use crate::view::View;

impl Output {
    /// The card of a page.
    pub(super) fn card(&self, page: &Page, format: Format) -> Result<Rendered, Diagnostic> {
        self.drawn(&card::card(&self.site.view(), &self.site.home, page), format)
    }

    /// A card, drawn or remembered.
    ///
    /// # Errors
    /// What is wrong with its template, or with a photo.
    pub(super) fn drawn(&self, card: &Card, format: Format) -> Result<Rendered, Diagnostic> {
        let view = self.site.view();
        let Some(set) = view.cards else { return Ok(Rendered::Bytes(Vec::new())) };
        let key = card.key(&view, set, format);
        if let Some(bytes) = self.site.memo.get(&key) {
            return Ok(Rendered::Bytes(bytes));
        }
        let bytes = match set.templates.get(&card.template_name(format)) {
            Some(template) => self.draw(&view, set, card, template, format)?,
            None => Vec::new(),
        };
        self.site.memo.put(&key, &bytes);
        Ok(Rendered::Bytes(bytes))
    }

    fn draw(
        &self,
        view: &View<'_>,
        set: &CardSet,
        card: &Card,
        template: &CardTemplate,
        format: Format,
    ) -> Result<Vec<u8>, Diagnostic> {
        let fault = |problems: &[cards::Problem]| match problems.first() {
            Some(problem) => template.finding(problem),
            None => error("card-template", "the template cannot be drawn").at(template.file, At::File),
        };
        let parsed = template.template().map_err(fault)?;
        let shown = card.photos(view);
        let mut pixels = Vec::with_capacity(shown.len());
        let mut packet = None;
        for photo in &shown {
            // Beside the text, or one of several.
            let part = matches!((card.template, shown.len()), ("product" | "campaign", _) | ("collection", 2..));
            let (one, origin) = self.pixels(photo, part && format == Format::Wide)?;
            packet = packet.or(origin);
            pixels.push(one);
        }
        let photo = |(photo, pixels): (&&Photo, &'_ Pixels)| {
            let focus = photo.focus.map_or((0.5, 0.5), |focus| (f32::from(focus.x) / 10.0, f32::from(focus.y) / 10.0));
            (pixels.width, pixels.height, focus)
        };
        let slots = cards::PHOTO_SLOTS.iter().zip(shown.iter().zip(&pixels));
        let photos = slots.map(|(slot, (shown, pixels))| {
            let (width, height, focus) = photo((shown, pixels));
            (*slot, cards::Photo { width, height, rgb: &pixels.data, focus })
        });
        let drawn = cards::Card {
            texts: card.texts.iter().map(|(slot, text)| (*slot, text.as_str())).collect(),
            photos: photos.collect(),
            logo: view.card_logo(),
            colours: set.colours,
            radius: set.radius,
            right_to_left: view.shop.locale.direction() == "rtl",
            packet: packet.as_deref(),
        };
        cards::draw(parsed, &drawn, &set.fonts).map(|drawn| drawn.picture.bytes).map_err(|problems| fault(&problems))
    }

    /// A photo with enough pixels for its place, and the packet that says how it was made.
    fn pixels(&self, photo: &Photo, part: bool) -> Result<(Pixels, Option<String>), Diagnostic> {
        let [_, medium, large] = photo.jpegs();
        let enough = part && photo.height_of(medium) >= Format::Wide.size().1;
        let rendition = if enough { medium } else { large };
        let made = photos::make(photo, &[rendition], &*self.site.memo).map_err(|reason| self.broken(photo, &reason))?;
        let bytes = made.into_iter().next().unwrap_or_default();
        let pixels = photos::decode(&bytes).map_err(|reason| self.broken(photo, &reason))?;
        Ok((pixels, origin::find(&bytes).as_deref().map(origin::packet)))
    }
}
