import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import { after, test } from "node:test";
import { axe, browser, generated, here, open, page, repository } from "./desk.mjs";

const example = path.join(repository, "claims");
const pages = { whole: page(example, "whole"), public: page(example, "public", "--public") };
const many = page(generated(1000), "many");

after(() => browser.close());

const LOOKS = [360, 768, 1400].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ width, colorScheme })));

for (const { width, colorScheme } of LOOKS) {
  test(`at ${width} px in ${colorScheme} nothing is wrong for whoever reads by ear or keyboard`, async () => {
    for (const [name, file] of Object.entries(pages)) {
      const { opened, troubles, close } = await open(file, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      // What is far away is not laid out, and could not be looked at.
      await opened.addStyleTag({ content: ".many .card{content-visibility:visible!important}" });
      await opened.evaluate(axe);
      const found = await opened.evaluate(() =>
        axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      assert.deepEqual(found.violations.map((it) => `${it.id}: ${it.nodes[0].html}`), [], name);
      const [wide, room] = await opened.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= room, `${name} is wider than the window: ${wide}`);
      assert.deepEqual(troubles, []);
      if (process.env.PICTURES) {
        await opened.screenshot({ path: path.join(process.env.PICTURES, `${name}-${width}-${colorScheme}.png`) });
      }
      await close();
    }
  });
}

test("the Nu HTML checker finds no error", (context) => {
  if (spawnSync("java", ["-version"]).status !== 0) return context.skip("there is no Java");
  const jar = path.join(here, "node_modules/vnu-jar/build/dist/vnu.jar");
  execFileSync("java", ["-jar", jar, "--errors-only", ...Object.values(pages), many], { stdio: "pipe" });
});

test("nothing leaves a page, not even where somebody tries", async () => {
  const { opened, troubles, close } = await open(pages.whole);
  assert.deepEqual(troubles, []);
  await opened.evaluate(() => {
    window.blocked = new Set();
    addEventListener("securitypolicyviolation", (event) => blocked.add(event.effectiveDirective));
    const image = new Image();
    image.src = "https://example.org/pixel.png";
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(image, script);
    document.body.insertAdjacentHTML("beforeend", '<p style="color:red" onclick="window.ran = true">x</p>');
    document.body.lastElementChild.click();
    fetch("https://example.org/").then(() => (window.ran = true), () => {});
  });
  const wanted = ["connect-src", "img-src", "script-src-elem", "script-src-attr", "style-src-attr"];
  await opened.waitForFunction((wanted) => wanted.every((one) => blocked.has(one)), wanted);
  assert.equal(await opened.evaluate(() => window.ran), undefined);
  // Playwright tells of a request before the policy stops it; none was answered.
  assert.ok(!troubles.some((it) => it.startsWith("answered")), String(troubles));
  await close();
});

const shown = (opened) => opened.locator(".card:not([hidden])").count();

test("the filters take words, status, asserter, document and topic, and say how many are left", async () => {
  const { opened, close } = await open(pages.whole);
  const all = await shown(opened);
  await opened.getByLabel("Words", { exact: true }).fill("BALLISTIC");
  const fitting = await opened.locator(".card").filter({ hasText: "ballistic" }).count();
  assert.ok(fitting > 0 && fitting < all);
  assert.equal(await shown(opened), fitting);
  assert.equal(await opened.locator("#f-n").textContent(), `${fitting} of ${all}`);
  await opened.getByRole("button", { name: "Show all" }).click();
  await opened.waitForFunction((all) => document.querySelectorAll(".card:not([hidden])").length === all, all);
  for (const name of ["Status", "Asserter", "Document", "Topic"]) {
    const select = opened.getByLabel(name, { exact: true });
    const text = await select.locator("option").last().textContent();
    await select.selectOption({ label: text });
    assert.equal(await shown(opened), Number(/\((\d+)\)$/.exec(text)[1]), text);
    await opened.getByRole("button", { name: "Show all" }).click();
    await opened.waitForFunction((all) => document.querySelectorAll(".card:not([hidden])").length === all, all);
  }
  await opened.getByRole("link", { name: /more, among the claims below/ }).first().click();
  assert.equal(await shown(opened), await opened.locator(".card[data-open]").count());
  // A link to a card that is filtered away shows it.
  await opened.getByLabel("Words", { exact: true }).fill("no claim has these words");
  assert.equal(await shown(opened), 0);
  await opened.locator(".tl a").first().click();
  await opened.waitForFunction(() => document.querySelector(":target")?.checkVisibility());
  await close();
});

test("without a script everything is there", async () => {
  const { opened, troubles, close } = await open(pages.whole, { javaScriptEnabled: false });
  assert.deepEqual(troubles, []);
  assert.equal(await opened.locator(".card").count(), 18);
  assert.equal(await opened.locator("#filter").isVisible(), false);
  await opened.locator("#texts .q").first().click();
  assert.match(opened.url(), /#[0-9a-f]{8}$/);
  assert.equal(await opened.locator(":target h3").isVisible(), true);
  await close();
});

test("links lead from the article to the card, back to the passage, and to the words at the source", async () => {
  const { opened, close } = await open(pages.whole);
  await opened.locator(".q", { hasText: "the Pentagon put the number" }).click();
  assert.equal(await opened.locator(":target h3").textContent(), "North Korea has sent about 10,000 soldiers to Russia for training.");
  await opened.locator(":target").getByText("in the captured text").first().click();
  await opened.waitForFunction(() => document.querySelector(".body :target")?.nextElementSibling.textContent.includes("the Pentagon put"));
  const url = await opened.locator("a[href*=':~:text=']").first().getAttribute("href");
  assert.match(url, /^https?:\/\/[^#]+#:~:text=[\w.%,&=-]+$/);
  await close();
});

test("the keyboard reaches the claims first, and every mark can be seen", async () => {
  const { opened, close } = await open(pages.whole);
  await opened.keyboard.press("Tab");
  const skip = opened.locator(":focus");
  assert.equal(await skip.textContent(), "Skip to the claims");
  assert.ok((await skip.boundingBox()).x >= 0);
  await opened.keyboard.press("Enter");
  assert.match(opened.url(), /#claims$/);
  await opened.keyboard.press("Tab");
  const [within, outline] = await opened.evaluate(() => {
    const at = document.activeElement;
    return [Boolean(at.closest("#claims")), getComputedStyle(at).outlineStyle];
  });
  assert.deepEqual([within, outline], [true, "solid"]);
  await close();
});

test("on paper everything is open and nothing is for clicking", async () => {
  const { opened, close } = await open(pages.whole);
  await opened.emulateMedia({ media: "print" });
  assert.equal(await opened.locator(".toc").isVisible(), false);
  assert.equal(await opened.locator("#filter").isVisible(), false);
  await opened.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await opened.locator("details:not([open])").count(), 0);
  await opened.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.ok((await opened.locator("details:not([open])").count()) > 0);
  const paper = await opened.pdf({ format: "A4" });
  assert.ok(paper.length > 50_000);
  await close();
});

test("of 1,000 claims those that have the letters typed are shown, and how long that takes is told", async () => {
  const { opened, troubles, close } = await open(many);
  assert.deepEqual(troubles, []);
  const times = [];
  for (const letter of ["b", "r", "i"]) {
    times.push(await opened.evaluate((letter) => new Promise((done) => {
      const field = document.getElementById("f-q");
      field.scrollIntoView();
      requestAnimationFrame(() => {
        const start = performance.now();
        field.value += letter;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.getBoundingClientRect();
        const worked = performance.now() - start;
        requestAnimationFrame(() => setTimeout(() => done({ worked, painted: performance.now() - start })));
      });
    }), letter));
  }
  console.log("keystrokes:", times.map(({ worked, painted }) => `${worked.toFixed(1)} ms, painted after ${painted.toFixed(1)} ms`).join("; "));
  const fit = await opened.evaluate(() =>
    [...document.querySelectorAll(".card")].filter((card) => card.textContent.toLowerCase().includes("bri")).length);
  const left = await shown(opened);
  assert.ok(left > 0 && left <= fit, `${left} of ${fit}`);
  await close();
});
