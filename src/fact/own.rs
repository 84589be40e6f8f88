//! The value of a fact of a user-defined kind. The module `own`, on which this layer does not depend, finds them.

use std::{
    fmt::{self, Display, Formatter},
    sync::Arc,
};

use crate::{
    fact::{NumberValue, Value, time::Time},
    number::Number,
    span::{OffsetMap, Span},
};

/// What all facts of one own kind share.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OwnKind {
    /// Its number in the file.
    pub(crate) number: usize,
    /// `own.` and the name of the kind.
    pub(crate) rule: Box<str>,
    /// Whether its facts are given out, and not only read by other kinds.
    pub(crate) reported: bool,
}

/// What begins the name of the rule of every own kind.
pub(crate) const RULE: &str = "own.";

/// A row of a table of phrases, with the names of its columns.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) columns: Arc<[Box<str>]>,
    pub(crate) cells: Box<[Box<str>]>,
}

impl Row {
    fn cells(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let cells = self.cells.iter().map(|cell| Some(&**cell).filter(|cell| !cell.is_empty()));
        self.columns.iter().map(|column| &**column).zip(cells.chain(std::iter::repeat(None)))
    }

    /// The cell of the column `code`.
    pub(crate) fn code(&self) -> Option<&str> {
        self.cells().find(|(column, _)| *column == "code").and_then(|(_, cell)| cell)
    }
}

/// The value of a fact of a user-defined kind: the row of the phrase, or the fields of the pattern.
///
/// ```
/// use tinviet::{Analyzer, OwnKinds, Value};
/// let own = OwnKinds::parse("[[kind]]\nname = 'road'\npattern = 'quốc lộ (?<code>\\w+)'")?;
/// let analysis = Analyzer::builder().own_kinds(own).build().analyze("Trên quốc lộ 1A.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Own(road) = fact.value() else { panic!() };
/// assert_eq!((road.kind(), road.code()), ("road", Some("1A")));
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFact {
    pub(crate) kind: Arc<OwnKind>,
    pub(crate) row: Option<Arc<Row>>,
    pub(crate) fields: Vec<OwnField>,
}

/// A field of a fact of an own kind: a named group of its pattern.
///
/// ```
/// use tinviet::{Analyzer, OwnKinds, Value};
/// let own = OwnKinds::parse("[[kind]]\nname = 'road'\npattern = 'quốc lộ (?<code>\\w+)'")?;
/// let analysis = Analyzer::builder().own_kinds(own).build().analyze("Trên quốc lộ 1A.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Own(road) = fact.value() else { panic!() };
/// let field = road.field("code").unwrap();
/// assert_eq!((field.name(), field.span().unwrap().len()), ("code", 2));
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnField {
    pub(crate) name: Arc<str>,
    pub(crate) span: Option<Span>,
    pub(crate) value: Option<FieldValue>,
}

/// The value of a field, in the type declared in the file of kinds.
///
/// ```
/// use tinviet::{Analyzer, OwnKinds, Value};
/// let own = OwnKinds::parse("[[kind]]\nname = 'road'\npattern = 'quốc lộ (?<code>\\w+)'")?;
/// let analysis = Analyzer::builder().own_kinds(own).build().analyze("Trên quốc lộ 1A.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Own(road) = fact.value() else { panic!() };
/// assert_eq!(road.field("code").unwrap().value().unwrap().to_string(), "1A");
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum FieldValue {
    /// NFC with single spaces.
    Text(Box<str>),
    /// Without spaces, in capitals: `29a - 123.45` is `29A-123.45`.
    Code(Box<str>),
    /// A whole number.
    Integer(Number),
    /// An exact number.
    Decimal(Number),
    /// A number with its bound, or a range of numbers: `trên 20`, `5-7`.
    Number(NumberValue),
    /// A date, a partial date, or a range.
    Date(Box<Time>),
    /// A whole fact matched by a placeholder of the pattern.
    Fact(Box<HeldFact>),
}

/// A fact inside another one: the `@{money}` of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct HeldFact {
    /// The name of its kind.
    pub kind: Box<str>,
    /// Its index among the facts of the analysis; `None` if its kind is not reported.
    pub fact: Option<usize>,
    /// Its value.
    pub value: Value,
}

impl OwnFact {
    /// The name of the kind, as in the file.
    pub fn kind(&self) -> &str {
        self.rule().strip_prefix(RULE).unwrap_or_default()
    }

    /// The name of the rule: `own.` and the kind.
    pub(crate) fn rule(&self) -> &str {
        &self.kind.rule
    }

    /// The code of the phrase that was found, or the field `code` of the pattern.
    pub fn code(&self) -> Option<&str> {
        match &self.row {
            Some(row) => row.code(),
            None => match self.field("code")?.value()? {
                FieldValue::Text(text) | FieldValue::Code(text) => Some(text),
                _ => None,
            },
        }
    }

    /// The columns of the phrase's row, with their cells; empty for a pattern.
    pub fn columns(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.row.iter().flat_map(|row| row.cells())
    }

    /// The named groups of the pattern, in order; empty for a phrase.
    pub fn fields(&self) -> &[OwnField] {
        &self.fields
    }

    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&OwnField> {
        self.fields.iter().find(|field| *field.name == *name)
    }

    /// The value as JSON.
    ///
    /// ```
    /// use tinviet::{Analyzer, OwnKinds, Value};
    /// let own = OwnKinds::parse("[[kind]]\nname = 'road'\npattern = 'quốc lộ (?<code>\\w+)'")?;
    /// let analysis = Analyzer::builder().own_kinds(own).build().analyze("Trên quốc lộ 1A.");
    /// let fact = analysis.facts().next().unwrap();
    /// let Value::Own(road) = fact.value() else { panic!() };
    /// assert!(road.to_json().contains(r#""code":"1A""#), "{}", road.to_json());
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    #[cfg(feature = "own-kinds")]
    pub fn to_json(&self) -> String {
        // Its keys are strings, and serializing its values cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Leads the places of the fields back to the text that `map` was made from.
    pub(crate) fn map(&mut self, map: &OffsetMap) {
        for field in &mut self.fields {
            field.span = field.span.map(|span| map.source(span));
            if let Some(FieldValue::Fact(held)) = &mut field.value
                && let Value::Own(own) = &mut held.value
            {
                own.map(map);
            }
        }
    }

    /// Gives the facts that it holds the places that they have in the answer.
    pub(crate) fn renumber(&mut self, place: &impl Fn(usize) -> Option<usize>) {
        for field in &mut self.fields {
            if let Some(FieldValue::Fact(held)) = &mut field.value {
                held.fact = held.fact.and_then(place);
                if let Value::Own(own) = &mut held.value {
                    own.renumber(place);
                }
            }
        }
    }
}

impl OwnField {
    /// The name of the group.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The span of the group in the original; `None` if it took no part in the match.
    pub const fn span(&self) -> Option<Span> {
        self.span
    }

    /// Its value; `None` if it took no part in the match, or cannot be read as its type.
    pub const fn value(&self) -> Option<&FieldValue> {
        self.value.as_ref()
    }
}

impl Display for FieldValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Code(text) => f.write_str(text),
            Self::Integer(number) | Self::Decimal(number) => number.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Date(time) => time.fmt(f),
            Self::Fact(held) => held.value.fmt(f),
        }
    }
}

/// `BYT`, `Bộ Y tế`, `plot=12 sheet=5`: the code, otherwise the name, otherwise the fields.
impl Display for OwnFact {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.code().or_else(|| self.columns().next().and_then(|(_, cell)| cell)) {
            return f.write_str(text);
        }
        let mut gap = "";
        for field in &self.fields {
            let Some(value) = field.value() else { continue };
            write!(f, "{gap}{}={value}", field.name)?;
            gap = " ";
        }
        Ok(())
    }
}

/// The columns of the row and the fields, by their names; what is not known is `null`.
#[cfg(feature = "serde")]
impl serde::Serialize for OwnFact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(None)?;
        for (column, cell) in self.columns() {
            map.serialize_entry(column, &cell)?;
        }
        for field in &self.fields {
            map.serialize_entry(&*field.name, &field.value)?;
        }
        map.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for HeldFact {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "HeldFact".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A whole fact that a placeholder of a pattern stands for.",
            "type": "object",
            "properties": {
                "kind": { "type": "string" },
                "fact": { "description": "Its place among the facts.", "type": ["integer", "null"], "minimum": 0 },
                "value": { "description": "In the form of its kind.", "type": "object" }
            },
            "required": ["kind", "fact", "value"]
        })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for OwnFact {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OwnFact".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let field = generator.subschema_for::<Option<FieldValue>>();
        schemars::json_schema!({
            "description": "The columns of the phrase's row, or the fields of the pattern, by their names.",
            "type": "object",
            "additionalProperties": field
        })
    }
}
