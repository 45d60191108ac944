//! `/units/{code}/brief`: a unit on one page.
use leptos::prelude::*;

use super::{
    lists::lines,
    sheet::{self, Sheet, gap, sentence},
};
use crate::{
    chart,
    components::{figure, glyph, unit_path, weeks_label},
    domain::{AssignmentRole, Figures, SOON_DAYS, State},
    pages::Content,
    text::{self, Key as K, Lang, headline, rich, t, tf},
    views::{Frame, MilestoneRow, UnitBrief, UnitDuty, UnitPage},
};

/// Duties that the page has room for.
const DUTIES: usize = 16;
/// Lines of each list of milestones.
const MILESTONES: usize = 7;

pub fn page(frame: &Frame, brief: &UnitBrief) -> Content {
    let lang = frame.lang;
    let page = &brief.page;
    let deadline = frame.campaign.as_ref().and_then(|it| it.deadline);
    let told = match page.closed {
        true => rich(t(lang, K::UnitClosedHead), &[]),
        false => headline(lang, &page.all, page.later, None, deadline),
    };
    let code = page.unit.code.clone();
    let content = view! {
        <div data-scope="unit" data-code=code.to_string()>
            {sentence(&told)} <p class="sheet-pace">{who(lang, page)}</p>
            <div class="sheet-two">
                <div inner_html=weeks(lang, page)></div>
                {sheet::statuses(lang, K::BriefStatuses, &page.all, None)}
            </div>
        </div>
        {duties(lang, page)}
        <div class="sheet-halves">{milestones(lang, page)}</div>
    };
    let sheet = Sheet {
        title: K::BriefOfUnit,
        of: Some(page.unit.name.to_string()),
        full: unit_path(&code),
        state: brief.state.clone(),
        more: None,
    };
    sheet::page(frame, sheet, content.into_any())
}

/// Who heads it and who accompanies it.
fn who(lang: Lang, page: &UnitPage) -> String {
    let mut told = Vec::new();
    let heads = page.heads.iter().map(|it| match &it.phone {
        Some(phone) => format!("{}, {phone}", it.name),
        None => it.name.clone(),
    });
    let heads: Vec<_> = heads.collect();
    if !heads.is_empty() {
        told.push(format!("{}: {}.", t(lang, K::BriefHeads), heads.join("; ")));
    }
    let companies = page.partners.iter().map(|it| {
        let role = match it.role {
            AssignmentRole::Lead => K::BriefLead,
            AssignmentRole::Support => K::BriefSupport,
        };
        format!("{} ({})", it.name, t(lang, role))
    });
    let companies: Vec<_> = companies.collect();
    if !companies.is_empty() {
        let companies = companies.join(", ");
        told.push(format!("{}: {companies}.", t(lang, K::BriefCompanies)));
    }
    told.join(" ")
}

fn weeks(lang: Lang, page: &UnitPage) -> String {
    if page.weeks.len() < 2 {
        return String::new();
    }
    let title = tf(lang, K::WeeksTitle, &[&(page.weeks.len() - 1).to_string()]);
    chart::weeks(&page.weeks, &weeks_label(lang, &title, &page.weeks))
}

fn duties(lang: Lang, page: &UnitPage) -> Option<AnyView> {
    let all: Vec<&UnitDuty> = page.duties.iter().chain(&page.beside).collect();
    if all.is_empty() {
        return None;
    }
    let title = tf(lang, K::BriefUnitDuties, &[&all.len().to_string()]);
    let rows: Vec<_> = all.iter().take(DUTIES).map(|it| duty(lang, it)).collect();
    let more = (all.len() > DUTIES).then(|| {
        let mut figures = Figures::default();
        all.iter()
            .skip(DUTIES)
            .for_each(|it| figures.add(&it.figures));
        let number = text::integer(lang, (all.len() - DUTIES) as i64);
        let accepted = text::maybe_percent(lang, figures.accepted());
        tf(lang, K::BriefUnitMore, &[&number, &accepted])
    });
    let heads = [
        K::BriefProducts,
        K::ClaimedShort,
        K::AcceptedShort,
        K::WayShort,
        K::BriefGap,
    ];
    Some(sheet::table(lang, title, K::Duty, &heads, rows, more))
}

fn duty(lang: Lang, it: &UnitDuty) -> AnyView {
    let f = &it.figures;
    let label = text::bullet_label(lang, f);
    let sign = it.judgement.map(|it| glyph(it.status));
    let share = |name, share| view! { <td class="n">{figure(lang, name, share)}</td> };
    view! {
        <tr data-status=it.judgement.map(|it| it.status.code())>
            <th scope="row" title=it.name.to_string()>{sign} " " {it.name.to_string()}</th>
            <td inner_html=chart::bullet(f, it.measured, &label)></td>
            <td class="n">{text::integer(lang, f.products.into())}</td>
            {share("claimed", f.claimed())}
            <td class="n">
                <b>{figure(lang, "accepted", f.accepted())}</b>
            </td>
            {share("measured", it.measured)}
            <td class="n">{gap(lang, f)}</td>
        </tr>
    }
    .into_any()
}

/// What is late, what comes, what waits: the longest late and the soonest due first.
fn milestones(lang: Lang, page: &UnitPage) -> AnyView {
    let all = page.duties.iter().chain(&page.beside);
    let mut all: Vec<&MilestoneRow> = all.flat_map(|it| &it.milestones).collect();
    all.sort_by_key(|it| it.current_deadline);
    let some = |keep: &dyn Fn(&MilestoneRow) -> bool| {
        let kept: Vec<_> = all.iter().copied().filter(|it| keep(it)).collect();
        let rows: Vec<_> = kept.iter().map(|it| milestone(lang, it)).collect();
        (text::integer(lang, kept.len() as i64), rows)
    };
    let (late_number, late) = some(&|it| it.late && it.state == State::Open);
    let (soon_number, soon) = some(&|it| it.soon);
    let (waiting_number, waiting) = some(&|it| it.state == State::Submitted);
    let soon_title = [SOON_DAYS.to_string(), soon_number];
    let soon_title = soon_title.each_ref().map(String::as_str);
    view! {
        <div>{lines(lang, tf(lang, K::BriefLateMilestones, &[&late_number]), late, MILESTONES + 2)}</div>
        <div>
            {lines(lang, tf(lang, K::BriefSoonMilestones, &soon_title), soon, MILESTONES / 2)}
            {lines(
                lang,
                tf(lang, K::BriefWaitingMilestones, &[&waiting_number]),
                waiting,
                MILESTONES / 2,
            )}
        </div>
    }
    .into_any()
}

/// "Số hóa 78.100 hồ sơ (hạn 30/09/2026, VNPT)"
pub fn milestone(lang: Lang, row: &MilestoneRow) -> AnyView {
    let due = row.current_deadline.map_or_else(
        || t(lang, K::NoDeadline).to_owned(),
        |day| {
            let who = row.partner.as_ref().map(|(_, name)| name.to_string());
            let who = who.unwrap_or_else(|| t(lang, K::TheUnit).to_owned());
            tf(lang, K::BriefHolds, &[&text::day(lang, day), &who])
        },
    );
    view! { <b>{row.title.to_string()}</b> " (" {due} ")" }.into_any()
}
