//! Acts of conferring: who gave what to whom, for what, in which years. Contract: `docs/facts.md#award_event`.

use crate::fact::{Award, Found, Input, time::Edtf};

/// One act of conferring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AwardEvent {
    /// What was given.
    pub awards: Vec<Award>,
    /// Who granted it, as written.
    pub conferrers: Vec<String>,
    /// Who got it.
    pub recipients: Vec<Recipient>,
    /// What for.
    pub reason: Option<String>,
    /// The period of merit.
    pub period: Option<Edtf>,
    /// Whether the text says that it was not given, was withdrawn or is only proposed.
    pub negated: bool,
}

/// Who got an award.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Recipient {
    /// What sort of recipient.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub recipient_type: RecipientType,
    /// How many, as a decimal.
    pub count: Option<String>,
    /// As written.
    pub text: String,
}

/// Sorts of recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum RecipientType {
    /// `tập thể`, `đơn vị`.
    Collective,
    /// `cá nhân`, `đồng chí`.
    Individual,
    /// `hộ`, `gia đình`.
    Household,
    /// A person or body by name.
    Named,
    /// Anything else.
    Other,
}

pub(super) fn find(_input: &Input<'_>, _found: &mut Found) {}
