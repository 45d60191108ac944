//! Files and folders that only their owner reads.
use std::{
    fs::{File, OpenOptions},
    io::Result,
    path::Path,
};

/// Creates a file that is not there yet.
pub fn create(path: &Path) -> Result<File> {
    open(path, OpenOptions::new().write(true).create_new(true))
}

/// Opens a file to be written anew.
pub fn replace(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    open(path, options.write(true).create(true).truncate(true))
}

/// Makes a folder, and those it is in, where there is none.
pub fn create_folder(path: &Path) -> Result<()> {
    let mut making = std::fs::DirBuilder::new();
    making.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
    making.create(path)
}

fn open(path: &Path, options: &mut OpenOptions) -> Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}
