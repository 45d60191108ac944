//! Keys and typing in the matrix: arrows move between cells, and rows that do
//! not match a name go while it is typed. The form does the same by the server;
//! without this script nothing is missing.
use leptos::{
    ev, html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, HtmlInputElement, js_sys::JsString},
};
use serde::{Deserialize, Serialize};

/// What the island says, in the reader's language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MatrixWords {
    /// How to move.
    pub keys: String,
    /// "{0} units match".
    pub matches: String,
    /// That the form searches what is not in the table.
    pub press: String,
    /// Every unit the form could find is in the table.
    pub complete: bool,
}

#[island]
pub fn MatrixKeys(words: MatrixWords, children: Children) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let said = RwSignal::new(String::new());
    let alive = RwSignal::new(false);
    let keys = words.keys.clone();
    // Runs in the browser only: without it the keys would do nothing.
    Effect::new(move || alive.set(true));
    let typed = move |ev: ev::Event| {
        let field = ev
            .target()
            .and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        let (Some(field), Some(place)) = (field.filter(|f| f.name() == "q"), place.get_untracked())
        else {
            return;
        };
        let found = keep_rows(&place, &field.value());
        let mut answer = Vec::new();
        if let Some(found) = found {
            answer.push(words.matches.replace("{0}", &found.to_string()));
        }
        if !words.complete {
            answer.push(words.press.clone());
        }
        said.set(answer.join(" "));
    };
    let step = |ev: ev::KeyboardEvent| {
        if ev.alt_key() || ev.ctrl_key() || ev.meta_key() || ev.shift_key() {
            return;
        }
        let focused = ev.target().and_then(|t| t.dyn_into::<Element>().ok());
        let cell = focused.and_then(|it| it.closest("table.cells :is(td, th)").ok().flatten());
        if let Some(link) = cell.and_then(|cell| next(&cell, &ev.key())) {
            ev.prevent_default();
            let _ = link.focus();
        }
    };
    view! {
        <div class="matrix-keys" node_ref=place on:input=typed on:keydown=step>
            {children()}
            <p class="matrix-said" role="status">
                {said}
            </p>
            <p class="sr" hidden=move || !alive.get()>
                {keys}
            </p>
        </div>
    }
}

/// Hides the rows that a typed text does not find; how many units are left, or
/// none where the table shows no units.
fn keep_rows(place: &Element, text: &str) -> Option<usize> {
    let (key, code) = (search_key(text), text.trim().to_lowercase());
    let rows = place.get_elements_by_tag_name("tr");
    let mut found = None;
    for row in (0..rows.length()).filter_map(|i| rows.item(i)) {
        let Some(name) = row.get_attribute("data-key") else {
            continue;
        };
        let its_code = row.get_attribute("data-code").unwrap_or_default();
        let kept = key.is_empty() || name.contains(&key) || its_code.to_lowercase() == code;
        let _ = row.toggle_attribute_with_force("hidden", !kept);
        *found.get_or_insert(0) += usize::from(kept);
    }
    found
}

/// The form in which the server compares names: `text::search_key`.
fn search_key(text: &str) -> String {
    let apart = String::from(JsString::from(text).normalize("NFD"));
    let plain: String = apart
        .chars()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect();
    crate::spelling::one_i(&plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The link a key leads to from a cell, over cells that do not apply and rows
/// that are hidden.
fn next(cell: &Element, key: &str) -> Option<HtmlElement> {
    match key {
        "ArrowLeft" => along(cell, Element::previous_element_sibling),
        "ArrowRight" => along(cell, Element::next_element_sibling),
        "Home" => first(
            cell.parent_element()?.first_element_child()?,
            Element::next_element_sibling,
        ),
        "End" => first(
            cell.parent_element()?.last_element_child()?,
            Element::previous_element_sibling,
        ),
        "ArrowUp" => across(
            cell,
            Element::previous_element_sibling,
            Element::last_element_child,
        ),
        "ArrowDown" => across(
            cell,
            Element::next_element_sibling,
            Element::first_element_child,
        ),
        _ => None,
    }
}

type Step = fn(&Element) -> Option<Element>;

fn along(cell: &Element, step: Step) -> Option<HtmlElement> {
    first(step(cell)?, step)
}

/// The first link at or after a cell.
fn first(cell: Element, step: Step) -> Option<HtmlElement> {
    let mut here = Some(cell);
    while let Some(cell) = here {
        if let Some(link) = link(&cell) {
            return Some(link);
        }
        here = step(&cell);
    }
    None
}

/// The next link in the same column; rows go on from one part of the table to
/// the next.
fn across(cell: &Element, step: Step, enter: Step) -> Option<HtmlElement> {
    let column = column(cell);
    let mut row = cell.parent_element()?;
    loop {
        row = match step(&row) {
            Some(row) => row,
            None => enter(&step(&row.parent_element()?)?)?,
        };
        if row.has_attribute("hidden") {
            continue;
        }
        if let Some(link) = at(&row, column).and_then(|cell| link(&cell)) {
            return Some(link);
        }
    }
}

fn link(cell: &Element) -> Option<HtmlElement> {
    cell.query_selector("a").ok().flatten()?.dyn_into().ok()
}

fn span(cell: &Element) -> u32 {
    let columns = cell.get_attribute("colspan");
    columns.and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// How many columns stand before a cell.
fn column(cell: &Element) -> u32 {
    let mut before = 0;
    let mut here = cell.previous_element_sibling();
    while let Some(cell) = here {
        before += span(&cell);
        here = cell.previous_element_sibling();
    }
    before
}

/// The cell of a row over a column.
fn at(row: &Element, column: u32) -> Option<Element> {
    let mut end = 0;
    let mut here = row.first_element_child();
    while let Some(cell) = here {
        end += span(&cell);
        if column < end {
            return Some(cell);
        }
        here = cell.next_element_sibling();
    }
    None
}
