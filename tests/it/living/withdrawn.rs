//! What the corrections of 25 November 2026, C01 to C31 of the desk's ledger, took back, and that no page says it any
//! more. Every phrase stood on the site of 22 November 2026, and was found there by this test.
//!
//! The list of changes repeats what was wrong, and so does the line that leads to one of its entries from another page;
//! both are left out. A claim that is reported and not adopted keeps its own words: no phrase here is one of those.

use super::site::{pages, words};

/// Number in the ledger, and phrases that only the wrong statement has.
const WITHDRAWN: [(u8, &[&str]); 31] = [
    (
        1,
        &[
            "counted the handovers",
            "counted the handover as finished",
            "Were the handovers to Fiji and Malaysia complete by February 2026?",
        ],
    ),
    (
        2,
        &[
            "123 per cent",
            "62 per cent",
            "That rate follows if FY2025 is rounded",
            "leaves a difference of 1 billion yen",
        ],
    ),
    (3, &["449.7 billion yen in the general account", "the ODA line in the same draft was put at"]),
    (4, &["Who handed the boats over is not stated"]),
    (5, &["the day of the talks was not"]),
    (6, &["The Japan Times singled out the Philippines", "By November the four were given as"]),
    (
        7,
        &[
            "Janes described Indonesia's OSA boats",
            "one vessel for the coastguard agency",
            "one report later mixed the two",
        ],
    ),
    (8, &["beyond maritime Asia"]),
    (9, &["commander of the Republic of Fiji Navy (seen May and October 2025)"]),
    (10, &["does not settle it", "neither source gives the other's reason"]),
    (11, &["the newspaper seems to have merged"]),
    (12, &["Among recipients of OSA, Mongolia signed one"]),
    // The other half of this one: `only_half_a_rule`.
    (13, &["licence may go back to the licensor's countryAFP"]),
    (14, &["said openly", "would put domestic weapons on the unarmed boats"]),
    (
        15,
        &[
            "“in the presence of both prime ministers”",
            "“a quarter of the 2 billion yen budget each”",
            "“600, 575, 400 and 400 million yen”",
            "“three-day tour of Southeast Asia”",
            "“Malaysia, and beyond it the Philippines”",
            "“7.7 trillion yen, about 13.2 percent”",
            "“Timor-Leste in a list of ASEAN members”",
            "“besides Malaysia, a list of five that has Malaysia again”",
            "“FY2023 recipients”",
            "“signed and exchanged by the two foreign ministers”",
        ],
    ),
    // Links to copies that are called "Original": a word of the program, not of the content.
    (16, &[]),
    (17, &["only some had arrived", "who handed over to whom was not seen"]),
    (18, &["The earlier names are candidates reported in 2023"]),
    (19, &["We found no report of sites"]),
    (20, &["By an Indian think tank's and a Japanese blog's accounts", "and a Japanese policy blog"]),
    (21, &["no source among ours says"]),
    // A voice that was left out, and nothing false.
    (22, &[]),
    (23, &["of December 2023; the day was not"]),
    // The number of drones: `about_so_many_drones`.
    (24, &[]),
    (
        25,
        &[
            "none of our sources reports payments",
            "how much has been paid out is not in anything",
            "says when or how much Japan paid",
            "disbursements are not published",
        ],
    ),
    (26, &["FY2024 matched it exactly", "FY2023 stayed 25 million yen below it"]),
    // Nothing was said of Djibouti's money.
    (27, &[]),
    (28, &["no OSA money in a supplementary budget of any year"]),
    (29, &["enactment not found", "so we treat it as a draft", "to the FY2026 draft; signed grants"]),
    (30, &["a budget of ¥5 billion", "a budget of ¥8.1 billion"]),
    (31, &["these conditions we know only through press", "All of this reaches us second hand"]),
];

/// The pages that repeat the list of changes whole.
const WITH_THE_LIST: [&str; 2] = ["changes.html", "briefing.html"];

/// The words of a page without the lines that lead to entries of the list of changes.
fn own_words(name: &str) -> String {
    let mut words = words(name);
    for line in &pages()[name].changes {
        words = words.replace(line, " ");
    }
    words
}

#[test]
fn no_page_says_what_a_correction_withdraws() {
    let numbers: Vec<u8> = WITHDRAWN.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=31).collect::<Vec<u8>>());
    let mut said = Vec::new();
    for name in pages().keys().filter(|name| !WITH_THE_LIST.contains(&name.as_str())) {
        let words = own_words(name);
        for (number, phrases) in WITHDRAWN {
            said.extend(phrases.iter().filter(|phrase| words.contains(**phrase)).map(|phrase| (number, name, *phrase)));
        }
    }
    assert_eq!(said, []);
}

/// C13: the rules of December 2023 changed in two ways, and no page names the first alone.
#[test]
fn only_half_a_rule_is_nowhere() {
    let mut named = 0;
    for name in pages().keys().filter(|name| !WITH_THE_LIST.contains(&name.as_str())) {
        let words = own_words(name);
        for (at, half) in words.match_indices("transfer rules for licence-built arms") {
            let rest = &words[at + half.len()..];
            assert!(rest.starts_with(" and for equipment that carries arms"), "{name} names one half of the change");
            named += 1;
        }
    }
    assert!(named > 0, "the change is named");
}

/// C24: one of the three numbers is the press's "about ten", and so the sum is "about" too.
#[test]
fn about_so_many_drones() {
    let words = words("equipment/uav.html");
    assert!(
        words.contains("They come to about 32: 14 for Malaysia, about ten for Sri Lanka, eight expected for Tonga")
    );
}
