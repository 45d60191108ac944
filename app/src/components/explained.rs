//! Figures that lead to what they are made of (`?why=`).
use leptos::prelude::*;

use super::{
    figure::{Count, days_figure, figure, maybe_figure},
    sentence::sentence,
};
use crate::{
    domain::{Day, Deliveries, DeliveryOf, Figure, Figures, IndicatorCode, Of, ShareOf, What},
    text::{self, Key as K, NONE, Run, Tone, t, tf},
    views::{Frame, MaybeShare, Sums},
};

/// The address of the page that says what a figure is made of; the rest of it stays.
fn address(frame: &Frame, figure: &Figure, change: &[(&str, &str)]) -> String {
    let name = figure.to_string();
    let asks = [(ASKED, ""), ("why", name.as_str()), ("why_page", "")];
    let whole = frame.address(&[change, &asks].concat());
    // Of this page, whatever it is.
    let query = whole.strip_prefix(&frame.path).unwrap_or(&whole);
    format!("{query}#why")
}

/// The name in an address of the figure that was asked about: the page is read again from there.
const ASKED: &str = "asked";

/// The page without what a figure is made of, at the figure itself.
pub fn without_why(frame: &Frame, figure: &Figure) -> String {
    let name = figure.to_string();
    let address = frame.address(&[("why", ""), ("why_page", ""), (ASKED, &name)]);
    format!("{address}#{ASKED}")
}

/// A page with the figure that was asked about marked, so that its reader comes back to it. A page
/// is kept as text and knows nothing of that.
pub fn marked_figure(frame: &Frame, page: &str) -> Option<String> {
    let (_, name) = frame.query.iter().find(|(name, _)| name == ASKED)?;
    let figure: Figure = name.parse().ok()?;
    let address = address(frame, &figure, &[]);
    let asks = address.get(address.rfind("why=")?..)?;
    let link = page.find(&format!("{asks}\""))?;
    let tag = page.get(..link)?.rfind("<a ")?;
    let (before, after) = (page.get(..tag)?, page.get(tag + 3..)?);
    Some(format!("{before}<a id=\"{ASKED}\" {after}"))
}

/// Where what a figure is made of is told over a page, for the many figures of one page.
pub fn why_address(frame: &Frame) -> impl Fn(&Figure) -> String + use<> {
    // The names of figures have no letter that an address writes otherwise.
    let any = Figure::new(What::Gap, Of::City);
    let address = address(frame, &any, &[]);
    move |figure| address.replace(&any.to_string(), &figure.to_string())
}

/// A printed figure as the way to what it is made of. At a wall nobody asks.
pub fn asked(frame: &Frame, figure: &Figure, printed: &str, shown: AnyView) -> AnyView {
    linked(frame, address(frame, figure, &[]), printed, shown)
}

fn linked(frame: &Frame, address: String, printed: &str, shown: AnyView) -> AnyView {
    if frame.wall {
        return shown;
    }
    let title = tf(frame.lang, K::WhyAsk, &[printed]);
    view! {
        <a class="fig" href=address title=title>
            {shown}
        </a>
    }
    .into_any()
}

/// A share of a group or a duty under its name.
pub fn explained(frame: &Frame, of: &Of, share_of: ShareOf, figures: &Figures) -> AnyView {
    let lang = frame.lang;
    let share = share_of.of(figures);
    let shown = match share_of {
        ShareOf::Measured => maybe_figure(lang, share_of.code(), share, NONE),
        _ => figure(lang, share_of.code(), share).into_any(),
    };
    match share {
        None => shown,
        Some(share) => {
            let figure = Figure::new(What::Share(share_of), of.clone());
            asked(frame, &figure, &text::percent(lang, share), shown)
        }
    }
}

/// How far a group is from its original plan, late where it is behind.
pub fn explained_gap(frame: &Frame, of: &Of, figures: &Figures) -> AnyView {
    gap_as(frame, of, figures, text::signed_points)
}

/// The same under a head that says that it is points.
pub fn explained_gap_number(frame: &Frame, of: &Of, figures: &Figures) -> AnyView {
    gap_as(frame, of, figures, text::signed_tenths)
}

fn gap_as(
    frame: &Frame,
    of: &Of,
    figures: &Figures,
    print: fn(text::Lang, i64) -> String,
) -> AnyView {
    let Some(gap) = figures.gap() else {
        return NONE.into_any();
    };
    let printed = print(frame.lang, gap);
    let sign = if gap < 0 { "-" } else { "" };
    let value = format!("{sign}{}.{}", gap.abs() / 10, gap.abs() % 10);
    let class = (gap < 0).then_some("late");
    let shown = view! { <data data-figure="gap" value=value class=class>{printed.clone()}</data> };
    let figure = Figure::new(What::Gap, of.clone());
    let shown = asked(frame, &figure, &printed, shown.into_any());
    view! { <b>{shown}</b> }.into_any()
}

/// A share of a group on a day before, as it prints among those of other days.
pub fn explained_then(
    frame: &Frame,
    of: &Of,
    day: Day,
    share_of: ShareOf,
    share: MaybeShare,
) -> AnyView {
    let shown = figure(frame.lang, share_of.code(), share).into_any();
    let Some(printed) = share.map(|share| text::percent(frame.lang, share)) else {
        return shown;
    };
    let figure = Figure::new(What::Share(share_of), of.clone());
    let then = (day < frame.today).then(|| day.to_string());
    let then = ("as_of", then.as_deref().unwrap_or_default());
    linked(frame, address(frame, &figure, &[then]), &printed, shown)
}

/// The way of a duty to its target, where it is the one that is rolled up: what does not say of
/// how many it was counted is shown and never added up.
pub fn explained_way(
    frame: &Frame,
    of: &Of,
    figures: &Figures,
    shown: MaybeShare,
    none: &'static str,
) -> AnyView {
    match shown.is_some() && shown == figures.measured() {
        true => explained(frame, of, ShareOf::Measured, figures),
        false => maybe_figure(frame.lang, ShareOf::Measured.code(), shown, none),
    }
}

/// What is told of a company's deliveries under its name, of all or at one unit; a rate of none,
/// and none, are made of nothing.
pub fn explained_delivery(
    frame: &Frame,
    of: &Of,
    it: DeliveryOf,
    deliveries: &Deliveries,
) -> AnyView {
    let lang = frame.lang;
    let sums = Sums::delivered(it, deliveries);
    let (shown, printed) = match sums.whole {
        Some(_) => (
            figure(lang, it.code(), sums.share()).into_any(),
            text::maybe_percent(lang, sums.share()),
        ),
        None => {
            let number = u32::try_from(sums.part).unwrap_or(u32::MAX);
            let shown = view! { <Count lang name=it.code() number/> }.into_any();
            (shown, text::integer(lang, number.into()))
        }
    };
    if sums.is_zero() {
        return shown;
    }
    let what = What::Delivery(it);
    let figure = Figure::new(what, of.clone());
    let printed = format!("{printed} {}", text::what(lang, what));
    asked(frame, &figure, &printed, shown)
}

/// The middle one of the waits of a company for its units, which is made of all of them.
pub fn explained_wait(frame: &Frame, of: &Of, deliveries: &Deliveries) -> AnyView {
    let lang = frame.lang;
    let median = deliveries.waits().median_tenths();
    let shown = days_figure(lang, "wait_median", median);
    let Some(tenths) = median else {
        return shown;
    };
    let held = What::Delivery(DeliveryOf::HeldTooLong);
    let figure = Figure::new(held, of.clone());
    let printed = text::days_in_tenths(lang, tenths);
    let printed = format!("{} {printed}", t(lang, K::PartnersWait));
    asked(frame, &figure, &printed, shown)
}

/// The value of an indicator as it prints.
pub fn explained_value(frame: &Frame, code: &IndicatorCode, value: String) -> AnyView {
    let figure = Figure::new(What::Value, Of::Indicator(code.clone()));
    asked(frame, &figure, &value.clone(), value.into_any())
}

/// The sentence a page opens with, whose first strong words are the accepted share of a group.
pub fn explained_sentence(frame: &Frame, of: &Of, figures: &Figures, runs: Vec<Run>) -> AnyView {
    let Some(accepted) = figures.accepted() else {
        return sentence(runs).into_any();
    };
    let figure = Figure::new(What::Share(ShareOf::Accepted), of.clone());
    let printed = text::percent(frame.lang, accepted);
    let gap = figures
        .gap()
        .map(|gap| (gap, text::points(frame.lang, gap.abs())));
    let of_gap = |run: &Run| {
        let told = gap
            .as_ref()
            .is_some_and(|(_, points)| run.text.contains(points));
        run.tone == Tone::Late && told
    };
    // A duty is compared with no plan: its gap is no figure that can be asked about.
    let at = runs.iter().position(of_gap);
    let Some(at) = at.filter(|_| !matches!(of, Of::Duty(_))) else {
        return first_asked(frame, &figure, &printed, runs);
    };
    // The distance from the plan is asked about by itself.
    let mut before = runs;
    let mut told = before.split_off(at);
    let after = told.split_off(1);
    let printed_gap = gap.map_or_else(String::new, |(gap, _)| text::signed_points(frame.lang, gap));
    let gap = Figure::new(What::Gap, of.clone());
    let told = asked(frame, &gap, &printed_gap, sentence(told).into_any());
    view! { {first_asked(frame, &figure, &printed, before)} {told} {sentence(after)} }.into_any()
}

/// A sentence whose first strong words say a figure.
pub fn first_asked(frame: &Frame, figure: &Figure, printed: &str, mut runs: Vec<Run>) -> AnyView {
    if runs.first().is_none_or(|run| run.tone != Tone::Strong) {
        return sentence(runs).into_any();
    }
    let rest = runs.split_off(1);
    let first = asked(frame, figure, printed, sentence(runs).into_any());
    view! { {first} {sentence(rest)} }.into_any()
}
