//! What was once asked of a board. A board with other facts, or of another day,
//! has pages of its own, so nothing in one is ever out of date.
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock},
};

use app::{
    Written,
    access::Viewer,
    domain::IndicatorCode,
    views::{Overview, SilentUnit, ToDo},
};

use super::{Board, search_keys::NameKeys};
use crate::{lock::lock, packed::Packed};

/// Bytes of pages a board keeps: the overview and a dozen lists in two languages.
const MOST: usize = 4 << 20;

#[derive(Debug, Clone, Default)]
pub(super) struct WrittenPages {
    /// The same board in English.
    pub english: OnceLock<Arc<Board>>,
    /// The names that are searched.
    pub names: OnceLock<Arc<NameKeys>>,
    pub overview: OnceLock<Arc<Overview>>,
    /// How many reports wait for the office, and what it is named with among those who must act.
    pub for_the_office: OnceLock<usize>,
    pub office_must: OnceLock<OfficeMust>,
    /// How many questions nobody answered by their day.
    pub unanswered: OnceLock<usize>,
    pub silent: OnceLock<Vec<SilentUnit>>,
    /// Which indicators have a value that waits for a decision.
    pub with_waiting_values: OnceLock<Vec<IndicatorCode>>,
    /// What waits for each account, as it was when that was counted.
    to_do: Arc<Mutex<HashMap<String, (Viewer, ToDo)>>>,
    pages: Arc<Mutex<Pages>>,
}

/// What the office is named with among those who must act.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OfficeMust {
    /// Reports that wait for its decision longer than they may.
    pub waiting: u32,
    /// Milestones of nobody that are late or due soon.
    pub to_reassign: u32,
}

#[derive(Debug, Default)]
struct Pages {
    by_address: HashMap<String, Arc<Kept>>,
    bytes: usize,
}

/// A page that is kept, and its content as it is sent, compressed when somebody first asks for that.
#[derive(Debug)]
pub struct Kept {
    pub page: Written,
    packed: OnceLock<Packed>,
}

impl Kept {
    pub fn packed(&self) -> &Packed {
        self.packed.get_or_init(|| Packed::of(self.page.content()))
    }
}

impl Board {
    /// What waits for a person, counted once: every page's menu says it.
    pub(super) fn known_to_do(&self, viewer: &Viewer, count: impl FnOnce() -> ToDo) -> ToDo {
        let known = || lock(&self.written.to_do);
        if let Some((of, to_do)) = known().get(&viewer.person)
            && of == viewer
        {
            return *to_do;
        }
        // Without the lock, as pages are.
        let to_do = count();
        known().insert(viewer.person.clone(), (viewer.clone(), to_do));
        to_do
    }

    /// The page of an address, where it was written.
    pub fn known_page(&self, address: &str) -> Option<Arc<Kept>> {
        lock(&self.written.pages).by_address.get(address).cloned()
    }

    /// The page of an address, written once. `address` names all that it is written
    /// from beside the board.
    pub fn written(&self, address: String, write: impl FnOnce() -> Written) -> Arc<Kept> {
        let pages = || lock(&self.written.pages);
        if let Some(known) = pages().by_address.get(&address) {
            return known.clone();
        }
        // Without the lock: another reader may write the same meanwhile, and neither waits.
        let page = Arc::new(Kept {
            page: write(),
            packed: OnceLock::new(),
        });
        let size = page.page.size();
        let mut pages = pages();
        if pages.bytes + size > MOST {
            *pages = Pages::default();
        }
        if size <= MOST && pages.by_address.insert(address, page.clone()).is_none() {
            pages.bytes += size;
        }
        page
    }
}
