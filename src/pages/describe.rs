//! What search results and previews say of a page of which nobody wrote a description.
//!
//! One text for many pages says nothing of any: each is described by what is on it, until `descriptions` of `shop.yaml`,
//! or the page's own file, has words of its own. Absent: pages of text, which begin with one.

use super::journal::Tag;
use crate::shop::Product;
use crate::view::View;

/// Names stop before a description is cut.
const ROOM: usize = 160;

impl View<'_> {
    /// A list of products, or of collections: its title, and what is in it.
    pub(super) fn describe_list<'n>(&self, title: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
        self.described("describe_list", &[("title", title)], ", ", names)
    }

    /// Written words are those of the first page of a list.
    pub(super) fn describe_products(&self, shown: &[usize], number: usize) -> Option<String> {
        let own = self.shop.settings.descriptions.products.clone().filter(|_| number == 1);
        own.or_else(|| self.describe_list(self.t("all_products"), self.titles(shown)))
    }

    pub(super) fn describe_collections(&self) -> Option<String> {
        let names = self.shop.collections.iter().map(|collection| collection.matter.title.as_str());
        let own = self.shop.settings.descriptions.collections.clone();
        own.or_else(|| self.describe_list(self.t("collections"), names))
    }

    /// A product without a text: what it costs.
    pub(super) fn describe_product(&self, product: &Product) -> Option<String> {
        let price = self.list_price(product);
        let from = price.from.then(|| self.t("price_from"));
        let parts: Vec<&str> = [from, Some(&price.text), price.interval.as_deref()].into_iter().flatten().collect();
        self.describe_list(&product.matter.title, std::iter::once(parts.join(" ").as_str()))
    }

    pub(super) fn describe_search(&self) -> Option<String> {
        let all: Vec<usize> = (0..self.shop.products.len()).collect();
        let own = self.shop.settings.descriptions.search.clone();
        own.or_else(|| self.described("describe_search", &[], ", ", self.titles(&all)))
    }

    pub(super) fn describe_cart(&self) -> Option<String> {
        let own = self.shop.settings.descriptions.cart.clone();
        own.or_else(|| Some(self.fill("describe_cart", &[("shop", &self.shop.settings.name)])))
    }

    /// The first voice tells what the others are like.
    pub(super) fn describe_testimonials(&self) -> Option<String> {
        let (open, close) = self.shop.locale.quotes();
        let quoted: Vec<String> =
            self.shop.testimonials.iter().map(|voice| format!("{open}{}{close}", voice.text)).collect();
        let own = self.shop.settings.descriptions.testimonials.clone();
        own.or_else(|| self.described("describe_testimonials", &[], " ", quoted.iter().map(String::as_str)))
    }

    pub(super) fn describe_faq(&self) -> Option<String> {
        let questions = self.shop.faq.iter().flat_map(|group| &group.questions);
        let own = self.shop.settings.descriptions.faq.clone();
        own.or_else(|| self.described("describe_faq", &[], " ", questions.map(|asked| asked.question.as_str())))
    }

    /// One page of the journal, or of a tag in it, by its posts.
    pub(super) fn describe_journal(&self, tag: Option<&Tag>, shown: &[usize], number: usize) -> Option<String> {
        let titles = shown.iter().map(|n| self.shop.posts[*n].matter.title.as_str());
        let Some(tag) = tag else {
            let own = self.shop.settings.descriptions.journal.clone().filter(|_| number == 1);
            return own.or_else(|| self.described("describe_journal", &[], ", ", titles));
        };
        self.described("describe_tag", &[("tag", &tag.label)], ", ", titles)
    }

    fn titles<'v>(&'v self, products: &'v [usize]) -> impl Iterator<Item = &'v str> {
        products.iter().map(|n| self.shop.products[*n].matter.title.as_str())
    }

    /// A sentence of the theme with the shop's name and as many names as there is room for; at least one.
    fn described<'n>(
        &self,
        key: &str,
        values: &[(&str, &str)],
        between: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Option<String> {
        let mut list = String::new();
        for name in names {
            let more = if list.is_empty() { "" } else { between };
            if !list.is_empty() && list.chars().count() + more.len() + name.chars().count() > ROOM {
                break;
            }
            list.push_str(more);
            list.push_str(name);
        }
        let values: Vec<(&str, &str)> =
            values.iter().copied().chain([("shop", self.shop.settings.name.as_str()), ("names", &list)]).collect();
        (!list.is_empty()).then(|| self.fill(key, &values))
    }
}
