//! Who asks: nobody, or a person of one role signed in through the form.
use axum::http::{Method, StatusCode};

use tiendo::db::milestone_events::{measured_upto, sign};

use super::{
    page::Answer,
    site::{PASSWORD, Site, cookie, form, request},
};

pub trait User {
    fn site(&self) -> &Site;
    fn cookie(&self) -> Option<&str>;
    fn username(&self) -> &str;

    async fn get(&self, path: &str) -> Answer {
        let request = request(Method::GET, path, self.cookie(), String::new());
        self.site().send(request).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let fields = self.filled(path, fields).await;
        let request = request(Method::POST, path, self.cookie(), fields);
        self.site().send(request).await
    }

    /// A form about a milestone carries the marks of one opened now, where the test gives
    /// none; any other is as it is given.
    async fn filled(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let milestone = ["/work/", "/review/"]
            .iter()
            .find_map(|start| path.strip_prefix(start)?.split(['/', '?']).next());
        let given = |name: &str| fields.iter().any(|(field, _)| *field == name);
        if path == "/measure" && !given("account") {
            return self.given_table(fields).await;
        }
        // A re-check answers its page as it is now.
        if path.starts_with("/rechecks") && self.cookie().is_some() && !given("account") {
            let page = self.get(path).await;
            let marks = ["submission", "read", "account"];
            let marks = marks.map(|name| (name, page.hidden(name).unwrap_or_default()));
            let mut fields = fields.to_vec();
            for (name, value) in &marks {
                if !given(name) {
                    fields.push((name, value));
                }
            }
            return form(&fields);
        }
        let as_it_is =
            self.cookie().is_none() || (given("read") && given("promised") && given("account"));
        let Some(milestone) = milestone.filter(|_| !as_it_is) else {
            return form(fields);
        };
        let mut fields = fields.to_vec();
        let store = &self.site().store;
        let last = if path.ends_with("/ask") || path.ends_with("/explain") {
            stands(milestone)
        } else {
            format!(
                "select submission from milestone_events where milestone = '{milestone}' \
                 order by seq desc limit 1"
            )
        };
        let person = format!(
            "select id from people where username = '{}'",
            self.username()
        );
        let terms =
            format!("select cast(max(seq) as text) from milestones where id = '{milestone}'");
        let measured = measured_upto(&store.db, milestone, i64::MAX).await.unwrap();
        // Nothing rests on a value: no mark.
        let measured = if measured == 0 {
            String::new()
        } else {
            measured.to_string()
        };
        let read = store.texts(&last).await.pop();
        let marks = [
            ("read", read.as_deref().map(sign).unwrap_or_default()),
            (
                "promised",
                store.texts(&terms).await.pop().unwrap_or_default(),
            ),
            ("measured", measured),
            ("account", store.texts(&person).await.pop().unwrap()),
        ];
        for (name, value) in &marks {
            if fields.iter().all(|(given, _)| given != name) {
                fields.push((name, value));
            }
        }
        form(&fields)
    }

    /// A table of measurements that was given to the account.
    async fn given_table(&self, fields: &[(&str, &str)]) -> String {
        let person = format!(
            "select id from people where username = '{}'",
            self.username()
        );
        let account = self.site().store.texts(&person).await.pop();
        let account = account.unwrap_or_default();
        let mut fields = fields.to_vec();
        fields.push(("account", &account));
        form(&fields)
    }
}

/// Where the duty of a milestone stands: what forms that ask or explain answer.
fn stands(milestone: &str) -> String {
    let of_duty = format!(
        "(select n.id from milestones n join milestones m on m.unit = n.unit \
         and m.workstream = n.workstream where m.id = '{milestone}')"
    );
    let said = ["asked", "explained"].map(|table| {
        format!(
            "select s.seq from {table} s join milestones m on m.unit = s.unit \
             and m.workstream = s.workstream where m.id = '{milestone}'"
        )
    });
    format!(
        "select cast(max(seq) as text) from ( \
         select seq from milestones where id in {of_duty} \
         union all select seq from milestone_events where milestone in {of_duty} \
         union all {}) as places",
        said.join(" union all ")
    )
}

/// Nobody signed in.
pub struct Anonymous<'a>(pub &'a Site);

impl User for Anonymous<'_> {
    fn site(&self) -> &Site {
        self.0
    }

    fn cookie(&self) -> Option<&str> {
        None
    }

    fn username(&self) -> &str {
        ""
    }
}

/// Signs in by the form; the cookie of the session.
pub async fn sign_in(site: &Site, username: &str) -> String {
    let answer = Anonymous(site)
        .post(
            "/sign-in",
            &[("username", username), ("password", PASSWORD)],
        )
        .await
        .expect(StatusCode::SEE_OTHER);
    cookie(&answer.headers).expect("a session")
}

macro_rules! users {
    ($($(#[$doc:meta])* $role:ident = $account:literal),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $role<'a> {
            site: &'a Site,
            username: String,
            pub session: String,
        }

        #[allow(dead_code)]
        impl<'a> $role<'a> {
            /// The usual account of this role.
            pub async fn of(site: &'a Site) -> Self {
                Self::named(site, $account).await
            }

            /// Another account of this role.
            pub async fn named(site: &'a Site, username: &str) -> Self {
                let session = sign_in(site, username).await;
                Self {
                    site,
                    username: username.to_owned(),
                    session,
                }
            }
        }

        impl User for $role<'_> {
            fn site(&self) -> &Site {
                self.site
            }

            fn cookie(&self) -> Option<&str> {
                Some(&self.session)
            }

            fn username(&self) -> &str {
                &self.username
            }
        }
    )+};
}

users! {
    /// Whoever a test names.
    Account = "committee",
    Committee = "committee",
    /// At home in BAN-TO-CHUC.
    Office = "office",
    Head = "head.y-te",
    Member = "member.y-te",
    Partner = "partner.xanh",
    Administrator = "admin",
    Display = "display",
}
