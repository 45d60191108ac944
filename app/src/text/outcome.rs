//! What was measured of an indicator, in words (rule 7: a sample is not the population).
use super::{Key, Lang, day, t, target, tf, value_beside_goal};
use crate::{
    domain::{AfterDeadline, Day, Value},
    views::OutcomeRow,
};

/// The latest value as it was measured, of a sample what the sample says; `None` before the
/// first.
pub fn measured(lang: Lang, row: &OutcomeRow) -> Option<String> {
    let value = row.of_sample.or(row.value)?;
    Some(value_beside_goal(
        lang,
        value,
        row.target,
        None,
        &row.unit_of_measure,
    ))
}

/// What is asked of a value: "≥ 95%", and "100%" where nothing lies beyond.
pub fn goal(lang: Lang, goal: Value, up: bool, unit: &str) -> String {
    let words = target(lang, goal, unit);
    let end = Value::from_integer(if up { 100 } else { 0 });
    let sign = match up {
        _ if unit == "%" && goal == end => return words,
        true => "≥",
        false => "≤",
    };
    format!("{sign} {words}")
}

/// What a sample makes of all records, by which it is judged: "tính trên toàn bộ: 1,1%".
pub fn of_all(lang: Lang, row: &OutcomeRow, path: Option<Value>) -> Option<String> {
    let value = row.value.filter(|_| row.of_sample.is_some())?;
    let value = value_beside_goal(lang, value, row.target, path, &row.unit_of_measure);
    Some(tf(lang, Key::OfAllRecords, &[&value]))
}

/// What a value owes to the time after the deadline: "ghi 25/11/2026, sau hạn".
pub fn after_deadline(lang: Lang, what: AfterDeadline) -> String {
    match what {
        AfterDeadline::Entered(on) => entered_late(lang, on),
        AfterDeadline::Reached => t(lang, Key::ReachedLate).to_owned(),
    }
}

/// That a value of a day in time was entered after the deadline, and when.
pub fn entered_late(lang: Lang, on: Day) -> String {
    tf(lang, Key::EnteredLate, &[&day(lang, on)])
}
