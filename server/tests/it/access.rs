//! Who reaches what: every route as everybody, and what a company may not learn.
use std::collections::{BTreeSet, VecDeque};

use app::{
    access::Role,
    domain::PartnerCode,
    menu_paths,
    views::{Reader, ToDo},
};
use axum::http::{Method, StatusCode};
use tiendo::{ledger::CampaignRow, web::router::routes};

use crate::support::{
    campaign::{self, HIDDEN, HIDDEN_FILE},
    page::Answer,
    site::{Site, form, request},
    users::{Administrator, Anonymous, Committee, Display, Head, Member, Office, Partner, User},
};

/// An id a form could carry.
const FORM: &str = "018f3c1e-0000-7000-8000-000000000001";

/// Route, an example of it, the fields sent, and the answer to: nobody,
/// committee, office, head and member of SO-Y-TE, CTY-XANH, administrator, a wall.
type Row = (
    Method,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    [u16; 8],
);

#[rustfmt::skip]
const TABLE: &[Row] = &[
    // nobody, committee, office, head, member, partner, administrator, display
    (Method::GET, "/", "/", &[], [303, 200, 200, 200, 200, 303, 303, 200]),
    (Method::GET, "/campaign", "/campaign", &[], [303, 200, 200, 200, 200, 403, 403, 403]),
    (Method::GET, "/help", "/help", &[], [303, 200, 200, 200, 200, 200, 200, 200]),
    (Method::GET, "/units", "/units", &[], [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/units/{code}", "/units/SO-Y-TE", &[], [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/groups", "/groups", &[], [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/groups/{code}", "/groups/KHONG-CO", &[],
        [303, 404, 404, 404, 404, 404, 403, 403]),
    (Method::GET, "/duties", "/duties?status=late", &[],
        [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/milestones", "/milestones?state=late", &[],
        [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/actions", "/actions", &[], [303, 200, 200, 200, 200, 403, 403, 403]),
    (Method::GET, "/duties/{unit}/{workstream}", "/duties/SO-Y-TE/CN-Y-TE", &[],
        [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/matrix", "/matrix", &[], [303, 200, 200, 200, 200, 200, 403, 200]),
    (Method::GET, "/partners", "/partners", &[], [303, 200, 200, 200, 200, 303, 403, 403]),
    (Method::GET, "/partners/{code}", "/partners/CTY-XANH", &[],
        [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/brief", "/brief", &[], [303, 200, 200, 403, 403, 403, 403, 403]),
    (Method::GET, "/brief/proposals", "/brief/proposals", &[],
        [303, 403, 200, 403, 403, 403, 403, 403]),
    // Of no day: told so.
    (Method::POST, "/brief/proposals", "/brief/proposals", &[],
        [401, 403, 422, 403, 403, 403, 403, 403]),
    (Method::GET, "/units/{code}/brief", "/units/SO-Y-TE/brief", &[],
        [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/partners/{code}/brief", "/partners/CTY-XANH/brief", &[],
        [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/documents", "/documents", &[], [303, 200, 200, 200, 200, 403, 403, 403]),
    (Method::GET, "/documents/{number}", "/documents/khong-co-1", &[],
        [303, 404, 404, 404, 404, 403, 403, 403]),
    // The same number with its stroke.
    (Method::GET, "/documents/{number}/{*rest}", "/documents/khong/co-1",
        &[], [303, 404, 404, 404, 404, 403, 403, 403]),
    (Method::GET, "/burden", "/burden", &[], [303, 200, 200, 403, 403, 403, 403, 403]),
    (Method::GET, "/rechecks", "/rechecks", &[], [303, 200, 200, 403, 403, 403, 403, 403]),
    // Nothing chosen: told so.
    (Method::POST, "/rechecks", "/rechecks", &[], [401, 422, 422, 403, 403, 403, 403, 403]),
    (Method::GET, "/rechecks/{draw}", "/rechecks/1", &[],
        [303, 200, 200, 403, 403, 403, 403, 403]),
    (Method::GET, "/rechecks/{draw}/{place}", "/rechecks/1/1", &[],
        [303, 200, 200, 403, 403, 403, 403, 403]),
    (Method::POST, "/rechecks/{draw}/{place}", "/rechecks/1/1", &[("submission", FORM)],
        [401, 403, 422, 403, 403, 403, 403, 403]),
    // A form without a file.
    (Method::POST, "/islands/rechecks/{draw}/{place}", "/islands/rechecks/1/1", &[],
        [401, 403, 400, 403, 403, 403, 403, 403]),
    (Method::GET, "/reconciliation", "/reconciliation", &[],
        [303, 200, 200, 403, 403, 403, 403, 403]),
    // Of no day: there is no such page.
    (Method::POST, "/reconciliation", "/reconciliation", &[],
        [401, 403, 404, 403, 403, 403, 403, 403]),
    (Method::GET, "/parts", "/parts", &[], [303, 200, 200, 200, 200, 403, 403, 403]),
    (Method::GET, "/latest", "/latest", &[], [303, 200, 200, 200, 200, 403, 403, 403]),
    (Method::GET, "/what-if", "/what-if", &[], [303, 200, 200, 200, 200, 403, 403, 403]),
    (Method::GET, "/compare", "/compare", &[], [303, 200, 200, 200, 200, 403, 403, 403]),
    // Given to nobody: asked again.
    (Method::POST, "/compare/days", "/compare/days", &[],
        [401, 403, 409, 403, 403, 403, 403, 403]),
    (Method::GET, "/databases", "/databases", &[], [303, 200, 200, 200, 200, 200, 403, 200]),
    (Method::GET, "/databases/{code}", "/databases/CN-Y-TE", &[],
        [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/outcomes", "/outcomes", &[], [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/outcomes/{code}", "/outcomes/CT-Y-TE", &[],
        [303, 200, 200, 200, 200, 200, 403, 403]),
    // Nothing chosen: told so.
    (Method::POST, "/outcomes/{code}", "/outcomes/CT-Y-TE", &[],
        [401, 422, 422, 403, 403, 403, 403, 403]),
    (Method::GET, "/measure", "/measure", &[], [303, 403, 200, 200, 200, 403, 403, 403]),
    // Given to nobody: told what is missing.
    (Method::POST, "/measure", "/measure", &[("submission", FORM), ("action", "send")],
        [401, 403, 422, 422, 422, 403, 403, 403]),
    // A form without a file.
    (Method::POST, "/islands/measure", "/islands/measure", &[],
        [401, 403, 400, 400, 400, 403, 403, 403]),
    // Nothing that an island sends.
    (Method::POST, "/islands/measure/draft", "/islands/measure/draft", &[],
        [401, 403, 400, 400, 400, 403, 403, 403]),
    (Method::POST, "/islands/measure/read", "/islands/measure/read", &[],
        [401, 403, 400, 400, 400, 403, 403, 403]),
    (Method::GET, "/programme", "/programme", &[], [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/programme/{code}", "/programme/CT-AN-NINH", &[],
        [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/agreements", "/agreements", &[], [303, 200, 200, 200, 200, 200, 403, 403]),
    (Method::GET, "/agreements/{code}", "/agreements/KHONG-CO", &[],
        [303, 404, 404, 404, 404, 404, 403, 403]),
    (Method::GET, "/explanations", "/explanations", &[],
        [303, 200, 200, 403, 403, 403, 403, 403]),
    (Method::GET, "/search", "/search?q=y", &[], [303, 200, 200, 200, 200, 200, 403, 403]),
    // For islands: told in a sentence, not sent to sign in.
    (Method::GET, "/islands/suggest", "/islands/suggest?q=y", &[],
        [401, 200, 200, 200, 200, 200, 403, 403]),
    // Nothing that an island sends.
    (Method::POST, "/islands/draft", "/islands/draft", &[],
        [401, 403, 403, 400, 400, 400, 403, 403]),
    // A form without a file.
    (Method::POST, "/islands/files/{milestone}", "/islands/files/yte-san-pham", &[],
        [401, 403, 403, 400, 400, 404, 403, 403]),
    (Method::POST, "/islands/files/{about}/explain", "/islands/files/yte-san-pham/explain", &[],
        [401, 403, 403, 400, 403, 404, 403, 403]),
    (Method::GET, "/work", "/work", &[], [303, 403, 403, 200, 200, 200, 403, 403]),
    (Method::GET, "/work/{milestone}", "/work/yte-san-pham", &[],
        [303, 403, 403, 200, 200, 404, 403, 403]),
    // Nothing written: told what is missing.
    (Method::POST, "/work/{milestone}", "/work/yte-san-pham", &[("submission", FORM)],
        [401, 403, 403, 422, 422, 404, 403, 403]),
    // Given to nobody: asked again.
    (Method::POST, "/work/{milestone}/withdraw", "/work/yte-san-pham/withdraw", &[("submission", FORM)],
        [401, 403, 403, 409, 409, 404, 403, 403]),
    (Method::GET, "/review", "/review", &[], [303, 200, 200, 200, 403, 403, 403, 403]),
    // Nothing ticked: told so.
    (Method::POST, "/review", "/review", &[], [401, 422, 422, 422, 403, 403, 403, 403]),
    (Method::GET, "/review/{milestone}", "/review/yte-xanh", &[],
        [303, 404, 200, 200, 403, 403, 403, 403]),
    (Method::POST, "/review/{milestone}", "/review/yte-xanh", &[("submission", FORM)],
        [401, 404, 422, 422, 403, 403, 403, 403]),
    (Method::GET, "/work/{milestone}/extension", "/work/yte-san-pham/extension", &[],
        [303, 403, 403, 200, 200, 404, 403, 403]),
    (Method::POST, "/work/{milestone}/extension", "/work/yte-san-pham/extension",
        &[("submission", FORM), ("event", "extension_requested")],
        [401, 403, 403, 422, 422, 404, 403, 403]),
    (Method::GET, "/review/{milestone}/adjust", "/review/yte-san-pham/adjust", &[],
        [303, 404, 200, 404, 403, 403, 403, 403]),
    (Method::POST, "/review/{milestone}/adjust", "/review/yte-san-pham/adjust",
        &[("submission", FORM), ("event", "extended")],
        [401, 404, 422, 404, 403, 403, 403, 403]),
    (Method::GET, "/work/{milestone}/restate", "/work/yte-san-pham/restate", &[],
        [303, 403, 403, 200, 200, 404, 403, 403]),
    (Method::POST, "/work/{milestone}/restate", "/work/yte-san-pham/restate",
        &[("submission", FORM), ("act", "own-document")],
        [401, 403, 403, 422, 422, 404, 403, 403]),
    (Method::GET, "/review/{milestone}/restate", "/review/yte-san-pham/restate", &[],
        [303, 404, 200, 404, 403, 403, 403, 403]),
    (Method::POST, "/review/{milestone}/restate", "/review/yte-san-pham/restate",
        &[("submission", FORM), ("act", "title")],
        [401, 404, 422, 404, 403, 403, 403, 403]),
    (Method::GET, "/work/{about}/explain", "/work/yte-san-pham/explain", &[],
        [303, 403, 403, 200, 403, 404, 403, 403]),
    (Method::POST, "/work/{about}/explain", "/work/yte-san-pham/explain", &[("submission", FORM)],
        [401, 403, 403, 422, 403, 404, 403, 403]),
    (Method::GET, "/review/{about}/ask", "/review/yte-san-pham/ask", &[],
        [303, 200, 200, 403, 403, 403, 403, 403]),
    (Method::POST, "/review/{about}/ask", "/review/yte-san-pham/ask", &[("submission", FORM)],
        [401, 422, 422, 403, 403, 403, 403, 403]),
    (Method::GET, "/files/{id}", HIDDEN_FILE, &[], [303, 200, 200, 200, 200, 404, 403, 403]),
    (Method::GET, "/account", "/account", &[], [303, 200, 200, 200, 200, 200, 200, 403]),
    // Given to nobody: asked again.
    (Method::POST, "/account", "/account", &[], [401, 409, 409, 409, 409, 409, 409, 403]),
    (Method::POST, "/account/sessions", "/account/sessions", &[],
        [401, 303, 303, 303, 303, 303, 303, 403]),
    (Method::POST, "/account/language", "/account/language", &[],
        [401, 303, 303, 303, 303, 303, 303, 403]),
    (Method::POST, "/account/theme", "/account/theme", &[],
        [401, 303, 303, 303, 303, 303, 303, 403]),
    // No address, and nothing to follow.
    (Method::POST, "/account/views", "/account/views", &[],
        [401, 400, 400, 400, 400, 400, 403, 403]),
    (Method::POST, "/account/follow", "/account/follow", &[],
        [401, 400, 400, 400, 400, 400, 403, 403]),
    (Method::GET, "/account/factor", "/account/factor", &[],
        [303, 200, 200, 200, 200, 200, 200, 403]),
    // Given to nobody: asked again.
    (Method::POST, "/account/factor", "/account/factor", &[],
        [401, 409, 409, 409, 409, 409, 409, 403]),
    // Who is signed in is led on.
    (Method::GET, "/sign-in/code", "/sign-in/code", &[],
        [303, 303, 303, 303, 303, 303, 303, 303]),
    (Method::POST, "/sign-in/code", "/sign-in/code", &[],
        [401, 303, 303, 303, 303, 303, 303, 303]),
    (Method::GET, "/account/password", "/account/password", &[],
        [303, 200, 200, 200, 200, 200, 200, 403]),
    // Given to nobody: asked again.
    (Method::POST, "/account/password", "/account/password", &[],
        [401, 409, 409, 409, 409, 409, 409, 403]),
    // Given to nobody: asked again.
    (Method::GET, "/plan", "/plan", &[],
        [303, 403, 200, 403, 403, 403, 403, 403]),
    (Method::GET, "/plan/changes", "/plan/changes", &[],
        [303, 403, 200, 403, 403, 403, 403, 403]),
    (Method::GET, "/plan/folder", "/plan/folder", &[],
        [303, 403, 200, 403, 403, 403, 403, 403]),
    (Method::GET, "/plan/sheet", "/plan/sheet", &[],
        [303, 403, 200, 403, 403, 403, 403, 403]),
    (Method::POST, "/plan/sheet", "/plan/sheet", &[],
        [401, 403, 409, 403, 403, 403, 403, 403]),
    (Method::GET, "/plan/together/{act}", "/plan/together/milestones", &[],
        [303, 403, 200, 403, 403, 403, 403, 403]),
    (Method::POST, "/plan/together/{act}", "/plan/together/milestones", &[],
        [401, 403, 409, 403, 403, 403, 403, 403]),
    (Method::GET, "/plan/{file}", "/plan/units", &[],
        [303, 403, 200, 403, 403, 403, 403, 403]),
    (Method::GET, "/plan/{file}/new", "/plan/units/new", &[],
        [303, 403, 200, 403, 403, 403, 403, 403]),
    (Method::POST, "/plan/{file}/new", "/plan/units/new", &[],
        [401, 403, 409, 403, 403, 403, 403, 403]),
    (Method::GET, "/plan/{file}/row", "/plan/units/row?key=SO-Y-TE", &[],
        [303, 403, 200, 403, 403, 403, 403, 403]),
    (Method::POST, "/plan/{file}/row", "/plan/units/row?key=SO-Y-TE", &[],
        [401, 403, 409, 403, 403, 403, 403, 403]),
    (Method::GET, "/plan/{file}/table", "/plan/units/table", &[],
        [303, 403, 200, 403, 403, 403, 403, 403]),
    (Method::POST, "/plan/{file}/table", "/plan/units/table", &[],
        [401, 403, 409, 403, 403, 403, 403, 403]),
    (Method::GET, "/people", "/people", &[], [303, 403, 403, 403, 403, 403, 200, 403]),
    (Method::POST, "/people", "/people", &[], [401, 403, 403, 403, 403, 403, 409, 403]),
    (Method::GET, "/people/{username}", "/people/head.y-te", &[],
        [303, 403, 403, 403, 403, 403, 200, 403]),
    (Method::POST, "/people/{username}", "/people/head.y-te", &[],
        [401, 403, 403, 403, 403, 403, 409, 403]),
    // No screen.
    (Method::POST, "/people/{username}/wall", "/people/head.y-te/wall", &[],
        [401, 403, 403, 403, 403, 403, 404, 403]),
    (Method::GET, "/people/add/one", "/people/add/one", &[],
        [303, 403, 403, 403, 403, 403, 200, 403]),
    (Method::POST, "/people/add/one", "/people/add/one", &[],
        [401, 403, 403, 403, 403, 403, 409, 403]),
    (Method::GET, "/people/add/many", "/people/add/many", &[],
        [303, 403, 403, 403, 403, 403, 200, 403]),
    (Method::POST, "/people/add/many", "/people/add/many", &[],
        [401, 403, 403, 403, 403, 403, 409, 403]),
    (Method::GET, "/audit", "/audit", &[], [303, 403, 403, 403, 403, 403, 200, 403]),
    (Method::GET, "/sign-in", "/sign-in", &[], [200, 303, 303, 303, 303, 303, 303, 303]),
    (Method::POST, "/sign-in", "/sign-in", &[], [422, 422, 422, 422, 422, 422, 422, 422]),
    (Method::POST, "/sign-out", "/sign-out", &[], [303, 303, 303, 303, 303, 303, 303, 303]),
];

const WHO: [&str; 8] = [
    "nobody",
    "committee",
    "office",
    "head",
    "member",
    "partner",
    "administrator",
    "display",
];

async fn sessions(site: &Site) -> [Option<String>; 8] {
    [
        None,
        Some(Committee::of(site).await.session),
        Some(Office::of(site).await.session),
        Some(Head::of(site).await.session),
        Some(Member::of(site).await.session),
        Some(Partner::of(site).await.session),
        Some(Administrator::of(site).await.session),
        Some(Display::of(site).await.session),
    ]
}

#[tokio::test]
async fn every_route_as_everybody() {
    let site = Site::new().await;
    let sessions = sessions(&site).await;
    let mut routes: Vec<_> = routes()
        .iter()
        .map(|r| (r.method.clone(), r.path))
        .collect();
    // Signing out comes last: it ends the sessions used here.
    routes.sort_by_key(|(_, path)| *path == "/sign-out");
    let mut wrong = Vec::new();
    for (method, path) in &routes {
        let row = TABLE.iter().find(|row| (&row.0, row.1) == (method, *path));
        let (_, _, example, fields, expected) =
            row.unwrap_or_else(|| panic!("{method} {path} is not in the table of this test"));
        for ((who, session), expected) in WHO.iter().zip(&sessions).zip(expected) {
            let body = if method == Method::POST {
                form(fields)
            } else {
                String::new()
            };
            let request = request(method.clone(), example, session.as_deref(), body);
            let answer = site.send(request).await;
            if answer.status.as_u16() != *expected {
                wrong.push(format!(
                    "{method} {path} as {who}: {}, expected {expected}",
                    answer.status
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(
        routes.len(),
        TABLE.len(),
        "the table names a route that is gone"
    );
}

/// Every page of its own that a role reaches is in its menu, and nothing else is.
#[test]
fn the_menu_of_a_role_is_what_it_reaches() {
    // Reached from the field and one's name on every page, from the counts of pages, and from the
    // pages of the programme and of the whole.
    const ELSEWHERE: &[&str] = &[
        "/duties",
        "/milestones",
        "/actions",
        "/brief/proposals",
        "/search",
        "/islands/suggest",
        "/account",
        "/account/password",
        "/account/factor",
        "/sign-in/code",
        "/plan/changes",
        "/plan/folder",
        "/plan/sheet",
        "/people/add/one",
        "/people/add/many",
        "/agreements",
        "/parts",
        "/latest",
        "/what-if",
        "/compare",
        "/reconciliation",
        "/sign-in",
    ];
    // To the committee it is the first page.
    const FIRST: (&str, Role) = ("/campaign", Role::Committee);
    // Both lead a company to its own page, which it has a link to; the first an administrator to
    // the accounts.
    const TO_OWN_PAGE: [&str; 2] = ["/", "/partners"];
    for &role in Role::ALL {
        let own = (role == Role::Partner).then(|| PartnerCode::parse("VNPT").unwrap());
        let reader = Reader {
            account: String::new(),
            name: String::new(),
            role,
            unit: None,
            partner: own.clone().map(|code| (code, "VNPT".into())),
            stands_in: true,
            to_do: ToDo::default(),
        };
        let mut reached: BTreeSet<String> = routes()
            .iter()
            .filter(|r| r.method == Method::GET && !r.path.contains('{'))
            .filter(|r| r.who.lets_in(role) && !ELSEWHERE.contains(&r.path))
            .filter(|r| (r.path, role) != FIRST)
            .filter(|r| !(own.is_some() || role.administers()) || !TO_OWN_PAGE.contains(&r.path))
            .map(|r| r.path.to_owned())
            .collect();
        reached.extend(own.map(|code| format!("/partners/{code}")));
        let menu: BTreeSet<String> = menu_paths(&reader, true).into_iter().collect();
        assert_eq!(menu, reached, "{role:?}");
        // Without databases: neither their list nor their matrix, and tasks come before units.
        let menu = menu_paths(&reader, false);
        let of_databases = |path: &String| ["/matrix", "/databases"].contains(&path.as_str());
        reached.retain(|path| !of_databases(path));
        let all: BTreeSet<String> = menu.iter().cloned().collect();
        assert_eq!(all, reached, "{role:?}");
        let at = |path: &str| menu.iter().position(|it| it == path);
        if let (Some(tasks), Some(units)) = (at("/programme"), at("/units")) {
            assert!(tasks < units || role == Role::Partner, "{role:?}: {menu:?}");
        }
        // What a committee member reaches only with something to do is no item without.
        let idle = Reader {
            stands_in: false,
            ..reader
        };
        let review = menu_paths(&idle, true).contains(&"/review".to_owned());
        assert_eq!(
            review,
            matches!(role, Role::Office | Role::Head),
            "{role:?}"
        );
    }
}

/// What a path does not answer to does not exist, whoever asks.
#[tokio::test]
async fn other_methods_are_not_found() {
    let site = Site::new().await;
    let office = Office::of(&site).await;
    for (_, path, example, ..) in TABLE {
        for method in [Method::GET, Method::POST, Method::PUT, Method::DELETE] {
            if TABLE.iter().any(|row| (&row.0, row.1) == (&method, *path)) {
                continue;
            }
            for session in [None, Some(office.session.as_str())] {
                let mut request = request(method.clone(), example, session, String::new());
                request
                    .headers_mut()
                    .insert("sec-fetch-site", "same-origin".parse().unwrap());
                let answer = site.send(request).await;
                assert_eq!(answer.status, 404, "{method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn nobody_is_sent_to_sign_in_and_back() {
    let site = Site::new().await;
    let nobody = Anonymous(&site);
    let answer = nobody.get("/units/SO-Y-TE?as_of=2026-11-01").await;
    assert_eq!(
        answer.location(),
        "/sign-in?next=/units/SO-Y-TE%3Fas_of%3D2026-11-01"
    );
    let page = nobody.get(answer.location()).await.expect(StatusCode::OK);
    assert_eq!(
        page.hidden("next").as_deref(),
        Some("/units/SO-Y-TE?as_of=2026-11-01")
    );
    // Whether a unit exists is nothing nobody learns.
    let unknown = nobody.get("/units/KHONG-CO").await;
    assert_eq!(unknown.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_administrator_learns_nothing_of_the_campaign() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    assert_eq!(admin.get("/").await.location(), "/people");
    for path in [
        "/units",
        "/units/SO-Y-TE",
        "/duties/SO-Y-TE/CN-Y-TE",
        "/work",
        "/review",
    ] {
        let answer = admin.get(path).await.expect(StatusCode::FORBIDDEN);
        answer.hides("Sở Y tế Thử");
        answer.hides("data-figure");
    }
}

/// Reasons and evidence, in the bytes of the page and in those of the lists.
#[tokio::test]
async fn evidence_and_reasons_are_the_units_own() {
    let site = Site::new().await;
    let page = "/duties/SO-Y-TE/QG-DAN-CU";
    let own = Head::of(&site).await.get(page).await;
    let member = Member::of(&site).await.get(page).await;
    let office = Office::of(&site).await.get(page).await;
    let committee = Committee::of(&site).await.get(page).await;
    for answer in [own, member, office, committee] {
        for words in HIDDEN {
            answer.shows(words);
        }
    }
    let paths = [
        page,
        "/duties/SO-Y-TE/QG-DAN-CU?as_of=2026-06-24",
        "/units/SO-Y-TE",
        "/units/SO-Y-TE?as_of=2026-06-24",
    ];
    let head = Head::named(&site, "head.tai-chinh").await;
    let member = Member::named(&site, "member.to-chuc").await;
    let company = Partner::of(&site).await;
    for path in paths {
        for answer in [
            head.get(path).await,
            member.get(path).await,
            company.get(path).await,
        ] {
            let answer = answer.expect(StatusCode::OK);
            for words in HIDDEN {
                answer.hides(words);
            }
        }
    }
}

/// A company and what belongs to units it is not assigned to: codes, names,
/// milestones.
struct Rival {
    account: &'static str,
    own: &'static [&'static str],
    foreign: &'static [&'static str],
    words: &'static [&'static str],
}

const RIVALS: [Rival; 2] = [
    Rival {
        account: "partner.xanh",
        own: &["SO-Y-TE", "PHUONG-MOT"],
        foreign: &["SO-TAI-CHINH", "PHUONG-HAI", "BAN-TO-CHUC"],
        words: &[
            "SO-TAI-CHINH",
            "Sở Tài chính Thử",
            "PHUONG-HAI",
            "Phường Thử Hai",
            "BAN-TO-CHUC",
            "Ban Tổ chức Thử",
            "tc-dat",
            "tc-vang",
            "p2-dan-cu",
        ],
    },
    Rival {
        account: "partner.vang",
        // Its assignment to SO-Y-TE ended yesterday.
        own: &["SO-TAI-CHINH", "PHUONG-MOT", "PHUONG-HAI"],
        foreign: &["SO-Y-TE", "BAN-TO-CHUC"],
        words: &[
            "SO-Y-TE",
            "Sở Y tế Thử",
            "BAN-TO-CHUC",
            "Ban Tổ chức Thử",
            "yte-xanh",
            "yte-san-pham",
            "CT-Y-TE",
        ],
    },
];

/// Days asked for: today, the day before an assignment ended, long ago.
const DAYS: [&str; 4] = [
    "",
    "as_of=2026-11-19",
    "as_of=2026-07-01",
    "as_of=2026-01-06",
];

#[tokio::test]
async fn rule_11_a_company_opens_only_its_units() {
    let site = Site::new().await;
    for rival in RIVALS {
        let company = Partner::named(&site, rival.account).await;
        for unit in rival.own {
            company
                .get(&format!("/units/{unit}"))
                .await
                .expect(StatusCode::OK);
        }
        let list = company.get("/units").await.expect(StatusCode::OK);
        let mut listed = list.codes("unit");
        listed.sort();
        let mut own = rival.own.to_vec();
        own.sort_unstable();
        assert_eq!(listed, own);
        for unit in rival.foreign {
            for day in DAYS {
                for path in [
                    format!("/units/{unit}"),
                    format!("/duties/{unit}/QG-DAN-CU"),
                ] {
                    let foreign = company.get(&format!("{path}?{day}")).await;
                    let unknown = path.replace(unit, "KHONG-CO");
                    let unknown = company.get(&format!("{unknown}?{day}")).await;
                    assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{path} {day}");
                    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
                    // The address itself, which the company typed, apart.
                    assert_eq!(
                        foreign.plain().replace(unit, "…"),
                        unknown.plain().replace("KHONG-CO", "…")
                    );
                }
            }
        }
    }
}

/// Milestones: what a company does not work on does not exist for it.
#[tokio::test]
async fn rule_11_a_company_works_only_on_its_milestones() {
    let site = Site::new().await;
    let company = Partner::named(&site, "partner.vang").await;
    company.get("/work/tc-vang").await.expect(StatusCode::OK);
    let unknown = company.get("/work/khong-co").await;
    // The unit's own, another company's, its own where it is no longer assigned.
    for id in ["tc-dat", "p1-xanh", "yte-vang"] {
        let answer = company.get(&format!("/work/{id}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
        assert_eq!(
            answer.plain().replace(id, "…"),
            unknown.plain().replace("khong-co", "…")
        );
        let fields = [("submission", FORM), ("action", "draft"), ("produced", "x")];
        let answer = company.post(&format!("/work/{id}"), &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
    assert_eq!(site.store.number("select count(*) from drafts").await, 0);
}

/// Every page a company can come to by links, on every day, in both languages.
#[tokio::test]
async fn rule_11_no_page_of_a_company_names_another_ones_unit() {
    let site = Site::new().await;
    for rival in RIVALS {
        let company = Partner::named(&site, rival.account).await;
        let mut waiting: VecDeque<String> = ["/", "/units", "/work", "/units?q=Th%E1%BB%AD"]
            .into_iter()
            .flat_map(|path| {
                DAYS.iter().flat_map(move |day| {
                    let sign = if path.contains('?') { '&' } else { '?' };
                    [
                        format!("{path}{sign}{day}"),
                        format!("{path}{sign}{day}&lang=en"),
                    ]
                })
            })
            .collect();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut read = 0;
        while let Some(path) = waiting.pop_front() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let answer = company.get(&path).await;
            assert!(
                answer.status.is_success() || answer.status.is_redirection(),
                "{path}: {}",
                answer.status
            );
            read += usize::from(answer.status.is_success());
            // Its own page tells where it delivered before.
            let past = |words: &str| path.starts_with("/partners/") && words == "Sở Y tế Thử";
            for words in rival.words.iter().filter(|words| !past(words)) {
                assert!(!answer.body.contains(words), "{path} names {words}");
            }
            // A file is of no day.
            let of_days = !path.contains('?') && !path.starts_with("/files/");
            for day in DAYS.iter().filter(|day| !day.is_empty() && of_days) {
                waiting.push_back(format!("{path}?{day}"));
            }
            // Filters, languages and files of each page are read in `leaks`.
            waiting.extend(
                links(&answer)
                    .into_iter()
                    .filter(|link| !link.contains('?')),
            );
        }
        for unit in rival.own {
            assert!(
                seen.contains(&format!("/units/{unit}")),
                "{unit} was not read"
            );
        }
        assert!(read > 20, "only {read} pages were read");
    }
}

/// Addresses of this site on a page, and where it sends the reader.
fn links(answer: &Answer) -> Vec<String> {
    answer
        .body
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .chain([answer.location()])
        .filter(|path| path.starts_with('/') && !path.starts_with("/pkg"))
        .filter(|path| !path.starts_with("/favicon"))
        .map(|path| path.split('#').next().unwrap_or(path).replace("&amp;", "&"))
        .collect()
}

/// Rule 3: permissions are always today's, whatever day is shown.
#[tokio::test]
async fn rule_3_permissions_are_todays() {
    let site = Site::new().await;
    // The clock decides, not `as_of`.
    site.clock.set(campaign::at(campaign::TODAY, 0));
    site.later(-30);
    let company = Partner::named(&site, "partner.vang").await;
    company.get("/units/SO-Y-TE").await.expect(StatusCode::OK);
    site.later(30);
    company
        .get("/units/SO-TAI-CHINH?as_of=2026-11-19")
        .await
        .expect(StatusCode::OK);
    company
        .get("/units/SO-Y-TE?as_of=2026-11-19")
        .await
        .expect(StatusCode::NOT_FOUND);
}

/// A company has no figure above its own units.
#[tokio::test]
async fn rule_11_a_company_sees_no_figure_of_the_city() {
    let site = Site::new().await;
    let company = Partner::of(&site).await;
    let answer = company.get("/").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!answer.body.contains("data-figure"));
    let figures = site.app.live.today().await.unwrap().figures();
    let city = format!("{:.6}", figures["city"]["accepted"].as_f64().unwrap());
    for path in ["/units", "/units/SO-Y-TE", "/units/PHUONG-MOT", "/work"] {
        company.get(path).await.expect(StatusCode::OK).hides(&city);
    }
}

#[tokio::test]
async fn rule_10_a_demonstration_says_so_on_every_page() {
    let site = Site::new().await;
    let quiet = Committee::of(&site).await.get("/").await;
    quiet.hides("Số liệu mẫu");
    quiet.hides("[Mẫu]");
    let mut tx = site.store.db.begin().await.unwrap();
    let seq = tx.next_seq().await.unwrap();
    let row = CampaignRow {
        headline: None,
        place: "thành phố".into(),
        demo: true,
        seq,
        recorded_at: site.clock.now(),
        ..campaign::rows().campaign[0].clone()
    };
    CampaignRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
    let sessions = sessions(&site).await;
    for (method, _, example, ..) in TABLE {
        // What a function answers stands in a page that says it, and a file is what it was.
        let page = !["/islands/", "/files/", "/plan/folder"]
            .iter()
            .any(|it| example.starts_with(it));
        if method != Method::GET || !page {
            continue;
        }
        for (who, session) in WHO.iter().zip(&sessions) {
            let request = request(Method::GET, example, session.as_deref(), String::new());
            let answer = site.send(request).await;
            if answer.status.is_redirection() {
                continue;
            }
            assert!(answer.body.contains("Số liệu mẫu"), "{example} as {who}");
            let title = answer.body.split("<title>").nth(1).unwrap_or("");
            assert!(title.starts_with("[Mẫu]"), "{example} as {who}");
        }
    }
}
