// The pages as people use them: legend, cards, links, keyboard, languages, dark mode, print, a hostile article, the report, axe-core.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const shots = join(here, "shots");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(shots, { recursive: true });

const tinviet = (...call) => execFileSync(process.env.TINVIET, call, { cwd: root, maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "pipe"] });

/** Writes a page of the program's; gives its address. */
const written = (name, ...call) => {
  const path = join(here, `${name}.html`);
  writeFileSync(path, tinviet(...call));
  return pathToFileURL(path).href;
};

const article = "fixtures/articles/khen-thuong.txt";
const made = {};
let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
  made.english = written("english", "analyze", "--format", "html", article);
  made.vietnamese = written("vietnamese", "analyze", "--format", "html", "--lang", "vi", article);
  made.many = written("many", "analyze", "--format", "html", "--lang", "vi", "fixtures/articles", "fixtures/pages");
  const empty = join(here, "empty.txt");
  writeFileSync(empty, "Trời đẹp.\n");
  made.empty = written("empty", "analyze", "--format", "html", empty);
  const rows = [];
  for (const name of ["khen-thuong", "lu-lut", "kinh-te", "le-hoi", "y-te", "phien-toa", "nghi-dinh", "thong-cao", "tuyen-sinh", "bong-da"]) {
    const text = readFileSync(join(root, "fixtures/articles", `${name}.txt`), "utf8");
    for (let n = 0; n < 1000; n += 1) rows.push(JSON.stringify({ id: `${name}-${n}`, text, date: `${2015 + (n % 5)}-0${1 + (n % 9)}-15` }));
  }
  rows.push("{broken");
  const archive = join(tmpdir(), `tinviet-archive-${process.pid}.jsonl`);
  writeFileSync(archive, rows.join("\n"));
  const path = join(here, "report.html");
  try {
    tinviet("report", archive, "--lang", "vi", "--output", path);
  } catch (error) {
    assert.equal(error.status, 1, String(error.stderr));
  }
  made.report = pathToFileURL(path).href;
});
after(async () => browser?.close());

/** A fresh page at an address; fails on any fault that the page reports. */
const open = async (address, settings = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
  const page = await context.newPage();
  page.faults = [];
  page.asked = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  page.on("request", (request) => request.url() !== address && page.asked.push(request.url()));
  page.on("dialog", (dialog) => { page.faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(address);
  return page;
};

const closed = async (page) => {
  assert.deepEqual([page.faults, page.asked.filter((url) => !url.includes("#"))], [[], []]);
  await page.context().close();
};

const card = (page) => page.locator("#card");

test("a fact and an abbreviation have a card by hover", async () => {
  const page = await open(made.english);
  await page.locator("mark.percentage", { hasText: "trên 95%" }).hover();
  await card(page).waitFor({ state: "visible" });
  const text = await card(page).innerText();
  for (const part of ["Percentage", "more than 95%", "percentage.sign", "\"low\":\"95\""]) assert.ok(text.includes(part), `${part}: ${text}`);
  // The pointer may go to the card itself.
  await card(page).hover();
  await page.waitForTimeout(500);
  assert.ok(await card(page).isVisible());
  await page.keyboard.press("Escape");
  assert.ok(!(await card(page).isVisible()));
  await page.locator("a.abbreviation", { hasText: "UBND" }).first().hover();
  await page.waitForTimeout(250);
  assert.match(await card(page).innerText(), /Ủy ban nhân dân/);
  await closed(page);
});

test("a fact inside another shows both", async () => {
  const page = await open(made.english);
  await page.locator("mark.citation mark.date").first().hover();
  await page.waitForTimeout(250);
  const boxes = await card(page).locator(".entry").allInnerTexts();
  assert.equal(boxes.length, 2);
  assert.match(boxes[0], /Date or time/);
  assert.match(boxes[1], /Cited document/);
  await closed(page);
});

test("a finger opens a card, and closes it", async () => {
  const page = await open(made.vietnamese, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.locator("mark.percentage").first().tap();
  assert.ok(await card(page).isVisible());
  assert.ok(await card(page).evaluate((element) => element.getBoundingClientRect().right <= innerWidth));
  await page.getByRole("button", { name: "Đóng" }).tap();
  assert.ok(!(await card(page).isVisible()));
  await page.locator("a.abbreviation").first().tap();
  assert.ok(await card(page).isVisible());
  assert.ok(!page.url().includes("#"), "the finger stays where it is");
  await closed(page);
});

test("the keyboard goes from fact to fact, to the list and back", async () => {
  const page = await open(made.english);
  const first = page.locator("article a.ref").first();
  await first.focus();
  assert.ok(await card(page).isVisible());
  const href = await first.getAttribute("href");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => location.hash), href);
  assert.ok(await page.locator(href).isVisible());
  await page.locator(`${href} a.num`).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => location.hash), `#${await first.getAttribute("id")}`);
  await page.locator("article a.ref").first().focus();
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.className), /ref|abbreviation/);
  await closed(page);
});

test("every link leads to something in the page, and without a script too", async () => {
  for (const address of [made.many, made.english, made.report]) {
    const page = await open(address, { javaScriptEnabled: false });
    const lost = await page.locator("a[href]").evaluateAll((links) => links.filter((link) => !document.getElementById(link.getAttribute("href").slice(1))).length);
    assert.equal(lost, 0);
    await page.context().close();
  }
});

test("the legend switches a kind off", async () => {
  const page = await open(made.english);
  const entries = page.locator(".entry.percentage");
  assert.ok(await entries.first().isVisible());
  await page.locator(".key.percentage input").uncheck();
  assert.ok(!(await entries.first().isVisible()));
  assert.ok(!(await page.locator("mark.percentage > .ref").first().isVisible()));
  assert.equal(await page.locator("mark.percentage").first().innerText().then((text) => text.includes("%")), true);
  await closed(page);
});

test("several documents have contents, one has none", async () => {
  const page = await open(made.many);
  const sections = await page.locator("section.document").count();
  assert.equal(await page.locator("#contents li").count(), sections);
  await page.locator("#contents a").nth(3).click();
  await page.waitForFunction(() => Math.abs(document.querySelectorAll("section.document")[3].getBoundingClientRect().top) < 300);
  await closed(page);
  const one = await open(made.english);
  assert.ok(!(await one.locator("#contents").isVisible()));
  assert.equal(await one.title(), "Đảng ủy Khối Doanh nghiệp tỉnh Hòa Giang tổng kết 5 năm học tập và làm theo Bác · tinviet");
  assert.equal(await one.locator("h1").count(), 1);
  await closed(one);
});

test("the languages, and a text where nothing is found", async () => {
  for (const [address, lang, words] of [[made.english, "en", ["Cited document", "Labour Order, Second Class", "nearly 200 delegates", "Directive 05-CT/TW"]], [made.vietnamese, "vi", ["Văn bản viện dẫn", "hạng Nhì"]]]) {
    const page = await open(address);
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    // What is out of sight is not laid out, and has no inner text.
    const text = await page.locator("main").textContent();
    for (const word of words) assert.ok(text.includes(word), word);
    assert.ok(!/giay-khen|more_than|bang-khen/.test(await page.locator(".list .says").allInnerTexts().then((all) => all.join(" "))));
    await closed(page);
  }
  const page = await open(made.empty);
  assert.match(await page.locator("main").innerText(), /Nothing found in this text/);
  await closed(page);
});

test("dark and light have their own colours", async () => {
  const colour = async (colorScheme) => {
    const page = await open(made.english, { colorScheme });
    const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.context().close();
    return colour;
  };
  assert.notEqual(await colour("dark"), await colour("light"));
});

test("on paper: the whole list, the meanings, no card", async () => {
  const page = await open(made.english);
  await page.emulateMedia({ media: "print" });
  const list = page.locator(".list");
  assert.equal(await list.evaluate((element) => getComputedStyle(element).overflowY), "visible");
  assert.ok(await page.locator(".short-forms .says").first().isVisible());
  assert.ok((await page.pdf()).length > 10_000);
  await closed(page);
});

test("at 390 px nothing scrolls sideways, and the list does not scroll in itself", async () => {
  for (const address of [made.vietnamese, made.many, made.empty, made.report]) {
    const page = await open(address, { viewport: { width: 390, height: 844 } });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), address);
    for (const list of await page.locator(".list").all()) {
      assert.equal(await list.evaluate((element) => getComputedStyle(element).overflowY), "visible");
    }
    await page.context().close();
  }
});

test("a hostile article runs nothing and turns nothing", async () => {
  const text = [
    "<script>alert(1)</script><img src=x onerror=alert(2)> Đạt 95%",
    "\"><svg onload=alert(3)> UBND javascript:alert(4) </mark></article></main><script>alert(5)</script> 7%",
    "</style><style>*{display:none}</style> 8% ' onmouseover='alert(6) NLĐ",
    "Tăng 9% \u202Egnah\u202C \u2066%01\u2069 <!-- --> <base href=//x> <meta http-equiv=refresh content=0;url=//x>",
  ].join("\n");
  const path = join(here, "\"><script>alert(7)<!--.txt".replaceAll("/", ""));
  writeFileSync(path, text);
  for (const [name, call] of [["hostile", ["analyze", "--format", "html", path, article]], ["hostile-report", ["report", path]]]) {
    const page = await open(written(name, ...call));
    await page.waitForTimeout(200);
    assert.equal(await page.locator("script, img, svg[onload], base").evaluateAll((all) => all.filter((one) => one.tagName !== "SCRIPT").length), 0);
    assert.ok(!/[\u202A-\u202E\u2066-\u2069]/.test(await page.locator("main").textContent()));
    if (name === "hostile") {
      assert.equal(await page.locator("script").count(), 1);
      await page.locator("mark").first().hover();
      await page.waitForTimeout(250);
      assert.ok(await card(page).isVisible());
    }
    await closed(page);
  }
});

test("a page of 100 KB of text is drawn in under a second", async () => {
  const text = readFileSync(join(root, article), "utf8");
  const path = join(here, "long.txt");
  writeFileSync(path, text.repeat(Math.ceil(100_000 / Buffer.byteLength(text))));
  const address = written("long", "analyze", "--format", "html", path);
  const page = await open("about:blank");
  // The processor's time: what other programs take of it is not the page's.
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => (await session.send("Performance.getMetrics")).metrics.find((one) => one.name === "TaskDuration").value * 1000;
  const before = await spent();
  const began = performance.now();
  await page.goto(address);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const [wall, drawn] = [performance.now() - began, (await spent()) - before];
  console.log(`100 KB of text, ${await page.locator("mark").count()} marks: drawn in ${drawn.toFixed(0)} ms of the processor, ${wall.toFixed(0)} ms on the clock`);
  assert.ok(drawn < 1000, `${drawn} ms`);
  const hover = performance.now();
  await page.locator("mark.percentage").nth(20).hover();
  await card(page).waitFor({ state: "visible" });
  console.log(`a card after ${(performance.now() - hover).toFixed(0)} ms`);
  await page.context().close();
});

test("the report of 10,000 articles has a table for every chart", async () => {
  const page = await open(made.report);
  assert.ok((await page.locator("svg.columns-chart").count()) >= 2);
  assert.equal(await page.locator("figure").count(), await page.locator("figure details table").count());
  assert.match(await page.locator(".figures").innerText(), /10\.000/);
  assert.match(await page.locator("main").innerText(), /expected one JSON object per line/);
  assert.ok(readFileSync(fileURLToPath(made.report)).length < 2_000_000);
  await page.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("figure details table").first().isVisible());
  await closed(page);
});

test("axe-core finds nothing, at any width, in either theme, with a card open", async () => {
  for (const [name, address] of Object.entries(made)) {
    for (const width of [390, 768, 1280]) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await open(address, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
        await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`) });
        const ref = page.locator("article a.ref").first();
        if (await ref.count()) await ref.focus();
        await page.evaluate(axe);
        const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
        const said = found.violations.map((one) => `${one.id} (${one.impact}) ${one.nodes.length}: ${one.nodes[0].html} ${one.nodes[0].failureSummary}`);
        assert.deepEqual(said, [], `${name} at ${width} px, ${colorScheme}`);
        await page.context().close();
      }
    }
  }
});
