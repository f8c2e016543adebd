//! What a reader would ask about a field on which sources differ.

use crate::model::anchor::{Anchor, List, Part};
use crate::model::records::{Budget, BudgetStage, Category, Country, Event, Grant};
use crate::model::{FactRef, Key, Kind, Scope};
use crate::render::page::Page;
use crate::words::{in_sentence, lower_first};

/// The question of a field: `How much is the FY2023 grant to Malaysia worth?`
pub(super) fn question(page: &Page<'_>, key: Key, fact: &FactRef<'_>) -> String {
    let site = page.site;
    let asked = match key.kind {
        Kind::Grant => about_grant(page, site.get(key), fact.field),
        Kind::Budget => {
            let budget = site.get::<Budget>(key);
            let figure = match budget.stage {
                BudgetStage::Request => "the budget request".to_owned(),
                stage => format!("the {} budget", stage.word()),
            };
            Some(format!("How large is {figure} for {}?", budget.fiscal_year))
        }
        Kind::Event => Some(format!("When was this: {}?", site.get::<Event>(key).title)),
        Kind::Country if fact.field == Anchor::Field("partnership") => {
            Some(format!("What partnership do Japan and {} have?", in_sentence(&site.get::<Country>(key).name)))
        }
        _ => None,
    };
    asked
        .unwrap_or_else(|| format!("What do sources say on {}: {}?", page.name(key).plain(), fact.label.to_lowercase()))
}

/// The grant in a question: its year and country, and what it is for where that country has others of the year.
fn subject(page: &Page<'_>, grant: &Grant) -> String {
    let site = page.site;
    let country = site.named::<Country>(grant.recipient);
    let of_country = &site.ledger().totals(Scope::Country(site.key(grant.recipient))).grants;
    let of_year = |other: &&Key| site.get::<Grant>(**other).fiscal_year == grant.fiscal_year;
    let alone = of_country.iter().filter(of_year).count() == 1;
    let name = format!("the {} grant to {}", grant.fiscal_year, in_sentence(&country.name));
    if alone { name } else { format!("{name} (“{}”)", grant.title) }
}

fn about_grant(page: &Page<'_>, grant: &Grant, field: Anchor<'_>) -> Option<String> {
    let of = subject(page, grant);
    let field = match field {
        Anchor::Field(field) => field,
        Anchor::Item(..) => return None,
        Anchor::ItemPart(list, name, part) => return about_item(page, grant, (list, name), part),
    };
    Some(match field {
        "amount" => format!("How much is {of} worth?"),
        "announced" => format!("When was {of} announced?"),
        "signed" => format!("When were the notes on {of} exchanged?"),
        "place" => format!("Where were the notes on {of} exchanged?"),
        "signatories" => format!("Who signed {of}?"),
        "witnesses" => format!("Who was present when {of} was signed?"),
        "approved" => format!("When was {of} approved?"),
        "end_user" => format!("Who receives {of}?"),
        "purpose" => format!("What is {of} for?"),
        "procured_by" => format!("Who buys the equipment of {of}?"),
        _ => return None,
    })
}

fn about_item(page: &Page<'_>, grant: &Grant, (list, name): (List, &str), part: Part) -> Option<String> {
    let of = subject(page, grant);
    let category = match list {
        List::Equipment => grant.equipment.iter().find(|item| &*item.name == name).map(|item| item.category),
        _ => grant.deliveries.iter().find(|item| &*item.name == name).and_then(|item| item.category),
    };
    let kind = category.map(|category| lower_first(&page.site.named::<Category>(category).name));
    let what = kind.unwrap_or_else(|| "items".to_owned());
    Some(match (list, part) {
        (List::Equipment, Part::Quantity) => format!("How many {what} are in {of}?"),
        (List::Deliveries, Part::Quantity) => format!("How many {what} of {of} were handed over?"),
        (List::Deliveries, Part::Date) => format!("When were the {what} of {of} handed over?"),
        (List::Deliveries, Part::Place) => format!("Where were the {what} of {of} handed over?"),
        _ => return None,
    })
}
