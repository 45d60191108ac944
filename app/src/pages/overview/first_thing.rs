//! Who must act with the thing itself in one sentence, where there are no ways to it: on paper, on a
//! wall.
use super::actions::{asked, place, what};
use crate::{
    domain::Role,
    text::{self, Lang},
    views::{ActionRow, Actor},
};

/// Letters of a thing that are told however long the names around it are.
const LEAST: usize = 24;

pub fn actor(lang: Lang, who: &Actor) -> String {
    match who {
        Actor::Unit(_, name) | Actor::Partner(_, name) => name.to_string(),
        Actor::Office => text::role(lang, Role::Office).to_owned(),
    }
}

/// "Quyết định: Số hóa 78.100 đối tượng… (Sở Y tế, Dân cư)", in about so many letters.
pub fn first_thing(lang: Lang, row: &ActionRow, room: usize) -> String {
    let Some(first) = &row.first else {
        return text::shortened(&what(lang, row), room.max(LEAST));
    };
    let room = room.saturating_sub(asked(lang, first, "").chars().count() + " ()".len());
    // Where both are long, the place gives its room to the thing.
    let place = text::shortened(
        &place(row, first),
        room.saturating_sub(LEAST).max(LEAST / 2),
    );
    let left = room.saturating_sub(place.chars().count());
    let title = text::shortened(&first.title, left.max(LEAST));
    format!("{} ({place})", asked(lang, first, &title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{DutyKey, MilestoneId, PartnerCode, UnitCode, WorkstreamCode},
        views::ActionThing,
    };

    const LETTERS: usize = 92;

    #[test]
    fn who_must_act_is_told_by_the_thing_itself_and_never_cut_within_a_word() {
        let unit = UnitCode::parse("SYT").unwrap();
        let thing = |title: &str, waits| ActionThing {
            duty: DutyKey {
                unit: unit.clone(),
                workstream: WorkstreamCode::parse("QG09").unwrap(),
            },
            milestone: MilestoneId::parse("m1").unwrap(),
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
        let told = |it: &ActionRow| {
            let who = actor(Lang::Vi, &it.who).chars().count();
            first_thing(Lang::Vi, it, LETTERS - who)
        };
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
        let who = actor(Lang::Vi, &Actor::Office).chars().count();
        assert!(told_far.ends_with("…)"), "{told_far}");
        assert!(who + told_far.chars().count() <= LETTERS + 2, "{told_far}");
        assert_eq!(told(&row(own(), None)), "báo cáo 1 mốc trễ hạn");
    }
}
