// The desk in a browser: what a person does at it, and what a page of somebody else's cannot.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { axe, browser, command, folder } from "./desk.mjs";

const dam = 'id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: "The dam was sound."   # as built\n';
const bridge = 'id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a911\nclaim: "The bridge held."\nverdicts:\n  - {verdict: confirmed, by: ann, because: "Seen."}\n';
const root = path.join(folder, "desk/claims");
const file = path.join(root, "2024-11/dam.yaml");
const page = "/claims/70c3a910";
let serve;
let address;

before(async () => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(path.join(root, "claimbook.yaml"), 'title: "The dam file"\n');
  writeFileSync(path.join(root, "2024-11/bridge.yaml"), bridge);
  writeFileSync(file, dam);
  serve = spawn(command, ["-C", root, "serve", "--port", "0", "--user", "kim"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await new Promise((done) => serve.stdout.once("data", (data) => done(String(data).split("\n"))));
  address = new URL(line);
});

after(async () => {
  const ended = new Promise((done) => serve.once("exit", done));
  serve.kill("SIGINT");
  assert.equal(await ended, 0);
  await browser.close();
});

// A browser that was let in, with everything that a page asks for elsewhere and every error.
async function enter(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const opened = await context.newPage();
  const troubles = [];
  opened.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && origin !== address.origin) troubles.push(`request: ${request.url()}`);
  });
  opened.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  opened.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  await opened.goto(address.href);
  return { context, opened, troubles };
}

test("the printed address lets a browser in, and is not left in the address bar", async () => {
  const { context, opened, troubles } = await enter();
  assert.equal(opened.url(), `${address.origin}/`);
  await opened.getByRole("link", { name: "The dam was sound." }).click();
  assert.equal(await opened.locator("h1").textContent(), "The dam was sound.");
  const [cookie] = await context.cookies();
  assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, "Strict"]);
  assert.equal(await opened.evaluate(() => document.cookie), "");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a claim is marked with the keyboard alone", async () => {
  const { context, opened, troubles } = await enter({ javaScriptEnabled: false });
  await opened.goto(address.origin + page);
  await opened.getByLabel("Verdict", { exact: true }).focus();
  await opened.keyboard.type("refuted");
  await opened.keyboard.press("Tab");
  await opened.keyboard.type("It leaked in May.");
  await opened.keyboard.press("Tab");
  await opened.keyboard.press("Tab");
  await opened.keyboard.press("Enter");
  await opened.waitForURL(address.origin + page);
  await opened.getByText("It leaked in May.").waitFor();
  assert.ok(readFileSync(file, "utf8").startsWith(dam));
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a change on disk shows in every open page, and takes nothing from who is typing", async () => {
  const { context, opened: first, troubles } = await enter();
  // More pages than a browser opens connections to one place.
  const more = [];
  for (let count = 0; count < 7; count += 1) more.push(await context.newPage());
  for (const opened of [first, ...more]) await opened.goto(address.origin + page);
  const typing = more[3];
  await typing.getByLabel("Because").fill("What I am about to say.");
  await typing.getByLabel("Verdict", { exact: true }).selectOption("mixed");
  writeFileSync(file, readFileSync(file, "utf8").replace("sound", "almost sound"));
  for (const opened of [first, ...more]) await opened.locator("h1", { hasText: "almost sound" }).waitFor();
  await typing.getByText("what you typed stays").waitFor();
  assert.equal(await typing.getByLabel("Because").inputValue(), "What I am about to say.");
  await first.getByText("what you typed stays").waitFor({ state: "hidden" });
  await typing.getByRole("button", { name: "Reload" }).click();
  assert.equal(await typing.getByLabel("Because").inputValue(), "What I am about to say.");
  await typing.getByRole("button", { name: "Mark the claim" }).click();
  await typing.locator("#record").getByText("What I am about to say.").waitFor();
  for (const opened of more) await opened.locator("#record").getByText("What I am about to say.").waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a form that somebody was quicker than comes back with what was typed", async () => {
  const { context, opened } = await enter({ javaScriptEnabled: false });
  await opened.goto(address.origin + page);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("almost sound", "hardly sound"));
  await opened.getByLabel("Because").fill("I was slower.");
  await opened.getByLabel("Verdict", { exact: true }).selectOption("disputed");
  await opened.getByRole("button", { name: "Mark the claim" }).click();
  await opened.getByText("Somebody changed this claim meanwhile").waitFor();
  await opened.locator("h1", { hasText: "hardly sound" }).waitFor();
  assert.equal(await opened.getByLabel("Because").inputValue(), "I was slower.");
  assert.equal(await opened.getByLabel("Verdict", { exact: true }).inputValue(), "disputed");
  assert.ok(!readFileSync(file, "utf8").includes("I was slower."));
  await opened.getByRole("button", { name: "Mark the claim" }).click();
  await opened.locator("#record").getByText("I was slower.").waitFor();
  await context.close();
});

test("a foreign page writes nothing, and sees nothing", async () => {
  const { context } = await enter();
  const before = readFileSync(file, "utf8");
  const form = `<!doctype html><form method="post" action="${address.origin}${page}/mark"><input name="verdict" value="confirmed"><input name="because" value="evil"></form>
    <script>document.forms[0].submit()</script>`;
  const foreign = http.createServer((_, answer) => answer.setHeader("content-type", "text/html").end(form));
  await new Promise((done) => foreign.listen(0, "127.0.0.1", done));
  const opened = await context.newPage();
  // The same site, as browsers have it, but another origin; and another site.
  for (const host of ["127.0.0.1", "localhost"]) {
    const answered = opened.waitForResponse((response) => response.url().endsWith("/mark"));
    await opened.goto(`http://${host}:${foreign.address().port}/`, { waitUntil: "commit" });
    assert.equal((await answered).status(), 403);
    await opened.waitForLoadState();
  }
  assert.equal(readFileSync(file, "utf8"), before);
  foreign.close();
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`no barrier in ${colorScheme}, at any width`, async () => {
    for (const width of [360, 1400]) {
      const { context, opened } = await enter({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      for (const place of ["/", page, "/?q=nothing", "/nothing"]) {
        await opened.goto(address.origin + place);
        await opened.evaluate(axe);
        const { violations } = await opened.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map((it) => [it.id, it.nodes.map((node) => node.html)]), [], `${place} at ${width}`);
        const overflow = await opened.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${place} at ${width} is ${overflow} too wide`);
        if (process.env.PICTURES) await opened.screenshot({ path: path.join(process.env.PICTURES, `desk-${width}-${colorScheme}-${place.replaceAll(/\W/g, "_")}.png`) });
      }
      await context.close();
    }
  });
}
