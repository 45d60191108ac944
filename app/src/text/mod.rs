//! Words and numbers as people read them, in Vietnamese and English. `t` is a
//! text, `tf` a text with its values filled in, `K` (`Key`) names a text of `keys`.

mod alike;
mod document;
mod duty;
mod format;
mod group;
mod headline;
mod html;
mod keys;
mod leads;
mod lists;
mod milestone;
mod old_book;
mod order;
mod outcome;
mod period;
mod plan;
mod plan_sheet;
mod recheck;
mod reconciliation;
mod redefinition;
mod rich;
mod search;
mod why;
mod words;

pub use crate::lang::Lang;
pub use alike::{only_typed_otherwise, typed_alike};
pub(crate) use document::{document_level, document_validity, documents_that};
pub(crate) use duty::{DutyTold, duty_headline, lane_words, shortened, speaks_of_first};
pub use format::*;
pub use group::{group_rule, group_told, second_value};
pub use headline::{finish_range, foretold, headline, plain_headline, task_done_late, task_over};
pub(crate) use html::html_escape;
pub(crate) use keys::{Key, t};
pub use leads::{who_leads, with_others, with_others_leading};
pub(crate) use lists::{
    Narrowed, action_filter, document_filter, doing, duties, duty_filter, explanation_filter,
    filter_word, milestone_filter, milestone_noun, things_to_do, unit_filter, waits_over,
};
pub use milestone::{RunsFrom, awaited_event, dated_by, due_after};
pub(crate) use milestone::{delivery_told, milestone_state, milestone_told};
pub(crate) use old_book::old_book_told;
pub use order::compare;
pub(crate) use outcome::{after_deadline, entered_late, goal, measured, of_all};
pub use period::{cadence, period, period_in_days};
pub(crate) use plan::plan_column;
pub use plan::{
    column_word, plan_act, plan_cell, plan_choices, plan_file, plan_file_named, plan_left_open,
    plan_left_out, plan_line, plan_needs_decision, plan_one, plan_own_unit, plan_wrong,
};
pub use plan_sheet::{
    sheet_about, sheet_accompanied, sheet_choice, sheet_due, sheet_hidden, sheet_hint,
    sheet_in_row, sheet_left, sheet_means, sheet_missing, sheet_note, sheet_other, sheet_outside,
    sheet_own, sheet_refusals, sheet_told, sheet_under, sheet_weekday, sheet_who,
};
pub(crate) use recheck::{
    draw_name, recheck_of, recheck_result, recheck_scope, recheck_state, recheck_thing, trust,
};
pub(crate) use reconciliation::{old_figure, old_said, ours_said, why_differs};
pub(crate) use redefinition::{about, path_points, promised, rewritten, term_of, was_and_now};
pub use rich::{Run, Tone, rich};
pub use search::{accented_key, search_key, typed_name};
pub(crate) use why::{
    asked_figure, figure_of, formula, points_of, printed_figure, weighed, what, why_heads,
};
pub use words::*;

/// The number of a decision; "tạm" where there is none, as on the page.
pub fn decision_or_provisional(lang: Lang, decision: &str) -> String {
    match decision {
        "" => t(lang, Key::Provisional).to_owned(),
        decision => decision.to_owned(),
    }
}

/// A text with its `{0}`, `{1}` ... filled in.
pub(crate) fn tf(lang: Lang, key: Key, values: &[&str]) -> String {
    let words = t(lang, key);
    rich::check(words, values);
    rich::fill(words, values)
}
