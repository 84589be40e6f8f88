//! Pages and Markdown through the program: `--markup`, file extensions, encodings, and rewritten pages (`docs/reading.md`).

mod run;

use std::fs;

use run::{folder, tinviet};
use serde_json::{Value, json};

const PAGE: &str =
    "<p class='UBND'>Huyện có <b>13</b> tập thể và 25&nbsp;cá nhân; UBND t&ograve;an huyện.<!-- tòan -->";

fn document(arguments: &[&str], input: &[u8]) -> Value {
    let run = tinviet(arguments, input);
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.complaints))
}

#[test]
fn pages_are_told_by_their_ending() {
    let path = folder("pages").join("a.html");
    fs::write(&path, PAGE).unwrap();
    let path = path.to_str().unwrap();
    let named = document(&["analyze", path], b"");
    let asked = document(&["analyze", "--markup", "html"], PAGE.as_bytes());
    assert_eq!((&named["markup"], &named["facts"]), (&json!("html"), &asked["facts"]));
    assert_eq!(named["facts"][0]["text"], "13 tập thể");
    assert_eq!(document(&["analyze", "--markup", "plain", path], b"")["markup"], "plain");
    let row = json!({ "text": PAGE }).to_string();
    let rows = document(&["analyze", "--input", "jsonl", "--format", "json", "--markup", "html"], row.as_bytes());
    assert_eq!(rows["facts"], named["facts"]);
}

#[test]
fn pages_are_given_back_with_their_tags() {
    let expanded = tinviet(&["expand", "--policy", "all", "--markup", "html"], PAGE.as_bytes());
    assert_eq!(expanded.out, PAGE.replace("UBND t", "Ủy ban nhân dân t"));
    let normalized = tinviet(&["normalize", "--markup", "html"], PAGE.as_bytes());
    assert_eq!(normalized.out, PAGE.replace("&ograve;an", "oàn"));
    let changes = document(&["normalize", "--changes", "--markup", "html"], PAGE.as_bytes());
    assert_eq!(
        &PAGE[changes["start"].as_u64().unwrap() as usize..changes["end"].as_u64().unwrap() as usize],
        "&ograve;a"
    );
    let counted = tinviet(&["abbreviations", "--markup", "html"], PAGE.as_bytes());
    assert!(counted.out.contains("UBND\tỦy ban nhân dân\tdictionary\t1\t"), "{}", counted.out);
}

#[test]
fn lines_are_written_out_in_one_field() {
    let lines = [
        r#"{"id": 1.00, "tin" : "UBND x\u00e3 và UBND huyện.", "text": "UBND"}"#,
        r#"{"tin": "Không có gì\u002e"}"#,
        "",
        r#"{"text": "UBND"}"#,
        r#"{"tin": "UBND \"xã\"."}"#,
    ]
    .join("\n");
    let run = tinviet(&["expand", "--input", "jsonl", "--text-field", "tin"], lines.as_bytes());
    // Each line is a separate document, and an invalid one does not affect the others.
    let want = [
        r#"{"id": 1.00, "tin" : "Ủy ban nhân dân xã và UBND huyện.", "text": "UBND"}"#,
        r#"{"tin": "Không có gì\u002e"}"#,
        r#"{"tin": "Ủy ban nhân dân \"xã\"."}"#,
    ];
    assert_eq!(run.out.lines().collect::<Vec<_>>(), want);
    assert!(run.complaints.contains("standard input:4: no field \"tin\""), "{}", run.complaints);
    let path = folder("lines").join("a.jsonl");
    fs::write(&path, json!({ "text": "<p class=UBND>UBND xã" }).to_string()).unwrap();
    let run = tinviet(&["expand", "--markup", "html", path.to_str().unwrap()], b"");
    assert_eq!(run.out, "{\"text\":\"<p class=UBND>Ủy ban nhân dân xã\"}\n");
    let run = tinviet(&["expand", "--input", "text", path.to_str().unwrap()], b"");
    assert!(run.out.starts_with("{\"text\":\"<p class="), "{}", run.out);
}

#[test]
fn a_page_says_how_it_is_written() {
    let bytes = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/pages/trang-1258.html")).unwrap();
    let read = document(&["analyze", "--markup", "html"], &bytes);
    assert_eq!(read["facts"][0]["text"], "vượt 40.000 đồng");
    let path = folder("pages-1258").join("a.html");
    let goal = path.with_extension("out");
    fs::write(&path, &bytes).unwrap();
    // What does not change keeps its bytes, whatever other bytes spell the same letters.
    let script = format!("'{}' normalize '{}' > '{}'", env!("CARGO_BIN_EXE_tinviet"), path.display(), goal.display());
    assert!(std::process::Command::new("sh").args(["-c", &script]).status().unwrap().success());
    assert_eq!(fs::read(&goal).unwrap(), bytes);
    let wrong = tinviet(&["analyze", "--markup", "html"], b"<meta charset=vni><p>\x81");
    assert_eq!(wrong.status, 1);
    assert!(wrong.complaints.contains("the page declares"), "{}", wrong.complaints);
}

#[test]
fn plain_text_full_of_tags_is_said_once() {
    let page = "<p>Đạt 95%.</p>".repeat(9);
    let run = tinviet(&["analyze", "--format", "jsonl"], page.as_bytes());
    assert_eq!(run.complaints.matches("--markup html").count(), 1, "{}", run.complaints);
    let rows = format!("{}\n{}\n", json!({ "text": page }), json!({ "text": page }));
    let run = tinviet(&["analyze", "--input", "jsonl"], rows.as_bytes());
    assert_eq!(run.complaints.matches("--markup html").count(), 1, "{}", run.complaints);
    assert_eq!(tinviet(&["analyze", "--markup", "plain"], PAGE.as_bytes()).complaints, "");
}

#[test]
fn the_date_of_a_page_is_its_reference() {
    let page = "<meta property='article:published_time' content='2024-05-01T08:00:00+07:00'><p>Hôm qua, mưa to.";
    let read = document(&["analyze", "--markup", "html", "--reference-date", "auto"], page.as_bytes());
    assert_eq!(read["facts"][0]["value"]["edtf"], "2024-04-30");
}

#[test]
fn a_page_of_the_article_says_what_was_found() {
    let text =
        "Khen thưởng cuối năm\n\nTỷ lệ người lao động (NLĐ) tham gia đạt trên 95%, 70 NLĐ được tặng Giấy khen.\n";
    let page = tinviet(&["analyze", "--format", "html", "--lang", "vi"], text.as_bytes()).out;
    for part in [
        "<html lang=\"vi\">",
        "<title>Khen thưởng cuối năm · tinviet</title>",
        "<h1 lang=\"vi\"><strong class=\"part title\">Khen thưởng cuối năm</strong></h1>",
        "hơn 95%",
        "<dt>Bên nhận</dt><dd lang=\"vi\">70 NLĐ</dd>",
        "<b>Việc trao thưởng</b>",
        "<code>percentage.sign</code>",
        "<dfn class=\"definition\"",
        "<span class=\"says\" lang=\"vi\">người lao động</span>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = tinviet(&["analyze", "--format", "html"], text.as_bytes()).out;
    assert!(page.contains("more than 95%") && page.contains("Certificate of Commendation"), "{page}");
    let page = tinviet(&["analyze", "--format", "html"], "Không có gì.".as_bytes()).out;
    assert!(page.contains("Nothing found in this text."), "{page}");
    assert_eq!(tinviet(&["analyze", "--lang", "vi", "--format", "json"], b"").status, 2);
}

/// Every link of a page has a target in it, and ids are unique, even for short forms that split facts.
#[test]
fn links_of_a_page_lead_somewhere() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures");
    let folders = [format!("{root}/articles"), format!("{root}/pages")];
    let page = tinviet(&["analyze", "--format", "html", &folders[0], &folders[1]], b"").out;
    let values = |name: &str| {
        let parts = page.split(name).skip(1);
        parts.map(|rest| rest.split('"').next().unwrap()).collect::<Vec<&str>>()
    };
    let mut ids = values(" id=\"");
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
    let links: Vec<&str> =
        values(" href=\"").into_iter().map(|link| link.strip_prefix('#').expect("nothing leads outside")).collect();
    assert!(links.len() > 500);
    for link in links.into_iter().chain(values(" data-f=\"")) {
        assert!(ids.binary_search(&link).is_ok(), "{link} leads nowhere");
    }
}

#[test]
fn the_script_of_a_page_is_the_one_it_names() {
    let script = "printf %s \"$(openssl dgst -sha256 -binary ../cli/src/render/html/page.js | base64)\"";
    let done = std::process::Command::new("sh").args(["-c", script]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let hash = String::from_utf8(done.unwrap().stdout).unwrap();
    // Without openssl the browser test detects it: the cards do not open.
    if !hash.is_empty() {
        assert_eq!(hash, include_str!("../src/render/html/page.js.sha256").trim());
    }
}

#[test]
fn a_place_is_explained() {
    let text = "Lãi 5% đồng vốn bỏ ra, theo UBND.".as_bytes();
    let run = tinviet(&["explain", "--fact", "1"], text);
    for part in ["percentage.sign", "docs/facts.md#percentage", "percentage reads before it"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    let run = tinviet(&["explain", "--at", "27", "--offsets", "chars", "--format", "json"], text);
    let explained: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(explained["abbreviations"][0]["expansion"], "Ủy ban nhân dân");
    // An offset of `analyze` is one of `explain`, in every unit: here that of the fact after five letters of two code points each.
    let decomposed = "La\u{303}i o\u{302}ng a\u{309}o 5%.";
    for (unit, at) in [("bytes", "17"), ("chars", "14"), ("utf16", "14"), ("graphemes", "11")] {
        let run = tinviet(&["explain", "--at", at, "--offsets", unit, "--format", "json"], decomposed.as_bytes());
        let explained: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(explained["facts"][0]["rule"]["name"], "percentage.sign", "{unit}");
        let read = document(&["analyze", "--offsets", unit], decomposed.as_bytes());
        assert_eq!(read["facts"][0]["start"].to_string(), at, "{unit}");
    }
    let text = "Ông đến TP. HCM họp. Năm 2021 có 30/4.";
    for (place, why) in [
        (". HCM", "this mark ends no sentence: the word before it is a short form"),
        ("HCM", "its mark closes it, and what follows can begin a sentence"),
        ("2021", "date reads before it and took these tokens"),
        ("2021", "time.point"),
    ] {
        let run = tinviet(&["explain", "--at", &text.find(place).unwrap().to_string()], text.as_bytes());
        assert!(run.out.contains(why), "{place}: {}", run.out);
    }
    assert_eq!(tinviet(&["explain", "--fact", "9"], text.as_bytes()).status, 2);
    assert_eq!(tinviet(&["explain"], text.as_bytes()).status, 2);
    let rows = folder("explain").join("a.jsonl");
    fs::write(&rows, "{}").unwrap();
    let run = tinviet(&["explain", "--fact", "1", rows.to_str().unwrap()], b"");
    assert!(run.status == 2 && run.complaints.contains("extract a row first"), "{}", run.complaints);
    assert!(tinviet(&["rules", "award."], b"").out.contains("award.medal"));
}

#[test]
fn own_kinds_and_own_awards_are_explained_and_counted() {
    let folder = folder("own");
    let kinds = folder.join("kinds.toml");
    fs::write(&kinds, "[[kind]]\nname = \"plot\"\npattern = 'thửa đất số (?<plot>\\d+)'\n").unwrap();
    let awards = folder.join("awards.tsv");
    let builtin = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/awards.tsv")).unwrap();
    let head = builtin.lines().find(|line| !line.starts_with('#')).unwrap();
    let row = "bong-sen-vang\tBông sen vàng\tprize\t-\t-\talways\t-\tfilm festival\tusage";
    fs::write(&awards, format!("{head}\n{row}\n")).unwrap();
    let (kinds, awards) = (kinds.to_str().unwrap(), awards.to_str().unwrap());
    let text = "Xã chia thửa đất số 12. Phim nhận Bông sen vàng.";
    let rows = format!("{}\n", json!({ "text": text })).repeat(3);
    let own = ["--kinds-file", kinds, "--awards", awards];
    let read = |call: &[&str], text: &str| document(&[call, &own[..]].concat(), text.as_bytes());
    let report = read(&["report", "--input", "jsonl", "--format", "json"], &rows);
    let plots = report["kinds"].as_array().unwrap().iter().find(|row| row["kind"] == "plot").unwrap();
    assert_eq!((&plots["count"], &plots["documents"]), (&json!(3), &json!(3)));
    assert_eq!(
        report["awards"][0],
        json!({ "award": "bong-sen-vang", "class": null, "name": "Bông sen vàng", "count": 3 })
    );
    let named = read(&["report", "--input", "jsonl", "--format", "json", "--kinds", "plot,money"], &rows);
    let named = named["kinds"].as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(named, ["plot", "money"]);
    let page = tinviet(&[&["analyze", "--format", "html"][..], &own[..]].concat(), text.as_bytes()).out;
    assert!(page.contains("<span class=\"says\">Bông sen vàng</span>"), "{page}");
    for (word, kind) in [("thửa", "plot"), ("Bông", "award")] {
        let at = text.find(word).unwrap().to_string();
        let explained = read(&["explain", "--format", "json", "--at", &at], text);
        assert_eq!(explained["facts"][0]["kind"], kind, "{explained}");
    }
}

/// A day without its year does not say when something was conferred; the article's own date does.
#[test]
fn a_conferral_without_a_year_is_counted_in_that_of_its_article() {
    let text = "Ngày 2/9, Bộ trưởng Bộ Y tế tặng Bằng khen cho 3 tập thể.";
    let rows = format!("{}\n{}\n", json!({ "text": text, "date": "2016-09-05" }), json!({ "text": text }));
    let report = document(&["report", "--input", "jsonl", "--format", "json"], rows.as_bytes());
    let years: Vec<&Value> = report["conferrals"].as_array().unwrap().iter().map(|row| &row["year"]).collect();
    assert_eq!(years, [&Value::Null, &json!("2016")]);
}
