//! What an organisation must do: `GET /work`, and the forms about one milestone.
mod autosave;
mod draft;
mod report;
mod report_form;
mod together;
mod withdraw;

use app::{
    Page,
    domain::{About, Act, Event, MilestoneId, local_day, parse_day},
    text,
    views::{WorkItem, WorkList},
};
use axum::response::Response;

use super::{
    error::WebError,
    explanation::{said_of, tell_said},
    looked::looked_before,
    milestone_form::FormFields,
    unsent,
    visit::Visit,
};
use crate::{
    board::{Drafts, Reasons, ScopedBoard},
    db::{drafts, milestone_events},
};

pub use autosave::keep_draft;
pub use report::{report, report_again, send_file, send_report};
pub use withdraw::withdraw;

pub async fn work(mut visit: Visit) -> Result<Response, WebError> {
    let board = visit.read()?;
    let drafts = saved_drafts(&visit, &board).await?;
    let mut list = board.work_list(&drafts, &Reasons::new());
    let open = || list.todo.iter().chain(&list.later);
    let ids: Vec<String> = open().map(|item| item.row.id.to_string()).collect();
    let mut told = reasons(&visit, &ids).await?;
    for item in list.todo.iter_mut().chain(&mut list.later) {
        item.told = told.remove(item.row.id.as_str()).unwrap_or_default();
    }
    list.new = news(&visit, &board, &mut list).await?;
    let about: Vec<About> = list.asked.iter().map(|it| it.about.clone()).collect();
    let said = said_of(&visit, &board, &about).await?;
    for it in &mut list.asked {
        // Those since the last explanation, the oldest first.
        let of_it = said.iter().filter(|row| row.about == it.about);
        let open = of_it.take_while(|row| row.act == Act::Asked);
        it.questions = open.map(|row| row.text.clone()).collect();
        it.questions.reverse();
    }
    tell_said(&mut visit).await?;
    Ok(visit.page(Page::Work(list)))
}

/// Marks what is new since the visit before this one; how much that is.
async fn news(visit: &Visit, board: &ScopedBoard, list: &mut WorkList) -> Result<usize, WebError> {
    let Some(since) = looked_before(visit, board).await? else {
        return Ok(0);
    };
    let mut items: Vec<&mut WorkItem> = list.items_mut().collect();
    let ids: Vec<String> = items.iter().map(|it| it.row.id.to_string()).collect();
    let organisation = board.viewer().organisation();
    let new = milestone_events::new_since(&visit.app.db, &ids, organisation, since).await?;
    for item in &mut items {
        item.new = new.contains(item.row.id.as_str());
    }
    Ok(new.len())
}

/// What the other side said of open milestones since they were handed over last: why they came
/// back and when they are expected again, why there is no more time.
pub(super) async fn reasons(visit: &Visit, milestones: &[String]) -> Result<Reasons, WebError> {
    let mut told = Reasons::new();
    for said in milestone_events::said_since(&visit.app.db, milestones).await? {
        let Some(event) = Event::from_code(&said.event) else {
            continue;
        };
        let words = match said.deadline.as_deref().and_then(parse_day) {
            Some(day) => text::returned_until(visit.lang(), &said.body, day),
            None => said.body,
        };
        let of = told.entry(said.milestone).or_default();
        // The last of each.
        of.retain(|(before, _)| *before != event);
        of.push((event, words));
    }
    Ok(told)
}

/// Who saved a draft of the person's organisation, and on which day.
async fn saved_drafts(visit: &Visit, board: &ScopedBoard) -> Result<Drafts, WebError> {
    let organisation = board.viewer().organisation();
    let drafts = drafts::of_organisation(&visit.app.db, organisation).await?;
    Ok(drafts
        .into_iter()
        .map(|d| (d.milestone, (d.person, local_day(d.saved_at, visit.zone()))))
        .collect())
}

/// One milestone of the person's organisation; anybody else's does not exist.
async fn work_item(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
) -> Result<WorkItem, WebError> {
    let drafts = saved_drafts(visit, board).await?;
    let reasons = reasons(visit, &[id.to_string()]).await?;
    board
        .work_of(id, &drafts, &reasons)
        .ok_or_else(|| unsent::not_found(board, id))
}

/// Refuses, and records, a form about what is not the work of the person's organisation; the
/// answer does not tell whether it exists, and gives back what another account typed.
async fn own_work<F: FormFields>(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
    typed: F,
) -> Result<F, WebError> {
    if board.owes(id) {
        return Ok(typed);
    }
    Err(unsent::not_theirs(visit, board, id.as_str(), typed).await)
}
