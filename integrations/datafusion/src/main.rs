//! SQL over the facts of a Parquet file: `cargo run --release -- news.parquet "SELECT …"`. The file is the table `news`.

use std::{env, error::Error};

use datafusion::prelude::{ParquetReadOptions, SessionContext};
use tinviet::{Analyzer, OffsetUnit};

const SQL: &str = "SELECT fact['kind'] AS kind, count(*) AS count \
                   FROM (SELECT unnest(facts(text)) AS fact FROM news) GROUP BY 1 ORDER BY 2 DESC";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let news = arguments.next().ok_or("expected a Parquet file with a column \"text\", and then a query or none")?;
    let sql = arguments.next().unwrap_or_else(|| SQL.into());
    tokio::runtime::Runtime::new()?.block_on(async {
        let context = SessionContext::new();
        context.register_udf(tinviet_datafusion::facts(Analyzer::default(), OffsetUnit::Bytes));
        context.register_parquet("news", &news, ParquetReadOptions::default()).await?;
        Ok(context.sql(&sql).await?.show().await?)
    })
}
