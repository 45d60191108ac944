//! Writes the letter of the morning: plain text, with codes, days and links, and nothing that a
//! forwarded mail should not carry.
use crate::{
    domain::Day,
    text::{self, Key as K, t, tf},
    views::{Letter, LetterDay, LetterRow, Matter, Pile},
};

/// Rows of one pile; the page has the others.
const MOST: usize = 10;

/// "Tiến Độ: 2 phải gửi lại, 3 trễ hạn"
pub fn subject(letter: &Letter) -> String {
    let lang = letter.lang;
    let number = |pile: &Pile| text::integer(lang, pile.total as i64);
    let counts: Vec<String> = letter
        .piles
        .iter()
        .map(|pile| tf(lang, count(pile.matter), &[&number(pile)]))
        .collect();
    let subject = format!("{}: {}", t(lang, K::Product), counts.join(", "));
    if letter.campaign.demo {
        tf(lang, K::TitleDemo, &[&subject])
    } else {
        subject
    }
}

pub fn body(letter: &Letter) -> String {
    let lang = letter.lang;
    let day = tf(lang, K::LetterToday, &[&text::weekday(lang, letter.today)]);
    let mut parts = vec![format!("{}\n{day}", one_line(&letter.campaign.name))];
    if letter.campaign.demo {
        parts.push(t(lang, K::DemoFoot).to_owned());
    }
    parts.extend(letter.piles.iter().map(|pile| written(letter, pile)));
    if letter.to_report > 0 {
        let number = text::integer(lang, letter.to_report as i64);
        parts.push(tf(lang, K::LetterAll, &[&number, &link(letter, "/work")]));
    }
    let stop = tf(lang, K::LetterStop, &[&link(letter, "/account")]);
    parts.push(format!("--\n{}\n{stop}", t(lang, K::LetterFoot)));
    parts.join("\n\n") + "\n"
}

/// Whoever named the campaign writes no line of the letter.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn link(letter: &Letter, path: &str) -> String {
    format!("{}{path}", letter.origin)
}

/// A pile with its heading, its first rows and how many more there are.
fn written(letter: &Letter, pile: &Pile) -> String {
    let lang = letter.lang;
    let number = |number: usize| text::integer(lang, number as i64);
    let mut head = tf(lang, heading(pile.matter), &[&number(pile.total)]);
    if let Some(until) = pile.until {
        head += &tf(lang, K::LetterUntil, &[&text::day(lang, until)]);
    }
    if let Some((new @ 1.., since)) = pile.new {
        head += &tf(lang, K::LetterNew, &[&number(new), &text::day(lang, since)]);
    }
    let mut lines = vec![head];
    // They are many and short: their page has them.
    if matches!(pile.matter, Matter::Measure | Matter::Values) {
        lines.push(format!("- {}", link(letter, page_of(pile.matter))));
        return lines.join("\n");
    }
    let above = pile.total - pile.rows.len().min(pile.total);
    if above > 0 {
        lines.push(tf(lang, K::LetterAbove, &[&number(above)]));
    }
    let shown = pile.rows.iter().take(MOST);
    lines.extend(shown.map(|row| line(letter, row)));
    if let Some(more @ 1..) = pile.rows.len().checked_sub(MOST) {
        let page = link(letter, page_of(pile.matter));
        lines.push(tf(lang, K::LetterMore, &[&number(more), &page]));
    }
    lines.join("\n")
}

/// "- SYT, QG09, hạn 10/11/2026, trễ 10 ngày: https://…"
fn line(letter: &Letter, row: &LetterRow) -> String {
    let lang = letter.lang;
    let mut words = vec![row.duty.unit.to_string(), row.duty.workstream.to_string()];
    let since = |day: Day| (letter.today - day).num_days();
    let on = |key: K, day: Day| tf(lang, key, &[&text::day(lang, day)]);
    match row.day {
        LetterDay::Answer(day) => words.push(on(K::LetterAnswerBy, day)),
        LetterDay::Deadline(Some(day)) => {
            words.push(on(K::LetterDeadline, day));
            if let late @ 1.. = since(day) {
                words.push(tf(lang, K::LetterLateBy, &[&text::days(lang, late)]));
            }
        }
        LetterDay::Handed(Some(day)) => words.push(on(K::LetterHanded, day)),
        LetterDay::Asked(day) => words.push(on(K::LetterAskedOn, day)),
        LetterDay::Deadline(None) | LetterDay::Handed(None) => {}
    }
    if row.own_unit {
        words.push(t(lang, K::LetterOwnUnit).to_owned());
    }
    format!("- {}: {}", words.join(", "), link(letter, &row.path))
}

const fn page_of(matter: Matter) -> &'static str {
    match matter {
        Matter::Decide | Matter::Values | Matter::MoreTime => "/review",
        Matter::Measure => "/measure",
        Matter::Asked | Matter::CameBack | Matter::Late | Matter::PlanLate | Matter::Due => "/work",
    }
}

/// The count of a pile in the subject.
const fn count(matter: Matter) -> K {
    match matter {
        Matter::Asked => K::LetterAskedCount,
        Matter::CameBack => K::LetterCameBackCount,
        Matter::Late => K::LetterLateCount,
        Matter::PlanLate => K::LetterPlanLateCount,
        Matter::Due => K::LetterDueCount,
        Matter::Measure => K::LetterMeasureCount,
        Matter::Decide => K::LetterDecideCount,
        Matter::Values => K::LetterValuesCount,
        Matter::MoreTime => K::LetterMoreTimeCount,
    }
}

const fn heading(matter: Matter) -> K {
    match matter {
        Matter::Asked => K::LetterAsked,
        Matter::CameBack => K::LetterCameBack,
        Matter::Late => K::LetterLate,
        Matter::PlanLate => K::LetterPlanLate,
        Matter::Due => K::LetterDue,
        Matter::Measure => K::LetterMeasure,
        Matter::Decide => K::LetterDecide,
        Matter::Values => K::LetterValues,
        Matter::MoreTime => K::LetterMoreTime,
    }
}
