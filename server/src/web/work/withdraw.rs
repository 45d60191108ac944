//! `POST /work/{milestone}/withdraw`
use app::{
    domain::{Event, MilestoneId, State},
    views::{Marks, Mistake, Typed, UnsentForm},
};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{own_work, report};
use crate::{
    board::{Drafts, Reasons, ScopedBoard},
    web::{
        error::WebError,
        milestone_event::{Appended, NewEvent, append},
        milestone_form::{FormFields, MilestoneForm},
        visit::Visit,
    },
};

#[derive(Debug, Deserialize)]
pub struct WithdrawFields {
    /// Asked once more, because the deadline is over.
    #[serde(default)]
    sure: String,
    #[serde(flatten)]
    marks: Marks,
}

impl FormFields for WithdrawFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::Withdrawal
    }

    fn typed(self) -> Option<Typed> {
        None
    }
}

pub async fn withdraw(sent: MilestoneForm<WithdrawFields>) -> Result<Response, WebError> {
    let MilestoneForm {
        visit,
        board,
        id,
        typed,
        ..
    } = sent;
    let typed = own_work(&visit, &board, &id, typed).await?;
    let may = board.may(&id).contains(&Event::Withdrawn);
    if typed.sure.is_empty() && may && makes_late(&visit, &board, &id) {
        return report::ask_to_withdraw(visit, &id, typed.marks).await;
    }
    let event = NewEvent::new(&id, Event::Withdrawn, &typed.marks);
    match append(&visit, &board, &event).await? {
        Appended::Now | Appended::Before => {
            Ok(Redirect::to(&format!("/work/{id}?done=withdrawn")).into_response())
        }
        Appended::OtherAccount => {
            report::unread(visit, &id, Mistake::OtherAccount, &typed.marks).await
        }
        Appended::Overtaken | Appended::NewerDraft => {
            report::unread(visit, &id, Mistake::Overtaken, &typed.marks).await
        }
        Appended::Refused(refusal) => Err(refusal.into()),
    }
}

/// Whether the milestone waits with its deadline over: open again, it is late (rule 9).
fn makes_late(visit: &Visit, board: &ScopedBoard, id: &MilestoneId) -> bool {
    let item = board.work_of(id, &Drafts::new(), &Reasons::new());
    item.is_some_and(|item| {
        let over = |deadline| visit.frame.today > deadline;
        item.row.state == State::Submitted && item.row.current_deadline.is_some_and(over)
    })
}
