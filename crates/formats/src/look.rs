//! What can be told of files before they are understood: how they are written down, which columns
//! they have and what these look like. It is what a person needs to say what is what.

use crate::open::{self, Content};
use crate::{Detected, Format, Input, ReadConfig, ReadError, UsedColumn, gather};

/// What can be told of one table, or of one document that is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// How it is written down.
    pub detected: Detected,
    /// Its columns, and what each looks like; none where it is no table.
    pub columns: Vec<UsedColumn>,
    /// What it is; `None` where that cannot be told yet.
    pub format: Option<Format>,
}

/// Looks at files that [`read`](crate::read) could not read as they are. A file in which nothing
/// can be found out is left out.
///
/// ```
/// use waymark_formats::{Input, ReadConfig, look};
///
/// let csv = "Empfaenger,Betrag\nKinderhilfe,50000\n";
/// let looks = look(vec![Input::new("liste.csv", csv.as_bytes())], &ReadConfig::default())?;
/// assert_eq!(looks[0].format, None);
/// assert_eq!(looks[0].columns[0].samples, ["Kinderhilfe"]);
/// # Ok::<(), waymark_formats::ReadError>(())
/// ```
///
/// # Errors
/// When a file cannot be unpacked, or a mapping file among them is none.
pub fn look(inputs: Vec<Input<'_>>, config: &ReadConfig<'_>) -> Result<Vec<Look>, ReadError> {
    let (found, config) = open_all(inputs, config)?;
    Ok(gather::look(found, &config))
}

/// Opens files; what mapping files among them say is added to the mapping.
pub(crate) fn open_all<'c>(
    inputs: Vec<Input<'_>>,
    config: &ReadConfig<'c>,
) -> Result<(Vec<open::Found>, ReadConfig<'c>), ReadError> {
    let mut config = config.clone();
    let mut found = Vec::new();
    for input in inputs {
        for file in open::open(input, &config.limits)? {
            match &file.content {
                Ok(Content::Mapping(text)) => config.mapping.read_json(&file.file, text)?,
                _ => found.push(file),
            }
        }
    }
    Ok((found, config))
}
