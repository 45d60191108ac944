//! Parts that several pages share. One a file.

mod alive;
mod among;
mod as_of;
mod clock;
mod contact;
mod criteria;
mod database_table;
mod day_input;
mod deadline_ledger;
mod dependencies;
mod document;
mod downloads;
mod duty_table;
mod explained;
mod explanation;
mod field;
mod figure;
mod files;
mod filter;
mod gap;
mod history;
mod kept;
mod keys;
mod layout;
mod leads;
mod link;
mod list_filter;
mod listed;
mod marks;
mod menu;
mod method_note;
mod milestone;
mod milestone_head;
mod moved;
mod needed;
mod notice;
mod outcome_strip;
mod outcome_table;
mod outcomes;
mod partners_table;
mod plan_links;
mod print;
mod progress;
mod redefinitions;
mod rows;
mod second;
mod section;
mod sentence;
mod sprite;
mod status;
mod table;
mod theme;
mod three_bars;
mod tick_all;
mod trust;
mod turn_pages;
mod unsent;
mod versions;
mod view_tools;
mod wall;
mod weeks;
mod why_panel;

pub use alive::alive_script;
pub use among::among;
pub use as_of::{as_of, as_of_again};
pub use clock::{WaitsFor, clock, clock_list, clock_words, clocks, days_words, held_days};
pub use contact::contact;
pub use criteria::criteria_card;
pub use database_table::database_table;
pub use day_input::day_picker;
pub use deadline_ledger::deadline_ledger;
pub use dependencies::dependencies;
pub use document::{TypedDocument, document_fields, no_secrets};
pub use downloads::{download, downloads, picture_link};
pub use duty_table::duty_table;
pub use explained::{
    explained, explained_delivery, explained_gap, explained_gap_number, explained_sentence,
    explained_then, explained_value, explained_wait, explained_way, first_asked, why_address,
};
pub use explanation::{said_list, said_words, ways_to_say, why_late};
pub use field::{Field, Input, SelectField, error_summary, field_error, read_back, said};
pub use figure::{Count, figure, time, time_ago, time_as};
pub use files::{elsewhere, file_names, files_field, kept_files, on_enter, refused_files, up_file};
pub use filter::{Choice, choices, filter_button, same_day, same_order, select};
pub use gap::{why, why_sentence};
pub use history::{after_reset, deadlines, event_list, evidence, history};
pub use kept::kept_list;
pub use keys::{key_script, keys};
pub use layout::{demo_badge, has_search, layout, logo, other_language, until};
pub use leads::{leads_in_full, leads_in_row};
pub use link::{
    campaign_path, database_path, duty_path, group_path, href, outcome_path, partner_path,
    unit_path, workstream_path,
};
pub use list_filter::{ListForm, narrowed, rows_told};
pub use listed::{
    LIST_CLASS, ListAddress, ListPath, count_within, explained_count, explained_number,
    list_address, list_path, to_list,
};
pub use marks::{marks, remeasured, repromised};
pub use menu::menu_paths;
pub use method_note::{method_note, method_note_with, tried};
pub use milestone::{
    cancelled_late, closed_late, milestone_mark, others, pending, sign, taken_late,
};
pub use milestone_head::milestone_head;
pub use moved::moved_list;
pub use needed::{needed, needed_words, rests_on};
pub use notice::notice;
pub use outcome_strip::{measured_of, strip};
pub use outcome_table::outcome_table;
pub use outcomes::{
    before_campaign, entered_late, few_answers, forecast_words, outcomes, range_words, survey,
    value_signs,
};
pub use partners_table::{by_extension, few, partners_table};
pub use plan_links::plan_links;
pub use print::{one_page, print_button, print_button_of, print_script};
pub use progress::{progress, progress_words};
pub use redefinitions::{first_promised, redefinitions};
pub use rows::{has_rows, row_script};
pub use second::second_value;
pub use section::{Section, Words};
pub use sentence::{at_assigned, filled, sentence};
pub use sprite::{SIGNS, sprite};
pub use status::{
    glyph, good_by, judged, note_with, provisional, provisional_of, provisional_row, star_told,
    status_count, status_counts, status_counts_to, status_strip, status_strip_since, strip_of,
    task_status,
};
pub use table::{Cells, Head, Heads, data_of_chart, heads, named_heads, sorted_heads, table};
pub use theme::theme_buttons;
pub use three_bars::{three_bars, three_bars_since};
pub use tick_all::{tick_all, tick_all_script};
pub use trust::{recheck_result, told_rechecks, trust_of};
pub use turn_pages::turn_pages;
pub use unsent::unsent_script;
pub use versions::{named_versions, versions};
pub use view_tools::{copy_link, day_tools, view_tools};
pub use wall::wall_script;
pub use weeks::{Multiple, multiples, week_table, weeks_label};
