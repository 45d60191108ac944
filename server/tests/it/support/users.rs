//! Who asks: nobody, or a person of one role signed in through the form.
use axum::http::{Method, StatusCode};

use super::{
    page::Answer,
    site::{PASSWORD, Site, cookie, form, request},
};

pub trait User {
    fn site(&self) -> &Site;
    fn cookie(&self) -> Option<&str>;

    async fn get(&self, path: &str) -> Answer {
        let request = request(Method::GET, path, self.cookie(), String::new());
        self.site().send(request).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = request(Method::POST, path, self.cookie(), form(fields));
        self.site().send(request).await
    }
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
                Self { site, session }
            }
        }

        impl User for $role<'_> {
            fn site(&self) -> &Site {
                self.site
            }

            fn cookie(&self) -> Option<&str> {
                Some(&self.session)
            }
        }
    )+};
}

users! {
    Committee = "committee",
    /// At home in BAN-TO-CHUC.
    Office = "office",
    Head = "head.y-te",
    Member = "member.y-te",
    Partner = "partner.xanh",
    Administrator = "admin",
    Display = "display",
}
