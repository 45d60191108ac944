//! Connections: how long they may take, how many there are, and how they end.
//!
//! axum serves without deadlines: half a request holds a connection for ever, and a client that
//! drips holds up a stop. So connections are served here, by hyper.
use std::{net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::{Instant, sleep, sleep_until, timeout},
};
use tower::ServiceExt;

/// What one connection may take, and all of them.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The head of a request, and the rest between two of them.
    pub head: Duration,
    /// After this long a connection ends with the request under way ...
    pub lasts: Duration,
    /// ... which has this long for it, also at a stop.
    pub ending: Duration,
    /// Connections at once; who comes beyond them waits to be let in.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            lasts: Duration::from_secs(300),
            ending: Duration::from_secs(10),
            connections: room_for_connections(),
        }
    }
}

/// As many as are of use, where the system lets this process open that many files: the
/// database and its readers need some as well.
fn room_for_connections() -> usize {
    const MOST: usize = 1024;
    const FEWEST: usize = 16;
    const OTHERS: usize = 64;
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let files = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))
        .and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    files.map_or(MOST, |files| {
        files.saturating_sub(OTHERS).clamp(FEWEST, MOST)
    })
}

/// Serves until told to stop. Then nobody new is let in, and what is under way is answered
/// where that does not take too long.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let mut stop = pin!(stop);
    let (stopping, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept(), if connections.len() < limits.connections => {
                match accepted {
                    Ok((stream, peer)) => {
                        let one = connection(stream, peer, router.clone(), limits, stopped.clone());
                        connections.spawn(one);
                    }
                    // Of that one, which has gone, or of the system, which has no room.
                    Err(error) => {
                        tracing::warn!(%error, "a connection was not accepted");
                        sleep(Duration::from_millis(100)).await;
                    }
                }
            }
        }
    }
    drop(listener);
    drop(stopped);
    // Nobody listens where nobody is connected.
    let _ = stopping.send(());
    let all = async { while connections.join_next().await.is_some() {} };
    if timeout(limits.ending, all).await.is_err() {
        tracing::warn!("slow connections were cut off");
    }
}

/// With this a request asks for more time on its connection, as files need it.
#[derive(Debug, Clone)]
pub struct Lasting {
    begun: Instant,
    lasts: Arc<watch::Sender<Duration>>,
}

impl Lasting {
    /// From now on the connection lasts at least so long.
    pub fn at_least(&self, long: Duration) {
        let until = self.begun.elapsed().saturating_add(long);
        self.lasts.send_if_modified(|lasts| {
            let longer = until > *lasts;
            *lasts = until.max(*lasts);
            longer
        });
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: Limits,
    mut stopped: watch::Receiver<()>,
) {
    let (lasts, mut longer) = watch::channel(limits.lasts);
    let lasting = Lasting {
        begun: Instant::now(),
        lasts: Arc::new(lasts),
    };
    let begun = lasting.begun;
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(lasting.clone());
        let router = router.clone();
        async move { router.oneshot(request.map(Body::new)).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    loop {
        let until = begun + *longer.borrow_and_update();
        // How a connection ended is the client's business.
        tokio::select! {
            _ = connection.as_mut() => return,
            _ = stopped.changed() => break,
            () = sleep_until(until) => break,
            Ok(()) = longer.changed() => {}
        }
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(limits.ending, connection).await;
}
