//! What was asked and explained, as a page shows it.
use std::collections::BTreeMap;

use app::{
    domain::{About, Act},
    views::{Notice, SaidRow, about_at},
};

use crate::{
    board::ScopedBoard,
    db::explanations::{self, Reads},
    web::{error::WebError, history::end_of_page, visit::Visit},
};

/// What was said about some things, newest first, as far as the reader may read it: the rest
/// does not leave the database.
pub async fn said_of(
    visit: &Visit,
    board: &ScopedBoard,
    about: &[About],
) -> Result<Vec<SaidRow>, WebError> {
    let mut by: BTreeMap<Reads, Vec<About>> = BTreeMap::new();
    for it in about {
        if let Some(reads) = board.reads_said(it) {
            by.entry(reads).or_default().push(it.clone());
        }
    }
    let mut rows = Vec::new();
    for (reads, about) in by {
        let said = explanations::said(&visit.app.db, &about, end_of_page(visit), reads).await?;
        rows.extend(said.iter().filter_map(|said| board.said_row(said)));
    }
    Ok(rows)
}

/// Says that a question was sent or an explanation recorded, to who did it and while nothing
/// was said after it.
pub async fn tell_said(visit: &mut Visit) -> Result<(), WebError> {
    let act = Act::from_code(visit.query("done"));
    let (Some(act), Some(of)) = (act, about_at(visit.query("of"))) else {
        return Ok(());
    };
    let last = explanations::last(&visit.app.db, &of).await?;
    let person = &visit.viewer()?.person;
    let done = last.is_some_and(|(said, by)| said == act.code() && by.as_deref() == Some(person));
    if done {
        visit.frame.notice = Some(match act {
            Act::Asked => Notice::Asked,
            Act::Explained => Notice::Explained,
        });
    }
    Ok(())
}
