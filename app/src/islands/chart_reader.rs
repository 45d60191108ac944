//! Reads the values of a chart by pointer and keyboard. The chart itself and
//! its table are the server's; without this script nothing is missing.
use leptos::{ev, html, prelude::*};
use serde::{Deserialize, Serialize};

/// The values of one day, as words. In the page it stands without the names of its parts: there is
/// one for each week.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(
    from = "(f64, String, Vec<String>)",
    into = "(f64, String, Vec<String>)"
)]
pub struct Reading {
    /// Place in the plot, from 0 to 1.
    pub at: f64,
    pub day: String,
    /// One for each of the names.
    pub values: Vec<String>,
}

impl From<(f64, String, Vec<String>)> for Reading {
    fn from((at, day, values): (f64, String, Vec<String>)) -> Self {
        Self { at, day, values }
    }
}

impl From<Reading> for (f64, String, Vec<String>) {
    fn from(reading: Reading) -> Self {
        (reading.at, reading.day, reading.values)
    }
}

/// The sides of the plot, as parts of the drawing, for wide and narrow screens.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Sides {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// At this width the style sheet changes to the narrow drawing.
const NARROW: f64 = 620.0;

#[island]
pub fn ChartReader(
    label: String,
    hint: String,
    names: Vec<String>,
    readings: Vec<Reading>,
    wide: Sides,
    narrow: Sides,
    children: Children,
) -> impl IntoView {
    let last = readings.len().saturating_sub(1);
    let alive = RwSignal::new(false);
    let chosen = RwSignal::new(None::<usize>);
    let sides = RwSignal::new(wide);
    // Where the pointer is above the lower edge of the pad; at the top for the keyboard.
    let height = RwSignal::new(0.0);
    let pad = NodeRef::<html::Div>::new();
    let output = NodeRef::<html::Output>::new();
    // Runs in the browser only: without it the pad would be a dead slider.
    Effect::new(move || alive.set(true));

    let places: Vec<f64> = readings.iter().map(|r| r.at).collect();
    let point_at = {
        let places = places.clone();
        move |ev: &ev::PointerEvent| {
            let Some(pad) = pad.get_untracked() else {
                return;
            };
            let width = f64::from(pad.offset_width().max(1));
            let window = window().inner_width().ok().and_then(|w| w.as_f64());
            let now = if window.is_some_and(|w| w <= NARROW) {
                narrow
            } else {
                wide
            };
            sides.set(now);
            height.set(f64::from(ev.offset_y()));
            let part = (f64::from(ev.offset_x()) / width - now.left) / (now.right - now.left);
            let near = |a: &(usize, &f64), b: &(usize, &f64)| {
                (a.1 - part).abs().total_cmp(&(b.1 - part).abs())
            };
            chosen.set(places.iter().enumerate().min_by(near).map(|(i, _)| i));
        }
    };
    let step = move |ev: ev::KeyboardEvent| {
        let at = chosen.get_untracked().unwrap_or(last);
        let next = match ev.key().as_str() {
            "ArrowLeft" | "ArrowDown" => at.saturating_sub(1),
            "ArrowRight" | "ArrowUp" => (at + 1).min(last),
            "PageDown" => at.saturating_sub(4),
            "PageUp" => (at + 4).min(last),
            "Home" => 0,
            "End" => last,
            "Escape" => return chosen.set(None),
            _ => return,
        };
        ev.prevent_default();
        height.set(0.0);
        chosen.set(Some(next));
    };
    let reading = StoredValue::new(readings);
    let names = StoredValue::new(names);
    let current = move || reading.with_value(|all| all.get(chosen.get().unwrap_or(last)).cloned());
    // Beside the pointer, on the side that has room, and within the drawing. By script, since no
    // page may carry styles of its own.
    Effect::new({
        let places = places.clone();
        move || {
            let (Some(output), Some(pad)) = (output.get(), pad.get()) else {
                return;
            };
            let Some(place) = chosen.get().and_then(|at| places.get(at)) else {
                return;
            };
            let now = sides.get();
            let x = (now.left + place * (now.right - now.left)) * 100.0;
            let room = f64::from(pad.offset_height() - output.offset_height()).max(0.0);
            let (side, other, from) = match x > 50.0 {
                true => ("right", "left", 100.0 - x),
                false => ("left", "right", x),
            };
            let style = leptos::web_sys::HtmlElement::style(&output);
            for (name, value) in [
                (side, format!("calc({from:.2}% + 12px)")),
                (other, "auto".to_owned()),
                ("top", format!("{:.0}px", height.get().min(room))),
            ] {
                // A browser that does not take it shows the reading at the corner.
                let _ = style.set_property(name, &value);
            }
        }
    });
    let words = move || {
        current().map_or_else(String::new, |r| {
            let values = names.with_value(|names| {
                let pair = names.iter().zip(&r.values);
                pair.map(|(n, v)| format!("{n} {v}")).collect::<Vec<_>>()
            });
            format!("{}: {}", r.day, values.join(", "))
        })
    };
    // The same in lines, for the eye; nothing is written before something is chosen.
    let lines = move || {
        let at = chosen.get()?;
        let r = reading.with_value(|all| all.get(at).cloned())?;
        let pairs =
            names.with_value(|names| names.iter().cloned().zip(r.values).collect::<Vec<_>>());
        let line =
            |(name, value): (String, String)| view! { <span>{name} " " <b>{value}</b></span> };
        let lines = pairs.into_iter().map(line).collect::<Vec<_>>();
        Some(view! { <b>{r.day}</b> {lines} })
    };
    let x = move || {
        let place = chosen.get().and_then(|i| places.get(i).copied());
        let now = sides.get();
        place.map(|p| format!("{:.2}%", (now.left + p * (now.right - now.left)) * 100.0))
    };
    let edge = move |pick: fn(Sides) -> f64| format!("{:.2}%", pick(sides.get()) * 100.0);
    let move_by = point_at.clone();
    view! {
        <div class="reader">
            {children()}
            <svg
                class="reader-line"
                width="100%"
                height="100%"
                aria-hidden="true"
                hidden=move || chosen.get().is_none()
            >
                <line
                    x1=x.clone()
                    x2=x
                    y1=move || edge(|s| s.top)
                    y2=move || edge(|s| s.bottom)
                ></line>
            </svg>
            <div
                class="reader-pad"
                node_ref=pad
                hidden=move || !alive.get()
                tabindex="0"
                role="slider"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax=last.to_string()
                aria-valuenow=move || chosen.get().unwrap_or(last).to_string()
                aria-valuetext=words
                on:pointermove=move |ev| move_by(&ev)
                on:pointerdown=move |ev| point_at(&ev)
                on:pointerleave=move |_| chosen.set(None)
                on:keydown=step
            ></div>
            <p class="reader-hint">{hint}</p>
            <output
                class="reading"
                node_ref=output
                hidden=move || chosen.get().is_none()
            >
                {lines}
            </output>
        </div>
    }
}
