//! `facts(text)` in SQL: a DataFusion function that gives the facts of a text as a list of structs, over tinviet's Arrow form.
//!
//! ```sql
//! SELECT id, fact['text'], fact['low_decimal']
//! FROM (SELECT id, unnest(facts(text)) AS fact FROM news) WHERE fact['kind'] = 'money'
//! ```
//!
//! A scalar function that gives a list, and not a table function: a table function of DataFusion gets constants, not the rows of another table.
//! It is called batch by batch in as many threads as the plan has partitions, so it needs none of its own.
#![forbid(unsafe_code)]

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema};
use datafusion::{
    error::{DataFusionError, Result},
    logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility},
};
use tinviet::{
    Analyzer, OffsetUnit,
    arrow::{Columns, FactsBuilder, Shape, analyze_batch},
};

/// The function `facts(text)` with the settings of `analyzer`: a list of facts a row, none where the text is null.
pub fn facts(analyzer: Analyzer, offsets: OffsetUnit) -> ScalarUDF {
    let columns = Columns::new("text").shape(Shape::Nested).offsets(offsets);
    // Text of any type, as it comes: a Parquet file is read as views, which a cast would copy.
    let signature = Signature::string(1, Volatility::Immutable);
    ScalarUDF::from(Facts { analyzer: Arc::new(analyzer), columns, signature })
}

#[derive(Debug)]
struct Facts {
    analyzer: Arc<Analyzer>,
    columns: Columns,
    signature: Signature,
}

// DataFusion merges equal calls of equal functions; two functions are equal when they share an analyzer.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.analyzer, &other.analyzer)
    }
}

impl Eq for Facts {}

impl Hash for Facts {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.analyzer).hash(state);
    }
}

impl ScalarUDFImpl for Facts {
    fn name(&self) -> &str {
        "facts"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        let schema = FactsBuilder::schema(Shape::Nested);
        Ok(schema.field_with_name("facts")?.data_type().clone())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let wrong = |error: tinviet::Error| DataFusionError::External(Box::new(error));
        let texts = ColumnarValue::values_to_arrays(&args.args)?;
        let schema = Schema::new(vec![Field::new("text", texts[0].data_type().clone(), true)]);
        let batch = RecordBatch::try_new(Arc::new(schema), texts)?;
        let rows = analyze_batch(&self.analyzer, &batch, &self.columns).map_err(wrong)?;
        let facts = rows.column_by_name("facts").ok_or_else(|| DataFusionError::Internal("no facts".into()))?;
        Ok(ColumnarValue::Array(Arc::clone(facts)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use arrow_array::{ArrayRef, StringArray, StringViewArray, cast::AsArray as _, types::Int64Type};
    use datafusion::prelude::SessionContext;

    use super::*;

    #[test]
    fn rows_are_the_facts_of_the_library() {
        let mut paths: Vec<_> =
            fs::read_dir("../../fixtures/articles").unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let texts: Vec<_> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        let want: Vec<_> = texts
            .iter()
            .flat_map(|text| tinviet::analyze(text).facts().map(|fact| fact.text().to_owned()).collect::<Vec<_>>())
            .collect();
        let id: StringArray = paths.iter().map(|path| path.to_str()).collect();
        for text in [
            Arc::new(StringArray::from_iter_values(&texts)) as ArrayRef,
            Arc::new(StringViewArray::from_iter_values(&texts)),
        ] {
            let news = RecordBatch::try_from_iter([("id", Arc::new(id.clone()) as ArrayRef), ("text", text)]).unwrap();
            let context = SessionContext::new();
            context.register_udf(facts(Analyzer::default(), OffsetUnit::Bytes));
            context.register_batch("news", news).unwrap();
            let sql = "SELECT fact['text'] AS text, fact['start'] AS start \
                       FROM (SELECT id, unnest(facts(text)) AS fact FROM news) ORDER BY id, fact['start'], fact['end'] DESC";
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let batches = runtime.block_on(async { context.sql(sql).await.unwrap().collect().await.unwrap() });
            let got: Vec<_> = batches
                .iter()
                .flat_map(|batch| {
                    batch.column(0).as_string::<i32>().iter().flatten().map(str::to_owned).collect::<Vec<_>>()
                })
                .collect();
            let starts = batches.iter().map(|batch| batch.column(1).as_primitive::<Int64Type>().len()).sum::<usize>();
            assert_eq!((got, starts), (want.clone(), want.len()));
        }
    }
}
