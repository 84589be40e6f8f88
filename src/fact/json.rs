//! Facts to JSON and back.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::SerializeStruct as _};

use crate::{
    fact::{Fact, RuleName, kind::Content},
    span::Span,
};

/// The form that a fact has in `docs/output.md`, with offsets in bytes and its rule, and without its text, which a fact alone does not know.
///
/// ```
/// use tinviet::Fact;
/// let analysis = tinviet::analyze("Đạt trên 95%.");
/// let fact: &Fact = &analysis.facts().next().unwrap();
/// let json = serde_json::to_string(fact)?;
/// assert!(json.starts_with(r#"{"kind":"percentage","start":7,"end":16,"core":[13,16],"value":{"low":"95","#), "{json}");
/// assert_eq!(serde_json::from_str::<Fact>(&json)?, *fact);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fact = serializer.serialize_struct("Fact", 6)?;
        fact.serialize_field("kind", self.kind_name())?;
        fact.serialize_field("start", &self.span.start)?;
        fact.serialize_field("end", &self.span.end)?;
        fact.serialize_field("core", &(self.core.start, self.core.end))?;
        fact.serialize_field("value", &self.value)?;
        fact.serialize_field("rule", self.rule())?;
        fact.end()
    }
}

#[derive(Deserialize)]
struct Written {
    start: usize,
    end: usize,
    core: (usize, usize),
    #[serde(default)]
    rule: String,
    #[serde(flatten)]
    content: Content,
}

/// Reads a fact of the output; offsets are read as bytes. Without a `rule` it has the rule `""`. Facts of own kinds are not read: what their
/// fields mean is known to the settings that found them alone.
impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { start, end, core, rule, content } = Written::deserialize(deserializer)?;
        if !(start <= core.0 && core.0 <= core.1 && core.1 <= end) {
            return Err(D::Error::custom(format_args!("expected the core {core:?} inside {start}..{end}")));
        }
        let (kind, value) = content.into_parts();
        let (span, core) = (Span::new(start, end), Span::new(core.0, core.1));
        Ok(Self { kind, span, core, value, rule: RuleName::read(rule) })
    }
}
