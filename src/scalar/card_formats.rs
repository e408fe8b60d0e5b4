//! Which share cards a site has.

use schemars::JsonSchema;
use serde::Deserialize;

use super::words;

words!(
    /// Share cards: none, one for each page's link, or pictures to post beside.
    CardFormats { None = "none", Share = "share", Social = "social" }
);
