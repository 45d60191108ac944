//! The one place that asks what time it is.
use app::domain::Instant;

/// Tells the time; tests set it.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    #[default]
    System,
    Fixed(std::sync::Arc<std::sync::atomic::AtomicI64>),
}

impl Clock {
    /// A clock that stands still until it is set.
    pub fn fixed(at: Instant) -> Self {
        Self::Fixed(std::sync::Arc::new(at.into()))
    }

    /// Sets a fixed clock; the system's cannot be set.
    pub fn set(&self, at: Instant) {
        if let Self::Fixed(now) = self {
            now.store(at, std::sync::atomic::Ordering::SeqCst);
        }
    }

    /// Now, in microseconds since 1970 UTC.
    #[allow(clippy::disallowed_methods)]
    pub fn now(&self) -> Instant {
        match self {
            Self::System => chrono::Utc::now().timestamp_micros(),
            Self::Fixed(now) => now.load(std::sync::atomic::Ordering::SeqCst),
        }
    }
}
