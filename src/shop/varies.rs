//! Which of schema.org's properties an option or a detail is: by its name, in the languages of Western Europe.
//!
//! Only these, and age and gender, may tell the variants of a group apart
//! (<https://developers.google.com/search/docs/appearance/structured-data/product-variants>). Absent: age and gender,
//! whose values must be numbers and fixed words, which the name of a value is not.

use crate::scalar::slugify;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    Color,
    Size,
    Material,
    Pattern,
}

/// Names as slugs, so that case and accents do not matter: English, German, French, Spanish, Italian, Portuguese,
/// Dutch.
const NAMES: &[(Property, &[&str])] = &[
    (
        Property::Color,
        &[
            "color", "colour", "colors", "colours", "glaze", "shade", "farbe", "farben", "farbton", "glasur",
            "couleur", "couleurs", "coloris", "teinte", "colore", "colori", "tinta", "smalto", "colores", "esmalte",
            "cor", "cores", "kleur", "kleuren",
        ],
    ),
    (
        Property::Size,
        &[
            "size",
            "sizes",
            "dimensions",
            "groesse",
            "groessen",
            "kleidergroesse",
            "schuhgroesse",
            "taille",
            "tailles",
            "pointure",
            "talla",
            "tallas",
            "tamano",
            "tamanos",
            "taglia",
            "taglie",
            "misura",
            "misure",
            "dimensione",
            "tamanho",
            "maat",
            "maten",
        ],
    ),
    (
        Property::Material,
        &[
            "material",
            "materials",
            "fabric",
            "wood",
            "metal",
            "materialien",
            "stoff",
            "holz",
            "materiau",
            "materiaux",
            "matiere",
            "matieres",
            "tissu",
            "bois",
            "materiale",
            "materiali",
            "tessuto",
            "legno",
            "materiales",
            "tela",
            "tejido",
            "madera",
            "materiaal",
        ],
    ),
    (
        Property::Pattern,
        &[
            "pattern",
            "patterns",
            "print",
            "design",
            "decor",
            "muster",
            "dekor",
            "motif",
            "motifs",
            "imprime",
            "motivo",
            "motivi",
            "fantasia",
            "estampado",
            "diseno",
            "padrao",
            "patroon",
        ],
    ),
];

impl Property {
    pub fn of(name: &str) -> Option<Property> {
        let name = slugify(name);
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(property, _)| *property)
    }

    /// As `variesBy` names it.
    pub const fn url(self) -> &'static str {
        match self {
            Property::Color => "https://schema.org/color",
            Property::Size => "https://schema.org/size",
            Property::Material => "https://schema.org/material",
            Property::Pattern => "https://schema.org/pattern",
        }
    }

    /// The property of `Product` that takes the name of a value.
    pub const fn key(self) -> &'static str {
        match self {
            Property::Color => "color",
            Property::Size => "size",
            Property::Material => "material",
            Property::Pattern => "pattern",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, Property};
    use crate::scalar::slugify;

    #[test]
    fn names_in_several_languages() {
        for (name, property) in [
            ("Glaze", Property::Color),
            ("Couleur", Property::Color),
            ("Farbe", Property::Color),
            ("Größe", Property::Size),
            ("Taille", Property::Size),
            ("Tamaño", Property::Size),
            ("MATERIAL", Property::Material),
            ("Matière", Property::Material),
            ("Motif", Property::Pattern),
        ] {
            assert_eq!(Property::of(name), Some(property), "{name}");
        }
        for name in ["Grind", "Licence", "Age", "Genre", "Email", "", "日本", "Colour of the lid"] {
            assert_eq!(Property::of(name), None, "{name}");
        }
    }

    #[test]
    fn each_name_means_one_property() {
        let names: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for (n, name) in names.iter().enumerate() {
            assert!(!names[..n].contains(name), "{name}");
            assert_eq!(slugify(name), *name);
        }
    }
}
