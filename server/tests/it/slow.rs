//! Slow and silent clients: they hold up nobody, and no stop.
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use axum::{Extension, Router, routing::get};
use tiendo::web::serving::{Lasting, Limits, serve};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};

const LIMITS: Limits = Limits {
    head: Duration::from_millis(500),
    lasts: Duration::from_secs(60),
    ending: Duration::from_secs(1),
    connections: 32,
};

struct Server {
    at: SocketAddr,
    stop: oneshot::Sender<()>,
    done: JoinHandle<()>,
}

async fn slow() -> &'static str {
    sleep(Duration::from_millis(600)).await;
    "late"
}

async fn started(limits: Limits) -> Server {
    let long = async |Extension(lasting): Extension<Lasting>| {
        lasting.at_least(Duration::from_secs(5));
        slow().await
    };
    let router = Router::new()
        .route("/", get(async || "well").post(async |_: String| "read"))
        .route("/slow", get(slow))
        .route("/long", get(long));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let at = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let done = tokio::spawn(serve(listener, router, limits, async {
        stopped.await.unwrap();
    }));
    Server { at, stop, done }
}

async fn begin(at: SocketAddr, words: &str) -> TcpStream {
    let mut stream = TcpStream::connect(at).await.unwrap();
    stream.write_all(words.as_bytes()).await.unwrap();
    stream
}

async fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let read = timeout(Duration::from_secs(10), stream.read_to_end(&mut answer)).await;
    // Cut off is an end as well.
    let _ = read.expect("an end");
    String::from_utf8(answer).unwrap()
}

const WHOLE: &str = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
const DRIPPING: &str = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n";

#[tokio::test]
async fn half_requests_hold_up_others_no_longer_than_a_head_may_take() {
    let server = started(LIMITS).await;
    let mut halves = Vec::new();
    for _ in 0..128 {
        halves.push(begin(server.at, "GET / HTTP/1.1\r\nhost:").await);
    }
    let asked = Instant::now();
    let answer = rest(begin(server.at, WHOLE).await).await;
    assert!(answer.ends_with("well"), "{answer}");
    assert!(
        asked.elapsed() < Duration::from_secs(5),
        "{:?}",
        asked.elapsed()
    );
}

#[tokio::test]
async fn who_asks_nothing_more_is_let_go() {
    let server = started(LIMITS).await;
    let kept = begin(server.at, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let asked = Instant::now();
    let answer = rest(kept).await;
    assert!(answer.ends_with("well"), "{answer}");
    assert!(
        asked.elapsed() < Duration::from_secs(3),
        "{:?}",
        asked.elapsed()
    );
}

/// However slowly somebody reads or writes.
#[tokio::test]
async fn no_connection_lasts_for_ever() {
    let short = Limits {
        lasts: Duration::from_millis(200),
        ending: Duration::from_millis(200),
        ..LIMITS
    };
    let server = started(short).await;
    let asked = Instant::now();
    rest(begin(server.at, DRIPPING).await).await;
    assert!(
        asked.elapsed() < Duration::from_secs(3),
        "{:?}",
        asked.elapsed()
    );
}

#[tokio::test]
async fn a_stop_answers_what_is_under_way_and_waits_for_no_dripping_client() {
    let server = started(LIMITS).await;
    let mut dripping = begin(server.at, DRIPPING).await;
    let drips = tokio::spawn(async move {
        while dripping.write_all(b"x").await.is_ok() {
            sleep(Duration::from_millis(50)).await;
        }
    });
    let idle = begin(server.at, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let under_way = begin(server.at, &WHOLE.replace("/ ", "/slow ")).await;
    sleep(Duration::from_millis(200)).await;

    let asked = Instant::now();
    server.stop.send(()).unwrap();
    assert!(rest(under_way).await.ends_with("late"));
    assert!(rest(idle).await.ends_with("well"));
    server.done.await.unwrap();
    let took = asked.elapsed();
    assert!(took < Duration::from_secs(3), "{took:?}");
    TcpStream::connect(server.at)
        .await
        .expect_err("nobody is let in");
    drips.await.unwrap();
}

/// Files take longer than pages: a request that asks for it has the time.
#[tokio::test]
async fn a_connection_lasts_as_long_as_its_request_asks_for() {
    let server = started(Limits {
        lasts: Duration::from_millis(200),
        ending: Duration::from_millis(100),
        ..LIMITS
    })
    .await;
    for (path, answered) in [("/slow", false), ("/long", true)] {
        let asked = format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        let answer = rest(begin(server.at, &asked).await).await;
        assert_eq!(answer.ends_with("late"), answered, "{path}: {answer}");
    }
    server.stop.send(()).unwrap();
    server.done.await.unwrap();
}
