//! What tells one variant from the others: identifiers, options, pictures.

use super::View;
use super::node::Node;
use super::offer::quantity;
use crate::scalar::Gtin;
use crate::shop::Product;
use crate::shop::offer::Variant;
use crate::shop::product::{Matter, ProductImage};
use crate::shop::varies::Property;

impl View<'_> {
    /// Identifiers, chosen values, weight and pictures, on the node of a product or of a variant.
    pub(super) fn variant_facts(&self, node: Node, product: &Product, variant: &Variant) -> Node {
        let mut node = node.with("sku", variant.sku.as_str());
        if let Some(gtin) = &variant.gtin {
            node = node.with(gtin_key(gtin), gtin.0.as_str());
        }
        node = node.maybe("mpn", variant.mpn.as_deref());
        for (option, value) in product.matter.options.iter().zip(product.value_names(variant)) {
            if let Some(property) = Property::of(&option.name) {
                node = node.with(property.key(), value);
            }
        }
        node.maybe("weight", variant.weight.map(quantity)).some("image", &self.variant_images(product, variant))
    }

    /// Whole URLs: the variant's own picture, then those that show it, then those that show the product as such.
    fn variant_images(&self, product: &Product, variant: &Variant) -> Vec<String> {
        let images = &product.matter.images;
        let own = variant.image.iter().map(|image| image.src.as_str());
        let shown = images.iter().filter(|image| !image.options.0.is_empty() && shows(image, product, variant));
        let general = images.iter().filter(|image| image.options.0.is_empty());
        let mut paths: Vec<&str> = own.chain(shown.chain(general).map(|image| image.src.as_str())).collect();
        if paths.is_empty() {
            paths = images.iter().map(|image| image.src.as_str()).collect();
        }
        self.image_urls(&paths)
    }

    /// Each picture once.
    pub(super) fn image_urls(&self, paths: &[&str]) -> Vec<String> {
        let first = |(n, path): &(usize, &&str)| !paths[..*n].contains(path);
        paths.iter().enumerate().filter(first).map(|(_, path)| self.preview(path).url).collect()
    }
}

/// Whether a picture's options are among the variant's.
fn shows(image: &ProductImage, product: &Product, variant: &Variant) -> bool {
    let chosen = |name: &str| {
        let option = product.matter.options.iter().position(|option| option.name == name)?;
        product.value_names(variant).nth(option)
    };
    image.options.0.iter().all(|(name, value)| chosen(name) == Some(value.as_str()))
}

/// The properties by which the variants of a product differ, as `variesBy` names them.
pub fn varies_by(product: &Matter) -> Vec<&'static str> {
    let mut urls: Vec<&'static str> =
        product.options.iter().filter_map(|option| Property::of(&option.name)).map(Property::url).collect();
    urls.sort_unstable();
    urls.dedup();
    urls
}

/// The most specific property for a GTIN (<https://schema.org/gtin>).
fn gtin_key(gtin: &Gtin) -> &'static str {
    match gtin.0.len() {
        8 => "gtin8",
        12 => "gtin12",
        13 => "gtin13",
        14 => "gtin14",
        _ => "gtin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_gtin_is_its_length() {
        let key = |digits: &str| gtin_key(&digits.parse().unwrap());
        assert_eq!(key("96385074"), "gtin8");
        assert_eq!(key("036000291452"), "gtin12");
        assert_eq!(key("4006381333931"), "gtin13");
        assert_eq!(key("10012345678902"), "gtin14");
    }
}
