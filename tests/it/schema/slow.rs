//! Every field with every wrong type, each loaded by itself: half a minute. `tests/run --quick` leaves out every module of
//! this name.

use serde_json::{Value, json};

use super::mistakes::{all_fields, refused_by_both};
use super::{Form, everything, schema, validator};

#[test]
fn a_value_of_another_type_is_refused_by_both_in_every_field() {
    let validator = validator(&schema());
    let everything = everything(Form::Long);
    let mut tried = 0;
    for (at, field) in all_fields() {
        let name = format!("{at}/{}", field.name);
        // A list of lists is the form of nothing, nor is a mapping with a strange field, nor nothing at all.
        for wrong in [json!([["a"]]), json!({"strange": 1}), Value::Null] {
            let mut facts = everything.clone();
            *facts.pointer_mut(&name).unwrap() = wrong.clone();
            refused_by_both(&validator, &facts, &format!("{name}: {wrong}"));
            tried += 1;
        }
    }
    assert!(tried > 500, "{tried}");
}
