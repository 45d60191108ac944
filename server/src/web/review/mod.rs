//! The desk of who decides: `GET /review`, plans, processes and measurements decided on together,
//! and the decision on one milestone.
mod decision;
mod desk;
mod plans;
mod values;

use app::views::ReviewFilter;
use axum::{
    body::Bytes,
    extract::rejection::{BytesRejection, FormRejection},
    response::Response,
};

use super::{error::WebError, visit::Visit};

pub use decision::{decision, decision_again, send_decision};
pub use desk::review;
pub use values::reason_mistake;

/// The filter in an address.
fn filter(visit: &Visit) -> ReviewFilter {
    ReviewFilter::read(|name| visit.query(name))
}

/// The fields of a form of the desk, in their order: a box stands in it once for each row.
struct Fields(Vec<(String, String)>);

impl Fields {
    /// A field that stands once; empty when absent.
    fn one(&self, name: &'static str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        let of = self.0.iter().filter(move |(it, _)| it == name);
        of.map(|(_, value)| value.as_str())
    }
}

/// `POST /review`: what is ticked of one of its lists.
pub async fn decide_together(
    visit: Visit,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, WebError> {
    let body = body.map_err(FormRejection::from)?;
    let fields = Fields(url::form_urlencoded::parse(&body).into_owned().collect());
    match fields.one("about") {
        "measurements" => values::decide(visit, &fields).await,
        _ => plans::accept(visit, &fields).await,
    }
}
