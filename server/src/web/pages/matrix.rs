//! `GET /matrix`
use app::{
    Page,
    domain::{Bloc, GroupCode, PartnerCode, Status, Tier, UnitKind},
    views::MatrixFilter,
};
use axum::response::Response;

use crate::{
    board::ScopedBoard,
    web::{error::WebError, visit::Visit},
};

pub async fn matrix(visit: Visit) -> Result<Response, WebError> {
    let board = visit.read()?;
    Ok(visit.shared(&board, |visit| {
        let filter = filter(visit, &board);
        Page::Matrix(Box::new(board.matrix(filter)))
    }))
}

/// What the address asks for. Which units a company has is asked of today, and
/// not of a company's own people, who see theirs only.
fn filter(visit: &Visit, board: &ScopedBoard) -> MatrixFilter {
    let partner = PartnerCode::parse(visit.query("partner"))
        .ok()
        .and_then(|code| {
            let units = board.campaign()?.units_of(&code)?;
            Some((code, units))
        });
    MatrixFilter {
        text: visit.typed(),
        bloc: Bloc::from_code(visit.query("bloc")),
        tier: Tier::from_code(visit.query("tier")),
        unit_group: GroupCode::parse(visit.query("unit_group")).ok(),
        partner,
        status: Status::from_code(visit.query("status")),
        group: UnitKind::from_code(visit.query("group")),
        all: visit.query("all") == "1",
        sectors: match visit.query("sectors") {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        },
    }
}
