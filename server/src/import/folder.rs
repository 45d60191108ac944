//! Where the files come from: a folder, or texts built into the binary.
use std::{collections::BTreeMap, io::Read, path::Path, sync::Arc};

use app::domain::Campaign;

use super::{
    campaign_file::{CampaignFile, Need},
    error::ImportError,
    files::{DatabasesCsv, NEEDS, ProgrammeCsv},
    problem::{Problem, Report},
};

/// A file larger than this is refused unread.
const MAX_FILE: u64 = 50 * 1024 * 1024;

/// Raw files by name.
#[derive(Debug, Clone, Default)]
pub struct Files {
    contents: BTreeMap<String, Vec<u8>>,
    /// What went wrong while reading them.
    pub(super) report: Report,
    /// The campaign whose office writes them by the forms of the app: there is no file of the
    /// campaign then, and a demonstration takes them.
    pub(super) office_of: Option<Arc<Campaign>>,
}

impl Files {
    /// Files built into the binary.
    pub fn embedded(files: &[(&str, &str)]) -> Self {
        Self {
            contents: files
                .iter()
                .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
                .collect(),
            ..Self::default()
        }
    }

    /// No file yet: rows that the office of a campaign writes by the forms of the app.
    pub fn of_office(campaign: Arc<Campaign>) -> Self {
        Self {
            office_of: Some(campaign),
            ..Self::default()
        }
    }

    /// Reads the known files of a folder.
    pub fn read(dir: &Path) -> Result<Self, ImportError> {
        let folder = |error| ImportError::Folder(dir.display().to_string(), error);
        let mut files = Self::default();
        for entry in std::fs::read_dir(dir).map_err(folder)? {
            let name = entry.map_err(folder)?.file_name();
            let csv = |name: &&str| name.to_lowercase().ends_with(".csv");
            let Some(name) = name.to_str().filter(csv) else {
                continue;
            };
            match NEEDS
                .iter()
                .find(|(known, _)| *known == name.to_lowercase())
            {
                Some((known, _)) if *known == name => {}
                Some((known, _)) => {
                    let problem = Problem::FileNameLetters(known);
                    files.report.error(name, None, None, problem);
                    continue;
                }
                None => {
                    files.report.note(name, None, None, Problem::UnknownFile);
                    continue;
                }
            }
            match read_limited(&dir.join(name)) {
                Ok(bytes) if bytes.len() as u64 > MAX_FILE => {
                    files.report.error(name, None, None, Problem::FileTooLarge);
                }
                Ok(bytes) => {
                    files.contents.insert(name.to_owned(), bytes);
                }
                Err(error) => {
                    let problem = Problem::Unreadable(error.to_string());
                    files.report.error(name, None, None, problem);
                }
            }
        }
        let required = NEEDS.iter().filter(|(_, need)| *need != Need::Optional);
        for (name, _) in required {
            let mut errors = files.report.errors.iter();
            let told = errors.any(|e| e.file.to_lowercase() == *name);
            if !told && !files.contents.contains_key(*name) {
                files.report.error(name, None, None, Problem::NoFile);
            }
        }
        let work = [DatabasesCsv::NAME, ProgrammeCsv::NAME];
        let has = |name: &str| files.contents.contains_key(name);
        if !work.into_iter().any(has) && files.report.errors.is_empty() {
            let problem = Problem::NoWorkFile;
            files.report.error(DatabasesCsv::NAME, None, None, problem);
        }
        Ok(files)
    }

    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.contents.get(name).map(Vec::as_slice)
    }

    /// Takes a file out; for tests.
    #[cfg(test)]
    pub fn take_out(&mut self, name: &str) {
        self.contents.remove(name);
    }

    /// Replaces or adds a file; for tests and tools.
    pub fn set(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.contents.insert(name.to_owned(), bytes.into());
    }
}

/// Reads one byte more than is allowed, so that a file that grows is caught.
fn read_limited(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(MAX_FILE + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
