//! The one place that asks what time it is.
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use app::domain::Instant;

/// Tells the time; tests set it. It is never told earlier than what was recorded last: a
/// machine whose clock is slow or was set back would add to days that are over.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    source: Source,
    recorded: Arc<AtomicI64>,
}

#[derive(Debug, Clone, Default)]
enum Source {
    #[default]
    System,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still until it is set.
    pub fn fixed(at: Instant) -> Self {
        Self {
            source: Source::Fixed(Arc::new(at.into())),
            ..Self::default()
        }
    }

    /// Sets a fixed clock; the system's cannot be set.
    pub fn set(&self, at: Instant) {
        if let Source::Fixed(now) = &self.source {
            now.store(at, Ordering::SeqCst);
        }
    }

    /// Now, in microseconds since 1970 UTC.
    pub fn now(&self) -> Instant {
        self.own().max(self.recorded.load(Ordering::SeqCst))
    }

    /// From now on no earlier instant is told than this one, which was recorded.
    pub fn not_before(&self, recorded: Instant) {
        self.recorded.fetch_max(recorded, Ordering::SeqCst);
    }

    /// By how many seconds the machine's clock is behind what was recorded, where it is.
    pub fn behind(&self) -> Option<i64> {
        let behind = self.recorded.load(Ordering::SeqCst) - self.own();
        (behind > 0).then(|| (behind - 1) / 1_000_000 + 1)
    }

    #[allow(clippy::disallowed_methods)]
    fn own(&self) -> Instant {
        match &self.source {
            Source::System => chrono::Utc::now().timestamp_micros(),
            Source::Fixed(now) => now.load(Ordering::SeqCst),
        }
    }
}
