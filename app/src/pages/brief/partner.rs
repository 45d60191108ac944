//! `/partners/{code}/brief`: a company on one page.
use leptos::prelude::*;

use super::{
    lists::lines,
    sheet::{self, Sheet, gap, sentence},
};
use crate::{
    chart,
    components::{figure, partner_path},
    domain::DECIDE_WITHIN,
    pages::{Content, partner},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, OwedRow, PartnerBrief, PartnerPage, PartnerUnit},
};

const UNITS: usize = 16;
/// Lines of each list of what it owes.
const OWED: usize = 8;

pub fn page(frame: &Frame, brief: &PartnerBrief) -> Content {
    let lang = frame.lang;
    let page = &brief.page;
    let code = page.partner.code.clone();
    let content = view! {
        <div data-scope="partner" data-code=code.to_string()>
            {sentence(&partner::told(lang, page))}
            <div class="sheet-two">
                {keys(lang, page)}
                {sheet::statuses(lang, K::BriefStatusesOfPartner, &page.row.figures, None)}
            </div>
        </div>
        {units(lang, page)}
        <div class="sheet-halves">{owed(lang, page)}</div>
    };
    let sheet = Sheet {
        title: K::BriefOfPartner,
        of: Some(page.partner.name.to_string()),
        full: partner_path(&code),
        state: brief.state.clone(),
        more: None,
    };
    sheet::page(frame, sheet, content.into_any())
}

/// The five key figures, a line each.
fn keys(lang: Lang, page: &PartnerPage) -> AnyView {
    let (f, d) = (&page.row.figures, &page.row.deliveries);
    let number = |n: u32| text::integer(lang, n.into());
    let of = |n: u32, all: u32| tf(lang, K::PartnersOf, &[&number(n), &number(all)]);
    let weight = |share| {
        format!(
            "{} {}",
            t(lang, K::KeyByWeight),
            text::maybe_percent(lang, share)
        )
    };
    let wait = d.waits().median_tenths();
    let wait = wait.map_or_else(
        || text::NONE.to_owned(),
        |tenths| text::days_in_tenths(lang, tenths),
    );
    let rows = [
        (
            K::BriefKeyDelivered,
            of(f.products_claimed, f.products),
            weight(f.claimed()),
        ),
        (
            K::Accepted,
            of(f.products_accepted, f.products),
            weight(f.accepted()),
        ),
        (K::PartnersLate, number(f.products_late), String::new()),
        (
            K::PartnersFirst,
            text::maybe_percent(lang, d.accepted_first_share()),
            tf(
                lang,
                K::KeyFirstNote,
                &[&number(d.accepted_first), &number(d.decided_first)],
            ),
        ),
        (
            K::PartnersWait,
            wait,
            tf(lang, K::KeyWaitNote, &[&DECIDE_WITHIN.to_string()]),
        ),
    ];
    let rows = rows.into_iter().map(|(name, value, note)| {
        view! {
            <tr>
                <th scope="row">{t(lang, name)}</th>
                <td class="n">
                    <b>{value}</b>
                </td>
                <td>{note}</td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    view! { <table class="sheet-keys"><tbody>{rows}</tbody></table> }.into_any()
}

fn units(lang: Lang, page: &PartnerPage) -> Option<AnyView> {
    if page.led.is_empty() {
        return None;
    }
    let title = tf(lang, K::BriefUnitsLed, &[&page.led.len().to_string()]);
    let rows: Vec<_> = page
        .led
        .iter()
        .take(UNITS)
        .map(|it| unit(lang, it))
        .collect();
    let more = (page.led.len() > UNITS).then(|| {
        let number = text::integer(lang, (page.led.len() - UNITS) as i64);
        tf(lang, K::BriefUnitsMore, &[&number])
    });
    let heads = [
        K::BriefProducts,
        K::BriefLate,
        K::ClaimedShort,
        K::AcceptedShort,
        K::BriefGap,
    ];
    Some(sheet::table(lang, title, K::WallUnits, &heads, rows, more))
}

fn unit(lang: Lang, it: &PartnerUnit) -> AnyView {
    let f = &it.figures;
    let label = text::bullet_label(lang, f);
    let number = |n: u32| view! { <td class="n">{text::integer(lang, n.into())}</td> };
    view! {
        <tr>
            <th scope="row" title=it.name.to_string()>{it.name.to_string()}</th>
            <td inner_html=chart::bullet(f, f.measured(), &label)></td>
            {number(f.products)}
            {number(f.products_late)}
            <td class="n">{figure(lang, "claimed", f.claimed())}</td>
            <td class="n">
                <b>{figure(lang, "accepted", f.accepted())}</b>
            </td>
            <td class="n">{gap(lang, f)}</td>
        </tr>
    }
    .into_any()
}

fn owed(lang: Lang, page: &PartnerPage) -> AnyView {
    let list = |title: String, rows: &[OwedRow]| {
        let rows = rows.iter().map(|it| {
            let due = it
                .row
                .current_deadline
                .map_or_else(String::new, |day| text::day(lang, day));
            let words = format!("{} · {}", it.unit_name, it.row.title);
            view! { <b>{due}</b> " " {words} }.into_any()
        });
        lines(lang, title, rows.collect(), OWED)
    };
    let number = |n: usize| text::integer(lang, n as i64);
    let late = tf(lang, K::BriefOwedLate, &[&number(page.owed.late.len())]);
    let until = [
        text::day(lang, page.owed.until),
        number(page.owed.month.len()),
    ];
    let month = tf(
        lang,
        K::BriefOwedMonth,
        &until.each_ref().map(String::as_str),
    );
    view! {
        <div>{list(late, &page.owed.late)}</div>
        <div>{list(month, &page.owed.month)}</div>
    }
    .into_any()
}
