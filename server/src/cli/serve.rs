//! `tiendo serve`
use std::{path::Path, time::Duration};

use tokio::{net::TcpListener, sync::oneshot};

use super::CliError;
use crate::{
    clock::Clock,
    config::Config,
    db::{Db, DbError, audit, moved, only_read},
    files,
    import::open_slots,
    log,
    web::{
        account::{password::Passwords, session::Sessions},
        assets::{Missing, Site},
        health, refusals,
        router::router,
        serving::{self, Limits},
        state::App,
    },
};

const SWEEP_EVERY: Duration = Duration::from_secs(600);
const READY_EVERY: Duration = Duration::from_secs(20);

/// Serves until Ctrl-C or SIGTERM; requests under way are answered first, unless a second
/// signal comes.
pub async fn serve(
    config: Config,
    clock: Clock,
    inside: Result<Site, Missing>,
    folder: Option<&Path>,
) -> Result<(), CliError> {
    let site = folder.map_or(inside, Site::folder)?;
    log::start();
    let db = super::open(&config).await?;
    let (stop, stopped) = oneshot::channel();
    let serving = async {
        let done = serve_from(db.clone(), config, clock, site, stopped).await;
        db.close().await;
        done
    };
    tokio::select! {
        done = serving => done,
        () = stopped_twice(stop) => Ok(()),
    }
}

async fn serve_from(
    db: Db,
    config: Config,
    clock: Clock,
    site: Site,
    stopped: oneshot::Receiver<()>,
) -> Result<(), CliError> {
    // After the folder of the data is there.
    let key = config.own_key()?;
    let passwords = Passwords::new()?;
    let (addr, origin) = (config.addr, config.origin.text.clone());
    let files = super::files(&config)?;
    let app = App::new(db.clone(), clock, config, key, files, passwords, site);
    keep_time(&app).await?;
    // The first reader finds the board ready.
    let board = app.live.today().await?;
    match board.campaign() {
        None => {
            out!("Cơ sở dữ liệu còn trống: chạy `tiendo demo` hoặc `tiendo import THƯ-MỤC`.")
        }
        Some(campaign) if campaign.demo => super::demo::announce(&db).await?,
        Some(_) => {}
    }
    if let Some(to) = moved::moved_to(&app.db).await? {
        out!(
            "Cơ sở dữ liệu này đã chuyển sang {to} nên chỉ còn đọc: đặt DATABASE_URL là nơi ấy, hoặc thôi chuyển \
             bằng tiendo move --undo."
        );
    }
    tokio::spawn(sweep(app.clone()));
    tokio::spawn(keep_ready(app.clone()));
    tokio::spawn(note_audit(app.clone()));
    tokio::spawn(keep_slots(app.clone()));
    tokio::spawn(health::look_through(app.clone()));
    let listener = TcpListener::bind(addr)
        .await
        .map_err(|e| CliError::Io(addr.to_string(), e))?;
    out!("Tiến Độ đang chạy ở {origin}");
    let stop = async {
        // Also where nobody is left to say so.
        let _ = stopped.await;
    };
    serving::serve(listener, router(app.clone()), Limits::default(), stop).await;
    match refusals::write_counted(&app).await {
        // A stop is none the worse for that.
        Err(DbError::Moved | DbError::Newer(_)) => Ok(()),
        written => Ok(written?),
    }
}

/// Time is told from what was recorded last; said where the machine's clock is behind that.
async fn keep_time(app: &App) -> Result<(), DbError> {
    app.keep_time().await?;
    if let Some(seconds) = app.clock.behind() {
        tracing::warn!(
            seconds,
            "the machine's clock is behind what was recorded last"
        );
        out!(
            "Đồng hồ của máy chậm {seconds} giây so với lần ghi cuối trong cơ sở dữ liệu: cho tới khi đồng hồ \
             tới kịp, mọi việc được ghi vào đúng lúc ấy. Mời kiểm tra đồng hồ (timedatectl)."
        );
    }
    Ok(())
}

/// Writes each day into the log which line of the audit is the last: kept with the log, on
/// another machine, it shows whether lines were changed or cut off (`tiendo audit verify`).
async fn note_audit(app: App) {
    let mut every = tokio::time::interval(SWEEP_EVERY);
    let mut noted = None;
    loop {
        every.tick().await;
        let today = match app.live.today().await {
            Ok(board) => board.day(),
            Err(_) => continue,
        };
        if noted == Some(today) {
            continue;
        }
        match audit::last(&app.db).await {
            Ok(last) => {
                tracing::info!(%last, "the last line of the audit");
                noted = Some(today);
            }
            Err(error) => tracing::warn!(%error, "the last line of the audit not noted"),
        }
    }
}

/// Opens the slots of what recurs, each day.
async fn keep_slots(app: App) {
    let mut every = tokio::time::interval(SWEEP_EVERY);
    loop {
        every.tick().await;
        let Ok(None) = only_read(&app.db).await else {
            continue;
        };
        let Ok(board) = app.live.today().await else {
            continue;
        };
        if let Err(error) = open_slots(&app.db, &board, app.clock.now()).await {
            tracing::warn!(%error, "slots of what recurs not opened");
        }
    }
}

/// Ends what has run out, now and then.
async fn sweep(app: App) {
    let mut every = tokio::time::interval(SWEEP_EVERY);
    let sessions = Sessions::new(app.db.clone(), app.clock.clone());
    if let Err(error) = files::sweep_unknown(&app.db, &app.files, &app.clock).await {
        tracing::warn!(%error, "unknown files not swept");
    }
    loop {
        every.tick().await;
        app.throttle.sweep(app.clock.now());
        if let Err(error) = refusals::write_counted(&app).await {
            tracing::warn!(%error, "counted refusals not recorded");
        }
        if let Err(error) = sessions.sweep().await {
            tracing::warn!(%error, "sessions not swept");
        }
        if let Err(error) = files::sweep(&app.db, &app.files, &app.clock).await {
            tracing::warn!(%error, "files not swept");
        }
    }
}

/// Keeps boards ready, so that the first reader of a day need not wait for them.
async fn keep_ready(app: App) {
    let mut every = tokio::time::interval(READY_EVERY);
    loop {
        every.tick().await;
        if let Err(error) = app.keep_time().await {
            tracing::warn!(%error, "what was recorded last not read");
        }
        let ready = match only_read(&app.db).await {
            Ok(None) => app.live.keep_ready().await,
            // What is made ready could not be written.
            Ok(Some(_)) => app.live.today().await.map(|_| ()),
            Err(error) => Err(error),
        };
        if let Err(error) = ready {
            tracing::warn!(%error, "boards not kept ready");
        }
    }
}

/// The first signal asks for a stop, the second is waited for no longer.
async fn stopped_twice(stop: oneshot::Sender<()>) {
    signalled().await;
    let _ = stop.send(());
    signalled().await;
}

pub(super) async fn signalled() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}
