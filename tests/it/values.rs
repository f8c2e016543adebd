//! Values as the contract words them, and what holds for every one of them.

use std::cmp::Ordering;

use osa_briefing::address::{PageKey, Place, SitePath};
use osa_briefing::model::date::Wait;
use osa_briefing::model::text::{grouped, is_japanese, language_runs};
use osa_briefing::model::{Currency, FiscalYear, Id, Kind, Money, PartialDate, Quantity, Records};
use proptest::prelude::*;

fn money(text: &str) -> Money {
    Money::parse(text, |code| code.len() == 3).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap_or_else(|| panic!("{text}"))
}

// ---------------------------------------------------------------- money

#[test]
fn sums_are_shown_as_the_contract_says() {
    let cases = [
        ("400 million JPY", "¥400\u{a0}million"),
        ("1.6 billion JPY", "¥1.6\u{a0}billion"),
        ("14.075 billion JPY", "¥14.075\u{a0}billion"),
        ("123456789 JPY", "¥123,456,789"),
        ("2.8 million USD", "US$2.8\u{a0}million"),
        ("12.63 million MYR", "MYR\u{a0}12.63\u{a0}million"),
        ("575,000,000 JPY", "¥575\u{a0}million"),
        ("5.75億円", "¥575\u{a0}million"),
        ("5億7500万円", "¥575\u{a0}million"),
        ("５億７５００万円", "¥575\u{a0}million"),
        // Three decimals of a billion do not suffice, three of a million do, and then neither.
        ("1.0005 billion JPY", "¥1,000.5\u{a0}million"),
        ("1,000,000,500 JPY", "¥1,000,000,500"),
        ("999,999 JPY", "¥999,999"),
        ("1,000,000 JPY", "¥1\u{a0}million"),
        ("1,000,000,000 JPY", "¥1\u{a0}billion"),
        ("2 trillion JPY", "¥2,000\u{a0}billion"),
        ("8.5 thousand USD", "US$8,500"),
        ("0.05 USD", "US$0.05"),
        ("0 JPY", "¥0"),
        ("1234567.891 EUR", "EUR\u{a0}1,234,567.891"),
    ];
    for (written, shown) in cases {
        assert_eq!(money(written).to_string(), shown, "{written}");
    }
}

#[test]
fn yen_have_a_japanese_form() {
    let cases = [
        ("400 million JPY", Some("4億円")),
        ("575 million JPY", Some("5億7500万円")),
        ("1.6 billion JPY", Some("16億円")),
        ("2.0003 trillion JPY", Some("2兆3億円")),
        ("1 JPY", Some("1円")),
        ("10001 JPY", Some("1万1円")),
        ("0 JPY", Some("0円")),
        ("0.5 JPY", None),
        ("4 million USD", None),
    ];
    for (written, japanese) in cases {
        assert_eq!(money(written).japanese().as_deref(), japanese, "{written}");
    }
}

/// What is shown, written as an editor would.
fn rewritten(shown: &str) -> String {
    let spaced = shown.replace('\u{a0}', " ");
    let signs = [("¥", "JPY"), ("US$", "USD")];
    if let Some((figure, code)) = signs.iter().find_map(|(sign, code)| Some((spaced.strip_prefix(sign)?, code))) {
        return format!("{figure} {code}");
    }
    let (code, figure) = spaced.split_once(' ').unwrap();
    format!("{figure} {code}")
}

fn full_width(text: &str) -> String {
    let wide = |character: char| match character {
        '0'..='9' | '.' | ',' => char::from_u32(u32::from(character) + 0xFEE0).unwrap(),
        other => other,
    };
    text.chars().map(wide).collect()
}

/// A sum in billionths of a unit, as plain decimal text.
fn decimal(billionths: i128) -> String {
    let text = format!("{}.{:09}", billionths / 1_000_000_000, billionths % 1_000_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn currencies() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["JPY", "USD", "MYR"])
}

/// Sums of every size: up to 10^18 units, with up to nine decimals.
fn billionths() -> impl Strategy<Value = i128> {
    (0..10_i128.pow(9), 0_u32..=18).prop_map(|(mantissa, exponent)| mantissa * 10_i128.pow(exponent))
}

proptest! {
    #[test]
    fn the_shown_form_never_rounds(billionths in billionths(), code in currencies()) {
        let sum = money(&format!("{} {code}", decimal(billionths)));
        prop_assert_eq!(money(&rewritten(&sum.to_string())), sum);
        prop_assert_eq!(sum.decimal(), decimal(billionths));
    }

    #[test]
    fn every_written_form_of_a_sum_is_the_same_sum(yen in 0..10_i128.pow(16)) {
        let sum = money(&format!("{yen} JPY"));
        let with_commas = format!("{} JPY", grouped(yen.unsigned_abs()));
        prop_assert_eq!(money(&with_commas), sum);
        prop_assert_eq!(money(&full_width(&with_commas)), sum);
        for (unit, exponent) in [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)] {
            let size = 10_i128.pow(exponent);
            // Nine decimals are what a sum may have; below a trillion they reach down to one yen.
            let digits = format!("{}.{:0>width$}", yen / size, yen % size, width = exponent as usize);
            prop_assert_eq!(money(&format!("{digits} {unit} JPY")), sum);
        }
        let japanese = sum.japanese().unwrap();
        prop_assert_eq!(money(&japanese), sum);
        prop_assert_eq!(money(&full_width(&japanese)), sum);
        prop_assert_eq!(money(&format!("{}.{:08}億円", yen / 100_000_000, yen % 100_000_000)), sum);
        prop_assert_eq!(money(&format!("{}.{:04}万円", yen / 10_000, yen % 10_000)), sum);
    }

    #[test]
    fn sums_are_exact(left in billionths(), right in billionths(), code in currencies()) {
        let sum = |billionths| money(&format!("{} {code}", decimal(billionths)));
        prop_assert_eq!(sum(left).plus(sum(right)).unwrap().decimal(), decimal(left + right));
        prop_assert_eq!(sum(left).compared(&sum(right)), Some(left.cmp(&right)));
        let difference = sum(left).minus(sum(right)).map(|rest| rest.decimal());
        prop_assert_eq!(difference, (left >= right).then(|| decimal(left - right)));
        prop_assert_eq!(sum(left).plus(sum(right)).unwrap().minus(sum(right)), Some(sum(left)));
        if right > 0 {
            let per_mille = u32::try_from(left * 1000 / right).ok();
            prop_assert_eq!(sum(left).per_mille_of(&sum(right)), per_mille);
        }
    }

    #[test]
    fn no_text_breaks_the_reading_of_a_sum(text in "[0-9０-９.,，．兆億万円 a-zA-Z]{0,60}") {
        if let Ok(sum) = Money::parse(&text, |_| true) {
            prop_assert_eq!(money(&rewritten(&sum.to_string())), sum);
        }
    }
}

#[test]
fn sums_of_two_currencies_are_never_added_or_compared() {
    let (yen, dollars) = (money("1 JPY"), money("1 USD"));
    assert_eq!(yen.plus(dollars), None);
    assert_eq!(yen.minus(dollars), None);
    assert_eq!(yen.compared(&dollars), None);
    assert_eq!(yen.per_mille_of(&dollars), None);
    assert_eq!(Money::zero(Currency::JPY).plus(yen), Some(yen));
}

#[test]
fn the_largest_sums_add_up() {
    let largest = money("999999999999999999.999999999 JPY");
    let total = (0..1_000).try_fold(Money::zero(Currency::JPY), |total, _| total.plus(largest)).unwrap();
    assert_eq!(total.decimal(), "999999999999999999999.999999");
    let digits = "9".repeat(27);
    let mixed = money(&format!("{digits} JPY")).plus(money("0.000000001 JPY")).unwrap();
    assert_eq!(mixed.decimal(), format!("{digits}.000000001"));
    for too_large in [format!("1{digits} JPY"), format!("{digits} million JPY"), "0.0000000001 JPY".to_owned()] {
        let error = Money::parse(&too_large, |_| true).unwrap_err();
        assert_eq!(error, osa_briefing::model::money::MoneyError::TooLarge, "{too_large}");
    }
}

// ---------------------------------------------------------------- dates

#[test]
fn dates_are_shown_with_what_is_known() {
    assert_eq!(date("2023-12-16").to_string(), "16\u{a0}December 2023");
    assert_eq!(date("2023-12").to_string(), "December\u{a0}2023");
    assert_eq!(date("2023").to_string(), "2023");
    for text in
        ["", "23", "2023-1", "2023-13", "2023-00", "2023-02-29", "2023-12-16-1", "2023-12-", "+023", "0000", "２０２３"]
    {
        assert_eq!(PartialDate::parse(text), None, "{text}");
    }
}

#[test]
fn what_may_be_the_same_day_is_not_before() {
    let before = |left: &str, right: &str| date(left).certainly_before(&date(right));
    assert!(!before("2024-05-01", "2024-05-01"));
    assert!(before("2024-05-01", "2024-05-02"));
    assert!(!before("2024-05", "2024-05-31"));
    assert!(!before("2024-05-31", "2024-05"));
    assert!(before("2024-05", "2024-06-01"));
    assert!(!before("2024", "2024-12-31"));
    assert!(before("2024", "2025"));
}

#[test]
fn waits_are_worded() {
    let wait = |months, exact| Wait { months, exact }.to_string();
    assert_eq!(wait(0, true), "0\u{a0}months");
    assert_eq!(wait(1, true), "1\u{a0}month");
    assert_eq!(wait(21, false), "about 21\u{a0}months");
}

/// Dates of every precision, close together so that they meet.
fn dates() -> impl Strategy<Value = PartialDate> {
    (2022..2026, 1..=12, 1..=31, 0..4).prop_filter_map("a day of the calendar", |(year, month, day, precision)| {
        PartialDate::parse(&match precision {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        })
    })
}

/// Every day that a date can mean, as ISO text, which sorts as time runs.
fn days(of: PartialDate) -> Vec<String> {
    let within = format!("{of:#}");
    let all = (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day)));
    let texts = all.map(|(month, day)| format!("{}-{month:02}-{day:02}", &within[..4]));
    texts.filter(|text| text.starts_with(&within) && PartialDate::parse(text).is_some()).collect()
}

proptest! {
    #[test]
    fn a_vaguer_date_comes_before_the_fuller_ones_within_it(left in dates(), right in dates()) {
        let (left_text, right_text) = (format!("{left:#}"), format!("{right:#}"));
        prop_assert_eq!(date(&left_text), left);
        prop_assert_eq!(left.cmp(&right), left_text.cmp(&right_text));
        if right_text.starts_with(&left_text) && left_text != right_text {
            prop_assert_eq!(left.cmp(&right), Ordering::Less);
        }
    }

    #[test]
    fn a_date_is_before_another_only_if_that_is_certain(left in dates(), right in dates()) {
        let certain = days(left).last() < days(right).first();
        prop_assert_eq!(left.certainly_before(&right), certain);
    }

    #[test]
    fn whole_months_are_those_that_are_over(start in dates(), end in dates()) {
        let wait = start.whole_months_to(&end);
        let known_to_the_day = |date: &PartialDate| matches!(date, PartialDate::Day(_));
        let month_of = |date: &PartialDate| i64::from(date.earliest().0) * 12 + i64::from(date.earliest().1);
        let year_only = |date: &PartialDate| matches!(date, PartialDate::Year(_));
        let exact = known_to_the_day(&start) && known_to_the_day(&end);
        match wait {
            _ if year_only(&start) || year_only(&end) => prop_assert_eq!(wait, None),
            Some(wait) => {
                prop_assert_eq!(wait.exact, exact);
                let day = |date: &PartialDate| if exact { date.earliest().2 } else { 0 };
                let after = |months: i64| (month_of(&start) + months, day(&start));
                let end = (month_of(&end), day(&end));
                let months = i64::from(wait.months);
                prop_assert!(after(months) <= end && end < after(months + 1), "{:?}", wait);
            }
            None if exact => prop_assert!(end < start),
            None => prop_assert!(month_of(&end) < month_of(&start)),
        }
    }

    #[test]
    fn no_text_breaks_the_reading_of_a_date(text in "\\PC{0,12}|[0-9-]{0,12}") {
        if let Some(date) = PartialDate::parse(&text) {
            prop_assert_eq!(format!("{date:#}"), text);
        }
    }
}

// ---------------------------------------------------------------- fiscal years

#[test]
fn fiscal_years_are_shown_as_the_contract_says() {
    let year = |start| FiscalYear::starting(start).unwrap();
    assert_eq!(year(2023).to_string(), "FY2023");
    assert_eq!(year(2023).word(), "fy2023");
    assert_eq!(year(2023).long(), "FY2023 (Apr\u{a0}2023–Mar\u{a0}2024, 令和5年度)");
    assert_eq!(year(2019).long(), "FY2019 (Apr\u{a0}2019–Mar\u{a0}2020, 令和元年度)");
    assert_eq!(year(2018).long(), "FY2018 (Apr\u{a0}2018–Mar\u{a0}2019)");
    assert_eq!(FiscalYear::of(&date("2024-03-31")), year(2023));
    assert_eq!(FiscalYear::of(&date("2024-04-01")), year(2024));
    for word in ["fy23", "fy20233", "FY2023", "fy+023", "fy2o23", "2023"] {
        assert_eq!(FiscalYear::parse_word(word), None, "{word}");
    }
}

proptest! {
    #[test]
    fn a_fiscal_year_runs_from_april_to_march(start in 2021_i16..2026, date in dates()) {
        let year = FiscalYear::starting(start).unwrap();
        prop_assert_eq!(FiscalYear::parse_word(&year.word()), Some(year));
        let (first, last) = (format!("{start}-04-01"), format!("{}-03-31", start + 1));
        let inside = |day: &String| *day >= first && *day <= last;
        prop_assert_eq!(year.may_contain(&date), days(date).iter().any(inside));
        prop_assert!(FiscalYear::of(&date).may_contain(&date));
    }
}

// ---------------------------------------------------------------- quantities

#[test]
fn quantities_are_shown_as_they_are_known() {
    let between = |min, max| Quantity::between(min, max).map(|quantity| quantity.to_string());
    assert_eq!(Quantity::exactly(1_200).to_string(), "1,200");
    assert_eq!(between(3, 4).as_deref(), Some("3 to 4"));
    assert_eq!(between(4, 3), None);
    let sum = Quantity::exactly(7).plus(Quantity::between(3, 4).unwrap());
    assert_eq!((sum.min(), sum.max()), (10, 11));
}

// ---------------------------------------------------------------- paths

/// Resolves a relative address as a browser does, from the path of the page it stands on; answers path and fragment.
fn resolve(page: &str, href: &str) -> (String, Option<String>) {
    let (path, fragment) = href.split_once('#').map_or((href, None), |(path, fragment)| (path, Some(fragment)));
    let mut parts: Vec<&str> = page.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => drop(parts.pop().expect("the link stays inside the site")),
                name => parts.push(name),
            }
        }
        // What the page's own path has is on disk as it is; what the link has is encoded.
        let kept = parts.len() - path.split('/').filter(|part| *part != "..").count();
        let decoded = parts.iter().enumerate();
        let decoded = decoded.map(|(at, part)| if at < kept { (*part).to_owned() } else { percent_decoded(part) });
        return (decoded.collect::<Vec<_>>().join("/"), fragment.map(percent_decoded));
    }
    (page.to_owned(), fragment.map(percent_decoded))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Paths that share folders, with names that need encoding.
fn paths() -> impl Strategy<Value = String> {
    let folder = prop::sample::select(vec!["a", "b", "years", "日本 語", "x#y"]);
    let name = prop::sample::select(vec!["index.html", "a", "b.html", "c:d.png", "50% é?.svg", "...", "&\"'<>"]);
    (prop::collection::vec(folder, 0..4), name)
        .prop_map(|(folders, name)| folders.into_iter().chain([name]).collect::<Vec<_>>().join("/"))
}

proptest! {
    #[test]
    fn a_link_from_any_page_to_any_place_leads_there(
        from in paths(),
        to in paths(),
        anchor in prop::option::of("[a-z0-9 é日%#?:-]{1,8}"),
    ) {
        let page = SitePath::file(&from);
        prop_assert_eq!(page.as_file(), from.as_str());
        let place = Place { path: SitePath::file(&to), anchor: anchor.clone().map(Into::into) };
        let href = page.href_to(&place);
        let href = href.as_str();
        prop_assert_eq!(resolve(&from, href), (to, anchor), "{}", href);
        // Neither a scheme nor the top of a host nor a query, and nothing that could end an attribute.
        prop_assert!(!href.is_empty() && !href.starts_with('/'));
        prop_assert!(href.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%#".contains(&byte)), "{}", href);
        prop_assert_eq!(page.to_top(), "../".repeat(from.matches('/').count()));
    }

    #[test]
    fn the_address_below_a_host_is_the_path(path in paths()) {
        let href = SitePath::file(&path).below("https://example.org/osa/");
        let below = href.as_str().strip_prefix("https://example.org/osa/").unwrap();
        prop_assert_eq!(percent_decoded(below), path);
    }
}

#[test]
fn lists_and_years_have_their_places() {
    let records = Records::default();
    let path = |page: PageKey| page.path(&records).as_file();
    assert_eq!(path(PageKey::List(Kind::Grant)), "grants/index.html");
    assert_eq!(path(PageKey::List(Kind::Event)), "timeline.html");
    assert_eq!(path(PageKey::List(Kind::Term)), "glossary.html");
    assert_eq!(path(PageKey::List(Kind::Change)), "changes.html");
    assert_eq!(path(PageKey::List(Kind::Budget)), "years/index.html");
    assert_eq!(path(PageKey::Year(FiscalYear::starting(2023).unwrap())), "years/fy2023.html");
}

// ---------------------------------------------------------------- ids

proptest! {
    #[test]
    fn an_id_is_words_joined_by_single_hyphens(text in "[a-c0-2-]{0,12}|[a-zA-Zé_. -]{0,8}|[a-z]{78,82}") {
        let words = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit();
        let well_formed = (1..=80).contains(&text.chars().count())
            && text.chars().all(|character| words(character) || character == '-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        let id = Id::parse(&text);
        prop_assert_eq!(id.is_some(), well_formed);
        prop_assert!(id.is_none_or(|id| id.as_str() == text && id.to_string() == text));
    }
}

// ---------------------------------------------------------------- text

#[test]
fn japanese_runs_stay_whole() {
    assert_eq!(language_runs("FY2023 (令和5年度), OSA"), [(false, "FY2023 ("), (true, "令和5年度"), (false, "), OSA")]);
    assert_eq!(language_runs("plain"), [(false, "plain")]);
    assert_eq!(language_runs(""), []);
}

proptest! {
    #[test]
    fn language_runs_are_the_text_in_turns(text in "[a-c0-9 .,()令和カ、ー！é\"<]{0,24}") {
        let runs = language_runs(&text);
        prop_assert_eq!(runs.iter().map(|(_, run)| *run).collect::<String>(), text.as_str());
        prop_assert!(runs.windows(2).all(|pair| pair[0].0 != pair[1].0), "{:?}", runs);
        for (japanese, run) in runs {
            prop_assert!(!run.is_empty());
            if japanese {
                prop_assert!(run.starts_with(is_japanese) && run.ends_with(is_japanese), "{}", run);
            } else {
                prop_assert!(!run.contains(is_japanese), "{}", run);
            }
        }
    }

    #[test]
    fn digits_are_grouped_by_three(number: u128) {
        let text = grouped(number);
        prop_assert_eq!(text.replace(',', ""), number.to_string());
        let groups: Vec<&str> = text.split(',').collect();
        prop_assert!((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    }
}
