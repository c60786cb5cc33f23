import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, test } from "node:test";
import { axe, browser, generated, here, open, repository, site } from "./desk.mjs";

const example = site(path.join(repository, "claims"), "site");
const many = site(generated(1000), "site-many");

after(() => browser.close());

/** The largest page of each folder, and the first. */
function largest(folder) {
  const pages = new Map([["index.html", path.join(folder, "index.html")]]);
  const sizes = new Map();
  for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html")).sort()) {
    const kind = name.split(path.sep)[0];
    const { size } = statSync(path.join(folder, name));
    if (size <= (sizes.get(kind) ?? 0)) continue;
    sizes.set(kind, size);
    pages.set(kind, path.join(folder, name));
  }
  return pages;
}

const LOOKS = [360, 768, 1400].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ width, colorScheme })));

for (const { width, colorScheme } of LOOKS) {
  test(`at ${width} px in ${colorScheme} nothing is wrong on any kind of page`, async () => {
    for (const folder of [example, many]) {
      for (const [name, file] of largest(folder)) {
        const options = { within: folder, viewport: { width, height: 900 }, colorScheme, bypassCSP: true };
        const { opened, troubles, close } = await open(file, options);
        await opened.evaluate(axe);
        const found = await opened.evaluate(() =>
          axe.run({ preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        assert.deepEqual(found.violations.map((it) => `${it.id}: ${it.nodes[0].html}`), [], file);
        const [wide, room] = await opened.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= room, `${file} is wider than the window: ${wide}`);
        assert.deepEqual(troubles, []);
        if (process.env.PICTURES) {
          const picture = `${path.basename(folder)}-${name.replace(".html", "")}-${width}-${colorScheme}.png`;
          await opened.screenshot({ path: path.join(process.env.PICTURES, picture) });
        }
        await close();
      }
    }
  });
}

test("the Nu HTML checker finds no error on any kind of page", (context) => {
  if (spawnSync("java", ["-version"]).status !== 0) return context.skip("there is no Java");
  const jar = path.join(here, "node_modules/vnu-jar/build/dist/vnu.jar");
  const files = [...largest(example).values(), ...largest(many).values()];
  execFileSync("java", ["-jar", jar, "--errors-only", ...files], { stdio: "pipe" });
});

async function finds(opened) {
  const claim = opened.locator("#find-r a");
  await opened.fill("#find-q", "soldiers kursk");
  await opened.waitForFunction(() => document.getElementById("find-n").value.includes("claim"));
  const texts = await claim.allTextContents();
  assert.ok(texts.length > 0 && texts.every((text) => /soldiers/i.test(text) && /kursk/i.test(text)), texts.join());
  await opened.fill("#find-q", "nowhere to be found");
  await opened.waitForFunction(() => document.getElementById("find-n").value === "0 claims");
  await opened.fill("#find-q", "SOLDIERS");
  await opened.waitForFunction(() => /[1-9]\d* claims/.test(document.getElementById("find-n").value));
  const text = await claim.first().textContent();
  await claim.first().click();
  assert.equal(await opened.textContent("h1"), text);
}

test("words are found from disk, and nothing but the folder is asked for", async () => {
  const { opened, troubles, close } = await open(path.join(example, "index.html"), { within: example });
  assert.deepEqual(await opened.evaluate(() => getComputedStyle(document.querySelector(".ways")).display), "grid");
  await finds(opened);
  assert.deepEqual(troubles, []);
  await close();
});

test("words are found over HTTP", async () => {
  const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };
  const server = createServer((request, answer) => {
    const file = path.join(example, path.normalize(new URL(request.url, "http://localhost").pathname));
    if (!existsSync(file) || !(path.extname(file) in types)) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": types[path.extname(file)] });
    createReadStream(file).pipe(answer);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const context = await browser.newContext();
  const opened = await context.newPage();
  await opened.goto(`http://127.0.0.1:${server.address().port}/index.html`);
  await finds(opened);
  await context.close();
  server.close();
});

test("nothing leaves a site, not even where somebody tries", async () => {
  const { opened, close } = await open(path.join(example, "index.html"), { within: example });
  await opened.evaluate(() => {
    window.blocked = new Set();
    addEventListener("securitypolicyviolation", (event) => blocked.add(event.effectiveDirective));
    const [image, script, inline] = [new Image(), ...["script", "script"].map((it) => document.createElement(it))];
    image.src = "https://example.org/pixel.png";
    script.src = "https://example.org/x.js";
    inline.textContent = "window.ran = true";
    document.body.append(image, script, inline);
    document.body.insertAdjacentHTML("beforeend", '<p style="color:red" onclick="window.ran = true">x</p>');
    document.body.lastElementChild.click();
    fetch("https://example.org/").then(() => (window.ran = true), () => {});
  });
  const wanted = ["connect-src", "img-src", "script-src-elem", "script-src-attr", "style-src-attr"];
  await opened.waitForFunction((wanted) => wanted.every((one) => blocked.has(one)), wanted);
  assert.equal(await opened.evaluate(() => window.ran), undefined);
  await close();
});

test("without script there are the lists", async () => {
  const { opened, close } = await open(path.join(example, "index.html"), { within: example, javaScriptEnabled: false });
  assert.ok(!(await opened.isVisible("#find")));
  await opened.click("text=All claims");
  await opened.click(".list a >> nth=0");
  assert.ok(await opened.isVisible(".card"));
  await close();
});
