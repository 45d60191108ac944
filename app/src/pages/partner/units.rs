//! The units a company leads at and supports, with its part of their duties.
use leptos::prelude::*;

use crate::{
    chart,
    components::{Count, Section, download, few, figure, glyph, href, unit_path},
    domain::{Deliveries, Figures, Status},
    text::{self, Key as K, Lang, NONE, bullet_label, t, tf},
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
        sum_line(lang, "others", words, rest)
    });
    let words = tf(
        lang,
        K::AllUnitsOf,
        &[&text::integer(lang, page.led.len() as i64)],
    );
    let total = sum_line(lang, "total", words, &page.led);
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
    let lang = frame.lang;
    let scope = format!("{}/{}", page.partner.code, unit.code);
    let name = view! {
        <a href=href(frame, &unit_path(&unit.code))>{unit.name.to_string()}</a>
    };
    view! {
        <tr data-scope="partner-unit" data-code=scope>
            <th scope="row">{name}</th>
            {cells(lang, &unit.figures, &unit.deliveries)}
        </tr>
    }
    .into_any()
}

/// The sums of several units.
fn sum_line(lang: Lang, class: &'static str, name: String, units: &[PartnerUnit]) -> AnyView {
    let (mut figures, mut deliveries) = (Figures::default(), Deliveries::default());
    for unit in units {
        figures.add(&unit.figures);
        deliveries.add(&unit.deliveries);
    }
    view! {
        <tr class=class>
            <th scope="row">{name}</th>
            {cells(lang, &figures, &deliveries)}
        </tr>
    }
    .into_any()
}

fn cells(lang: Lang, f: &Figures, d: &Deliveries) -> AnyView {
    let number = |n: u32| text::integer(lang, i64::from(n));
    let waits = d.waits();
    let answer = waits
        .median_tenths()
        .map_or_else(|| NONE.to_owned(), |n| text::days_in_tenths(lang, n));
    let delivered = tf(
        lang,
        K::PartnersOf,
        &[&number(f.products_claimed), &number(f.products)],
    );
    let bar = if f.products > 0 {
        chart::bullet(f, None, &bullet_label(lang, f))
    } else {
        String::new()
    };
    let late = if f.products_late > 0 {
        view! {
            {glyph(Status::Late)}
            " "
            <b class="late"><Count lang name="products_late" number=f.products_late/></b>
        }
        .into_any()
    } else {
        NONE.into_any()
    };
    let returned = if d.returned > 0 {
        number(d.returned)
    } else {
        NONE.to_owned()
    };
    view! {
        <td class="bullet-col" inner_html=bar></td>
        <td class="n">{delivered}</td>
        <td class="n">
            <b><Count lang name="products_accepted" number=f.products_accepted/></b>
        </td>
        <td class="n nowrap">{late}</td>
        <td class="n">{returned}</td>
        <td class=few(d.decided_first)>
            {figure(lang, "accepted_at_first", d.accepted_first_share())}
        </td>
        <td class=few(waits.total())>{answer}</td>
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
    let number = |n: u32| {
        if n == 0 {
            NONE.to_owned()
        } else {
            text::integer(lang, i64::from(n))
        }
    };
    let rows: Vec<_> = page
        .supported
        .iter()
        .take(shown)
        .map(|unit| {
            let f = &unit.figures;
            let part = match f.products {
                0 => NONE.to_owned(),
                n => format!("{}/{n}", f.products_accepted),
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
                    <td class="n nowrap">{late} " " {number(f.products_late)}</td>
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
