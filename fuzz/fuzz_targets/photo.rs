//! Any bytes as a photo: pixels of the size that is told, or a reason.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shopwright::photos::{decode, origin};

fuzz_target!(|bytes: &[u8]| {
    let _ = origin::find(bytes);
    match decode(bytes) {
        Ok(pixels) => {
            let channels = if pixels.transparent { 4 } else { 3 };
            assert_eq!(pixels.data.len() as u64, u64::from(pixels.width) * u64::from(pixels.height) * channels);
        }
        Err(reason) => assert!(!reason.is_empty()),
    }
});
