//! What is sold: `Product`, or `ProductGroup` with its variants.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/merchant-listing>,
//! <https://developers.google.com/search/docs/appearance/structured-data/product-variants>.

use super::View;
use super::node::{Node, text};
use super::review::reviews;
use super::shipping::Details;
use super::variant::varies_by;
use crate::shop::Product;
use crate::shop::offer::Variant;
use crate::shop::product::{Kind, Manufacturer, Matter};
use crate::shop::varies::Property;
use crate::view::path;

/// Longer descriptions are refused.
const DESCRIPTION: usize = 5000;
const TAXONOMY: &str = "https://www.google.com/basepages/producttype/taxonomy-with-ids.en-US.txt";

impl View<'_> {
    /// The product of a page, and the nodes that its offers refer to.
    pub fn product(&self, product: &Product) -> Vec<Node> {
        let mut details = Details::new();
        let node = match product.variants.as_slice() {
            [variant] => self.single(product, variant, &mut details),
            _ => self.group(product, &mut details),
        };
        let mut nodes = vec![node, self.store_brief()];
        if product.matter.kind == Kind::Physical {
            nodes.extend(self.return_policy_of(&product.matter));
        }
        nodes.extend(details.into_values());
        nodes
    }

    fn single(&self, product: &Product, variant: &Variant, details: &mut Details) -> Node {
        let offer = self.offer_node(product, variant, details);
        let node = self.product_node("Product", product);
        self.variant_facts(node, product, variant).maybe("offers", offer)
    }

    fn group(&self, product: &Product, details: &mut Details) -> Node {
        let variants: Vec<Node> =
            product.variants.iter().map(|variant| self.variant(product, variant, details)).collect();
        let images: Vec<&str> = product.matter.images.iter().map(|image| image.src.as_str()).take(1).collect();
        self.product_node("ProductGroup", product)
            .with("productGroupID", self.group_id(product))
            .some("image", &self.image_urls(&images))
            .some("variesBy", &varies_by(&product.matter))
            .with("hasVariant", variants.as_slice())
    }

    /// What it does not say is the group's; readers that know no groups still find a brand and a description.
    fn variant(&self, product: &Product, variant: &Variant, details: &mut Details) -> Node {
        let offer = self.offer_node(product, variant, details);
        let id = self.base.absolute(&[&path::product(&product.slug), "#", &variant.sku].concat());
        let node = Node::with_id("Product", &id)
            .with("name", self.variant_title(product, variant))
            .maybe("description", product.matter.summary.as_deref())
            .maybe("brand", product.matter.brand.as_deref().map(brand));
        self.variant_facts(node, product, variant).maybe("offers", offer)
    }

    /// What all variants share.
    fn product_node(&self, kind: &str, product: &Product) -> Node {
        let matter = &product.matter;
        let url = self.base.absolute(&path::product(&product.slug));
        let written =
            if product.body.text.is_empty() { matter.summary.as_deref() } else { Some(product.body.text.as_str()) };
        let node = Node::with_id(kind, &format!("{url}#product"))
            .with("name", matter.title.as_str())
            .maybe("description", written.and_then(|written| text(written, DESCRIPTION)))
            .with("url", url.as_str())
            .maybe("brand", matter.brand.as_deref().map(brand))
            .maybe("category", matter.category.as_deref().filter(|category| !is_code(category)))
            .maybe("category", matter.category.as_deref().filter(|category| is_code(category)).map(code))
            .maybe("audience", matter.minimum_age.map(of_age))
            .maybe("manufacturer", matter.manufacturer.as_deref().map(manufacturer));
        traits(node, matter)
            .some(
                "additionalProperty",
                &matter.details.0.iter().map(|(name, value)| detail(name, value)).collect::<Vec<_>>(),
            )
            .maybe("aggregateRating", self.aggregate_rating(&matter.reviews))
            .some("review", &reviews(&matter.reviews))
    }
}

fn of_age(age: u8) -> Node {
    Node::new("PeopleAudience").with("requiredMinAge", age)
}

/// Colour, material and pattern that every variant has, from the details; sizes there are measures, not sizes to choose.
fn traits(mut node: Node, product: &Matter) -> Node {
    for (name, value) in &product.details.0 {
        let property = Property::of(name).filter(|property| *property != Property::Size);
        let varies = |property| product.options.iter().any(|option| Property::of(&option.name) == Some(property));
        if let Some(property) = property.filter(|property| !varies(*property)) {
            node = node.with(property.key(), value.as_str());
        }
    }
    node
}

fn brand(name: &str) -> Node {
    Node::new("Brand").with("name", name)
}

fn detail(name: &str, value: &str) -> Node {
    Node::new("PropertyValue").with("name", name).with("value", value)
}

/// Whether a category is a number of Google's taxonomy; a path of it is words, as the shop's own are.
fn is_code(category: &str) -> bool {
    !category.is_empty() && category.bytes().all(|b| b.is_ascii_digit())
}

fn code(category: &str) -> Node {
    Node::new("CategoryCode").with("inCodeSet", TAXONOMY).with("codeValue", category)
}

fn manufacturer(manufacturer: &Manufacturer) -> Node {
    Node::new("Organization")
        .with("name", manufacturer.name.as_str())
        .maybe("address", manufacturer.address.as_deref())
        .maybe("email", manufacturer.email.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_of_the_taxonomy_and_others() {
        assert!(is_code("674") && !is_code("Home & Garden > Kitchen") && !is_code("Mugs") && !is_code(""));
    }
}
