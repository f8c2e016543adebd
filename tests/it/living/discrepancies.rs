//! The discrepancies that the desk knows of, X01 to X39 of its ledger, are all visible on the site:
//! both sides of each, or the correction that withdrew it.

use super::site::says;

/// Number in the ledger, page of disagreement, and what the page says for each side.
const KNOWN: [(u8, &str, &[&str]); 37] = [
    (1, "malaysia-fy2023-end_user", &["Malaysian Armed Forces", "Malaysia’s coastguard"]),
    (2, "fy2023-equal-quarters", &["a quarter each (¥500 million)", "¥600, ¥575, ¥400 and ¥400 million"]),
    (3, "kishida-tour-length", &["Two days", "Three days"]),
    (4, "kishida-tour-order", &["Malaysia, then the Philippines", "The Philippines, then Malaysia"]),
    (5, "philippines-fy2023-amount", &["¥600 million", "US$4 million", "PHP 235.5 million", "PHP 228 million"]),
    (6, "defence-budget-fy2024", &["¥7.7 trillion, up 13.2 per cent", "¥7,949.6 billion, up 16.5 per cent"]),
    (7, "fighter-project-partners", &["Britain and Italy", "Japan, Britain and Italy"]),
    (8, "asean-japan-summit-days", &["ending on Sunday, 17 December", "16 to 18 December"]),
    (9, "asean-members-2023", &["Timor-Leste among them, Myanmar not named", "a member only from 26 October 2025"]),
    (10, "south-china-sea-claimants", &["Malaysia again", "The same list in another copy of the report"]),
    (11, "who-ruled-in-2016", &["The Permanent Court of Arbitration", "A tribunal under Annex VII"]),
    (12, "who-brought-the-arbitration", &["Malaysia, along with other nations", "The Philippines alone"]),
    (13, "bangladesh-fy2023-equipment-patrol-boat-quantity", &["four patrol boats", "five patrol boats"]),
    (14, "bangladesh-fy2023-amount", &["¥575 million", "¥600 million"]),
    (15, "malaysia-fy2023-deliveries-rescue-boat-date", &["1 October 2025", "22 September 2025"]),
    (16, "malaysia-fy2023-amount", &["MYR 12.63 million", "MYR 12.36 million"]),
    (17, "malaysia-recipient-year", &["In 2025, with the Philippines", "In FY2023, with the same three"]),
    (18, "malaysia-notes-with-jics", &["With Japan International Cooperation System", "With Japan’s foreign minister"]),
    (20, "fiji-fy2023-amount", &["FJD 6 million", "FJD 6.2 million"]),
    (21, "philippines-fy2024-amount", &["¥1.6 billion", "¥900 million"]),
    (22, "philippines-fy2024-signers", &["The two foreign ministers", "Japan’s ambassador"]),
    (24, "indonesia-fy2024-signed", &["10 January 2025", "11 January 2025"]),
    (25, "indonesia-boats-received", &["Yes, the year before", "Not before 2026"]),
    (26, "indonesia-boat-length", &["14 metres", "18 metres"]),
    (27, "djibouti-equipment-and-timing", &["Vessels, perhaps", "signed on 25 December 2024"]),
    (28, "fy2024-recipients-foreseen", &["Vietnam and Djibouti", "The Philippines, Indonesia, Mongolia and Djibouti"]),
    (29, "budget-fy2024-request-amount", &["¥2.1 billion", "¥5 billion"]),
    (30, "budget-fy2025-request-amount", &["¥5 billion", "¥8 billion"]),
    (31, "budget-fy2025-initial-amount", &["¥8.1 billion", "¥8 billion"]),
    (32, "fy2026-rise-percent", &["By ¥10.1 billion", "By 125 per cent, or ¥10 billion", "To 2.2 times"]),
    (33, "fy2026-number-of-countries", &["Ten", "More than ten", "At least twelve"]),
    (34, "fy2025-number-of-countries", &["Eight", "Twelve"]),
    (35, "programme-name", &["Overseas Security Assistance", "Official Security Alliance"]),
    (36, "who-set-the-guidelines", &["The Cabinet", "The National Security Council, on 5 April 2023"]),
    (37, "new-division-fy2024", &["The peacekeeping office is raised", "The OSA office itself is raised"]),
    (38, "malaysia-fy2023-package", &["Rescue boats alone", "Boats, drones and two lorries"]),
    (39, "driver-named", &["Russia and China", "No state is named"]),
];

/// Number in the ledger, and what the list of changes says of a discrepancy that was none.
const WITHDRAWN: [(u8, &str); 2] = [
    (
        19,
        "That is right, and does not conflict with the boats and lorries still to come. The disagreement is withdrawn",
    ),
    (23, "The text of Janes does not name OSA and fits the ODA ship for that agency."),
];

#[test]
fn all_known_discrepancies_are_visible() {
    let mut numbers: Vec<u8> = KNOWN.iter().map(|(number, ..)| *number).collect();
    numbers.extend(WITHDRAWN.map(|(number, _)| number));
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=39).collect::<Vec<u8>>());
    for (_, page, sides) in KNOWN {
        says(&format!("disagreements/{page}.html"), sides);
    }
    for (_, correction) in WITHDRAWN {
        says("changes.html", &[correction]);
    }
}
