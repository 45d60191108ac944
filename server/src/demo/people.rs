//! Accounts of the demonstration: one of each role, and three kinds for every
//! organisation. Offices and functions, never invented names.
use app::{access::Role, domain::Instant};

use crate::{
    db::people::Person,
    ledger::{PartnerRow, UnitRow},
};

/// The home units of the two officers: neither decides the own unit's work.
pub const OFFICE_HOME: &str = "VPUB";
pub const OFFICE2_HOME: &str = "SKHCN";

pub fn id(username: &str) -> String {
    format!("mau-{username}")
}

pub fn head(unit: &str) -> String {
    format!("head.{}", unit.to_lowercase())
}

pub fn member(unit: &str) -> String {
    format!("member.{}", unit.to_lowercase())
}

pub fn partner(company: &str) -> String {
    format!("partner.{}", company.to_lowercase())
}

/// The officer who decides the work of a unit: never the one at home there.
pub const fn officer(second: bool) -> &'static str {
    if second { "office2" } else { "office" }
}

pub fn all(units: &[UnitRow], partners: &[PartnerRow], hash: &str, at: Instant) -> Vec<Person> {
    let person = |username: String, name: String, title: &str, role: Role| Person {
        id: id(&username),
        username,
        name,
        title: title.to_owned(),
        role: role.code().to_owned(),
        unit: None,
        partner: None,
        language: "vi".to_owned(),
        password_hash: Some(hash.to_owned()),
        disabled: false,
        valid_from: None,
        valid_to: None,
        created_at: at,
        email: None,
        wants_mail: true,
        ..Person::default()
    };
    let home = |code: &str| {
        units
            .iter()
            .find(|u| u.code == code)
            .map(|u| u.code.clone())
    };
    let mut people = vec![
        person(
            "committee".to_owned(),
            "Ban Chỉ đạo".to_owned(),
            "Thành viên Ban Chỉ đạo",
            Role::Committee,
        ),
        Person {
            unit: home(OFFICE_HOME),
            ..person(
                officer(false).to_owned(),
                "Thường trực Ban Chỉ đạo".to_owned(),
                "Thường trực",
                Role::Office,
            )
        },
        Person {
            unit: home(OFFICE2_HOME),
            ..person(
                officer(true).to_owned(),
                "Thường trực Ban Chỉ đạo (2)".to_owned(),
                "Thường trực",
                Role::Office,
            )
        },
        person(
            "admin".to_owned(),
            "Quản trị hệ thống".to_owned(),
            "Quản trị",
            Role::Administrator,
        ),
        person(
            "display".to_owned(),
            "Màn hình phòng họp".to_owned(),
            "Màn hình",
            Role::Display,
        ),
    ];
    for unit in units {
        // Short for departments, by name for communes whose code says nothing.
        let label = if unit.code.starts_with(|c: char| c.is_ascii_digit()) {
            &unit.name
        } else {
            &unit.code
        };
        for (username, name, title, role) in [
            (
                head(&unit.code),
                format!("Người đứng đầu {label}"),
                "Thủ trưởng",
                Role::Head,
            ),
            (
                member(&unit.code),
                format!("Đầu mối {label}"),
                "Chuyên viên",
                Role::Member,
            ),
        ] {
            people.push(Person {
                unit: Some(unit.code.clone()),
                ..person(username, name, title, role)
            });
        }
    }
    for company in partners {
        people.push(Person {
            partner: Some(company.code.clone()),
            ..person(
                partner(&company.code),
                format!("Đầu mối {}", company.short_name),
                "Đầu mối doanh nghiệp",
                Role::Partner,
            )
        });
    }
    people
}
