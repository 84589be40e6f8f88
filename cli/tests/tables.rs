//! CSV and TSV in, as RFC 4180 has them and as Excel writes them, and CSV out for Excel (`docs/output.md`).

mod run;

use std::fs;

use run::{folder, tinviet};
use serde_json::Value;

fn rows(out: &str) -> Vec<(String, String)> {
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        (row["id"].as_str().unwrap().to_owned(), row["text"].as_str().unwrap().to_owned())
    };
    out.lines().map(row).collect()
}

const TABLE: &str = "id,url,text,date\r\n\
    a,\"http://x/1,2\",\"Hôm qua, \"\"Lúa mới\"\" tăng 5%.\r\nTăng nữa; 6%.\",2024-05-02\r\n\
    b,x,Giảm 7%,\r\n";

fn want() -> Vec<(String, String)> {
    let row = |id: &str, text: &str| (id.to_owned(), text.to_owned());
    vec![row("a", "Hôm qua, \"Lúa mới\" tăng 5%.\r\nTăng nữa; 6%."), row("b", "Giảm 7%")]
}

#[test]
fn tables_are_read_however_they_were_written() {
    let folder = folder("tables");
    let write = |name: &str, bytes: Vec<u8>| {
        fs::write(folder.join(name), bytes).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let semicolons = "id;url;text;date\n\
        a;\"http://x/1,2\";\"Hôm qua, \"\"Lúa mới\"\" tăng 5%.\r\nTăng nữa; 6%.\";2024-05-02\n\
        b;x;Giảm 7%;\n";
    let tabs = "id\turl\ttext\tdate\n\
        a\thttp://x/1,2\t\"Hôm qua, \"\"Lúa mới\"\" tăng 5%.\r\nTăng nữa; 6%.\"\t2024-05-02\n\
        b\tx\tGiảm 7%\t\n";
    for (name, bytes) in [
        ("plain.csv", TABLE.into()),
        ("mark.csv", format!("\u{FEFF}{TABLE}").into()),
        ("blank.csv", TABLE.replace("\r\nb", "\r\n\r\n,,,\r\nb").into()),
        ("semicolons.csv", semicolons.into()),
        ("named.csv", format!("sep=;\n{semicolons}").into()),
        ("tabs.csv", tabs.into()),
        ("tabs.tsv", tabs.into()),
        ("excel.csv", utf16(&format!("\u{FEFF}{tabs}"), false)),
        ("excel.tsv", utf16(tabs, true)),
        ("packed.csv.zst", zstd::encode_all(TABLE.as_bytes(), 0).unwrap()),
    ] {
        let path = write(name, bytes);
        let run = tinviet(&["analyze", &path, "--threads", "1"], b"");
        let empty = if name == "blank.csv" { 1 } else { 0 };
        assert_eq!((run.status, run.complaints.lines().count()), (0, empty), "{name}: {}", run.complaints);
        assert_eq!(rows(&run.out), want(), "{name}");
        let first: Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
        assert_eq!(first["facts"][0]["value"]["edtf"], "2024-05-01", "{name}");
    }
    let run = tinviet(&["analyze", "--input", "csv", "--keep-fields"], TABLE.as_bytes());
    assert!(run.out.contains("\"passthrough\":{\"url\":\"http://x/1,2\"}"), "{}", run.out);
    let run = tinviet(&["analyze", "--input", "csv", "--text-field", "url"], TABLE.as_bytes());
    assert_eq!(rows(&run.out)[1].1, "x");
}

#[test]
fn bad_rows_are_named_by_their_line_and_the_others_are_done() {
    let table = b"id,text,date\n1,5%,\n2,6%\n3,7%,,more\n4,Ti\xEAn,\n5,8%,hom qua\n,9%,\n6,\"10%\n7,11%,\n";
    let folder = folder("bad-rows-of-tables");
    let (path, errors) = (folder.join("in.csv"), folder.join("errors.jsonl"));
    fs::write(&path, table).unwrap();
    let (path, errors) = (path.to_str().unwrap(), errors.to_str().unwrap());
    let run = tinviet(&["analyze", "--errors", errors, path], b"");
    assert_eq!(run.status, 1);
    for message in [
        "in.csv:3: expected 3 cells, as in the header, found 2",
        "in.csv:4: expected 3 cells, as in the header, found 4",
        "in.csv:5: column \"text\": byte 2: expected UTF-8",
        "in.csv:6: field \"date\": expected a date such as",
        "in.csv:8: unclosed quoted cell",
    ] {
        assert!(run.complaints.contains(message), "{message} in {}", run.complaints);
    }
    assert_eq!(run.complaints.lines().count(), 5);
    let ids: Vec<_> = rows(&run.out).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["1".to_owned(), format!("{path}:7"), "7".to_owned()]);
    let errors = fs::read_to_string(errors).unwrap();
    let first: Value = serde_json::from_str(errors.lines().next().unwrap()).unwrap();
    assert_eq!((first["place"].as_str(), first["document"].as_str()), (Some(&*format!("{path}:3")), Some("2,6%")));
    for (table, message) in [
        (&b""[..], "is empty, expected a header row"),
        (b"id;body\n1;5%\n", "no column \"text\" in the header (\"id\", \"body\"); name another with --text-field"),
        (b"text,id,text\na,b,c\n", "column \"text\" appears twice in the header"),
    ] {
        let run = tinviet(&["analyze", "--input", "csv"], table);
        assert!(run.status == 1 && run.complaints.contains(message), "{message}: {}", run.complaints);
    }
    let long = format!("id,text\n1,5%\n2,\"{}\"\n3,6%\n", "x".repeat(3 << 20));
    let run = tinviet(&["analyze", "--input", "csv", "--max-size", "1M"], long.as_bytes());
    assert!(run.complaints.contains("standard input:3: the row (or an unclosed quoted cell) is larger than 1M"));
    assert_eq!(rows(&run.out).len(), 2);
    // A stray quote costs its own row, not the rows up to the size limit.
    let many: String = (2..60_000).map(|id| format!("{id},Năm 2020 tăng {id}%.\n")).collect();
    let run =
        tinviet(&["analyze", "--input", "csv", "--max-size", "1M"], format!("id,text\n1,\"5%\n{many}").as_bytes());
    assert!(run.complaints.contains("standard input:2: unclosed quoted cell"), "{}", run.complaints);
    assert_eq!(rows(&run.out).len(), 59_998);
}

#[test]
fn csv_out_may_begin_with_a_mark() {
    let call = ["analyze", "--format", "csv", "--bom"];
    assert!(tinviet(&call, b"5%").out.starts_with("\u{FEFF}id,kind,"));
    assert!(tinviet(&call[..3], b"5%").out.starts_with("id,kind,"));
    assert_eq!(tinviet(&["analyze", "--format", "json", "--bom"], b"5%").status, 2);
}

#[test]
fn one_column_of_a_table_is_written_out() {
    let folder = folder("tables-expand");
    let write = |name: &str, content: &str| {
        fs::write(folder.join(name), content).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let table = "\u{FEFF}sep=;\r\nid;\"tin\";x\r\n\
        1;\"UBND \"\"xã\"\"; UBND\";\"UBND\"\"b\"\r\n\
        2;Bộ GD-ĐT;UBND\r\n\
        3;UBND;a;b\r\n\
        4;Không có gì;\r\n";
    let path = write("a.csv", table);
    let run = tinviet(&["expand", "--text-field", "tin", &path], b"");
    // Each row is a separate document; an invalid one does not affect the others.
    let want = table
        .replace("\"UBND \"\"xã\"\"", "\"Ủy ban nhân dân \"\"xã\"\"")
        .replace("Bộ GD-ĐT", "Bộ Giáo dục và Đào tạo")
        .replace("3;UBND;a;b\r\n", "");
    assert_eq!((run.out.as_str(), run.status), (want.as_str(), 1), "{}", run.complaints);
    assert!(run.complaints.contains("a.csv:5: expected 3 cells"), "{}", run.complaints);
    // A cell is quoted if needed; tables with the same header become one.
    let own = write("own.tsv", "KPX\tkhu phố, xóm\n");
    let path = write("b.csv", "text,n\nở KPX,1\n");
    let run = tinviet(&["expand", "--dictionary", &own, &path, &path], b"");
    assert_eq!(run.out, "text,n\n\"ở khu phố, xóm\",1\n\"ở khu phố, xóm\",1\n");
    let head = write("c.tsv", "text\tn\n");
    assert_eq!(tinviet(&["expand", &head], b"").out, "text\tn\n");
    let page = write("d.tsv", "text\n<p class=UBND>UBND xã\n");
    assert_eq!(tinviet(&["expand", "--markup", "html", &page], b"").out, "text\n<p class=UBND>Ủy ban nhân dân xã\n");
}
