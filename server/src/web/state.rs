//! What every request shares.
use std::sync::Arc;

use app::domain::{Day, local_day};
use leptos::config::LeptosOptions;

use crate::{
    board::Live,
    clock::Clock,
    config::Config,
    db::{Db, DbError, audit},
    files::Files,
    key::Key,
    web::{
        account::{KnownOfficers, password::Passwords, throttle::Throttle},
        assets::Site,
        heartbeat::Heartbeat,
        refusal_quota::Refusals,
    },
};

#[derive(Debug, Clone)]
pub struct App(Arc<Shared>);

#[derive(Debug)]
pub struct Shared {
    pub db: Db,
    pub clock: Clock,
    pub config: Config,
    pub key: Key,
    pub files: Files,
    pub live: Live,
    pub passwords: Passwords,
    pub throttle: Throttle,
    pub officers: KnownOfficers,
    pub refusals: Refusals,
    pub site: Site,
    pub leptos: LeptosOptions,
    pub health: Heartbeat,
}

impl App {
    pub fn new(
        db: Db,
        clock: Clock,
        config: Config,
        key: Key,
        files: Files,
        passwords: Passwords,
        site: Site,
    ) -> Self {
        let leptos = site.options();
        let live = Live::new(db.clone(), clock.clone());
        let throttle = Throttle::default();
        Self(Arc::new(Shared {
            db,
            clock,
            config,
            key,
            files,
            live,
            passwords,
            throttle,
            officers: KnownOfficers::default(),
            refusals: Refusals::default(),
            site,
            leptos,
            health: Heartbeat::default(),
        }))
    }
}

impl App {
    /// Today where the campaign is.
    pub fn today(&self) -> Day {
        local_day(self.clock.now(), self.live.zone())
    }

    /// Takes note of what was recorded last, by whatever server: time is told from there on.
    pub async fn keep_time(&self) -> Result<(), DbError> {
        if let Some(recorded) = audit::last_recorded(&self.db).await? {
            self.clock.not_before(recorded);
        }
        Ok(())
    }
}

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
