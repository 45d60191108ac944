use crate::{
    domain::{
        DutyKey, Group, GroupCode, IndicatorCode, PartnerCode, UnitCode, Workstream, WorkstreamCode,
    },
    views::Frame,
};

/// An address of this site that keeps the past day the reader looks at.
pub fn href(frame: &Frame, path: &str) -> String {
    match frame.as_of {
        Some(day) => {
            let sign = if path.contains('?') { '&' } else { '?' };
            format!("{path}{sign}as_of={day}")
        }
        None => path.to_owned(),
    }
}

/// The page of the whole campaign: to who reads nothing before it, the first.
pub fn campaign_path(frame: &Frame) -> &'static str {
    let reader = frame.reader.as_ref();
    match reader.is_some_and(|reader| reader.role.has_work_first()) {
        true => "/campaign",
        false => "/",
    }
}

pub fn unit_path(unit: &UnitCode) -> String {
    format!("/units/{unit}")
}

pub fn duty_path(key: &DutyKey) -> String {
    format!("/duties/{}/{}", key.unit, key.workstream)
}

/// The page of a workstream, under the address of its group.
pub fn workstream_path(workstream: &Workstream) -> String {
    let group = match workstream.kind.group() {
        Group::Databases => return database_path(&workstream.code),
        group => group.code(),
    };
    format!("/{group}/{}", workstream.code)
}

pub fn database_path(code: &WorkstreamCode) -> String {
    format!("/databases/{code}")
}

pub fn group_path(code: &GroupCode) -> String {
    format!("/groups/{code}")
}

pub fn partner_path(code: &PartnerCode) -> String {
    format!("/partners/{code}")
}

pub fn outcome_path(code: &IndicatorCode) -> String {
    format!("/outcomes/{code}")
}
