//! The field of the search with suggestions under it. Without this script it is a
//! plain form that leads to the page of the search.
use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};

use super::suggest::{Suggestion, suggest};

/// Asked once the fingers rest, not at every letter.
const REST: Duration = Duration::from_millis(150);
/// One letter suggests everything.
const FEWEST: usize = 2;

/// `found` says how many there are, with `{0}` for the number, to those who listen
/// rather than look.
#[island]
pub fn SearchField(
    label: String,
    hint: String,
    found: String,
    typed: String,
    as_of: Option<String>,
) -> impl IntoView {
    let suggestions = RwSignal::new(Vec::<Suggestion>::new());
    let chosen = RwSignal::new(None::<usize>);
    let asked = StoredValue::new(0_u32);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let as_of = StoredValue::new(as_of);
    let alive = RwSignal::new(false);
    // Runs in the browser only: before it does, the field promises no suggestions.
    Effect::new(move || alive.set(true));
    let if_alive = move |value: &'static str| move || alive.get().then_some(value);

    let close = move || {
        // What is still under way comes too late to be shown.
        asked.update_value(|n| *n = n.wrapping_add(1));
        waiting.update_value(|handle| {
            if let Some(handle) = handle.take() {
                handle.clear();
            }
        });
        suggestions.set(Vec::new());
        chosen.set(None);
    };
    let ask = move |text: String| {
        let mine = asked.get_value();
        spawn_local(async move {
            let answer = suggest(text, as_of.get_value()).await;
            if asked.try_get_value() == Some(mine) {
                chosen.set(None);
                suggestions.set(answer.unwrap_or_default());
            }
        });
    };
    let on_input = move |event: ev::Event| {
        let text = event_target_value(&event).trim().to_owned();
        if text.chars().count() < FEWEST {
            return close();
        }
        asked.update_value(|n| *n = n.wrapping_add(1));
        waiting.update_value(|handle| {
            if let Some(handle) = handle.take() {
                handle.clear();
            }
            *handle = set_timeout_with_handle(move || ask(text), REST).ok();
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = suggestions.with(Vec::len);
        if count == 0 {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" => chosen.update(|at| {
                *at = Some(at.map_or(count - 1, |at| (at + count - 1) % count));
            }),
            "Escape" => close(),
            "Enter" => {
                let path = chosen
                    .get()
                    .and_then(|at| suggestions.with(|all| all.get(at).map(|s| s.path.clone())));
                // With nothing chosen the form is sent as without a script.
                let Some(path) = path else { return };
                let _ = window().location().assign(&path);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let open = move || suggestions.with(|all| !all.is_empty());
    let count = move || {
        let count = suggestions.with(Vec::len);
        if count == 0 {
            String::new()
        } else {
            found.replace("{0}", &count.to_string())
        }
    };
    let options = move || {
        let all = suggestions.get().into_iter().enumerate();
        all.map(|(at, suggestion)| {
            view! {
                <a
                    id=format!("found-{at}")
                    role="option"
                    tabindex="-1"
                    href=suggestion.path
                    aria-selected=move || (chosen.get() == Some(at)).to_string()
                >
                    {suggestion.name}
                    " "
                    <span class="quiet">{suggestion.note}</span>
                </a>
            }
        })
        .collect::<Vec<_>>()
    };
    view! {
        <input
            id="find"
            name="q"
            type="search"
            value=typed
            placeholder=hint
            autocomplete="off"
            role=if_alive("combobox")
            aria-autocomplete=if_alive("list")
            aria-controls=if_alive("found")
            aria-expanded=move || alive.get().then(|| open().to_string())
            aria-activedescendant=move || chosen.get().map(|at| format!("found-{at}"))
            on:input=on_input
            on:keydown=on_key
            on:blur=move |_| close()
        />
        // A press on a suggestion must not take the focus away before it is followed.
        <div
            id="found"
            class="suggestions"
            role="listbox"
            aria-label=label
            hidden=move || !open()
            on:pointerdown=|event| event.prevent_default()
            on:mousedown=|event| event.prevent_default()
        >
            {options}
        </div>
        <span class="sr" role="status">{count}</span>
    }
}
