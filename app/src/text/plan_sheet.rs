//! The words of a plan that comes as one table: how its cells are understood, and what is asked.
use super::{Key as K, Lang, day, day_count, integer, t, tf, unit_kind};
use crate::{
    domain::Every,
    views::{
        SheetAbout, SheetDue, SheetFate, SheetHidden, SheetLeft, SheetMeans, SheetNote, SheetOther,
        SheetRefusal, SheetRhythm, SheetRhythms, SheetWho,
    },
};

/// Who is meant.
pub fn sheet_who(lang: Lang, it: &SheetWho) -> String {
    match it {
        SheetWho::Unit(code, name) => format!("{name} ({code})"),
        SheetWho::Partner(code, name) => tf(lang, K::WrittenCompany, &[name, code]),
        SheetWho::Body(Some(code), name) => tf(lang, K::WrittenBody, &[name, code]),
        SheetWho::Body(None, name) => tf(lang, K::WrittenNewBody, &[name]),
        SheetWho::Group(code, name) => tf(lang, K::WrittenGroup, &[name, code]),
        SheetWho::NewGroup(_, _, kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|it| unit_kind(lang, *it)).collect();
            tf(lang, K::WrittenNewGroup, &[&kinds.join(", ")])
        }
        SheetWho::Everyone => t(lang, K::WrittenEveryone).to_owned(),
        SheetWho::Nobody(name) => tf(lang, K::WrittenNobody, &[name]),
    }
}

/// When something is due.
pub fn sheet_due(lang: Lang, it: &SheetDue) -> String {
    match it {
        SheetDue::None => t(lang, K::WrittenNoDue).to_owned(),
        SheetDue::Day(on) => tf(lang, K::WrittenDay, &[&day(lang, *on)]),
        SheetDue::After { days, count, event } => {
            let days = integer(lang, i64::from(*days));
            tf(
                lang,
                K::WrittenAfter,
                &[&days, day_count(lang, *count), event],
            )
        }
        SheetDue::Rhythm(rhythm) => sheet_rhythm(lang, rhythm),
        SheetDue::Words(words) => tf(lang, K::WrittenWords, &[words]),
    }
}

const WEEKDAYS: [K; 7] = [
    K::WrittenMonday,
    K::WrittenTuesday,
    K::WrittenWednesday,
    K::WrittenThursday,
    K::WrittenFriday,
    K::WrittenSaturday,
    K::WrittenSunday,
];

/// A day of the week, from 0 for a Monday.
pub fn sheet_weekday(lang: Lang, day: usize) -> String {
    t(lang, WEEKDAYS[day % WEEKDAYS.len()]).to_owned()
}

fn sheet_rhythm(lang: Lang, it: &SheetRhythm) -> String {
    let weekday = sheet_weekday(lang, (it.due as usize).saturating_sub(1));
    let in_month = match it.due {
        31 => t(lang, K::WrittenLastDay).to_owned(),
        due => tf(lang, K::WrittenDayOfMonth, &[&due.to_string()]),
    };
    let (key, by) = match it.every {
        Every::Week => (K::WrittenWeekly, weekday),
        Every::Month => (K::WrittenMonthly, in_month),
        Every::Quarter if it.after => (K::WrittenAfterQuarter, in_month),
        Every::Half if it.after => (K::WrittenAfterHalf, in_month),
        Every::Year if it.after => (K::WrittenAfterYear, in_month),
        Every::Quarter => (K::WrittenQuarterly, in_month),
        Every::Half => (K::WrittenHalfYearly, in_month),
        Every::Year => (K::WrittenYearly, in_month),
    };
    let words = tf(lang, key, &[&by]);
    match it.first {
        Some(first) => tf(lang, K::WrittenFirst, &[&words, &day(lang, first)]),
        None => words,
    }
}

/// What a question asks of words that were written.
pub fn sheet_about(lang: Lang, about: SheetAbout, written: &str) -> String {
    let key = match about {
        SheetAbout::Before => K::WrittenAskBefore,
        SheetAbout::Year => K::WrittenAskYear,
        SheetAbout::WhichDay => K::WrittenAskDay,
        SheetAbout::Loose => K::WrittenAskLoose,
        SheetAbout::Among => K::WrittenAskAmong,
        SheetAbout::Begins => K::WrittenAskBegins,
        SheetAbout::NoRhythm => K::WrittenAskNoRhythm,
        SheetAbout::Star => K::WrittenAskStar,
        SheetAbout::Part => K::WrittenAskPart,
        SheetAbout::Above => K::WrittenAskAbove,
        SheetAbout::NoLead if written.is_empty() => {
            return t(lang, K::WrittenAskNoLeads).to_owned();
        }
        SheetAbout::NoLead => K::WrittenAskNoLead,
        SheetAbout::Twice => K::WrittenAskTwice,
        SheetAbout::Product => K::WrittenAskProduct,
        SheetAbout::Standing => K::WrittenAskStanding,
        SheetAbout::Several => K::WrittenAskSeveral,
        SheetAbout::Event => K::WrittenAskEvent,
        SheetAbout::Cap => K::WrittenAskCap,
        SheetAbout::Term => K::WrittenAskTerm,
        SheetAbout::NoDay => K::WrittenAskNoDay,
        SheetAbout::Rhythms => return t(lang, K::WrittenAskRhythms).to_owned(),
        SheetAbout::Company => K::WrittenAskCompany,
        SheetAbout::OneCompany => K::WrittenAskOneCompany,
        SheetAbout::Renamed => K::WrittenAskRenamed,
        SheetAbout::DueDay => K::WrittenAskDueDay,
        SheetAbout::CompanyLead => K::WrittenAskCompanyLead,
        SheetAbout::Lead => K::WrittenAskLead,
        SheetAbout::Helper => K::WrittenAskHelper,
    };
    tf(lang, key, &[written])
}

/// What is to be known to answer a question, once for all its choices.
pub fn sheet_hint(lang: Lang, about: SheetAbout) -> Option<&'static str> {
    (about == SheetAbout::Rhythms).then(|| t(lang, K::WrittenRhythmsHint))
}

/// What a choice of a question means: a body outside in the place of a lead helps, and no more.
pub fn sheet_choice(lang: Lang, about: SheetAbout, it: &SheetMeans) -> String {
    let words = sheet_means(lang, it);
    match (about, it) {
        (
            SheetAbout::Lead | SheetAbout::CompanyLead,
            SheetMeans::Who(SheetWho::Body(..) | SheetWho::Partner(..)),
        ) => tf(lang, K::WrittenBodyLeads, &[&words]),
        (SheetAbout::OneCompany, SheetMeans::Who(SheetWho::Partner(..))) => {
            tf(lang, K::WrittenOneCompany, &[&words])
        }
        (SheetAbout::Lead, SheetMeans::AllOf(all)) => {
            tf(lang, K::WrittenAllLead, &[&whos(lang, all)])
        }
        _ => words,
    }
}

fn whos(lang: Lang, all: &[SheetWho]) -> String {
    let names = all.iter().map(|it| sheet_who(lang, it));
    names.collect::<Vec<_>>().join("; ")
}

/// What a choice means.
pub fn sheet_means(lang: Lang, it: &SheetMeans) -> String {
    match it {
        SheetMeans::Due(due) => sheet_due(lang, due),
        SheetMeans::Who(who) => sheet_who(lang, who),
        SheetMeans::AllOf(all) => tf(lang, K::WrittenAllOf, &[&whos(lang, all)]),
        SheetMeans::FirstOf(all) => {
            let (first, rest) = all.split_at(all.len().min(1));
            tf(
                lang,
                K::WrittenFirstLeads,
                &[&whos(lang, first), &whos(lang, rest)],
            )
        }
        SheetMeans::AllBut(all, but) => {
            let units = integer(lang, all.len() as i64);
            tf(lang, K::WrittenAllBut, &[&units, &whos(lang, but)])
        }
        SheetMeans::TheDay => t(lang, K::WrittenTheDay).to_owned(),
        SheetMeans::DayBefore => t(lang, K::WrittenDayBefore).to_owned(),
        SheetMeans::Rhythms(it) => sheet_rhythms(lang, *it),
        SheetMeans::OnlyNamed => t(lang, K::WrittenOnlyNamed).to_owned(),
        SheetMeans::Leads => t(lang, K::WrittenLeadsToo).to_owned(),
        SheetMeans::Helps => t(lang, K::WrittenHelps).to_owned(),
        SheetMeans::AsAbove => t(lang, K::WrittenAsAbove).to_owned(),
        SheetMeans::Empty => t(lang, K::WrittenEmpty).to_owned(),
        SheetMeans::OneTask => t(lang, K::WrittenOneTask).to_owned(),
        SheetMeans::OwnTask => t(lang, K::WrittenOwnTask).to_owned(),
        SheetMeans::Renamed(code, title) => tf(lang, K::WrittenIsRenamed, &[title, code]),
        SheetMeans::NewProduct => t(lang, K::WrittenNewProduct).to_owned(),
        SheetMeans::AsItIs => t(lang, K::WrittenAsItIs).to_owned(),
        SheetMeans::MovesAll => t(lang, K::WrittenMovesAll).to_owned(),
        SheetMeans::Keeps(due) => tf(lang, K::WrittenKeeps, &[&sheet_due(lang, due)]),
    }
}

fn sheet_rhythms(lang: Lang, it: SheetRhythms) -> String {
    let closes = match it.by_decree {
        true => t(lang, K::WrittenByDecree),
        false => t(lang, K::WrittenOnDueDay),
    };
    match it.cut_off {
        0 => tf(lang, K::WrittenNoCutOff, &[closes]),
        days => tf(
            lang,
            K::WrittenCutOff,
            &[closes, &integer(lang, days.into())],
        ),
    }
}

/// What an answer of one's own is called, and what is wrong with one.
pub fn sheet_other(lang: Lang, other: SheetOther, typed: &str) -> (&'static str, Option<String>) {
    let (label, wrong) = match other {
        SheetOther::Unit => (K::WrittenOtherUnit, K::WrittenNoSuchUnit),
        SheetOther::Day => (K::WrittenOtherDay, K::WrittenNoSuchDay),
    };
    let wrong = (!typed.is_empty()).then(|| tf(lang, wrong, &[typed]));
    (t(lang, label), wrong)
}

/// What stands in the way of a plan that was understood.
fn sheet_refusal(lang: Lang, row: usize, it: &SheetRefusal) -> String {
    let words = match it {
        SheetRefusal::DueOfNobody(what) => tf(lang, K::WrittenDueOfNobody, &[what]),
        SheetRefusal::NoValue {
            column,
            error: None,
        } => tf(lang, K::WrittenNoValue, &[column]),
        SheetRefusal::NoValue {
            column,
            error: Some(error),
        } => tf(lang, K::WrittenErrorValue, &[column, error]),
        SheetRefusal::OtherHead => t(lang, K::WrittenOtherHead).to_owned(),
        SheetRefusal::NothingAbove => t(lang, K::WrittenNothingAbove).to_owned(),
    };
    sheet_in_row(lang, row, &words)
}

/// All that stands in the way of one: cells of a column without values together.
pub fn sheet_refusals(lang: Lang, all: &[(usize, SheetRefusal)]) -> Vec<String> {
    let mut told = Vec::new();
    let mut columns: Vec<&str> = Vec::new();
    for (row, it) in all {
        let SheetRefusal::NoValue {
            column,
            error: None,
        } = it
        else {
            told.push(sheet_refusal(lang, *row, it));
            continue;
        };
        if columns.contains(&column.as_str()) {
            continue;
        }
        columns.push(column);
        let same = all.iter().filter(|(_, other)| other == it);
        let rows: Vec<usize> = same.map(|(row, _)| *row).collect();
        told.push(match rows.len() {
            1 => sheet_refusal(lang, *row, it),
            _ => tf(lang, K::WrittenNoValues, &[column, &sheet_rows(&rows)]),
        });
    }
    told
}

/// What is worth a word about a row.
pub fn sheet_note(lang: Lang, it: &SheetNote) -> String {
    match it {
        SheetNote::AlsoSaid(words) => tf(lang, K::WrittenAlsoSaid, &[words]),
        SheetNote::NoLead => t(lang, K::WrittenNoLead).to_owned(),
        SheetNote::FirstIsOver { first, due } => {
            let first = day(lang, *first);
            match due {
                Some(due) => tf(lang, K::WrittenFirstIsOver, &[&first, &day(lang, *due)]),
                None => tf(lang, K::WrittenFirstIsOverYet, &[&first]),
            }
        }
        SheetNote::Renamed { title, .. } => tf(lang, K::WrittenKeepsTitle, &[title]),
        SheetNote::NeverOverdue(words) => tf(lang, K::WrittenNeverOverdue, &[words]),
        SheetNote::TitleOf(row) => tf(lang, K::WrittenTitleOf, &[&row.to_string()]),
        SheetNote::ProductOf(row) => tf(lang, K::WrittenProductOf, &[&row.to_string()]),
        SheetNote::StillNobody(name) => tf(lang, K::WrittenStillNobody, &[name]),
        SheetNote::NotRead(words) => tf(lang, K::WrittenNamedAlone, &[words]),
        SheetNote::CompanyAlone(name) => tf(lang, K::WrittenCompanyAlone, &[name]),
        SheetNote::OtherDue { there, here, fate } => {
            let there: Vec<String> = there.iter().map(|it| sheet_due(lang, it)).collect();
            let here = sheet_due(lang, here);
            let both = tf(lang, K::WrittenOtherDue, &[&there.join("; "), &here]);
            let fate = match fate {
                SheetFate::Moves => K::WrittenDueMoves,
                SheetFate::Both => K::WrittenDueBoth,
                SheetFate::Stays => K::WrittenDueStays,
                SheetFate::Asked => K::WrittenDueAsked,
            };
            format!("{both} {}", t(lang, fate))
        }
        SheetNote::OtherLeads { leads, .. } => tf(lang, K::WrittenOtherLeads, &[leads]),
        SheetNote::OtherCompany { name, .. } => tf(lang, K::WrittenOtherCompany, &[name]),
        SheetNote::SeveralStand(which) => tf(
            lang,
            K::WrittenSeveralStand,
            &[&integer(lang, which.len() as i64), &named_first(which)],
        ),
    }
}

/// The first of several names, and that there are more.
fn named_first(all: &[String]) -> String {
    let mut said: Vec<&str> = all.iter().take(ACCOMPANIED).map(String::as_str).collect();
    if all.len() > ACCOMPANIED {
        said.push("…");
    }
    said.join("; ")
}

/// Companies of a group's units, and milestones of a product, that are named.
const ACCOMPANIED: usize = 8;

/// Which companies accompany which units already.
pub fn sheet_accompanied(lang: Lang, known: &[(String, String)]) -> Option<String> {
    let said = known.iter().take(ACCOMPANIED);
    let said = said.map(|(company, unit)| tf(lang, K::WrittenAccompanies, &[company, unit]));
    let more = (known.len() > ACCOMPANIED).then(|| "…".to_owned());
    let said: Vec<String> = said.chain(more).collect();
    (!said.is_empty()).then(|| tf(lang, K::WrittenAccompanied, &[&said.join("; ")]))
}

/// What is said of a worksheet that is not read.
pub fn sheet_left(lang: Lang, it: &SheetLeft) -> String {
    let tasks = integer(lang, it.tasks as i64);
    match (it.tasks, it.hidden) {
        (0, _) => tf(lang, K::WrittenLeftNoTasks, &[&it.name]),
        (_, false) => tf(lang, K::WrittenLeft, &[&it.name, &tasks]),
        (_, true) => tf(lang, K::WrittenLeftHidden, &[&it.name, &tasks]),
    }
}

/// Rows by their numbers, those in a row together: "3–5, 9".
pub fn sheet_rows(rows: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let said = runs.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// What is said of what a worksheet hides: rows, then columns.
pub fn sheet_hidden(lang: Lang, it: &SheetHidden) -> Vec<String> {
    let rows =
        (!it.rows.is_empty()).then(|| tf(lang, K::WrittenHiddenRows, &[&sheet_rows(&it.rows)]));
    let columns = (!it.columns.is_empty())
        .then(|| tf(lang, K::WrittenHiddenColumns, &[&it.columns.join(", ")]));
    rows.into_iter().chain(columns).collect()
}

/// That words stand where no column has a name.
pub fn sheet_outside(lang: Lang, rows: &[usize]) -> Option<String> {
    (!rows.is_empty()).then(|| tf(lang, K::WrittenOutside, &[&sheet_rows(rows)]))
}

/// That rows are no part of the table.
pub fn sheet_under(lang: Lang, rows: &[usize]) -> Option<String> {
    (!rows.is_empty()).then(|| tf(lang, K::WrittenUnder, &[&sheet_rows(rows)]))
}

/// Which tasks of the plan a table of the same document has no longer.
pub fn sheet_missing(lang: Lang, all: &[(String, String)]) -> Option<String> {
    let names: Vec<String> = all
        .iter()
        .map(|(code, it)| format!("{code} {it}"))
        .collect();
    let number = integer(lang, all.len() as i64);
    (!all.is_empty()).then(|| tf(lang, K::WrittenMissing, &[&number, &named_first(&names)]))
}

/// That rows give the unit of who writes something to hand over, which another officer writes.
pub fn sheet_own(lang: Lang, unit: &str, rows: &[usize]) -> String {
    tf(lang, K::WrittenOwnUnit, &[unit, &sheet_rows(rows)])
}

/// A complaint with the row of the table that it is about.
pub fn sheet_in_row(lang: Lang, row: usize, words: &str) -> String {
    tf(lang, K::WrittenInRow, &[&row.to_string(), words])
}

/// What the audit calls a plan that came as one table.
pub fn sheet_told() -> &'static str {
    t(Lang::Vi, K::WrittenTitle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_is_chosen_for_a_lead_only_helps() {
        let body = SheetMeans::Who(SheetWho::Body(None, "Sở TTTT".into()));
        let says = |about| sheet_choice(Lang::Vi, about, &body);
        assert!(says(SheetAbout::Lead).ends_with("vẫn cần một đơn vị chủ trì"));
        assert!(says(SheetAbout::Helper).ends_with("thêm mới"));
    }

    #[test]
    fn an_answer_about_what_recurs_is_a_few_words() {
        for lang in [Lang::Vi, Lang::En] {
            for (by_decree, cut_off) in [(true, 5), (true, 0), (false, 5), (false, 0)] {
                let it = SheetMeans::Rhythms(SheetRhythms { by_decree, cut_off });
                let words = sheet_choice(lang, SheetAbout::Rhythms, &it);
                assert!(words.split(' ').count() <= 10, "{words}");
            }
            let hint = sheet_hint(lang, SheetAbout::Rhythms).unwrap_or_default();
            assert!(hint.contains("09/2019/NĐ-CP"));
        }
    }

    #[test]
    fn a_column_without_values_is_told_once() {
        let no_value = |row: usize, column: &str| {
            let column = column.to_owned();
            let error = None;
            (row, SheetRefusal::NoValue { column, error })
        };
        let all = [
            no_value(3, "Thời hạn"),
            no_value(3, "Chủ trì"),
            no_value(4, "Thời hạn"),
            no_value(5, "Thời hạn"),
        ];
        let told = sheet_refusals(Lang::Vi, &all);
        assert_eq!(told.len(), 2);
        assert!(
            told[0].starts_with("Cột “Thời hạn”, dòng 3–5: "),
            "{told:?}"
        );
        assert!(told[1].starts_with("Dòng 3: ô “Chủ trì”"), "{told:?}");
    }

    #[test]
    fn rows_in_a_row_are_named_together() {
        for (rows, said) in [
            (&[][..], ""),
            (&[4], "4"),
            (&[4, 5], "4, 5"),
            (&[2, 4, 5, 6, 7, 9], "2, 4–7, 9"),
        ] {
            assert_eq!(sheet_rows(rows), said);
        }
    }
}
