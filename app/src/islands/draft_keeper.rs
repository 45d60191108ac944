//! Keeps the draft of a report, or of the table of measurements, while somebody types, and with it
//! the session. Without this script a button does it.
use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

/// What the keeper says, in the reader's language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeeperWords {
    /// It could not be saved just now.
    pub broken: String,
    /// The session ends soon unless something is typed.
    pub idle: String,
    /// The session ends soon, whatever is typed.
    pub ending: String,
    /// `{0}` letters of those that a field holds are typed.
    pub letters: String,
}

/// What a form is the draft of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum DraftOf {
    /// The report of a milestone.
    Report(String),
    /// The table of all that somebody measures.
    Table,
}

/// `of` is what the form is a draft of; `idle` and `ends` say after how many seconds the session
/// ends, without a word and in any case; `most` is how many letters the text may have.
#[island]
pub fn DraftKeeper(
    of: DraftOf,
    words: KeeperWords,
    idle: u32,
    ends: Option<u32>,
    most: u32,
) -> impl IntoView {
    let place = NodeRef::<html::Span>::new();
    let said = RwSignal::new(String::new());
    let letters = RwSignal::new(String::new());
    let warned = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new({
        let keeper = keeping::Keeper {
            of: StoredValue::new(of),
            words: StoredValue::new(words),
            said,
            letters,
            warned,
            idle,
            most,
            state: StoredValue::new(keeping::State::default()),
        };
        move || {
            if let Some(place) = place.get() {
                keeping::begin(&place, keeper, ends);
            }
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (of, words, idle, ends, most);
    view! {
        <span class="kept" node_ref=place>
            <span role="status">{said}</span>
            <span class="second">{letters}</span>
            <b role="alert">{warned}</b>
        </span>
    }
}

#[cfg(feature = "hydrate")]
mod keeping {
    use std::time::Duration;

    use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, HtmlFormElement};

    use super::{DraftOf, KeeperWords};
    use crate::islands::{
        DraftKept, TypedReport, TypedTable,
        form_fields::{listen, value, values},
        keep_draft, keep_table,
    };

    /// Between two saves, at least.
    const REST: Duration = Duration::from_secs(20);
    /// The first save waits for a few words.
    const FIRST: Duration = Duration::from_secs(3);
    /// On a form all of which is kept: who leaves it is not asked (`components/unsent.js`).
    const KEPT: &str = "data-kept";
    /// How long before its end a session is warned of.
    const BEFORE: u32 = 5 * 60;
    /// Letters are counted once so many of the most are typed.
    const NEARLY: f64 = 0.75;

    #[derive(Clone, Copy)]
    pub struct Keeper {
        pub of: StoredValue<DraftOf>,
        pub words: StoredValue<KeeperWords>,
        pub said: RwSignal<String>,
        pub letters: RwSignal<String>,
        pub warned: RwSignal<String>,
        pub idle: u32,
        pub most: u32,
        pub state: StoredValue<State>,
    }

    #[derive(Default)]
    pub struct State {
        /// The next save.
        waits: Option<TimeoutHandle>,
        /// A save has just been, and the next one rests.
        rests: bool,
        /// Something was typed since the last save.
        typed: bool,
        /// The form is sent: nothing is saved any more.
        sent: bool,
        /// The warning that the session ends.
        warning: Option<TimeoutHandle>,
    }

    /// Listens to the form around the keeper.
    pub fn begin(place: &Element, keeper: Keeper, ends: Option<u32>) {
        let form = place.closest("form").ok().flatten();
        let Some(form) = form.and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        listen(&form, "input", {
            let form = form.clone();
            move |_: Event| typed(keeper, &form)
        });
        listen(&form, "submit", move |_: Event| {
            keeper.state.update_value(|state| {
                state.sent = true;
                stop(&mut state.waits);
            });
        });
        warn_later(keeper);
        if let Some(after) = ends.map(|ends| ends.saturating_sub(BEFORE)) {
            let words = keeper.words.with_value(|it| it.ending.clone());
            let warn = move || keeper.warned.set(words);
            set_timeout(warn, Duration::from_secs(after.into()));
        }
    }

    fn stop(handle: &mut Option<TimeoutHandle>) {
        if let Some(handle) = handle.take() {
            handle.clear();
        }
    }

    /// Says in time that a session ends in which nobody types.
    fn warn_later(keeper: Keeper) {
        let words = keeper.words.with_value(|it| it.idle.clone());
        let after = Duration::from_secs(keeper.idle.saturating_sub(BEFORE).into());
        let warn = move || keeper.warned.set(words);
        keeper.state.update_value(|state| {
            stop(&mut state.warning);
            state.warning = set_timeout_with_handle(warn, after).ok();
        });
    }

    fn typed(keeper: Keeper, form: &HtmlFormElement) {
        count(keeper, form);
        forget_day(form);
        keeper.state.update_value(|state| state.typed = true);
        let _ = form.remove_attribute(KEPT);
        let begins = keeper
            .state
            .with_value(|it| !it.sent && !it.rests && it.waits.is_none());
        if begins {
            save_in(FIRST, keeper, form.clone());
        }
    }

    /// A day that is changed is no more the one that was read back.
    fn forget_day(form: &HtmlFormElement) {
        let find = |selector| form.query_selector(selector).ok().flatten();
        let (field, told) = (find("#document_day"), find("#document_day-last"));
        let Some((field, told)) = field.zip(told) else {
            return;
        };
        let was = field.get_attribute("value").unwrap_or_default();
        let changed = value(form, "document_day") != was;
        let _ = told.toggle_attribute_with_force("hidden", changed);
    }

    fn count(keeper: Keeper, form: &HtmlFormElement) {
        let typed = value(form, "produced").chars().count();
        let near = typed as f64 >= f64::from(keeper.most) * NEARLY;
        keeper.letters.set(if near {
            let words = keeper.words.with_value(|it| it.letters.clone());
            words.replace("{0}", &typed.to_string())
        } else {
            String::new()
        });
    }

    fn save_in(after: Duration, keeper: Keeper, form: HtmlFormElement) {
        let handle = set_timeout_with_handle(move || save(keeper, form), after);
        keeper.state.update_value(|state| state.waits = handle.ok());
    }

    fn save(keeper: Keeper, form: HtmlFormElement) {
        let goes = keeper.state.try_update_value(|state| {
            state.waits = None;
            let goes = state.typed && !state.sent;
            (state.typed, state.rests) = (false, goes);
            goes
        });
        if goes != Some(true) {
            return;
        }
        let typed = Typed::read(keeper.of.get_value(), &form);
        let saved = form.clone();
        spawn_local(async move {
            match typed.keep().await {
                Ok(answer) => {
                    if answer.kept && !keeper.state.with_value(|state| state.typed) {
                        let _ = saved.set_attribute(KEPT, "");
                    }
                    keeper.said.set(answer.words);
                    keeper.warned.set(String::new());
                    warn_later(keeper);
                }
                Err(_) => keeper
                    .said
                    .set(keeper.words.with_value(|it| it.broken.clone())),
            }
        });
        // What is typed meanwhile is saved when it has rested.
        let next = set_timeout_with_handle(
            move || {
                keeper.state.update_value(|state| state.rests = false);
                save(keeper, form);
            },
            REST,
        );
        keeper.state.update_value(|state| state.waits = next.ok());
    }

    /// What stands in a form at a moment.
    enum Typed {
        Report(String, Box<TypedReport>),
        Table(TypedTable),
    }

    impl Typed {
        fn read(of: DraftOf, form: &HtmlFormElement) -> Self {
            match of {
                DraftOf::Report(milestone) => Self::Report(milestone, Box::new(report(form))),
                DraftOf::Table => Self::Table(values(form)),
            }
        }

        async fn keep(self) -> Result<DraftKept, ServerFnError> {
            match self {
                Self::Report(milestone, report) => keep_draft(milestone, *report).await,
                Self::Table(table) => keep_table(table).await,
            }
        }
    }

    fn report(form: &HtmlFormElement) -> TypedReport {
        let value = |name| value(form, name);
        TypedReport {
            produced: value("produced"),
            volume: value("volume"),
            obstacle: value("obstacle"),
            document_number: value("document_number"),
            document_day: value("document_day"),
            link: value("link"),
            files: value("files"),
            version: value("version"),
            submission: value("submission"),
            read: value("read"),
            promised: value("promised"),
            account: value("account"),
        }
    }
}
