//! What things are called: a page in English is written from a board that calls them so.
use std::sync::Arc;

use app::{domain::Indicator, text::Lang};

use super::{Board, written_pages::WrittenPages};

impl Board {
    /// This board as pages of a language are written from it. It is never written to: what is
    /// recorded is read from the board of facts.
    pub(super) fn speaking(self: &Arc<Self>, lang: Lang) -> Arc<Self> {
        match lang {
            Lang::Vi => self.clone(),
            Lang::En => {
                let english = || Arc::new(self.in_english());
                self.written.english.get_or_init(english).clone()
            }
        }
    }

    /// All but the workstreams is held once, with the board of facts.
    fn in_english(&self) -> Self {
        let mut english = Self {
            english: true,
            written: WrittenPages::default(),
            ..self.clone()
        };
        let named = self.workstreams.iter();
        for (code, called) in named.filter_map(|(code, it)| Some((code, it.in_english()?))) {
            english.workstreams.insert(code.clone(), Arc::new(called));
        }
        english
    }

    /// What an indicator is called on the pages of this board.
    pub(in crate::board) fn indicator_name(&self, it: &Indicator) -> Arc<str> {
        self.called(it).clone()
    }

    /// The same, as it stands there.
    pub(in crate::board) fn called<'a>(&self, it: &'a Indicator) -> &'a Arc<str> {
        let english = it.name_en.as_ref().filter(|_| self.english);
        english.unwrap_or(&it.name)
    }
}
