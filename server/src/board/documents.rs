//! Numbers of documents that were handed over or tell of a re-check, for the search: read once, later ones as they come.
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use app::{
    domain::{About, IndicatorCode, MilestoneId},
    text,
};

use crate::{
    db::{
        Db, DbError,
        search::{NumberedDocument, documents_after},
    },
    lock::lock,
};

/// A number under which something was handed over, or found.
#[derive(Debug, Clone)]
pub struct Document {
    pub seq: i64,
    /// The place from which another document stands instead of it.
    pub until: i64,
    pub number: Box<str>,
    /// As it is searched.
    pub key: Box<str>,
    pub about: About,
    /// The organisation that handed it over; empty for a measurement and for a re-check.
    pub by: Box<str>,
    /// It tells what a re-check found, which no company reads.
    pub of_recheck: bool,
    submission: Box<str>,
}

/// All of them, in their order.
pub type Documents = Vec<Document>;

/// What a server keeps of them.
#[derive(Debug, Default)]
pub(super) struct KnownDocuments(Mutex<Arc<Documents>>);

impl KnownDocuments {
    /// All documents up to now.
    pub async fn upto_now(&self, db: &Db) -> Result<Arc<Documents>, DbError> {
        let known = lock(&self.0).clone();
        let last = known.last().map_or(0, |it| it.seq);
        let new = documents_after(db, last).await?;
        if new.is_empty() {
            return Ok(known);
        }
        let mut all = Documents::clone(&known);
        append(&mut all, new);
        let all = Arc::new(all);
        *lock(&self.0) = all.clone();
        Ok(all)
    }
}

fn append(all: &mut Documents, new: Vec<NumberedDocument>) {
    let mut standing: HashMap<Box<str>, i64> = HashMap::new();
    for it in all.iter() {
        standing.insert(it.submission.clone(), it.seq);
    }
    let mut over: HashMap<(Box<str>, i64), i64> = HashMap::new();
    for it in new {
        let about = match (&it.milestone, &it.indicator) {
            (Some(id), _) => MilestoneId::parse(id).ok().map(About::Milestone),
            (None, Some(code)) => IndicatorCode::parse(code).ok().map(About::Indicator),
            (None, None) => None,
        };
        let submission: Box<str> = it.submission.into();
        // A mistyped document is told of no more once the right one stands.
        let before = standing.insert(submission.clone(), it.seq);
        if let Some(before) = before.filter(|before| *before < it.seq) {
            over.insert((submission.clone(), before), it.seq);
        }
        if let Some(about) = about {
            all.push(Document {
                seq: it.seq,
                until: i64::MAX,
                key: text::search_key(&it.document_number).into(),
                number: it.document_number.into(),
                about,
                by: it.organisation.into(),
                of_recheck: it.of_recheck,
                submission,
            });
        }
    }
    for it in all.iter_mut() {
        if let Some(until) = over.get(&(it.submission.clone(), it.seq)) {
            it.until = *until;
        }
    }
}
