//! An entry of `checkout:` as merchants write it.
//!
//! In: a name alone (`email`), a name with nothing below it, or a name with its fields. Out: a [`Checkout`]. Absent: which names
//! there are; the registry knows.

use serde::{Deserialize, Deserializer};

use super::Checkout;

/// Reads an entry; the registry says what becomes of each name.
pub struct Entries;

impl<'de> Deserialize<'de> for Checkout {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Entries)
    }
}
