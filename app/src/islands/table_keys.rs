//! Keys, pasting and reading back in the table of measurements. The form does without this script
//! all that it does with it, row by row.
use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

/// What the table says, in the reader's language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TableWords {
    /// Each key with what it does.
    pub keys: Vec<(String, String)>,
    /// `{0}` cells were filled from the clipboard.
    pub pasted: String,
    /// `{0}` cells were, `{1}` of them of another table than the first.
    pub pasted_on: String,
    /// `{0}` of what the clipboard holds have no cell, so that nothing was filled.
    pub too_large: String,
    /// Gives back what stood in the cells before.
    pub undo: String,
    pub undone: String,
    /// Stands beside a row until it is read.
    pub reading: String,
    /// It could not be read just now.
    pub unread: String,
}

/// Around the rows of the table.
#[island]
pub fn TableKeys(words: TableWords, children: Children) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let counts = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let undoable = RwSignal::new(false);
    let alive = RwSignal::new(false);
    // Runs in the browser only: without it the keys would do nothing.
    Effect::new(move || alive.set(true));
    let undo = words.undo.clone();
    let keys: Vec<_> = words.keys.iter().cloned().map(key).collect();
    #[cfg(feature = "hydrate")]
    Effect::new({
        let told = working::Told {
            counts,
            said,
            undoable,
        };
        move || {
            if let Some(place) = place.get() {
                working::begin(&place, words.clone(), told);
            }
        }
    });
    view! {
        <div class="table-keys" node_ref=place>
            <div class="table-said" hidden=move || !alive.get()>
                <p>
                    <span>{counts}</span>
                    " "
                    <span role="status">{said}</span>
                    " "
                    <button
                        type="button"
                        class="btn quiet-btn small"
                        data-undo=""
                        hidden=move || !undoable.get()
                    >
                        {undo}
                    </button>
                </p>
                <p class="second">{keys}</p>
            </div>
            {children()}
        </div>
    }
}

fn key((key, does): (String, String)) -> AnyView {
    view! {
        <span>
            <kbd>{key}</kbd>
            " "
            {does}
        </span>
        " "
    }
    .into_any()
}

/// What a spreadsheet puts on the clipboard: cells by tabs, rows by lines. `None` for what is no
/// more than one cell.
#[cfg(any(feature = "hydrate", test))]
fn block(text: &str) -> Option<Vec<Vec<&str>>> {
    let rows: Vec<Vec<&str>> = text
        .trim_end_matches(['\r', '\n'])
        .lines()
        .map(|line| line.split('\t').map(str::trim).collect())
        .collect();
    let one = rows.len() < 2 && rows.first().is_none_or(|row| row.len() < 2);
    (!one).then_some(rows)
}

#[cfg(feature = "hydrate")]
mod working {
    use std::{cell::RefCell, collections::BTreeMap, rc::Rc, time::Duration};

    use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
    use wasm_bindgen::JsCast;
    use web_sys::{
        ClipboardEvent, Element, Event, EventInit, HtmlElement, HtmlFormElement, HtmlInputElement,
        KeyboardEvent,
    };

    use super::{TableWords, block};
    use crate::islands::{
        RowRead, TableRead,
        form_fields::{listen, values},
        read_table,
    };

    /// So long nothing is typed before what is there is read.
    const PAUSE: Duration = Duration::from_millis(400);

    /// What the table says of itself.
    #[derive(Clone, Copy)]
    pub struct Told {
        pub counts: RwSignal<String>,
        pub said: RwSignal<String>,
        pub undoable: RwSignal<bool>,
    }

    struct Table {
        form: HtmlFormElement,
        place: Element,
        words: TableWords,
        told: Told,
        state: RefCell<State>,
    }

    #[derive(Default)]
    struct State {
        /// The row that has the focus, and the cell in which it got it: Enter goes down from there.
        entered: Option<(Element, usize)>,
        /// What stood in the cells before the last paste.
        before: Vec<(HtmlInputElement, String)>,
        /// The next reading.
        waits: Option<TimeoutHandle>,
        /// Which reading is the last: an answer to an earlier one says nothing any more.
        reading: u32,
        /// Rows of which one cell is empty still, as they read.
        unfinished: BTreeMap<String, RowRead>,
    }

    pub fn begin(place: &Element, words: TableWords, told: Told) {
        let form = place.closest("form").ok().flatten();
        let Some(form) = form.and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        let table = Rc::new(Table {
            form: form.clone(),
            place: place.clone(),
            words,
            told,
            state: RefCell::default(),
        });
        let of = |then: fn(&Rc<Table>, Event)| {
            let table = table.clone();
            move |event: Event| then(&table, event)
        };
        listen(place, "focusin", of(Table::focused));
        listen(&form, "input", of(Table::typed));
        listen(place, "click", of(Table::clicked));
        listen(place, "keydown", {
            let table = table.clone();
            move |event: KeyboardEvent| table.pressed(&event)
        });
        listen(place, "paste", move |event: ClipboardEvent| {
            table.pasted(&event);
        });
    }

    impl Table {
        fn focused(self: &Rc<Self>, event: Event) {
            let Some((input, row)) = input_of(&event) else {
                return;
            };
            let column = column(&row, &input).unwrap_or(0);
            let same = |it: &(Element, usize)| it.0 == row;
            let mut state = self.state.borrow_mut();
            if !state.entered.as_ref().is_some_and(same) {
                state.entered = Some((row, column));
            }
            // What was left unfinished in another row is told now.
            let here = state.entered.as_ref().and_then(|(row, _)| code(row));
            let left: Vec<String> = state.unfinished.keys().cloned().collect();
            for of in left.into_iter().filter(|of| Some(of) != here.as_ref()) {
                if let Some(read) = state.unfinished.remove(&of) {
                    self.show(&read);
                }
            }
        }

        fn pressed(self: &Rc<Self>, event: &KeyboardEvent) {
            if event.alt_key() || event.ctrl_key() || event.meta_key() || event.is_composing() {
                return;
            }
            let Some((input, row)) = input_of(event) else {
                return;
            };
            let column = column(&row, &input);
            let takes_keys = column.is_some() || input.type_() == "checkbox";
            if !takes_keys && event.key() != "Enter" {
                return;
            }
            match event.key().as_str() {
                "Enter" => {
                    event.prevent_default();
                    let entered = self.state.borrow().entered.as_ref().map(|it| it.1);
                    let to = Some(entered.unwrap_or(0));
                    if !self.step(&row, to, event.shift_key()) && !event.shift_key() {
                        self.look_next();
                    }
                }
                "ArrowUp" | "ArrowDown" if !event.shift_key() => {
                    event.prevent_default();
                    self.step(&row, column, event.key() == "ArrowUp");
                }
                "k" | "K" => {
                    event.prevent_default();
                    self.keep(&row);
                }
                _ => {}
            }
        }

        /// Ticks "không đổi" and goes on, or takes the tick off.
        fn keep(self: &Rc<Self>, row: &Element) {
            let Some(same) = keep_of(row) else { return };
            same.set_checked(!same.checked());
            changed(&same);
            if same.checked() && !self.step(row, Some(0), false) {
                self.look_next();
            }
        }

        /// Focuses the next cell of a column, or the next box where `column` is none; `false`
        /// where no row is left.
        fn step(&self, row: &Element, column: Option<usize>, up: bool) -> bool {
            let rows = self.rows();
            let Some(at) = rows.iter().position(|it| it == row) else {
                return false;
            };
            let next: Box<dyn Iterator<Item = &Element>> = if up {
                Box::new(rows[..at].iter().rev())
            } else {
                Box::new(rows[at + 1..].iter())
            };
            let cell = |row: &Element| match column {
                None => keep_of(row),
                Some(column) => {
                    let mut cells = cells(row);
                    let last = cells.len().checked_sub(1)?;
                    Some(cells.swap_remove(column.min(last)))
                }
            };
            let Some(found) = next.filter_map(cell).next() else {
                return false;
            };
            let _ = found.focus();
            found.select();
            true
        }

        /// After the last row: the button that reads all back and sends nothing.
        fn look_next(&self) {
            let look = self.form.query_selector(".actions [value=look]");
            if let Some(look) = look
                .ok()
                .flatten()
                .and_then(|it| it.dyn_into::<HtmlElement>().ok())
            {
                let _ = look.focus();
            }
        }

        /// Fills cells to the right and down from the one that has the focus: all or none.
        fn pasted(self: &Rc<Self>, event: &ClipboardEvent) {
            let text = event
                .clipboard_data()
                .and_then(|it| it.get_data("text/plain").ok());
            let (Some(text), Some((input, row))) = (text, input_of(event)) else {
                return;
            };
            let (Some(block), Some(column)) = (block(&text), column(&row, &input)) else {
                return;
            };
            event.prevent_default();
            let rows = self.rows();
            let at = rows.iter().position(|it| *it == row).unwrap_or(0);
            let mut filled = Vec::new();
            let (mut homeless, mut elsewhere) = (0, 0);
            let table = table_of(&row);
            for (down, line) in block.iter().enumerate() {
                let to = rows.get(at + down);
                let cells = to.map(cells).unwrap_or_default();
                let other = to.is_some_and(|row| table_of(row) != table);
                for (right, text) in line.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                    match cells.get(column + right) {
                        Some(cell) => {
                            filled.push((cell.clone(), *text));
                            elsewhere += usize::from(other);
                        }
                        None => homeless += 1,
                    }
                }
            }
            if homeless > 0 {
                self.say(&self.words.too_large, homeless);
                return;
            }
            let before: Vec<(HtmlInputElement, String)> = filled
                .iter()
                .map(|(cell, text)| {
                    let before = cell.value();
                    cell.set_value(text);
                    self.wait(cell);
                    (cell.clone(), before)
                })
                .collect();
            if elsewhere > 0 {
                let words = self.words.pasted_on.replace("{1}", &elsewhere.to_string());
                self.say(&words, before.len());
            } else {
                self.say(&self.words.pasted, before.len());
            }
            self.told.undoable.set(true);
            self.state.borrow_mut().before = before;
            changed(&input);
        }

        fn say(&self, words: &str, count: usize) {
            self.told.said.set(words.replace("{0}", &count.to_string()));
        }

        fn clicked(self: &Rc<Self>, event: Event) {
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            if target.is_none_or(|it| !it.has_attribute("data-undo")) {
                return;
            }
            let before = std::mem::take(&mut self.state.borrow_mut().before);
            for (cell, text) in &before {
                cell.set_value(text);
                self.wait(cell);
            }
            self.told.undoable.set(false);
            self.told.said.set(self.words.undone.clone());
            if let Some((cell, _)) = before.first() {
                let _ = cell.focus();
                changed(cell);
            }
        }

        fn typed(self: &Rc<Self>, event: Event) {
            if let Some((input, _)) = input_of(&event) {
                self.wait(&input);
            }
            let mut state = self.state.borrow_mut();
            state.reading += 1;
            if let Some(waits) = state.waits.take() {
                waits.clear();
            }
            let table = self.clone();
            state.waits = set_timeout_with_handle(move || table.read(), PAUSE).ok();
        }

        /// What stood beside a row says nothing of what is in it now.
        fn wait(&self, input: &HtmlInputElement) {
            let row = input.closest("tbody[data-indicator]").ok().flatten();
            if let Some(row) = row {
                say_beside(&row, &self.words.reading);
            }
        }

        fn read(self: Rc<Self>) {
            let reading = self.state.borrow().reading;
            let typed = values(&self.form);
            spawn_local(async move {
                let read = read_table(typed).await;
                if self.state.borrow().reading != reading {
                    return;
                }
                match read {
                    Ok(read) => self.show_all(read),
                    Err(_) => self.unread(),
                }
            });
        }

        fn unread(&self) {
            self.told.counts.set(String::new());
            for row in self.rows().iter().filter(|row| waits(row)) {
                say_beside(row, &self.words.unread);
            }
        }

        fn show_all(&self, read: TableRead) {
            self.told.counts.set(read.counts);
            let send = self.form.query_selector(".actions [value=send]");
            if let Some(send) = send.ok().flatten() {
                send.set_text_content(Some(&read.send));
            }
            let mut state = self.state.borrow_mut();
            let here = state.entered.as_ref().and_then(|(row, _)| code(row));
            state.unfinished.clear();
            for row in read.rows {
                if row.unfinished && Some(&row.code) == here.as_ref() {
                    state.unfinished.insert(row.code.clone(), row);
                } else {
                    self.show(&row);
                }
            }
        }

        fn show(&self, read: &RowRead) {
            let Some(row) = self
                .rows()
                .into_iter()
                .find(|it| code(it).as_ref() == Some(&read.code))
            else {
                return;
            };
            beside(&row, ".rd", &read.reads);
            beside(&row, ".dl", &read.change);
            let _ = row.remove_attribute("data-waits");
            if let Some(reason) = row.query_selector(".ms-fall").ok().flatten() {
                let typed = inputs(&reason).iter().any(|it| !it.value().is_empty());
                let _ = reason.toggle_attribute_with_force("hidden", !read.falls && !typed);
            }
            for input in inputs(&row) {
                let name = input.name();
                let wrong = read
                    .wrong
                    .iter()
                    .any(|cell| name.split_once('.').is_some_and(|(of, _)| of == cell));
                let described = format!("e-{}", read.code);
                for (name, value) in [("aria-invalid", "true"), ("aria-describedby", &described)] {
                    let _ = if wrong {
                        input.set_attribute(name, value)
                    } else {
                        input.remove_attribute(name)
                    };
                }
            }
        }

        /// The rows of all tables of the form that are in sight, in their order.
        fn rows(&self) -> Vec<Element> {
            let all = self.place.get_elements_by_tag_name("tbody");
            let all = (0..all.length()).filter_map(|at| all.item(at));
            all.filter(|row| row.has_attribute("data-indicator") && !row.has_attribute("hidden"))
                .collect()
        }
    }

    /// The input an event is about, and its row.
    fn input_of(event: &Event) -> Option<(HtmlInputElement, Element)> {
        let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
        let row = input.closest("tbody[data-indicator]").ok().flatten()?;
        Some((input, row))
    }

    /// The table that a row is of.
    fn table_of(row: &Element) -> Option<Element> {
        row.closest("table").ok().flatten()
    }

    fn code(row: &Element) -> Option<String> {
        row.get_attribute("data-indicator")
    }

    fn inputs(row: &Element) -> Vec<HtmlInputElement> {
        let all = row.get_elements_by_tag_name("input");
        let all = (0..all.length()).filter_map(|at| all.item(at));
        all.filter_map(|it| it.dyn_into().ok()).collect()
    }

    /// The cells of a row that take numbers.
    fn cells(row: &Element) -> Vec<HtmlInputElement> {
        let all = inputs(row).into_iter();
        all.filter(|it| it.class_list().contains("num")).collect()
    }

    fn keep_of(row: &Element) -> Option<HtmlInputElement> {
        inputs(row)
            .into_iter()
            .find(|it| it.name().starts_with("same."))
    }

    fn column(row: &Element, input: &HtmlInputElement) -> Option<usize> {
        cells(row).iter().position(|it| it == input)
    }

    fn beside(row: &Element, cell: &str, html: &str) {
        if let Some(cell) = row.query_selector(cell).ok().flatten() {
            cell.set_inner_html(html);
        }
    }

    /// Puts words in the place of what is read.
    fn say_beside(row: &Element, words: &str) {
        if let Some(cell) = row.query_selector(".rd").ok().flatten() {
            cell.set_text_content(Some(words));
        }
        beside(row, ".dl", "");
        let _ = row.set_attribute("data-waits", "");
    }

    fn waits(row: &Element) -> bool {
        row.has_attribute("data-waits")
    }

    /// Tells everybody who listens to the form that a field has changed.
    fn changed(input: &HtmlInputElement) {
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
            let _ = input.dispatch_event(&event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn a_block_of_a_spreadsheet_has_its_rows_and_columns() {
        for (text, rows) in [
            ("9.310", None),
            ("9.310\r\n", None),
            ("", None),
            ("9.310\t9.800", Some(vec![vec!["9.310", "9.800"]])),
            ("1\r\n2\r\n", Some(vec![vec!["1"], vec!["2"]])),
            // A row that is left empty keeps its place.
            ("1\n\n 3 \n", Some(vec![vec!["1"], vec![""], vec!["3"]])),
            (
                "1.234,5\t\n\t7",
                Some(vec![vec!["1.234,5", ""], vec!["", "7"]]),
            ),
        ] {
            assert_eq!(block(text), rows, "{text:?}");
        }
    }
}
