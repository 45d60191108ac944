use leptos::prelude::*;

use crate::{
    components::{Section, first_promised, glyph, href, partner_path, time, unit_path},
    domain::{Status, tenths},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, OutcomePage},
};

/// How it is measured, what is missing, who answers for it.
pub fn method(frame: &Frame, page: &OutcomePage) -> AnyView {
    let (lang, row) = (frame.lang, &page.row);
    let fact = |key: K, content: AnyView| {
        view! { <div><dt>{t(lang, key)}</dt><dd>{content}</dd></div> }.into_any()
    };
    let mut facts = vec![fact(K::MethodFormula, formula(lang, page).into_any())];
    if let Some(left) = remaining(lang, page) {
        facts.push(fact(K::MethodLeft, left.into_any()));
    }
    if let Some(path) = page.path.as_ref().filter(|path| !path.through.is_empty()) {
        let through = text::path_points(lang, &path.through, &row.unit_of_measure);
        facts.push(fact(K::MethodPath, through.into_any()));
    }
    if let Some(first) = first_promise(lang, page) {
        facts.push(fact(K::MethodFirst, first));
    }
    if let Some(first) = first_promised(lang, &page.first_terms, &row.unit_of_measure) {
        facts.push(fact(K::RedefinedFirst, first.into_any()));
    }
    if !row.source.is_empty() {
        facts.push(fact(K::Source, row.source.to_string().into_any()));
    }
    let days = text::days(lang, page.fresh_days);
    let fresh = view! {
        {tf(lang, K::MethodFresh, &[&days])} " "
        <span class="nowrap">{glyph(Status::Unverified)} " " {t(lang, K::MethodStale)}</span>
    };
    facts.push(fact(K::MethodCycle, fresh.into_any()));
    facts.push(fact(K::MethodWho, who(frame, page)));
    view! {
        <Section lang class="method-section" title=K::MethodTitle>
            <dl class="method">{facts}</dl>
        </Section>
    }
    .into_any()
}

fn formula(lang: Lang, page: &OutcomePage) -> String {
    if !page.count_unit.is_empty() {
        let key = match page.row.up {
            true => K::MethodOfRecords,
            false => K::MethodOfBad,
        };
        return tf(lang, key, &[&page.count_unit]);
    }
    let key = match (page.row.value, page.row.counts) {
        _ if page.row.things => K::MethodThings,
        (Some(_), None) => K::MethodBare,
        _ if page.row.satisfaction => K::MethodSatisfied,
        _ => K::MethodFraction,
    };
    t(lang, key).to_owned()
}

/// "2.856.000 hồ sơ để đạt 95%"
fn remaining(lang: Lang, page: &OutcomePage) -> Option<String> {
    let unit = page.row.unit_of_measure.as_ref();
    let target = text::target(lang, page.row.target?, unit);
    if page.row.reached {
        return Some(tf(lang, K::MethodNothingLeft, &[&target]));
    }
    let left = match page.remaining_records {
        Some(records) => format!("{} {}", text::integer(lang, records), page.count_unit),
        None => text::distance(lang, tenths(page.remaining?)?, unit),
    };
    Some(tf(lang, K::MethodToGo, &[&left, &target]))
}

/// Target and deadline as they were first, where a decision changed them: "80%, hạn 20/11/2026".
fn first_promise(lang: Lang, page: &OutcomePage) -> Option<AnyView> {
    let row = &page.row;
    if (page.first_target, page.first_deadline) == (row.target, row.deadline) {
        return None;
    }
    let target = page.first_target?;
    let target = text::target(lang, target, &row.unit_of_measure);
    let by = page.first_deadline.map(|deadline| {
        view! { ", " {t(lang, K::MethodFirstBy)} " " {time(lang, deadline)} }
    });
    Some(view! { {target} {by} }.into_any())
}

fn who(frame: &Frame, page: &OutcomePage) -> AnyView {
    let lang = frame.lang;
    let Some((unit, name)) = &page.row.unit else {
        return t(lang, K::RoleOffice).into_any();
    };
    let lead = page.lead.as_ref().map(|(code, name)| {
        view! {
            "; "
            <a href=href(frame, &partner_path(code))>{name.to_string()}</a>
            " " {t(lang, K::RoleLead)}
        }
    });
    view! {
        <a href=href(frame, &unit_path(unit))>{name.to_string()}</a>
        {lead}
    }
    .into_any()
}
