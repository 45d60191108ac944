//! A small calendar beside a field for a day. Without this script the field alone is there, and a
//! day is typed as 26/11/2026.
use leptos::{
    ev, html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, HtmlInputElement, Node, js_sys},
};
use serde::{Deserialize, Serialize};

/// What the calendar says, in the reader's language, and the days it offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayWords {
    /// What the button does.
    pub choose: String,
    pub earlier: String,
    pub later: String,
    /// From January on.
    pub months: Vec<String>,
    /// From Monday on.
    pub weekdays: Vec<String>,
    /// Days as 2026-11-26; all of them where none is named, today the browser's.
    pub today: Option<String>,
    pub first: Option<String>,
    pub last: Option<String>,
}

/// A day as its number since 1970-01-01: the browser's half knows no calendar.
type Number = i64;

/// The number of a day (Hinnant, days_from_civil).
const fn number(year: i64, month: i64, day: i64) -> Number {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number.
const fn civil(number: Number) -> (i64, i64, i64) {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let at = (5 * of_year + 2) / 153;
    let month = if at < 10 { at + 3 } else { at - 9 };
    let year = year + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, of_year - (153 * at + 2) / 5 + 1)
}

/// 0 is Monday.
const fn weekday(number: Number) -> i64 {
    (number + 3).rem_euclid(7)
}

/// The same day some months later, or the last of that month.
fn months_later(from: Number, months: i64) -> Number {
    let (year, month, day) = civil(from);
    let at = year * 12 + month - 1 + months;
    let first = number(at.div_euclid(12), at.rem_euclid(12) + 1, 1);
    let next = at + 1;
    let after = number(next.div_euclid(12), next.rem_euclid(12) + 1, 1);
    (first + day - 1).min(after - 1)
}

/// Reads 26/11/2026 and 2026-11-26.
fn read(text: &str) -> Option<Number> {
    let parts: Vec<i64> = text
        .trim()
        .split(['/', '-'])
        .map(|it| it.parse().ok().filter(|it| *it >= 0))
        .collect::<Option<_>>()?;
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = if text.contains('-') {
        (a, b, c)
    } else {
        (c, b, a)
    };
    let known = (1900..=2200).contains(&year) && (1..=12).contains(&month) && day >= 1;
    let read = known.then(|| number(year, month, day))?;
    (civil(read) == (year, month, day)).then_some(read)
}

fn written(day: Number) -> String {
    let (year, month, day) = civil(day);
    format!("{day:02}/{month:02}/{year}")
}

fn browsers_today() -> Number {
    let now = js_sys::Date::new_0();
    number(
        i64::from(now.get_full_year()),
        i64::from(now.get_month()) + 1,
        i64::from(now.get_date()),
    )
}

fn by_id(id: &str) -> Option<HtmlElement> {
    let found = document().get_element_by_id(id)?;
    found.dyn_into().ok()
}

/// Says that a field was typed into.
#[cfg(feature = "hydrate")]
fn tell_typed(input: &HtmlInputElement) {
    use web_sys::{Event, EventInit};

    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
        let _ = input.dispatch_event(&event);
    }
}

/// Nobody types on the server.
#[cfg(not(feature = "hydrate"))]
const fn tell_typed(_: &HtmlInputElement) {}

/// `field`: the id of the field it writes into.
#[island]
pub fn DayPicker(field: String, words: DayWords) -> impl IntoView {
    // The day with the focus while the calendar is open.
    let at = RwSignal::new(None::<Number>);
    let alive = RwSignal::new(false);
    let place = NodeRef::<html::Span>::new();
    // Runs in the browser only: before it does, nothing offers a calendar.
    Effect::new(move || alive.set(true));
    let first = words.first.as_deref().and_then(read).unwrap_or(i64::MIN);
    let last = words.last.as_deref().and_then(read).unwrap_or(i64::MAX);
    let today = words.today.as_deref().and_then(read);
    // Only ever asked in the browser.
    let today = move || today.unwrap_or_else(browsers_today);
    let words = StoredValue::new(words);
    let field = StoredValue::new(field);
    let button = move || format!("{}-calendar", field.get_value());
    let day_id = move |day: Number| format!("{}-day-{day}", field.get_value());

    let go = move |day: Number| {
        let day = day.clamp(first, last);
        at.set(Some(day));
        // The button is there once the month is drawn.
        request_animation_frame(move || {
            if let Some(it) = by_id(&day_id(day)) {
                let _ = it.focus();
            }
        });
    };
    let close = move |back: bool| {
        at.set(None);
        if back && let Some(it) = by_id(&button()) {
            let _ = it.focus();
        }
    };
    let choose = move |day: Number| {
        let input = by_id(&field.get_value()).and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            input.set_value(&written(day));
            // What listens to typing, as a draft does, learns of it.
            tell_typed(&input);
        }
        close(true);
    };
    let toggle = move |_| {
        if at.get_untracked().is_some() {
            return close(false);
        }
        let input = by_id(&field.get_value()).and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        go(input.and_then(|it| read(&it.value())).unwrap_or_else(today));
    };
    let key = move |event: ev::KeyboardEvent| {
        let Some(day) = at.get_untracked() else {
            return;
        };
        let pressed = event.key();
        if pressed == "Escape" {
            event.prevent_default();
            return close(true);
        }
        // The buttons of the months turn by themselves.
        let focused = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if focused.is_none_or(|it| it.closest("td").ok().flatten().is_none()) {
            return;
        }
        let to = match pressed.as_str() {
            "ArrowLeft" => day - 1,
            "ArrowRight" => day + 1,
            "ArrowUp" => day - 7,
            "ArrowDown" => day + 7,
            "Home" => day - weekday(day),
            "End" => day + 6 - weekday(day),
            "PageUp" => months_later(day, if event.shift_key() { -12 } else { -1 }),
            "PageDown" => months_later(day, if event.shift_key() { 12 } else { 1 }),
            _ => return,
        };
        event.prevent_default();
        go(to);
    };
    // Who goes on to the next field leaves it.
    let leave = move |event: ev::FocusEvent| {
        let to = event
            .related_target()
            .and_then(|it| it.dyn_into::<Node>().ok());
        let inside = place
            .get_untracked()
            .is_some_and(|it| it.contains(to.as_ref()));
        // A press on nothing, or a month redrawn, takes the focus nowhere.
        if to.is_some() && !inside {
            close(false);
        }
    };
    let turn_id = move |months: i64| format!("{}-turn-{months}", field.get_value());
    let turn = move |months: i64| {
        if let Some(day) = at.get_untracked() {
            at.set(Some(months_later(day, months).clamp(first, last)));
            // The button is drawn anew with its month, and keeps the focus.
            request_animation_frame(move || {
                if let Some(it) = by_id(&turn_id(months)) {
                    let _ = it.focus();
                }
            });
        }
    };
    let month = move |day: Number| {
        let (year, month, _) = civil(day);
        let today = today();
        let start = number(year, month, 1);
        let start = start - weekday(start);
        let weeks = (0..6).map(|week| {
            let days = (0..7).map(|of_week| {
                let it = start + week * 7 + of_week;
                let (_, its_month, of_month) = civil(it);
                let off = !(first..=last).contains(&it);
                view! {
                    <td>
                        <button
                            type="button"
                            id=day_id(it)
                            class:other=its_month != month
                            class:today=it == today
                            tabindex=if it == day { "0" } else { "-1" }
                            aria-pressed=(it == day).to_string()
                            aria-label=written(it)
                            disabled=off
                            on:click=move |_| choose(it)
                        >
                            {of_month}
                        </button>
                    </td>
                }
            });
            view! { <tr>{days.collect::<Vec<_>>()}</tr> }
        });
        let (heads, title) = words.with_value(|it| {
            let heads = it.weekdays.iter();
            let heads = heads.map(|it| view! { <th scope="col">{it.clone()}</th> });
            let name = it.months.get((month - 1) as usize).cloned();
            (
                heads.collect::<Vec<_>>(),
                format!("{} {year}", name.unwrap_or_default()),
            )
        });
        let (choose, earlier, later) =
            words.with_value(|it| (it.choose.clone(), it.earlier.clone(), it.later.clone()));
        view! {
            <div class="calendar" role="dialog" aria-label=choose>
                <div class="calendar-head">
                    <button type="button" id=turn_id(-1) aria-label=earlier on:click=move |_| turn(-1)>"‹"</button>
                    <b aria-live="polite">{title}</b>
                    <button type="button" id=turn_id(1) aria-label=later on:click=move |_| turn(1)>"›"</button>
                </div>
                <table>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{weeks.collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        }
    };
    view! {
        <span class="day-picker" node_ref=place on:keydown=key on:focusout=leave>
            <button
                type="button"
                id=button()
                class="day-button"
                hidden=move || !alive.get()
                aria-label=words.with_value(|it| it.choose.clone())
                aria-haspopup="dialog"
                aria-expanded=move || at.get().is_some().to_string()
                on:click=toggle
            >
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <path
                        d="M2 3.5h12v10.5H2zM2 6.8h12M5 1.5v3M11 1.5v3"
                        fill="none"
                        stroke="currentColor"
                        stroke-width="1.5"
                    ></path>
                </svg>
            </button>
            {move || at.get().map(month)}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_and_read_as_people_write_them() {
        for (text, day) in [
            ("26/11/2026", Some((2026, 11, 26))),
            ("2026-11-26", Some((2026, 11, 26))),
            (" 1/2/2026 ", Some((2026, 2, 1))),
            ("29/02/2028", Some((2028, 2, 29))),
            ("29/02/2027", None),
            ("31/04/2026", None),
            ("hôm nay", None),
            ("26/11/26", None),
        ] {
            assert_eq!(read(text).map(civil), day, "{text}");
        }
        assert_eq!(number(1970, 1, 1), 0);
        // A Thursday.
        assert_eq!(weekday(number(2026, 11, 26)), 3);
        assert_eq!(written(number(2026, 3, 5)), "05/03/2026");
        let last = number(2027, 1, 31);
        assert_eq!(written(months_later(last, 1)), "28/02/2027");
        assert_eq!(written(months_later(last, -14)), "30/11/2025");
    }

    #[test]
    fn every_day_of_four_centuries_is_itself_again() {
        for day in number(1900, 1, 1)..=number(2200, 12, 31) {
            let (year, month, of_month) = civil(day);
            assert_eq!(number(year, month, of_month), day);
        }
    }
}
