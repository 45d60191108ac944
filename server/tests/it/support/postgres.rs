//! A PostgreSQL of the test process' own.
//!
//! The first call of [`database`] makes a cluster in a temporary directory and starts it;
//! each call makes a fresh, empty database in it. Nothing has to be set up or cleaned by hand:
//! the server dies with the process that started it, and what it leaves on the disk
//! is removed by the next process. Without PostgreSQL a test fails; it is never skipped.
use std::{
    env, fs,
    io::ErrorKind,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering::Relaxed},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

static CLUSTER: LazyLock<Cluster> = LazyLock::new(Cluster::start);
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// Creates an empty database and returns its URL.
pub fn database() -> String {
    // The lock of `LazyLock` is held while the cluster starts: all tests share the one.
    let cluster = &*CLUSTER;
    let name = format!("test_{}", DATABASES.fetch_add(1, Relaxed));
    run(cluster.program("createdb").arg(&name));
    format!("postgres://postgres@127.0.0.1:{}/{name}", cluster.port)
}

struct Cluster {
    bin: PathBuf,
    port: u16,
}

impl Cluster {
    fn start() -> Self {
        let bin = programs();
        remove_left_over();
        // Belongs to this process by its name, and to the user that PostgreSQL runs as.
        let home = env::temp_dir().join(format!("{PREFIX}{}", process::id()));
        fs::create_dir(&home).expect("the directory of the cluster");
        fs::set_permissions(&home, fs::Permissions::from_mode(0o777)).expect("its mode");

        run(as_postgres(&bin.join("initdb"))
            .args([
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--no-sync",
            ])
            // The order of texts is the app's business; a foreign locale must not hide it.
            .args(["--locale=C.UTF-8", "--pgdata"])
            .arg(home.join("data")));

        // The port may be taken between the look and the start: then look again.
        for _ in 0..5 {
            let cluster = Self {
                bin: bin.clone(),
                port: free_port(),
            };
            if cluster.serve(&home) {
                return cluster;
            }
        }
        panic!("PostgreSQL did not start:\n{}", log(&home));
    }

    /// Starts the server and waits until it answers; false when it ended instead.
    fn serve(&self, home: &Path) -> bool {
        let mut server = as_postgres(&self.bin.join("postgres"));
        server
            .arg("-D")
            .arg(home.join("data"))
            .args(["-p", &self.port.to_string(), "-h", "127.0.0.1", "-k", ""])
            // Nothing here has to survive a crash, and tests open many connections.
            .args([
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
            ])
            .args(["-c", "max_connections=300"])
            .stderr(fs::File::create(home.join("log")).expect("the log of the cluster"));

        // The kernel ends the server when the *thread* that started it ends, and a test's
        // thread ends with the test: so a thread of its own starts it, and waits with it.
        let (tell, ended) = mpsc::channel();
        thread::Builder::new()
            .name("postgres".into())
            .spawn(move || {
                let end = server.spawn().and_then(|mut server| server.wait());
                tell.send(end).ok();
            })
            .expect("the thread of the cluster");

        let deadline = Instant::now() + Duration::from_secs(30);
        while Instant::now() < deadline {
            if ended.recv_timeout(Duration::from_millis(50)).is_ok() {
                return false;
            }
            if self
                .program("pg_isready")
                .status()
                .is_ok_and(|status| status.success())
            {
                return true;
            }
        }
        panic!("PostgreSQL did not answer within 30 s:\n{}", log(home));
    }

    /// A client program, pointed at this cluster.
    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.bin.join(name));
        command
            .args([
                "-h",
                "127.0.0.1",
                "-U",
                "postgres",
                "-p",
                &self.port.to_string(),
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }
}

const PREFIX: &str = "tiendo-test-postgres-";

/// Removes the clusters of processes that are gone.
fn remove_left_over() {
    for entry in fs::read_dir(env::temp_dir())
        .expect("the temporary directory")
        .flatten()
    {
        let name = entry.file_name();
        let Some(owner) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else {
            continue;
        };
        if !Path::new("/proc").join(owner).exists() || owner == process::id().to_string() {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}

/// Where the server's programs are: Debian keeps them off the PATH, the newest is taken.
fn programs() -> PathBuf {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .map(|(version, path)| (version, path.join("bin")))
        .chain(env::split_paths(&env::var_os("PATH").unwrap_or_default()).map(|path| (0, path)))
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    found.sort_by_key(|(version, _)| *version);
    found.pop().map(|(_, bin)| bin).unwrap_or_else(|| {
        panic!(
            "these tests need PostgreSQL: no initdb in /usr/lib/postgresql/*/bin or on the PATH. \
             On Debian: apt-get install postgresql"
        )
    })
}

/// The program as the user `postgres` when we are root, which PostgreSQL refuses to run as;
/// either way it ends when the thread that starts it ends.
fn as_postgres(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    // QUIT: at once, but without leaving shared memory behind, as KILL would.
    command
        .arg("--pdeathsig=QUIT")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    if fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.arg("--").arg(program).current_dir("/");
    command
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}

fn run(command: &mut Command) {
    let output = match command.output() {
        Err(e) if e.kind() == ErrorKind::NotFound => panic!("{command:?}: no such program"),
        result => result.expect("a program of PostgreSQL"),
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed:\n{errors}");
}

fn log(home: &Path) -> String {
    fs::read_to_string(home.join("log")).unwrap_or_default()
}

#[tokio::test]
async fn each_database_is_fresh_and_keeps_vietnamese() {
    for url in [database(), database()] {
        let pool = sqlx::PgPool::connect(&url).await.unwrap();
        sqlx::query("create table t (name text primary key)")
            .execute(&pool)
            .await
            .unwrap();
        let (name,): (String,) = sqlx::query_as("insert into t values ($1) returning name")
            .bind("Sở Y tế")
            .fetch_one(&pool)
            .await
            .unwrap();
        assert_eq!(name, "Sở Y tế");
    }
}
