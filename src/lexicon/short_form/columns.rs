//! The columns of a user's table of short forms.

/// The columns of a user table after short form and long form.
pub(super) struct Columns {
    pub(super) after_long: Vec<Column>,
    /// Whether it is the output of `tinviet abbreviations`, in which long forms may be missing.
    pub(super) counted: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Column {
    Domain,
    Prior,
    /// Only for human readers.
    Unread,
}

impl Default for Columns {
    /// The columns of the built-in table.
    fn default() -> Self {
        Self { after_long: vec![Column::Domain, Column::Prior, Column::Unread], counted: false }
    }
}

impl Columns {
    /// The columns in a header after the first two.
    pub(super) fn named(rest: &str) -> Result<Self, String> {
        let mut columns = Self { after_long: Vec::new(), counted: false };
        for name in rest.split('\t').skip(1).map(str::trim) {
            columns.after_long.push(match name {
                "domain" => Column::Domain,
                "prior" => Column::Prior,
                "form" | "count" | "documents" | "example" | "" => Column::Unread,
                "source" => {
                    columns.counted = true;
                    Column::Unread
                }
                _ => return Err(format!("expected the columns short, long, domain, prior, found {name:?}")),
            });
        }
        Ok(columns)
    }

    pub(super) fn count(&self) -> usize {
        2 + self.after_long.len()
    }
}
