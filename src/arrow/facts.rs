//! The columns of a fact: one set for all kinds; a field that a kind does not have is null.

use std::{
    fmt::{Display, Write as _},
    sync::Arc,
};

use arrow_array::{
    ArrayRef, StructArray,
    builder::{
        ArrayBuilder as _, BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, ListBuilder, StringBuilder,
        StructBuilder,
    },
};
use arrow_schema::{DataType, Field, Fields};

use crate::{
    fact::{AwardEvent, Citation, Fact, Value, time::Edtf},
    number::Number,
    span::{OffsetIndex, Span},
};

/// Digits and, of these, digits after the point of the decimal columns. A number that does not fit is null there and only in the
/// text column.
const DECIMAL: (u8, i8) = (38, 10);

/// The text columns after the offsets, in the order of [`fields`].
#[derive(Clone, Copy)]
#[repr(usize)]
enum Column {
    Low,
    High,
    Bound,
    Unit,
    Measure,
    Currency,
    Value,
    Edtf,
    Grain,
    Calendar,
    Unresolved,
    Type,
    Number,
    Symbol,
    Issuer,
    Date,
    Designation,
    Pinpoint,
    Code,
    Class,
    Reason,
    Period,
    Place,
}

const TEXT_COLUMNS: [&str; 23] = [
    "low",
    "high",
    "bound",
    "unit",
    "measure",
    "currency",
    "value",
    "edtf",
    "grain",
    "calendar",
    "unresolved",
    "type",
    "number",
    "symbol",
    "issuer",
    "date",
    "designation",
    "pinpoint",
    "code",
    "class",
    "reason",
    "period",
    "place",
];

/// The fields of a fact, the same in both shapes.
pub(super) fn fields() -> Fields {
    let text = |name: &str, nullable| Field::new(name, DataType::Utf8, nullable);
    let offset = |name: &str| Field::new(name, DataType::Int64, false);
    let decimal = |name: &str| Field::new(name, DataType::Decimal128(DECIMAL.0, DECIMAL.1), true);
    let list = |name: &str, item| Field::new_list(name, Field::new("item", item, true), true);
    let mut fields = vec![
        text("kind", false),
        offset("start"),
        offset("end"),
        text("text", false),
        offset("core_start"),
        offset("core_end"),
    ];
    fields.extend(TEXT_COLUMNS.map(|name| text(name, true)));
    fields.extend([
        decimal("low_decimal"),
        decimal("high_decimal"),
        Field::new("earliest", DataType::Date32, true),
        Field::new("latest", DataType::Date32, true),
        list("awards", DataType::Struct(award_fields())),
        list("conferrers", DataType::Utf8),
        list("recipients", DataType::Struct(recipient_fields())),
        Field::new("negated", DataType::Boolean, true),
        list("facts", DataType::Int64),
    ]);
    Fields::from(fields)
}

fn texts(names: &[&str]) -> Fields {
    names.iter().map(|name| Field::new(*name, DataType::Utf8, true)).collect()
}

fn award_fields() -> Fields {
    let mut fields = texts(&AWARD_TEXTS).to_vec();
    fields.push(Arc::new(Field::new("fact", DataType::Int64, true)));
    Fields::from(fields)
}

/// The texts of an award in an event; the index of its fact comes after them.
const AWARD_TEXTS: [&str; 4] = ["code", "class", "name", "count"];

fn recipient_fields() -> Fields {
    texts(&["type", "count", "text"])
}

/// Builds the columns of facts.
pub(super) struct Builder {
    rows: usize,
    kind: StringBuilder,
    start: Int64Builder,
    end: Int64Builder,
    text: StringBuilder,
    core_start: Int64Builder,
    core_end: Int64Builder,
    texts: [StringBuilder; TEXT_COLUMNS.len()],
    low: Decimal128Builder,
    high: Decimal128Builder,
    earliest: Date32Builder,
    latest: Date32Builder,
    awards: ListBuilder<StructBuilder>,
    conferrers: ListBuilder<StringBuilder>,
    recipients: ListBuilder<StructBuilder>,
    negated: BooleanBuilder,
    facts: ListBuilder<Int64Builder>,
}

impl Default for Builder {
    fn default() -> Self {
        let decimals = || Decimal128Builder::new().with_data_type(DataType::Decimal128(DECIMAL.0, DECIMAL.1));
        Self {
            rows: 0,
            kind: StringBuilder::new(),
            start: Int64Builder::new(),
            end: Int64Builder::new(),
            text: StringBuilder::new(),
            core_start: Int64Builder::new(),
            core_end: Int64Builder::new(),
            texts: std::array::from_fn(|_| StringBuilder::new()),
            low: decimals(),
            high: decimals(),
            earliest: Date32Builder::new(),
            latest: Date32Builder::new(),
            awards: ListBuilder::new(StructBuilder::from_fields(award_fields(), 0)),
            conferrers: ListBuilder::new(StringBuilder::new()),
            recipients: ListBuilder::new(StructBuilder::from_fields(recipient_fields(), 0)),
            negated: BooleanBuilder::new(),
            facts: ListBuilder::new(Int64Builder::new()),
        }
    }
}

/// The texts of one row, which go to their columns as they come. A column that a row says nothing of has its nulls by its next text: most rows speak of
/// three of them.
struct Row<'b, 'a> {
    texts: &'b mut [StringBuilder; TEXT_COLUMNS.len()],
    row: usize,
    low: Option<&'a Number>,
    high: Option<&'a Number>,
    edtf: Option<&'a Edtf>,
}

impl<'a> Row<'_, 'a> {
    fn set(&mut self, column: Column, text: impl AsRef<str>) {
        let builder = &mut self.texts[column as usize];
        builder.append_nulls(self.row.saturating_sub(builder.len()));
        builder.append_value(text);
    }

    fn set_some(&mut self, column: Column, text: Option<&str>) {
        if let Some(text) = text {
            self.set(column, text);
        }
    }

    /// What a value is shown as.
    fn show(&mut self, column: Column, value: impl Display) {
        let builder = &mut self.texts[column as usize];
        builder.append_nulls(self.row.saturating_sub(builder.len()));
        // A column takes all that it is given; the value ends with what is appended.
        let _ = write!(builder, "{value}");
        builder.append_value("");
    }

    fn amount(&mut self, low: &'a Number, high: Option<&'a Number>, bound: &'static str) {
        self.show(Column::Low, low);
        if let Some(high) = high {
            self.show(Column::High, high);
        }
        self.set(Column::Bound, bound);
        (self.low, self.high) = (Some(low), high);
    }
}

impl Builder {
    pub(super) const fn len(&self) -> usize {
        self.rows
    }

    pub(super) fn push(&mut self, fact: &Fact, text: &str, index: &OffsetIndex<'_>) {
        let at = |span: Span| (index.get(span.start) as i64, index.get(span.end) as i64);
        self.kind.append_value(fact.kind_name());
        let (start, end) = at(fact.span());
        self.start.append_value(start);
        self.end.append_value(end);
        self.text.append_value(text);
        let (start, end) = at(fact.core());
        self.core_start.append_value(start);
        self.core_end.append_value(end);
        let mut said = Row { texts: &mut self.texts, row: self.rows, low: None, high: None, edtf: None };
        fill(&mut said, fact.value());
        self.low.append_option(said.low.and_then(decimal));
        self.high.append_option(said.high.and_then(decimal));
        self.earliest.append_option(said.edtf.and_then(Edtf::earliest).and_then(days));
        self.latest.append_option(said.edtf.and_then(Edtf::latest).and_then(days));
        self.push_event(fact.value());
        self.rows += 1;
    }

    fn push_event(&mut self, value: &Value) {
        let event = match value {
            Value::AwardEvent(event) => Some(event),
            _ => None,
        };
        self.negated.append_option(event.map(|event| event.negated));
        for award in event.into_iter().flat_map(|event| &event.awards) {
            let texts = [Some(&*award.code), award.class.as_deref(), award.name.as_deref(), award.count.as_deref()];
            if let Some(facts) = self.awards.values().field_builder::<Int64Builder>(AWARD_TEXTS.len()) {
                facts.append_option(award.fact.map(|fact| fact as i64));
            }
            append(self.awards.values(), texts);
        }
        self.awards.append(event.is_some());
        for conferrer in event.into_iter().flat_map(|event| &event.conferrers) {
            self.conferrers.values().append_value(conferrer);
        }
        self.conferrers.append(event.is_some());
        for recipient in event.into_iter().flat_map(|event| &event.recipients) {
            let texts = [Some(recipient.recipient_type.name()), recipient.count.as_deref(), Some(&*recipient.text)];
            append(self.recipients.values(), texts);
        }
        self.recipients.append(event.is_some());
        for &fact in event.into_iter().flat_map(|event| &event.facts) {
            self.facts.values().append_value(fact as i64);
        }
        self.facts.append(event.is_some());
    }

    pub(super) fn finish(mut self) -> StructArray {
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(self.kind.finish()),
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
            Arc::new(self.text.finish()),
            Arc::new(self.core_start.finish()),
            Arc::new(self.core_end.finish()),
        ];
        columns.extend(self.texts.iter_mut().map(|builder| {
            builder.append_nulls(self.rows.saturating_sub(builder.len()));
            Arc::new(builder.finish()) as ArrayRef
        }));
        columns.extend([
            Arc::new(self.low.finish()) as ArrayRef,
            Arc::new(self.high.finish()),
            Arc::new(self.earliest.finish()),
            Arc::new(self.latest.finish()),
            Arc::new(self.awards.finish()),
            Arc::new(self.conferrers.finish()),
            Arc::new(self.recipients.finish()),
            Arc::new(self.negated.finish()),
            Arc::new(self.facts.finish()),
        ]);
        StructArray::new(fields(), columns, None)
    }
}

/// Appends one struct of texts.
fn append<const N: usize>(builder: &mut StructBuilder, texts: [Option<&str>; N]) {
    for (field, text) in texts.into_iter().enumerate() {
        if let Some(field) = builder.field_builder::<StringBuilder>(field) {
            field.append_option(text);
        }
    }
    builder.append(true);
}

/// Fills the columns of a value.
fn fill<'a>(row: &mut Row<'_, 'a>, value: &'a Value) {
    match value {
        Value::Percentage(value) => {
            row.amount(&value.low, value.high.as_ref(), value.bound.name());
            row.set(Column::Unit, value.unit.name());
        }
        Value::Time(value) => {
            if let Some(edtf) = &value.edtf {
                row.show(Column::Edtf, edtf);
                row.edtf = Some(edtf);
            }
            row.set(Column::Grain, value.grain.name());
            row.set_some(Column::Calendar, value.calendar.map(|calendar| calendar.name()));
            if let Some(edtf) = &value.unresolved {
                row.show(Column::Unresolved, edtf);
            }
        }
        Value::Duration(value) => {
            row.amount(&value.low, value.high.as_ref(), value.bound.name());
            row.set(Column::Unit, value.unit.name());
        }
        Value::Money(value) => {
            row.amount(&value.low, value.high.as_ref(), value.bound.name());
            row.set(Column::Currency, value.currency);
        }
        Value::Quantity(value) => {
            row.amount(&value.low, value.high.as_ref(), value.bound.name());
            row.set_some(Column::Unit, value.unit.as_deref());
            row.set_some(Column::Measure, value.measure.as_deref());
        }
        Value::Number(value) => row.amount(&value.low, value.high.as_ref(), value.bound.name()),
        Value::Ordinal(value) => row.show(Column::Value, &value.value),
        Value::Citation(value) => fill_citation(row, value),
        Value::Award(value) => {
            row.set(Column::Code, &*value.code);
            row.set_some(Column::Class, value.class.as_deref());
        }
        Value::Own(value) => {
            row.set_some(Column::Code, value.code());
            #[cfg(feature = "own-kinds")]
            row.set(Column::Value, value.to_json());
        }
        Value::AwardEvent(value) => fill_event(row, value),
    }
}

fn fill_citation<'a>(row: &mut Row<'_, 'a>, value: &'a Citation) {
    row.set_some(Column::Type, value.document_type);
    row.set_some(Column::Number, value.number.as_deref());
    row.set_some(Column::Symbol, value.symbol.as_deref());
    row.set_some(Column::Issuer, value.issuer.as_deref());
    if let Some(date) = &value.date {
        row.show(Column::Date, date);
        row.edtf = Some(date);
    }
    row.set_some(Column::Designation, value.designation.as_deref());
    row.set_some(Column::Pinpoint, value.pinpoint.as_deref());
}

fn fill_event<'a>(row: &mut Row<'_, 'a>, value: &'a AwardEvent) {
    row.set_some(Column::Reason, value.reason.as_deref());
    row.set_some(Column::Place, value.place.as_deref());
    if let Some(date) = &value.date {
        row.show(Column::Date, date);
    }
    if let Some(period) = &value.period {
        row.show(Column::Period, period);
        row.edtf = Some(period);
    }
}

/// The number at the scale of the decimal columns, if exact.
fn decimal(number: &Number) -> Option<i128> {
    let decimal = match number {
        Number::Decimal(decimal) if decimal.scale() <= DECIMAL.1.unsigned_abs().into() => *decimal,
        _ => number.decimal()?,
    };
    let missing = u32::try_from(DECIMAL.1).ok()?.checked_sub(decimal.scale())?;
    let scaled = decimal.mantissa().checked_mul(10i128.checked_pow(missing)?)?;
    (scaled.unsigned_abs() < 10u128.pow(DECIMAL.0.into())).then_some(scaled)
}

/// Days since 1970-01-01. `None` for a day without a known year: `XXXX-09-02` could be in any year from 0 to 9999, and Python
/// dates have no year 0.
fn days(date: jiff::civil::Date) -> Option<i32> {
    const EPOCH: jiff::civil::Date = jiff::civil::Date::constant(1970, 1, 1);
    if !(1..9999).contains(&date.year()) {
        return None;
    }
    i32::try_from(date.duration_since(EPOCH).as_hours() / 24).ok()
}
