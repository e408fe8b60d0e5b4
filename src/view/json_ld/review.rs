//! What people who had a product in their hands say of it: `Review`, `AggregateRating`.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/review-snippet>.

use super::View;
use super::node::{Node, text};
use crate::shop::product::Review;

const BEST: u8 = 5;
const WORST: u8 = 1;
/// Longer names are refused.
const AUTHOR: usize = 99;

impl View<'_> {
    /// The average that the page shows; `None` without reviews.
    pub(super) fn aggregate_rating(&self, reviews: &[Review]) -> Option<Node> {
        let rating = self.rating(reviews)?;
        let node = Node::new("AggregateRating")
            .with("ratingValue", rating.number)
            .with("reviewCount", rating.count)
            .with("bestRating", BEST)
            .with("worstRating", WORST);
        Some(node)
    }
}

pub fn reviews(reviews: &[Review]) -> Vec<Node> {
    reviews.iter().map(review).collect()
}

fn review(review: &Review) -> Node {
    let rating =
        Node::new("Rating").with("ratingValue", review.rating).with("bestRating", BEST).with("worstRating", WORST);
    Node::new("Review")
        .with("author", Node::new("Person").maybe("name", text(&review.author, AUTHOR)))
        .with("datePublished", review.date.to_string())
        .with("reviewRating", rating)
        .maybe("name", review.title.as_deref())
        .with("reviewBody", review.text.trim())
}
