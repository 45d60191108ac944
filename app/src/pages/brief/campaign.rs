//! `/brief`: the campaign on one page.
use leptos::prelude::*;

use super::{
    lists::{double_lines, lines, proposal_lines, turned},
    sheet::{self, Sheet, finish, gap, sentence},
};
use crate::{
    chart::{self, Size},
    components::figure,
    domain::{Figures, Forecast, Outlook, Role, Share},
    pages::{Content, drawn, overview::who_does_what},
    text::{self, Key as K, Lang, headline, plain_headline, t, tf},
    views::{ActionRow, Actor, BriefPage, BriefRest, BriefRow, Frame, MaybeShare, proposals_path},
};

pub fn page(frame: &Frame, page: &BriefPage) -> Content {
    let lang = frame.lang;
    let overview = &page.overview;
    let deadline = frame.campaign.as_ref().and_then(|it| it.deadline);
    let told = headline(lang, &overview.figures, Some(&overview.outlook), deadline);
    let writes = frame
        .reader
        .as_ref()
        .is_some_and(|it| it.role == Role::Office);
    let more = (writes && !frame.only_reads()).then(|| {
        view! { <a class="btn quiet-btn" href=proposals_path(None)>{t(lang, K::ProposalsLink)}</a> }
            .into_any()
    });
    let room = room(proposal_lines(&page.proposals));
    let chart = drawn::burn_up(frame, overview, Size::Paper, &plain_headline(&told));
    let content = view! {
        <div data-scope="city">
            {sentence(&told)} <p class="sheet-pace">{pace(lang, page)}</p>
            <div class="sheet-two">
                <div inner_html=chart.unwrap_or_default()></div>
                {sheet::statuses(lang, &overview.figures, overview.week_ago.as_ref().map(|it| &it.figures))}
            </div>
        </div>
        {table(lang, page)}
        <div class="sheet-halves">
            <div>{changes(lang, page, room)}</div>
            <div>{actors(lang, page, room + 1)}</div>
        </div>
        {proposals(lang, &page.proposals)}
    };
    let sheet = Sheet {
        title: K::BriefTitle,
        of: named(frame),
        full: "/campaign".to_owned(),
        state: page.state.clone(),
        more,
    };
    sheet::page(frame, sheet, content.into_any())
}

/// The campaign's name, where it does not stand in the place of who issues the sheet.
fn named(frame: &Frame) -> Option<String> {
    let campaign = frame.campaign.as_ref()?;
    campaign.issued.by.as_ref()?;
    Some(campaign.name.to_string())
}

/// Lines of what turned, by those that the proposals take.
fn room(proposals: usize) -> usize {
    match proposals {
        0 => 6,
        1..=2 => 4,
        3..=5 => 3,
        6..=8 => 2,
        _ => 1,
    }
}

/// What the sentence leaves out: the week, the forecast before, the databases that miss.
fn pace(lang: Lang, page: &BriefPage) -> String {
    let overview = &page.overview;
    let mut told = Vec::new();
    if let Some(changes) = &overview.changes {
        let points = |now: MaybeShare, then: MaybeShare| {
            now.zip(then).map_or_else(
                || text::NONE.to_owned(),
                |(now, then)| text::signed_points(lang, now.printed_from(then)),
            )
        };
        let accepted = points(overview.figures.accepted(), changes.accepted);
        let claimed = points(overview.figures.claimed(), changes.claimed);
        told.push(tf(lang, K::BriefWeek, &[&accepted, &claimed]));
        if let [Some(points), _] = changes.by_adjustments() {
            let points = text::signed_points(lang, points);
            told.push(tf(lang, K::BriefAdjusted, &[&points]));
        }
    }
    if let Some(Forecast::Finish {
        likely, cautious, ..
    }) = overview.week_ago.map(|it| it.outlook.forecast)
    {
        let range = text::finish_range(lang, likely.day, cautious.map(|it| it.day));
        told.push(tf(lang, K::BriefBefore, &[&range]));
    }
    if let Some(it) = overview.databases_late.filter(|it| !it.over) {
        let [late, all, unknown] = [it.late, it.all, it.unknown].map(|n| n.to_string());
        told.push(tf(lang, K::DatabasesLate, &[&late, &all, &unknown]));
    }
    told.join(" ")
}

/// The databases, what is added up under them, and the whole.
fn table(lang: Lang, page: &BriefPage) -> Option<AnyView> {
    if page.rows.is_empty() {
        return None;
    }
    let sector = page.rest.iter().any(|it| it.sector);
    let title = match sector {
        true => tf(lang, K::BriefNational, &[&page.rows.len().to_string()]),
        false => t(lang, K::BriefWorkstreams).to_owned(),
    };
    let overview = &page.overview;
    let mut rows: Vec<AnyView> = page.rows.iter().map(|it| row(lang, it)).collect();
    rows.extend(page.rest.iter().map(|it| rest(lang, it)));
    let whole = cells(lang, &overview.figures, Some(&overview.outlook));
    let whole = view! {
        <tr class="sum" data-scope="city">
            <th scope="row">{t(lang, K::WholeCampaign)}</th>
            {whole}
        </tr>
    };
    rows.push(whole.into_any());
    let heads = [
        K::BriefProducts,
        K::ClaimedShort,
        K::AcceptedShort,
        K::WayShort,
        K::BriefGap,
        K::Forecast,
    ];
    Some(sheet::table(lang, title, K::BriefName, &heads, rows, None))
}

fn cells(lang: Lang, f: &Figures, outlook: Option<&Outlook>) -> AnyView {
    let share = |name, share| view! { <td class="n">{figure(lang, name, share)}</td> };
    let label = text::bullet_label(lang, f);
    view! {
        <td inner_html=chart::bullet(f, f.measured(), &label)></td>
        <td class="n">{text::integer(lang, f.products.into())}</td>
        {share("claimed", f.claimed())}
        <td class="n">
            <b>{figure(lang, "accepted", f.accepted())}</b>
        </td>
        {share("measured", f.measured())}
        <td class="n">{gap(lang, f)}</td>
        <td class="n">{finish(lang, f, outlook)}</td>
    }
    .into_any()
}

fn row(lang: Lang, it: &BriefRow) -> AnyView {
    view! {
        <tr data-scope="database" data-code=it.code.to_string()>
            <th scope="row" title=it.name.to_string()>{it.name.to_string()}</th>
            {cells(lang, &it.figures, Some(&it.outlook))}
        </tr>
    }
    .into_any()
}

fn rest(lang: Lang, it: &BriefRest) -> AnyView {
    let key = if it.sector {
        K::BriefRestSector
    } else {
        K::BriefRestOthers
    };
    let name = tf(lang, key, &[&text::integer(lang, it.number as i64)]);
    view! {
        <tr data-scope="group" data-code=if it.sector { "sector" } else { "others" }>
            <th scope="row">{name}</th>
            {cells(lang, &it.figures, it.outlook.as_ref())}
        </tr>
    }
    .into_any()
}

fn changes(lang: Lang, page: &BriefPage, room: usize) -> Option<AnyView> {
    let changes = page.overview.changes.as_ref()?;
    let list = |key: K, rows: &[crate::views::ChangeRow]| {
        let title = tf(lang, key, &[&text::integer(lang, rows.len() as i64)]);
        lines(lang, title, rows.iter().map(turned).collect(), room)
    };
    let both = view! {
        {list(K::BriefWorse, &changes.worse)}
        {list(K::BriefBetter, &changes.better)}
    };
    Some(both.into_any())
}

fn name(lang: Lang, who: &Actor) -> String {
    match who {
        Actor::Unit(_, name) | Actor::Partner(_, name) => name.to_string(),
        Actor::Office => text::role(lang, Role::Office).to_owned(),
    }
}

/// Letters that two lines of half a sheet hold beside what is gained.
const LETTERS: usize = 92;
/// Letters of a thing that are told however long the names around it are.
const LEAST: usize = 24;

/// Each with the milestone that brings most, and what that brings.
fn actors(lang: Lang, page: &BriefPage, room: usize) -> AnyView {
    let actions = &page.overview.actions;
    let number = text::integer(lang, actions.len() as i64);
    let rows = actions.iter().map(|row| {
        let gain = row.first.as_ref().and_then(|first| first.gain);
        let gain = gain.map(|gain| text::signed_points(lang, gain.points_from(Share::ZERO)));
        let who = name(lang, &row.who);
        let does = does(lang, row, who.chars().count());
        view! {
            <span>
                <b>{who}</b>
                ": "
                {does}
            </span>
            <span class="n">{gain}</span>
        }
        .into_any()
    });
    double_lines(
        lang,
        tf(lang, K::BriefActors, &[&number]),
        rows.collect(),
        room,
    )
}

/// "Quyết định: Số hóa 78.100 đối tượng… (Sở Y tế, Dân cư)"; `before`: letters that stand before it.
fn does(lang: Lang, row: &ActionRow, before: usize) -> String {
    let room = LETTERS.saturating_sub(before);
    let Some(first) = &row.first else {
        return text::shortened(&who_does_what(lang, row), room.max(LEAST));
    };
    let own = matches!(&row.who, Actor::Unit(code, _) if *code == first.duty.unit);
    let place = match own {
        true => first.workstream_name.to_string(),
        false => format!("{}, {}", first.unit_name, first.workstream_name),
    };
    let decide = |title: &str| match first.waits {
        true => tf(lang, K::ActionDecide, &[title]),
        false => title.to_owned(),
    };
    let room = room.saturating_sub(decide("").chars().count() + " ()".len());
    // Where both are long, the place gives its room to the thing.
    let place = text::shortened(&place, room.saturating_sub(LEAST).max(LEAST / 2));
    let left = room.saturating_sub(place.chars().count());
    let title = text::shortened(&first.title, left.max(LEAST));
    format!("{} ({place})", decide(&title))
}

/// Each with room for the answer.
fn proposals(lang: Lang, all: &[String]) -> AnyView {
    let answer = |key: K| view! { <span class="box" aria-hidden="true"></span> {t(lang, key)} };
    let rows: Vec<_> = all
        .iter()
        .map(|text| {
            view! {
                <li>
                    <span>{text.clone()}</span>
                    <span class="reply">
                        {answer(K::BriefAgree)} {answer(K::BriefRefuse)}
                        <span class="remark">{t(lang, K::BriefOpinion)} ":"</span>
                    </span>
                </li>
            }
        })
        .collect();
    let none = rows
        .is_empty()
        .then(|| view! { <p class="quiet">{t(lang, K::BriefNoProposal)}</p> });
    view! {
        <section class="sheet-proposals">
            <h2>{t(lang, K::BriefProposals)}</h2>
            <ol>{rows}</ol>
            {none}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{DutyKey, PartnerCode, UnitCode, WorkstreamCode},
        views::ActionThing,
    };

    #[test]
    fn who_must_act_is_told_by_the_thing_itself_and_never_cut_within_a_word() {
        let unit = UnitCode::parse("SYT").unwrap();
        let thing = |title: &str, waits| ActionThing {
            duty: DutyKey {
                unit: unit.clone(),
                workstream: WorkstreamCode::parse("QG09").unwrap(),
            },
            title: title.into(),
            unit_name: "Sở Y tế".into(),
            workstream_name: "Dân cư".into(),
            waits,
            days: 3,
            gain: None,
        };
        let row = |who: Actor, first| ActionRow {
            who,
            late: 1,
            above: 0,
            soon: 0,
            to_reassign: 0,
            past: true,
            waiting: 0,
            days: 3,
            gain: None,
            first,
        };
        let own = || Actor::Unit(unit.clone(), "Sở Y tế".into());
        let company = Actor::Partner(PartnerCode::parse("VNPT").unwrap(), "VNPT".into());
        let told = |it: &ActionRow| does(Lang::Vi, it, name(Lang::Vi, &it.who).chars().count());
        let short = row(own(), Some(thing("Số hóa hồ sơ", false)));
        assert_eq!(told(&short), "Số hóa hồ sơ (Dân cư)");
        let others = row(company, Some(thing("Số hóa hồ sơ", true)));
        assert_eq!(told(&others), "Quyết định: Số hóa hồ sơ (Sở Y tế, Dân cư)");
        let long = "số hóa hồ sơ và giấy tờ ".repeat(9);
        let told_long = told(&row(own(), Some(thing(&long, false))));
        let (title, place) = told_long.split_once("… (").unwrap();
        assert_eq!(place, "Dân cư)");
        assert!(long.starts_with(&format!("{title} ")), "{title}");
        assert!(told_long.chars().count() <= LETTERS, "{told_long}");
        let mut far = thing(&long, true);
        far.unit_name = "Ban Quản lý các khu chế xuất và công nghiệp".into();
        far.workstream_name = "Doanh nghiệp và lao động trong khu chế xuất".into();
        let told_far = told(&row(Actor::Office, Some(far)));
        let who = name(Lang::Vi, &Actor::Office).chars().count();
        assert!(told_far.ends_with("…)"), "{told_far}");
        assert!(who + told_far.chars().count() <= LETTERS + 2, "{told_far}");
        assert_eq!(told(&row(own(), None)), "báo cáo 1 mốc trễ hạn");
    }
}
