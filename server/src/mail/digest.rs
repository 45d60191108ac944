//! What a person owes this morning, from the views that `/work` and `/review` show: the numbers
//! are the pages', and what is nobody else's to know is in none of them.
use std::sync::Arc;

use app::{
    access::Viewer,
    domain::{Act, Day},
    views::{
        Letter, LetterDay, LetterRow, Matter, Pile, ReviewFilter, ReviewItem, ReviewList, WorkItem,
        WorkList, explanation_path,
    },
};

use crate::board::{Board, Drafts, Reasons, ScopedBoard};

/// Working days ahead that are soon.
const SOON: u16 = 3;

/// The letter of a person; `None` where there is nothing to say.
pub(super) fn letter(today: &Arc<Board>, viewer: Viewer, origin: &str) -> Option<Letter> {
    let campaign = today.campaign()?.clone();
    let (role, lang) = (viewer.role, viewer.lang);
    let to_do = today.to_do(&viewer);
    let board = ScopedBoard::new(today.clone(), today.clone(), viewer);
    let (mut piles, mut to_report) = (Vec::new(), 0);
    if role.reports() {
        let list = board.work_list(&Drafts::new(), &Reasons::new());
        to_report = list.todo.len();
        piles.extend(of_work(&list, today.day(), board.in_working_days(SOON)));
    }
    piles.push(pile(Matter::Measure, to_do.measure, Vec::new()));
    if role.decides() {
        let list = board.review_list(ReviewFilter::default(), None);
        piles.extend(of_review(&list, today.last_worked()));
    }
    piles.push(pile(Matter::Values, to_do.values, Vec::new()));
    piles.retain(|pile| pile.total > 0);
    (!piles.is_empty()).then(|| Letter {
        lang,
        campaign,
        today: today.day(),
        origin: origin.to_owned(),
        to_report,
        piles,
    })
}

fn pile(matter: Matter, total: usize, rows: Vec<LetterRow>) -> Pile {
    Pile {
        matter,
        total,
        rows,
        new: None,
        until: None,
    }
}

/// What is to be reported or answered. What came back stands there alone, though it is late too.
fn of_work(list: &WorkList, today: Day, soon: Day) -> Vec<Pile> {
    let of = |matter, belongs: &dyn Fn(&WorkItem) -> bool| {
        let slots = list.later.iter().filter(|it| it.row.slot.is_some());
        let all = list.todo.iter().chain(slots);
        let items: Vec<&WorkItem> = all.filter(|it| belongs(it)).collect();
        let rows = items
            .iter()
            .filter(|it| matter == Matter::CameBack || !it.came_back);
        pile(matter, items.len(), rows.map(|it| work_row(it)).collect())
    };
    let late = |it: &WorkItem, counts| it.row.late && it.row.kind.counts() == counts;
    // Of what recurs the office says how long before.
    let due = |it: &WorkItem| {
        let deadline = it.row.current_deadline;
        let near = match &it.row.slot {
            Some(slot) => slot.reminded_from.is_some_and(|from| from <= today),
            None => deadline.is_some_and(|day| day <= soon),
        };
        !it.row.late && near
    };
    vec![
        asked(list),
        of(Matter::CameBack, &|it| it.came_back),
        of(Matter::Late, &|it| late(it, true)),
        of(Matter::PlanLate, &|it| late(it, false)),
        Pile {
            until: Some(soon),
            ..of(Matter::Due, &due)
        },
    ]
}

fn asked(list: &WorkList) -> Pile {
    let rows = list.asked.iter().map(|it| LetterRow {
        duty: it.duty.clone(),
        day: LetterDay::Answer(it.wanted_by),
        // Who may not answer finds it on the page.
        path: match it.may_speak {
            true => explanation_path(Act::Explained, &it.about),
            false => "/work".to_owned(),
        },
        own_unit: false,
    });
    pile(Matter::Asked, list.asked.len(), rows.collect())
}

fn work_row(it: &WorkItem) -> LetterRow {
    LetterRow {
        duty: it.row.duty.clone(),
        day: LetterDay::Deadline(it.row.current_deadline),
        path: format!("/work/{}", it.row.id),
        own_unit: false,
    }
}

/// What is to be decided: what came since the working day before stands first.
fn of_review(list: &ReviewList, since: Day) -> Vec<Pile> {
    let items = list.items.iter();
    let items = items.chain(list.plans.iter().map(|plan| &plan.item));
    let is_new = |it: &&ReviewItem| it.row.submitted_on.is_some_and(|day| day >= since);
    let (new, older): (Vec<_>, Vec<_>) = items.partition(is_new);
    let rows = new.iter().chain(&older).map(|it| LetterRow {
        duty: it.row.duty.clone(),
        day: LetterDay::Handed(it.row.submitted_on),
        path: format!("/review/{}", it.row.id),
        own_unit: it.own_unit,
    });
    let more_time = list.asked.iter().map(|it| LetterRow {
        duty: it.row.duty.clone(),
        day: LetterDay::Asked(it.on),
        path: format!("/review/{}/adjust", it.row.id),
        own_unit: false,
    });
    vec![
        Pile {
            new: Some((new.len(), since)),
            ..pile(Matter::Decide, list.waiting.total, rows.collect())
        },
        pile(Matter::MoreTime, list.asked.len(), more_time.collect()),
    ]
}
