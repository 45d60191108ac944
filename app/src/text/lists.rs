//! What a list has, in words: how many of what, and what it is narrowed to.
use super::{
    Key, Lang, actor_kind, bloc, cause, commitment, document_level, documents_that, milestones_of,
    milestones_that, part, party_is, role, status, t, tf, tier, unit_kind, with_outcome,
    work_group,
};
use crate::{
    domain::{Bloc, DECISION_DAYS, Place, Role, SILENT_DAYS, Status, Tier, UnitKind},
    views::{
        ActionFilter, ActorIs, Choices, DocumentFilter, Doing, DutyFilter, ExplanationList,
        MilestoneFilter, UnitFilter, WaitsOver, Within,
    },
};

/// One thing that a list is narrowed by: its names in the address, and what it says.
#[derive(Debug, Clone)]
pub struct Narrowed {
    pub names: &'static [&'static str],
    pub words: String,
}

fn narrowed(names: &'static [&'static str], words: impl Into<String>) -> Narrowed {
    Narrowed {
        names,
        words: words.into(),
    }
}

/// "nhiệm vụ", after its number.
pub fn duties(lang: Lang, number: usize) -> &'static str {
    t(
        lang,
        if number == 1 {
            Key::OneDuty
        } else {
            Key::ManyDuties
        },
    )
}

/// "mốc", after its number.
pub fn milestone_noun(lang: Lang, number: usize) -> &'static str {
    t(
        lang,
        if number == 1 {
            Key::MilestoneNoun
        } else {
            Key::ManyMilestones
        },
    )
}

/// "việc phải làm", after its number.
pub fn things_to_do(lang: Lang, number: usize) -> &'static str {
    t(
        lang,
        if number == 1 {
            Key::OneThing
        } else {
            Key::ManyThings
        },
    )
}

/// What somebody has to do.
pub fn doing(lang: Lang, it: Doing) -> String {
    let key = match it {
        Doing::Overdue => return tf(lang, Key::DoingOverdue, &[&DECISION_DAYS.to_string()]),
        Doing::Late => Key::DoingLate,
        Doing::Reassign => Key::DoingReassign,
        Doing::Soon => Key::DoingSoon,
        Doing::Decide => Key::DoingDecide,
        Doing::Instead => Key::DoingInstead,
        Doing::Above => Key::DoingAbove,
    };
    t(lang, key).to_owned()
}

/// "quá 30 ngày"
pub fn waits_over(lang: Lang, it: WaitsOver) -> String {
    tf(lang, Key::DeskWaitsOver, &[&it.days().to_string()])
}

/// Where a list looks. A code stands for what the reader may not know the name of.
fn within(lang: Lang, place: Place, it: &Within, names: &Choices) -> Vec<Narrowed> {
    let mut all = Vec::new();
    if let Some(it) = it.among {
        all.push(narrowed(&["group"], work_group(lang, it)));
    }
    if let Some(it) = it.kind {
        all.push(narrowed(&["kind"], unit_kind(lang, it)));
    }
    if let Some(it) = it.bloc {
        all.push(narrowed(&["bloc"], bloc(lang, it)));
    }
    if !it.area.is_empty() {
        all.push(narrowed(&["area"], it.area.clone()));
    }
    if let Some(it) = it.tier {
        all.push(narrowed(&["tier"], tier(lang, it, place)));
    }
    if let Some(code) = &it.unit {
        let name = names.unit.as_ref().map(ToString::to_string);
        let name = name.unwrap_or_else(|| code.to_string());
        all.push(narrowed(&["unit"], name));
    }
    if let Some(code) = &it.unit_group {
        let name = names.unit_groups.iter().find(|(own, _)| own == code);
        let name = name.map_or_else(|| code.to_string(), |(_, name)| name.to_string());
        let words = tf(lang, Key::ByGroup, &[&name]);
        all.push(narrowed(&["unit_group"], words));
    }
    if let Some(code) = &it.workstream {
        let name = names.workstreams.iter().find(|(own, _)| own == code);
        let name = name.map_or_else(|| code.to_string(), |(_, name)| name.to_string());
        all.push(narrowed(&["database"], name));
    }
    if let Some(code) = &it.owner {
        let name = names.owner.as_ref().map(ToString::to_string);
        let name = name.unwrap_or_else(|| code.to_string());
        let words = format!("{}: {name}", t(lang, Key::FilterOwner));
        all.push(narrowed(&["owner"], words));
    }
    let company = |code: &crate::domain::PartnerCode| {
        let name = names.companies.iter().find(|(own, _)| own == code);
        name.map_or_else(|| code.to_string(), |(_, name)| name.to_string())
    };
    if let Some(code) = &it.partner {
        all.push(narrowed(&["partner", "party"], company(code)));
    }
    if let Some(code) = &it.assigned {
        let words = format!("{}: {}", t(lang, Key::FilterAssigned), company(code));
        all.push(narrowed(&["assigned"], words));
    }
    if !it.heading.is_empty() {
        let words = format!("{}: {}", t(lang, Key::ProgrammeHeading), it.heading);
        all.push(narrowed(&["heading"], words));
    }
    if let Some(number) = &it.document {
        let key = number.to_string();
        let written = names.document.as_deref().unwrap_or(&key);
        let words = format!("{}: {written}", t(lang, Key::FilterDocument));
        all.push(narrowed(&["document"], words));
    }
    if !it.called.is_empty() {
        let words = format!("{}: “{}”", t(lang, Key::Unit), it.called);
        all.push(narrowed(&["called"], words));
    }
    if !it.text.is_empty() {
        all.push(narrowed(&["q"], format!("“{}”", it.text)));
    }
    all
}

pub fn duty_filter(lang: Lang, place: Place, it: &DutyFilter, names: &Choices) -> Vec<Narrowed> {
    let mut all = Vec::new();
    let own = it.status.map(|it| status(lang, it).to_lowercase());
    match (own, it.part) {
        (Some(own), Some(it)) => {
            let words = format!("{own}: {}", part(lang, it));
            all.push(narrowed(&["status", "part"], words));
        }
        (Some(own), None) => all.push(narrowed(&["status", "part"], own)),
        (None, _) => {}
    }
    if let Some(it) = it.outcome {
        all.push(narrowed(&["outcome"], with_outcome(lang, it)));
    }
    all.extend(within(lang, place, &it.within, names));
    all
}

pub fn unit_filter(lang: Lang, place: Place, it: &UnitFilter, names: &Choices) -> Vec<Narrowed> {
    let mut all = Vec::new();
    if let Some(it) = it.status {
        let words = format!(
            "{}: {}",
            t(lang, Key::UnitsWithStatus),
            status(lang, it).to_lowercase()
        );
        all.push(narrowed(&["status"], words));
    }
    if it.silent {
        let words = tf(lang, Key::FilterSilent, &[&SILENT_DAYS.to_string()]);
        all.push(narrowed(&["silent"], words));
    }
    all.extend(within(lang, place, &it.within, names));
    all
}

pub fn milestone_filter(
    lang: Lang,
    place: Place,
    it: &MilestoneFilter,
    names: &Choices,
) -> Vec<Narrowed> {
    let mut all = Vec::new();
    if let Some(it) = it.that {
        all.push(narrowed(&["state"], milestones_that(lang, it)));
    }
    if let Some(it) = it.of {
        let words = milestones_of(lang, it).to_lowercase();
        all.push(narrowed(&["type"], words));
    }
    if let Some(it) = it.party {
        let words = format!("{}: {}", t(lang, Key::FilterParty), party_is(lang, it));
        all.push(narrowed(&["party"], words));
    }
    if let Some(code) = &it.after {
        let name = names.event.as_deref().unwrap_or(code.as_str());
        let words = format!("{}: {name}", t(lang, Key::FilterAfter));
        all.push(narrowed(&["after"], words));
    }
    all.extend(within(lang, place, &it.within, names));
    all
}

pub fn action_filter(
    lang: Lang,
    place: Place,
    it: &ActionFilter,
    names: &Choices,
) -> Vec<Narrowed> {
    let mut all = Vec::new();
    if let Some(it) = it.doing {
        all.push(narrowed(&["do"], doing(lang, it)));
    }
    if let Some(it) = it.actor {
        let words = format!("{}: {}", t(lang, Key::FilterActor), actor_kind(lang, it));
        all.push(narrowed(&["actor"], words));
    }
    if let Some(it) = &it.who {
        let words = match it {
            ActorIs::Office => role(lang, Role::Office).to_owned(),
            ActorIs::Unit(code) => code.to_string(),
            ActorIs::Company(code) => code.to_string(),
        };
        let words = format!("{}: {words}", t(lang, Key::FilterActor));
        all.push(narrowed(&["who"], words));
    }
    let all_groups = it.within.among == Some(crate::views::WorkGroup::All);
    let within = within(lang, place, &it.within, names);
    all.extend(
        within
            .into_iter()
            .filter(|it| !all_groups || it.names != ["group"]),
    );
    all
}

/// What explanations are narrowed to, by the names that the page itself has.
pub fn document_filter(lang: Lang, it: &DocumentFilter) -> Vec<Narrowed> {
    let mut all = Vec::new();
    if let Some(level) = it.level {
        all.push(narrowed(&["level"], document_level(lang, level)));
    }
    if let Some(that) = it.that {
        all.push(narrowed(&["valid"], documents_that(lang, that)));
    }
    if !it.text.is_empty() {
        all.push(narrowed(&["q"], format!("“{}”", it.text)));
    }
    all
}

pub fn explanation_filter(lang: Lang, list: &ExplanationList) -> Vec<Narrowed> {
    let it = &list.filter;
    let mut all = Vec::new();
    if let Some(it) = it.cause {
        all.push(narrowed(&["cause"], cause(lang, it)));
    }
    if let Some(it) = it.kind {
        all.push(narrowed(&["kind"], unit_kind(lang, it)));
    }
    if let Some(code) = &it.workstream {
        let name = list.workstreams.iter().find(|(own, _)| own == code);
        let name = name.map_or_else(|| code.to_string(), |(_, name)| name.to_string());
        all.push(narrowed(&["database"], name));
    }
    if let Some(code) = &it.company {
        let name = list.companies.iter().find(|(own, _)| own == code);
        let name = name.map_or_else(|| code.to_string(), |(_, name)| name.to_string());
        all.push(narrowed(&["partner"], name));
    }
    if let Some(it) = it.commitment {
        let words = format!(
            "{}: {}",
            t(lang, Key::CommitmentState),
            commitment(lang, it)
        );
        all.push(narrowed(&["kept"], words));
    }
    if it.pending {
        all.push(narrowed(&["pending"], t(lang, Key::PendingOnly)));
    }
    if !it.text.is_empty() {
        all.push(narrowed(&["q"], format!("“{}”", it.text)));
    }
    all
}

/// A filter of an address in words: "Cấp: cấp thành phố"; as it stands where it has none.
pub fn filter_word(lang: Lang, place: Place, name: &str, value: &str) -> String {
    let (key, word) = match name {
        "bloc" => (
            Key::FilterBloc,
            Bloc::from_code(value).map(|it| bloc(lang, it).to_owned()),
        ),
        "tier" => (
            Key::FilterTier,
            Tier::from_code(value).map(|it| tier(lang, it, place)),
        ),
        "kind" | "group" => (
            Key::FilterKind,
            UnitKind::from_code(value).map(|it| unit_kind(lang, it).to_owned()),
        ),
        "status" => (
            Key::FilterStatus,
            Status::from_code(value).map(|it| status(lang, it).to_lowercase()),
        ),
        "area" => (Key::FilterArea, Some(value.to_owned())),
        "q" => (Key::ListText, Some(format!("“{value}”"))),
        "unit" => (Key::Unit, Some(value.to_owned())),
        "unit_group" => (Key::FilterUnitGroup, Some(value.to_owned())),
        "owner" => (Key::FilterOwner, Some(value.to_owned())),
        "database" => (Key::Database, Some(value.to_owned())),
        "partner" => (Key::FilterCompany, Some(value.to_owned())),
        _ => (Key::FilterGroup, None),
    };
    match word {
        Some(word) => format!("{}: {word}", t(lang, key)),
        None => format!("{name}={value}"),
    }
}
