//! The files as they are described to those who fill them in.
use std::path::Path;

use app::access::Role;

use crate::import::{
    campaign_file::{CampaignFile, Need},
    files::*,
};

fn described(folder: &str) -> String {
    let campaigns = Path::new(env!("CARGO_MANIFEST_DIR")).join("campaigns");
    std::fs::read_to_string(campaigns.join(folder).join("README.md")).unwrap()
}

#[test]
fn every_role_is_described() {
    let text = described("templates");
    for role in Role::ALL {
        let code = role.code();
        assert!(text.contains(&format!("`{code}`")), "{code} is missing");
    }
}

/// What must be there has the city's as an example; the others have a template.
#[test]
fn every_file_is_described_and_every_template_with_its_columns() {
    let (templates, tphcm) = (described("templates"), described("tphcm"));
    for (file, need) in NEEDS {
        let of_campaign = tphcm.contains(&format!("| {file} |"));
        // What may be left out stands in either; the rest with the campaign that has it.
        let described = match need {
            Need::Optional => of_campaign || templates.contains(&format!("## {file}")),
            Need::File | Need::Rows => of_campaign,
        };
        assert!(described, "{file} is missing");
    }
    macro_rules! columns {
        ($($field:ident: $File:ident),+ $(,)?) => {
            [$(($File::NAME, $File::COLUMNS)),+]
        };
    }
    for (file, columns) in campaign_files!(columns) {
        let Some((_, text)) = templates.split_once(&format!("## {file}")) else {
            continue;
        };
        let text = text.split("\n## ").next().unwrap();
        let heads: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix('|')?.split('|').next())
            .flat_map(|head| head.split(','))
            .map(|column| column.trim().trim_matches('*'))
            .collect();
        for column in columns.all() {
            assert!(heads.contains(&column), "{file}: {column} is missing");
        }
    }
}

/// A module beside the list is a file that is never read.
#[test]
fn every_module_of_a_file_is_in_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/files");
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let Some((_, rest)) = text.split_once("const NAME: &'static str = \"") else {
            continue;
        };
        let name = rest.split('"').next().unwrap();
        assert!(
            NEEDS.iter().any(|(file, _)| *file == name),
            "{name} is missing"
        );
    }
}
