//! How a milestone stands, in one word and the sign of a status.
use super::{Key as K, Lang, day, integer, old_book, t, tf, within_extension};
use crate::{
    domain::{Day, DayCount, DueAfter, Event, State, Trigger},
    views::{LeftLate, MilestoneRow, PastDelivery},
};

/// What a list says of a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MilestoneState {
    /// The sign, named by its letter in the sprite.
    pub letter: &'static str,
    pub code: &'static str,
    pub(crate) word: K,
}

pub(crate) fn milestone_state(row: &MilestoneRow) -> MilestoneState {
    let (letter, code, word) = match row.state {
        State::Accepted => ("H", "done", K::StateAccepted),
        State::Cancelled => ("E", "cancelled", K::StateCancelled),
        _ if row.missed() => ("T", "late", K::StateMissed),
        State::Submitted if row.late => ("T", "late", K::StateSentLate),
        _ if row.late => ("T", "late", K::StateLate),
        // What waits for a decision is not unverified: it has no sign.
        State::Submitted => ("", "waiting", K::StateSubmitted),
        State::Open if row.soon => ("N", "at-risk", K::StateSoon),
        State::Open if row.awaits.is_some() && row.last_event.is_none() => {
            ("E", "not-due", K::StateAwaits)
        }
        State::Open => ("E", "not-due", open_word(row.last_event)),
    };
    MilestoneState { letter, code, word }
}

/// "30 ngày làm việc sau khi Tỉnh ủy ban hành quy định": a deadline whose event is not recorded.
pub fn due_after(lang: Lang, after: &DueAfter, event: &str) -> String {
    let days = integer(lang, after.days.into());
    match after.count {
        _ if after.days == 0 => tf(lang, K::AtEvent, &[event]),
        DayCount::Calendar => tf(lang, K::AfterEvent, &[&days, event]),
        DayCount::Working => tf(lang, K::AfterEventWorking, &[&days, event]),
    }
}

/// "sự kiện “Nghị định được ban hành”": what is waited for where nobody is named who brings it about.
pub fn awaited_event(lang: Lang, event: &str) -> String {
    tf(lang, K::AwaitedEvent, &[event])
}

/// From which day of its event each deadline runs, where that makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunsFrom {
    pub original: Option<Day>,
    /// Of a deadline that is another by now.
    pub current: Option<Option<Day>>,
}

/// "30 ngày sau khi Nghị định được ban hành (215/2026/NĐ-CP, 26/10/2026; tính từ 10/11/2026)": the
/// source of a deadline that was computed. The day it runs from is said where it is not the
/// document's; of two deadlines each is said.
pub fn dated_by(lang: Lang, after: &str, event: &Trigger, runs_from: RunsFrom) -> String {
    let of_document = event.document_day;
    let document = of_document.map(|on| format!("{}, {}", event.document_number, day(lang, on)));
    let told = |key: K, on: Day| tf(lang, key, &[&day(lang, on)]);
    let runs_from = match runs_from.current {
        None => {
            let other = runs_from.original.filter(|on| Some(*on) != of_document);
            vec![other.map(|on| told(K::RunsFrom, on))]
        }
        Some(current) => vec![
            runs_from.original.map(|on| told(K::OriginalRunsFrom, on)),
            current.map(|on| told(K::CurrentRunsFrom, on)),
        ],
    };
    let source: Vec<String> = document
        .into_iter()
        .chain(runs_from.into_iter().flatten())
        .collect();
    match source.is_empty() {
        true => after.to_owned(),
        false => format!("{after} ({})", source.join("; ")),
    }
}

/// The same in words, with what it owes to the time after its deadline.
pub fn milestone_told(lang: Lang, row: &MilestoneRow) -> String {
    let marks: [(bool, K); 3] = [
        (row.nothing(), K::NothingArose),
        (row.finished_late, K::DoneLate),
        (row.cancelled_late, K::CancelledLate),
    ];
    let told = told(lang, milestone_state(row).word, marks);
    let extended = row
        .within_extension
        .map(|original| within_extension(lang, Some(original)));
    let by_book = row.old_book.map(|mark| old_book(lang, mark).to_owned());
    let all = std::iter::once(told).chain(extended).chain(by_book);
    all.collect::<Vec<_>>().join(", ")
}

/// A word, and those of its marks that hold.
fn told(lang: Lang, word: K, marks: impl IntoIterator<Item = (bool, K)>) -> String {
    let marks = marks.into_iter().filter(|(holds, _)| *holds);
    let words = std::iter::once(word).chain(marks.map(|(_, mark)| mark));
    let words: Vec<&str> = words.map(|word| t(lang, word)).collect();
    words.join(", ")
}

/// What became of a past delivery, or of what was given to another party.
pub fn delivery_told(lang: Lang, past: &PastDelivery) -> String {
    let word = match past.submitted_on {
        None => K::PastNever,
        Some(_) => delivery_result(past),
    };
    let marks = [
        (past.finished_late, K::DoneLate),
        (past.left_late == Some(LeftLate::Taken), K::TakenLate),
        (past.left_late == Some(LeftLate::Closed), K::ClosedLate),
    ];
    let told = told(lang, word, marks);
    match past.within_extension {
        Some(original) => format!("{told}, {}", within_extension(lang, Some(original))),
        None => told,
    }
}

const fn delivery_result(past: &PastDelivery) -> K {
    match past.state {
        State::Accepted => K::StateAccepted,
        State::Submitted => K::StateSubmitted,
        State::Open => open_word(past.last_event),
        State::Cancelled => K::StateCancelled,
    }
}

/// Why a milestone is open.
const fn open_word(last_event: Option<(Event, Day)>) -> K {
    match last_event {
        Some((Event::Returned, _)) => K::StateReturned,
        Some((Event::Withdrawn, _)) => K::StateWithdrawn,
        Some((Event::Revoked, _)) => K::StateRevoked,
        _ => K::StateOpen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{TriggerCode, parse_day};

    #[test]
    fn a_computed_deadline_names_the_day_it_runs_from() {
        let on = |text| parse_day(text).unwrap();
        let event = |document_day| Trigger {
            code: TriggerCode::parse("SK1").unwrap(),
            name: "Nghị định được ban hành".into(),
            issuer: None,
            happened_on: None,
            document_number: "215/2026/NĐ-CP".into(),
            document_day,
            provisional: false,
            source: "".into(),
        };
        let after = "20 ngày sau khi Nghị định được ban hành";
        let document = Some(on("2026-10-26"));
        let one = |on_day| RunsFrom {
            original: on_day,
            current: None,
        };
        let two = |original, current| RunsFrom {
            original,
            current: Some(current),
        };
        let (first, second) = (Some(on("2026-10-27")), Some(on("2026-11-10")));
        for (document_day, runs_from, told) in [
            (
                document,
                one(second),
                " (215/2026/NĐ-CP, 26/10/2026; tính từ 10/11/2026)",
            ),
            // Its document's own day is not said twice.
            (document, one(document), " (215/2026/NĐ-CP, 26/10/2026)"),
            (document, one(None), " (215/2026/NĐ-CP, 26/10/2026)"),
            (None, one(second), " (tính từ 10/11/2026)"),
            (None, one(None), ""),
            // The event was corrected: each deadline from its own day, as far as that is known.
            (
                document,
                two(first, second),
                " (215/2026/NĐ-CP, 26/10/2026; hạn gốc tính từ 27/10/2026; hạn hiện hành tính từ 10/11/2026)",
            ),
            (
                document,
                two(document, None),
                " (215/2026/NĐ-CP, 26/10/2026; hạn gốc tính từ 26/10/2026)",
            ),
            (
                None,
                two(None, second),
                " (hạn hiện hành tính từ 10/11/2026)",
            ),
        ] {
            let words = dated_by(Lang::Vi, after, &event(document_day), runs_from);
            assert_eq!(words, format!("{after}{told}"));
        }
    }
}
