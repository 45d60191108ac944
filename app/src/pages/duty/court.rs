//! Whose turn it was with the milestone that matters most, and with all of the duty together.
use leptos::prelude::*;

use crate::{
    chart::{self, CourtMarks},
    components::{Section, WaitsFor, clock_list, clock_words, days_words, held_days},
    domain::{Day, Event, Holder, Role},
    text::{self, Key as K, Lang, t, tf},
    views::{DutyPage, Frame},
};

pub fn court(frame: &Frame, page: &DutyPage) -> Option<AnyView> {
    let lang = frame.lang;
    let (begun, _) = page.clocks.whole();
    let of_all = held_days(lang, &page.clocks.days);
    let first = page
        .first()
        .and_then(|(foremost, it)| Some((foremost, it, it.clock.as_ref()?)));
    let Some((foremost, it, clock)) = first.filter(|(.., clock)| clock.parts().whole() > 0) else {
        let note = tf(lang, K::ClockNoteDuty, &[&begun.to_string()]);
        return of_all.map(|content| {
            view! { <Section lang title=K::ClockTitle note>{content}</Section> }.into_any()
        });
    };
    let returned = it.events.iter().rev();
    let returned = returned.filter(|it| it.event == Event::Returned && it.day >= clock.started);
    let marks = CourtMarks {
        // One that is still to come closed on no day of the bar.
        deadline: it
            .row
            .original_deadline
            .filter(|deadline| *deadline <= frame.day())
            .zip(foremost.closed_after),
        returned: returned.map(|it| it.day).collect(),
    };
    let waits = WaitsFor::of(&it.row);
    let told = clock_words(lang, clock, waits);
    let label = chart::court_aria(lang, &told, &marks);
    let drawing = chart::court(
        lang,
        clock,
        &marks,
        |holder, now| match holder {
            Holder::Above if now => waits.now(lang, holder),
            Holder::Above => waits.once(lang, holder).to_owned(),
            _ => name(lang, page, holder),
        },
        &label,
    );
    let started = since(lang, page, clock.started);
    let note = tf(
        lang,
        K::DutyCourtNote,
        &[&it.row.order.to_string(), &started],
    );
    // Of one milestone alone the sum is the same.
    let all = (begun > 1).then(|| {
        let note = tf(lang, K::ClockNoteDuty, &[&begun.to_string()]);
        let words = days_words(lang, &page.clocks.days);
        view! { <p class="small second">{t(lang, K::DutyCourtAll)} " " {words} " (" {note} ")"</p> }
    });
    let days = clock.parts().whole().to_string();
    let list = clock_list(lang, clock, waits);
    Some(
        view! {
            <Section lang class="court-section" title=told note>
                <span class="sr">{t(lang, K::ClockTitle)}</span>
                <div class="clock" data-days=days>
                    <div inner_html=drawing></div>
                    <div class="phone-only">{list}</div>
                </div>
                {all}
            </Section>
        }
        .into_any(),
    )
}

/// The day from which somebody has had a turn; of the day of the import, that it is: what was due
/// before is late for longer than anybody held it here.
pub fn since(lang: Lang, page: &DutyPage, day: Day) -> String {
    let told = text::day(lang, day);
    match page.imported_on == Some(day) {
        true => tf(lang, K::SinceImport, &[&told]),
        false => told,
    }
}

/// Who a holder is at this duty.
pub fn name(lang: Lang, page: &DutyPage, holder: Holder) -> String {
    match holder {
        Holder::Unit => page.unit.name.to_string(),
        Holder::Company => {
            let company = page.first().and_then(|(_, it)| it.row.partner.as_ref());
            company.map_or_else(
                || text::holder(lang, holder).to_owned(),
                |(_, name)| name.to_string(),
            )
        }
        Holder::Office if lang == Lang::En => text::role(lang, Role::Office).to_owned(),
        _ => text::holder(lang, holder).to_owned(),
    }
}
