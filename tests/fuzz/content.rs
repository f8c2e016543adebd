//! Any bytes in any file of the content end in a site or in messages with places, never in a panic.
//!
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz content` runs it; what it finds goes to `found/`, named after the file
//! that the first byte chose (`site-`, `facts-`, `more-`, `article-`), without that byte. `tests/it/limits.rs` runs those.

#![no_main]

mod ends_well;

use ends_well::{FILES, ends_well};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some((choice, bytes)) = input.split_first() else { return };
    if let Err(problem) = ends_well(FILES[usize::from(*choice) % FILES.len()], bytes) {
        panic!("{problem}");
    }
});
