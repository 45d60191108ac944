//! One report handed over for several milestones of a party: each is a report of its own with
//! the same words and evidence, all or none are written.
use std::collections::BTreeMap;

use app::{
    domain::{Cause, Event, MilestoneId, typed_count},
    views::{Mistake, ReportForm, Together},
};

use super::{
    report_form::{Choose, document_of},
    saved_drafts,
};
use crate::{
    board::ScopedBoard,
    db::milestone_events::{self, Handed},
    web::{
        error::WebError,
        marked::{Marked, mark},
        milestone_event::{Appended, NewEvent, append_all},
        visit::Visit,
    },
};

/// Why milestones kept the others from being sent.
pub(super) type Failed = BTreeMap<MilestoneId, Mistake>;

/// The other milestones to be chosen from, as far as they can be ticked: one that failed or
/// holds a draft is not.
pub(super) async fn offered(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
    form: &ReportForm,
    choose: Choose,
    failed: &Failed,
) -> Result<Together, WebError> {
    let drafts = saved_drafts(visit, board).await?;
    let mut together = board.together(id, &drafts);
    let ids: Vec<String> = together.rows().map(|it| it.row.id.to_string()).collect();
    let read = milestone_events::handed_upto(&visit.app.db, &ids, board.seq()).await?;
    let read: BTreeMap<&str, &Handed> = read.iter().map(|it| (it.milestone.as_str(), it)).collect();
    let ticked = form.together.iter();
    let ticked: Vec<MilestoneId> = ticked
        .filter_map(|mark| Marked::read(mark, "").ok())
        .map(|it| it.milestone)
        .collect();
    for row in together.rows_mut() {
        let id = &row.row.id;
        row.mark = read
            .get(id.as_str())
            .map(|it| mark(id, it))
            .unwrap_or_default();
        row.why = failed.get(id).copied();
        row.ticked = ticked.contains(id) && row.draft.is_none() && row.why.is_none();
    }
    if choose == Choose::Same {
        for row in together.same.iter_mut().filter(|row| row.draft.is_none()) {
            row.ticked = true;
        }
    }
    Ok(together)
}

/// How handing over ended.
pub(super) enum HandedOver {
    /// For all.
    Done,
    /// For none: the milestone of the form itself.
    Own(Appended),
    /// For none: others kept it from being written.
    Others(Failed),
}

/// Hands a report over for a milestone and for others. The files came with the form of the
/// first, which is written last, when no other needs them any more.
pub(super) async fn hand_over(
    visit: &Visit,
    board: &ScopedBoard,
    id: &MilestoneId,
    form: &ReportForm,
    others: &[Marked],
) -> Result<HandedOver, WebError> {
    let document = document_of(form, id, visit.frame.today);
    let event = |milestone, marks, draft| NewEvent {
        body: &form.produced,
        evidence: Some(document).filter(|_| !form.nothing),
        nothing: form.nothing,
        draft: Some(draft),
        ..NewEvent::new(milestone, Event::Submitted, marks)
    };
    let mut all: Vec<NewEvent<'_>> = others
        .iter()
        .map(|it| event(&it.milestone, &it.marks, NO_DRAFT))
        .collect();
    // How much is done and what holds it up is told of the form's own milestone.
    all.push(NewEvent {
        volume_done: typed_count(&form.volume)
            .filter(|_| board.volume(id).is_some() && !form.nothing),
        obstacle: Cause::from_code(&form.obstacle),
        ..event(id, &form.marks, form.version)
    });
    let mut ended = append_all(visit, board, &all).await?;
    let own = ended.pop().unwrap_or(Appended::Overtaken);
    let before = |it: &Appended| matches!(it, Appended::Before);
    if before(&own) && ended.iter().all(before) {
        return Ok(HandedOver::Done);
    }
    let failed: Failed = others
        .iter()
        .zip(&ended)
        .filter_map(|(it, ended)| Some((it.milestone.clone(), mistake(ended)?)))
        .collect();
    Ok(match own {
        Appended::Now if failed.is_empty() => HandedOver::Done,
        Appended::Now => HandedOver::Others(failed),
        own => HandedOver::Own(own),
    })
}

/// The version of a draft that is not there.
const NO_DRAFT: i64 = 0;

/// Why one was not written; `None` where it would have been.
fn mistake(ended: &Appended) -> Option<Mistake> {
    match ended {
        Appended::Now => None,
        Appended::OtherAccount => Some(Mistake::OtherAccount),
        Appended::NewerDraft => Some(Mistake::DraftConflict),
        Appended::Before | Appended::Overtaken => Some(Mistake::Overtaken),
        Appended::Refused(refusal) => Some(Mistake::Refused(*refusal)),
    }
}
