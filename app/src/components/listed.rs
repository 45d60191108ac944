//! Counts that lead to the list of what they count. The one place that says which list that is for
//! a reader is [`list_address`]; what a list has is in `views/listed.rs`.
use leptos::prelude::*;

use super::{explained::asked, figure::Count, href};
use crate::{
    domain::{Figure, Figures, NumberOf, Of, What},
    text::{self, Key as K, tf},
    views::{Frame, ListOf, Within},
};

/// Says which list has what a figure counts, if any.
pub type ListAddress = Box<dyn Fn(&Figure) -> Option<String>>;

/// The address of the list that has what a figure counts; none where there is no such list, or it
/// would tell its reader less than the figure: a company's list of milestones leaves out those of
/// others, which its figures count.
pub fn list_address(frame: &Frame) -> ListAddress {
    let path = list_path(frame);
    Box::new(move |figure| path(&ListOf::counted(figure)?))
}

/// Says where a list is.
pub type ListPath = Box<dyn Fn(&ListOf) -> Option<String>>;

/// The address of a list on the day that is read; none where [`list_address`] has none.
pub fn list_path(frame: &Frame) -> ListPath {
    let (day, company) = (href(frame, "?"), frame.over_assigned());
    Box::new(move |list| {
        if company && matches!(list, ListOf::Milestones(_)) {
            return None;
        }
        let mut address = list.address();
        if let Some(day) = day.strip_prefix("?&") {
            address.push(if address.contains('?') { '&' } else { '?' });
            address.push_str(day);
        }
        Some(address)
    })
}

/// A count of a group under its name, as the way to the list of what it counts, or where there is
/// none to what it is made of; what is none leads nowhere, and what a duty's are stands on its page.
pub fn explained_count(frame: &Frame, of: &Of, what: What, figures: &Figures) -> AnyView {
    let number = what.sums(figures).0;
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let lang = frame.lang;
    let shown = view! { <Count lang name=what.to_string() number/> }.into_any();
    if number == 0 || matches!(of, Of::Duty(_)) {
        return shown;
    }
    let printed = text::integer(lang, i64::from(number));
    let printed = format!("{printed} {}", text::what(lang, what));
    let figure = Figure::new(what, of.clone());
    match list_address(frame)(&figure) {
        Some(address) => to_list(frame, address, &printed, shown),
        None => asked(frame, &figure, &printed, shown),
    }
}

/// A count of what stands somewhere that is no figure with a name, as the way to its list.
pub fn count_within(frame: &Frame, within: &Within, what: What, figures: &Figures) -> AnyView {
    let number = u32::try_from(what.sums(figures).0).unwrap_or(u32::MAX);
    let lang = frame.lang;
    let shown = view! { <Count lang name=what.to_string() number/> }.into_any();
    let list = ListOf::within(within.clone(), what).filter(|_| number > 0);
    match list.and_then(|list| list_path(frame)(&list)) {
        Some(address) => {
            let printed = text::integer(lang, i64::from(number));
            let printed = format!("{printed} {}", text::what(lang, what));
            to_list(frame, address, &printed, shown)
        }
        None => shown,
    }
}

/// What is counted of a group beside its duties by status.
pub fn explained_number(frame: &Frame, of: &Of, it: NumberOf, figures: &Figures) -> AnyView {
    explained_count(frame, of, What::Number(it), figures)
}

/// A printed number as the way to its list. At a wall nobody asks.
pub fn to_list(frame: &Frame, address: String, printed: &str, shown: AnyView) -> AnyView {
    if frame.wall {
        return shown;
    }
    let title = tf(frame.lang, K::ListAsk, &[printed]);
    view! {
        <a class=LIST_CLASS href=address title=title>
            {shown}
        </a>
    }
    .into_any()
}

/// The class of a link from a count to its list.
pub const LIST_CLASS: &str = "fig list";
