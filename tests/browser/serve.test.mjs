// The desk in a browser: what a person does at it, and what a page of somebody else's cannot.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { axe, browser, enterAt, folder, serve } from "./desk.mjs";

const dam = 'id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: "The dam was sound."   # as built\n';
const bridge = 'id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a911\nclaim: "The bridge held."\nverdicts:\n  - {verdict: confirmed, by: ann, because: "Seen."}\n';
const root = path.join(folder, "desk/claims");
const file = path.join(root, "2024-11/dam.yaml");
const page = "/claims/70c3a910";
let address;
let end;

before(async () => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(path.join(root, "claimbook.yaml"), 'title: "The dam file"\n');
  writeFileSync(path.join(root, "2024-11/bridge.yaml"), bridge);
  writeFileSync(file, dam);
  ({ address, end } = await serve(root));
});

after(async () => {
  assert.equal(await end(), 0);
  await browser.close();
});

const enter = (options) => enterAt(address, options);

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
  await opened.waitForURL(`${address.origin}${page}?wrote=marked*`);
  await opened.getByText("Marked refuted.").waitFor();
  await opened.locator("#stands").getByText("It leaked in May.").waitFor();
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
  await typing.locator("#stands").getByText("What I am about to say.").waitFor();
  for (const opened of more) await opened.locator("#stands").getByText("What I am about to say.").waitFor();
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
  await opened.locator("#stands").getByText("I was slower.").waitFor();
  await context.close();
});

test("claims are found while somebody types, and by Enter without a script", async () => {
  const { context, opened, troubles } = await enter();
  const list = opened.locator("#found .claims > li");
  assert.equal(await list.count(), 2);
  const words = opened.getByLabel("Words, or filters");
  await words.pressSequentially("bridg*");
  await opened.locator("#found mark", { hasText: "bridge" }).waitFor();
  assert.equal(await list.count(), 1);
  assert.equal(new URL(opened.url()).searchParams.get("q"), "bridg*");
  assert.ok(await words.evaluate((field) => field === document.activeElement && field.selectionStart === field.value.length));
  await words.fill("status:cnfirmed");
  await opened.getByText("Did you mean `confirmed`?").waitFor();
  assert.equal(await opened.locator(".wrong").textContent(), "status:cnfirmed");
  await words.fill("");
  await opened.locator("#found").getByRole("link", { name: /^confirmed/ }).click();
  await opened.waitForURL(/status=confirmed/);
  assert.equal(await list.count(), 1);
  await opened.getByText("Filters", { exact: true }).waitFor();
  await opened.getByLabel("Status", { exact: true }).selectOption("unchecked");
  await opened.waitForURL(/status=unchecked/);
  assert.deepEqual(troubles, []);
  await context.close();

  const plain = await enter({ javaScriptEnabled: false });
  await plain.opened.getByLabel("Words, or filters").fill("bridge");
  await plain.opened.keyboard.press("Enter");
  await plain.opened.waitForURL(/q=bridge/);
  assert.equal(await plain.opened.locator("#found .claims > li").count(), 1);
  await plain.context.close();
});

test("evidence is added and taken back, and a claim is tied and untied", async () => {
  const { context, opened, troubles } = await enter();
  await opened.goto(address.origin + page);
  await opened.getByText("Add evidence", { exact: true }).last().click();
  await opened.getByLabel("Document", { exact: true }).fill("The survey of May");
  await opened.getByLabel("What it does").selectOption("refutes");
  await opened.getByLabel("Why it counts").fill("Page 4 has the crack.");
  await opened.getByRole("button", { name: "Add the line" }).click();
  await opened.getByText(/^Added the line of evidence/).waitFor();
  assert.equal(opened.url(), address.origin + page, "what was written is said once");
  await opened.locator("#evidence").getByText("Page 4 has the crack.").waitFor();
  assert.match(readFileSync(file, "utf8"), /direction: refutes/);
  await opened.getByText("Take it back", { exact: true }).click();
  await opened.locator("#evidence").getByLabel("Because").fill("It is another dam.");
  await opened.getByRole("button", { name: "Take the line back" }).click();
  await opened.getByText("Taken back: It is another dam.").waitFor();

  await opened.goto(`${address.origin}${page}#link`);
  await opened.getByLabel("This claim").selectOption("depends_on");
  const other = opened.getByLabel("The other claim");
  await other.pressSequentially("the bri");
  await opened.locator('#claims option[value="70c3a911"]').waitFor({ state: "attached" });
  await other.fill("70c3a911");
  await opened.getByRole("button", { name: "Tie the two" }).click();
  await opened.locator("#ties").getByRole("link", { name: "The bridge held." }).waitFor();
  await opened.getByRole("button", { name: /^Untie/ }).click();
  await opened.getByText("It is tied to no other claim.").waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

test("words typed in any form stay when somebody else is quicker", async () => {
  const { context, opened } = await enter();
  await opened.goto(`${address.origin}${page}#add-evidence`);
  await opened.getByLabel("Why it counts").fill("I am still writing.");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("hardly sound", "not at all sound"));
  await opened.locator("h1", { hasText: "not at all sound" }).waitFor();
  assert.equal(await opened.getByLabel("Why it counts").inputValue(), "I am still writing.");
  await opened.getByLabel("Document", { exact: true }).fill("The survey of June");
  await opened.getByLabel("What it does").selectOption("supports");
  await opened.getByRole("button", { name: "Add the line" }).click();
  await opened.getByText("Somebody changed this claim meanwhile").waitFor();
  assert.equal(await opened.getByLabel("Why it counts").inputValue(), "I am still writing.");
  await opened.getByRole("button", { name: "Add the line" }).click();
  await opened.locator("#evidence").getByText("I am still writing.").waitFor();
  await context.close();
});

test("a claim is thrown away only after it was asked", async () => {
  writeFileSync(path.join(root, "2024-11/mistake.yaml"), 'id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a912\nclaim: "A mistake."\n');
  const { context, opened } = await enter();
  await opened.getByRole("link", { name: "A mistake." }).click();
  await opened.getByRole("link", { name: "Throw the claim away" }).click();
  await opened.getByLabel("Because").fill("Typed twice.");
  await opened.getByRole("button", { name: "Throw it away" }).click();
  await opened.getByText("The claim was thrown away.").waitFor();
  assert.equal(await opened.getByRole("link", { name: "A mistake." }).count(), 0);
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
      for (const place of ["/", page, `${page}/drop`, "/?q=nothing", "/?q=status:nothing", "/?q=bridge&status=confirmed", "/todo", "/report", "/nothing"]) {
        await opened.goto(address.origin + place);
        // Also what is folded up.
        await opened.evaluate(() => document.querySelectorAll("details").forEach((it) => it.setAttribute("open", "")));
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
