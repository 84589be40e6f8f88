//! Cited documents of State and Party: `Nghị định số 30/2020/NĐ-CP`, `Kết luận số 01-KL/TW của Bộ Chính trị`. Contract:
//! `docs/facts.md#citation`.

use crate::fact::{Found, Input, time::Edtf};

/// A reference to a numbered document, or to a law by its name and year.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Citation {
    /// The code of the type of document: `NĐ`, `KL`, `Luật`.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub document_type: Option<&'static str>,
    /// The running number: `30`.
    pub number: Option<String>,
    /// The symbol behind the number: `2020/NĐ-CP`.
    pub symbol: Option<String>,
    /// Who issued it, where the text says so beside it: `Chính phủ`.
    pub issuer: Option<String>,
    /// The date that stands with it.
    pub date: Option<Edtf>,
    /// Number and symbol as they are cited: `30/2020/NĐ-CP`.
    pub designation: Option<String>,
    /// Article, clause and point: `Điều 5, khoản 2`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub pinpoint: Option<String>,
}

pub(super) fn find(_input: &Input<'_>, _found: &mut Found) {}
