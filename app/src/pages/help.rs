//! `/help`: what the reader can do here, in which order, whom to ask.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{Section, filled, glyph, href, partner_path, sentence},
    domain::{Role, Status},
    text::{self, Key as K, rich, t, tf},
    views::Frame,
};

/// A step with the page it is done on: its text, the address, the word of the menu.
type Step = (K, &'static str, K);

/// What a role is told: what it is here for, its steps, whom to ask.
struct Told {
    what: K,
    steps: &'static [Step],
    ask: K,
}

/// In the place of the address of a company's own page.
const OWN: &str = "";

const fn told(role: Role) -> Told {
    match role {
        Role::Committee => Told {
            what: K::HelpCommittee,
            steps: &[
                (K::HelpCommittee1, "/", K::NavOverview),
                (K::HelpCommittee2, "/databases", K::NavDatabases),
                (K::HelpCommittee3, "/matrix", K::NavMatrix),
                (K::HelpCommittee4, "/units", K::NavUnits),
                (K::HelpCommittee5, "/explanations", K::NavExplanations),
                (K::HelpCommittee6, "/rechecks", K::NavRechecks),
                (K::HelpDocuments, "/documents", K::NavDocuments),
                (K::HelpOldBook, "/reconciliation", K::NavReconciliation),
            ],
            ask: K::HelpCommitteeAsk,
        },
        Role::Office => Told {
            what: K::HelpOffice,
            steps: &[
                (K::HelpOffice1, "/", K::NavHome),
                (K::HelpOffice2, "/review", K::NavReview),
                (K::HelpOffice3, "/measure", K::NavMeasure),
                (K::HelpOffice4, "/explanations", K::NavExplanations),
                (K::HelpOffice5, "/plan", K::NavPlan),
                (K::HelpOffice6, "/campaign", K::NavCampaign),
                (K::HelpDocuments, "/documents", K::NavDocuments),
                (K::HelpOldBook, "/reconciliation", K::NavReconciliation),
            ],
            ask: K::HelpOfficeAsk,
        },
        Role::Head => Told {
            what: K::HelpHead,
            steps: &[
                (K::HelpHead1, "/", K::NavHome),
                (K::HelpHead2, "/work", K::NavWork),
                (K::HelpHead3, "/review", K::NavReview),
                (K::HelpHead4, "/measure", K::NavMeasure),
                (K::HelpHead5, "/work", K::NavWork),
                (K::HelpHead6, "/campaign", K::NavCampaign),
            ],
            ask: K::HelpHeadAsk,
        },
        Role::Member => Told {
            what: K::HelpMember,
            steps: &[
                (K::HelpHead1, "/", K::NavHome),
                (K::HelpHead2, "/work", K::NavWork),
                (K::HelpHead4, "/measure", K::NavMeasure),
                (K::HelpMember3, "/outcomes", K::NavOutcomes),
                (K::HelpHead6, "/campaign", K::NavCampaign),
            ],
            ask: K::HelpMemberAsk,
        },
        Role::Partner => Told {
            what: K::HelpPartner,
            steps: &[
                (K::HelpPartner1, OWN, K::NavOwnPage),
                (K::HelpPartner2, "/work", K::NavWork),
                (K::HelpPartner3, "/units", K::NavUnits),
                (K::HelpPartner4, "/databases", K::NavDatabases),
            ],
            ask: K::HelpPartnerAsk,
        },
        Role::Administrator => Told {
            what: K::HelpAdmin,
            steps: &[
                (K::HelpAdmin1, "/people", K::NavPeople),
                (K::HelpAdmin2, "/people/add/many", K::PeopleAddMany),
                (K::HelpAdmin3, "/audit", K::NavAudit),
            ],
            ask: K::HelpAdminAsk,
        },
        Role::Display => Told {
            what: K::HelpDisplay,
            steps: &[
                (K::HelpDisplay1, "/", K::NavOverview),
                (K::HelpDisplay2, "/matrix", K::NavMatrix),
            ],
            ask: K::HelpDisplayAsk,
        },
    }
}

/// What each status says.
const fn said(status: Status) -> K {
    match status {
        Status::Late => K::HelpLate,
        Status::AtRisk => K::HelpAtRisk,
        Status::Unverified => K::HelpUnverified,
        Status::OnTrack => K::HelpOnTrack,
        Status::NotDue => K::HelpNotDue,
        Status::Done => K::HelpDone,
    }
}

pub fn page(frame: &Frame) -> Content {
    let lang = frame.lang;
    let reader = frame.reader.as_ref();
    let role = reader.map_or(Role::Display, |reader| reader.role);
    let Told { what, steps, ask } = told(role);
    let own = reader
        .and_then(|reader| reader.partner.as_ref())
        .map_or_else(|| "/".to_owned(), |(code, _)| partner_path(code));
    let steps: Vec<_> = steps
        .iter()
        .map(|(words, path, name)| {
            let path = match *path {
                OWN => own.as_str(),
                path => path,
            };
            let link = view! { <a href=href(frame, path)>{t(lang, *name)}</a> }.into_any();
            view! { <li>{filled(t(lang, *words), vec![link])}</li> }
        })
        .collect();
    let statuses: Vec<_> = Status::ALL
        .iter()
        .map(|status| {
            view! {
                <li>
                    {glyph(*status)} " " <b>{text::status(lang, *status)}</b> ": "
                    {t(lang, said(*status))}
                </li>
            }
        })
        .collect();
    // Who reads no figures is not told how; nobody types at a wall.
    // Nobody keeps anything on a screen.
    let keeps = role != Role::Display;
    let read = role.on_wall().then(|| {
        view! {
            <Section lang title=K::HelpRead>
                <p>{sentence(rich(t(lang, K::HelpBars), &[]))}</p>
                <p>{t(lang, K::HelpStatuses)}</p>
                <ul class="statuses-told">{statuses}</ul>
                <p>{t(lang, K::HelpPoints)}</p>
                {keeps.then(|| view! { <p>{sentence(rich(t(lang, K::HelpKeeps), &[]))}</p> })}
            </Section>
        }
    });
    let account = role.has_own_account().then(|| {
        let link = view! { <a href="/account">{t(lang, K::AccountTitle)}</a> }.into_any();
        view! { <p>{filled(t(lang, K::HelpAccount), vec![link])}</p> }
    });
    let title = tf(lang, K::HelpTitle, &[text::role(lang, role)]);
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{title}</h1>
                <p class="second">{t(lang, what)}</p>
            </div>
        </div>
        <Section lang title=K::HelpDo>
            <ol class="steps">{steps}</ol>
        </Section>
        <Section lang title=K::HelpAsk>
            <p>{t(lang, ask)}</p>
            {account}
        </Section>
        {read}
    };
    Content::new("help", t(lang, K::NavHelp), content)
}
