//! The units a company leads at and supports, with its part of their duties.
use leptos::prelude::*;

use crate::{
    chart,
    components::{
        Section, download, explained_delivery, explained_number, explained_wait, few, filled,
        glyph, href, unit_path,
    },
    domain::{Deliveries, DeliveryOf, Figures, NumberOf, Of, Share, Status},
    text::{self, Key as K, NONE, bullet_label, t, tf},
    views::{Frame, PartnerPage, PartnerUnit, Table},
};

/// Rows before "others".
const LED: usize = 10;
const SUPPORTED: usize = 16;

/// The link between the worst few and all of a list.
pub(super) fn all_or_few(
    frame: &Frame,
    page: &PartnerPage,
    shown: usize,
    of: usize,
    id: &str,
) -> AnyView {
    let lang = frame.lang;
    let link = |all: &str, words: String| {
        let path = format!("{}#{id}", frame.address(&[("all", all)]));
        view! { <a href=path>{words}</a> }.into_any()
    };
    match (page.all, of > shown) {
        (_, false) => ().into_any(),
        (false, _) => link(
            "1",
            tf(lang, K::ShowAll, &[&text::integer(lang, of as i64)]),
        ),
        (true, _) => link("", t(lang, K::ShowFew).to_owned()),
    }
}

pub fn led(frame: &Frame, page: &PartnerPage) -> AnyView {
    let lang = frame.lang;
    let name = page.partner.short_name.as_ref();
    let title = K::LedTitle;
    let note = tf(lang, K::LedNote, &[name]);
    if page.led.is_empty() {
        return view! {
            <Section lang title>
                <p class="quiet none">{t(lang, K::LedNone)}</p>
            </Section>
        }
        .into_any();
    }
    let shown = if page.all { page.led.len() } else { LED };
    let (first, rest) = page.led.split_at(shown.min(page.led.len()));
    let rows: Vec<_> = first.iter().map(|unit| line(frame, page, unit)).collect();
    let others = (!rest.is_empty()).then(|| {
        let words = tf(
            lang,
            K::OtherUnits,
            &[&text::integer(lang, rest.len() as i64)],
        );
        sum_line(frame, "others", words, rest)
    });
    let words = tf(
        lang,
        K::AllUnitsOf,
        &[&text::integer(lang, page.led.len() as i64)],
    );
    let total = sum_line(frame, "total", words, &page.led);
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, title)>
            <table class="partner-units">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Unit)}</th>
                        <th scope="col" class="bullet-col">{t(lang, K::ProgressHead)}</th>
                        <th scope="col" class="n">{t(lang, K::PartnerDelivered)}</th>
                        <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::StatusLate)}</th>
                        <th scope="col" class="n">{t(lang, K::PartnerReturned)}</th>
                        <th scope="col" class="n">{t(lang, K::PartnerFirst)}</th>
                        <th scope="col" class="n">{t(lang, K::PartnerAnswer)}</th>
                    </tr>
                </thead>
                <tbody>{rows} {others} {total}</tbody>
            </table>
        </div>
        <p class="small quiet">{t(lang, K::PartnersFew)}</p>
    };
    let end = view! {
        <span class="end">
            {all_or_few(frame, page, LED, page.led.len(), "led")} " " {download(frame, Table::Units)}
        </span>
    }
    .into_any();
    view! {
        <div id="led">
            <Section lang title note end>
                {table}
            </Section>
        </div>
    }
    .into_any()
}

fn line(frame: &Frame, page: &PartnerPage, unit: &PartnerUnit) -> AnyView {
    let scope = format!("{}/{}", page.partner.code, unit.code);
    let of = Of::PartnerAt(page.partner.code.clone(), unit.code.clone());
    let name = view! {
        <a href=href(frame, &unit_path(&unit.code))>{unit.name.to_string()}</a>
    };
    view! {
        <tr data-scope="partner-unit" data-code=scope>
            <th scope="row">{name}</th>
            {cells(frame, Some(&of), &unit.figures, &unit.deliveries)}
        </tr>
    }
    .into_any()
}

/// The sums of several units.
fn sum_line(frame: &Frame, class: &'static str, name: String, units: &[PartnerUnit]) -> AnyView {
    let (mut figures, mut deliveries) = (Figures::default(), Deliveries::default());
    for unit in units {
        figures.add(&unit.figures);
        deliveries.add(&unit.deliveries);
    }
    view! {
        <tr class=class>
            <th scope="row">{name}</th>
            {cells(frame, None, &figures, &deliveries)}
        </tr>
    }
    .into_any()
}

/// `of`: what they are figures of, where that can be asked about.
fn cells(frame: &Frame, of: Option<&Of>, f: &Figures, d: &Deliveries) -> AnyView {
    let lang = frame.lang;
    let number = |it: NumberOf| match of {
        Some(of) => explained_number(frame, of, it, f),
        None => text::integer(lang, i64::from(it.of(f))).into_any(),
    };
    let delivery = |it: DeliveryOf| match of {
        Some(of) => explained_delivery(frame, of, it, d),
        None => match it.sums(d) {
            (part, None) => text::integer(lang, part as i64).into_any(),
            (part, Some(whole)) => text::maybe_percent(lang, Share::new(part, whole)).into_any(),
        },
    };
    let answer = match of {
        Some(of) => explained_wait(frame, of, d),
        None => d
            .waits()
            .median_tenths()
            .map_or_else(|| NONE.to_owned(), |n| text::days_in_tenths(lang, n))
            .into_any(),
    };
    let delivered = filled(
        t(lang, K::PartnersOf),
        vec![
            number(NumberOf::ProductsClaimed),
            number(NumberOf::Products),
        ],
    );
    let bar = if f.products > 0 {
        chart::bullet(f, None, &bullet_label(lang, f))
    } else {
        String::new()
    };
    let late = (f.products_late > 0).then(|| {
        view! { {glyph(Status::Late)} " " <b class="late">{number(NumberOf::ProductsLate)}</b> }
    });
    let late = late.map_or_else(|| NONE.into_any(), |late| late.into_any());
    let returned = match d.returned {
        0 => NONE.into_any(),
        _ => delivery(DeliveryOf::Returned),
    };
    view! {
        <td class="bullet-col" inner_html=bar></td>
        <td class="n">{delivered}</td>
        <td class="n">
            <b>{number(NumberOf::ProductsAccepted)}</b>
        </td>
        <td class="n nowrap">{late}</td>
        <td class="n">{returned}</td>
        <td class=few(d.decided_first)>{delivery(DeliveryOf::AcceptedFirst)}</td>
        <td class=few(d.waits().total())>{answer}</td>
    }
    .into_any()
}

pub fn supported(frame: &Frame, page: &PartnerPage) -> AnyView {
    let lang = frame.lang;
    let title = K::SupportedTitle;
    if page.supported.is_empty() {
        return view! {
            <Section lang title>
                <p class="quiet none">{t(lang, K::SupportedNone)}</p>
            </Section>
        }
        .into_any();
    }
    let shown = if page.all {
        page.supported.len()
    } else {
        SUPPORTED
    };
    let rows: Vec<_> = page
        .supported
        .iter()
        .take(shown)
        .map(|unit| {
            let f = &unit.figures;
            let of = Of::PartnerAt(page.partner.code.clone(), unit.code.clone());
            let number = |it: NumberOf| match it.of(f) {
                0 => NONE.into_any(),
                _ => explained_number(frame, &of, it, f),
            };
            let part = match f.products {
                0 => NONE.into_any(),
                _ => filled(
                    t(lang, K::PartnersOf),
                    vec![
                        explained_number(frame, &of, NumberOf::ProductsAccepted, f),
                        number(NumberOf::Products),
                    ],
                ),
            };
            let late = (f.products_late > 0).then(|| glyph(Status::Late));
            let lead = unit.lead.as_ref().map_or(NONE, |name| name.as_ref()).to_owned();
            view! {
                <tr data-scope="partner-unit" data-code=format!("{}/{}", page.partner.code, unit.code)>
                    <th scope="row">
                        <a href=href(frame, &unit_path(&unit.code))>{unit.name.to_string()}</a>
                    </th>
                    <td>{lead}</td>
                    <td class="n">{part}</td>
                    <td class="n nowrap">{late} " " {number(NumberOf::ProductsLate)}</td>
                </tr>
            }
        })
        .collect();
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, title)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Unit)}</th>
                        <th scope="col">{t(lang, K::LeadCompany)}</th>
                        <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::StatusLate)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    let note = tf(lang, K::SupportedNote, &[page.partner.short_name.as_ref()]);
    let end = all_or_few(frame, page, SUPPORTED, page.supported.len(), "supported");
    view! {
        <div id="supported">
            <Section lang title note end>
                {table}
            </Section>
        </div>
    }
    .into_any()
}
