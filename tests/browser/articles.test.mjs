// Articles at the desk: logged, read, and words in them that become claims.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { axe, browser, enterAt, folder, serve } from "./desk.mjs";

const root = path.join(folder, "articles/claims");
// Letters that take two units in a browser, a mark that turns the direction of reading, and what would run if anything did.
const article = `The 𝔇𝔈-crane had been idle for about 40 days, said Ilse Maran, the harbour master.

</script><script>window.ran = 1</script><img src=x onerror="window.ran = 2"> “We will not start it,” she added.

The port might close, the fire brigade warned on Friday.`;
let address;
let end;

before(async () => {
  mkdirSync(root, { recursive: true });
  writeFileSync(path.join(root, "claimbook.yaml"), 'title: "The crane file"\n');
  ({ address, end } = await serve(root));
});

after(async () => {
  assert.equal(await end(), 0);
  await browser.close();
});

// The answer to a form that is not taken is no page that went well, and a browser says so.
const enter = (options) => enterAt(address, { expected: ["the server responded with a status of 400"], ...options });

const claims = () => readdirSync(path.join(root), { recursive: true })
  .filter((name) => /^\d{4}-\d\d\/.*\.yaml$/.test(name))
  .map((name) => readFileSync(path.join(root, name), "utf8"));

test("an article is logged by pasting it, without a script", async () => {
  const { context, opened, troubles } = await enter({ javaScriptEnabled: false });
  await opened.getByRole("link", { name: "Log", exact: true }).click();
  await opened.getByLabel("or its text").fill(article);
  await opened.getByLabel("Title").fill("The crane");
  await opened.getByLabel("Published on").fill("soon");
  await opened.getByLabel("Key").fill("crane");
  await opened.getByRole("button", { name: "Log it" }).click();
  await opened.getByText("“soon” is no date").waitFor();
  assert.equal(await opened.getByLabel("or its text").inputValue(), article);
  await opened.getByLabel("Published on").fill("2024-11-08");
  await opened.getByRole("button", { name: "Log it" }).click();
  await opened.waitForURL(`${address.origin}/documents/crane/read`);
  await opened.getByText("Ilse Maran").first().waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

test("what is in an article is text and never runs", async () => {
  const { context, opened, troubles } = await enter();
  for (const place of ["/documents/crane", "/documents/crane/read"]) {
    await opened.goto(address.origin + place);
    assert.equal(await opened.evaluate(() => window.ran), undefined);
    assert.equal(await opened.locator("main img, main script").count(), 0);
  }
  await opened.goto(`${address.origin}/documents/crane`);
  assert.ok((await opened.locator(".article").textContent()).includes("</script><script>window.ran = 1</script>"));
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a statement is taken and another left", async () => {
  const { context, opened, troubles } = await enter();
  await opened.goto(`${address.origin}/documents/crane/read`);
  const first = opened.locator("#statement-1");
  await first.getByLabel("take", { exact: true }).check();
  await first.getByLabel("The claim").fill("The crane had been idle for about 40 days.");
  await opened.locator("#statement-2").getByLabel("opinion", { exact: true }).check();
  await opened.getByRole("button", { name: "Write down what is chosen" }).click();
  await first.getByText("Taken:").waitFor();
  await opened.locator("#statement-2").getByText("Looked at: opinion").waitFor();
  // What was written is said once, at the next statement that is to be decided.
  await opened.getByRole("status").getByText("Opened 1 claim: ").waitFor();
  assert.ok(!opened.url().includes("opened="), opened.url());
  assert.equal(claims().length, 1);
  assert.deepEqual(troubles, []);
  await context.close();
});

// Selects words as somebody does who drags over them.
async function drag(opened, words) {
  const box = await opened.evaluate((words) => {
    for (const span of document.querySelectorAll(".article [data-s]")) {
      const at = span.firstChild?.data.indexOf(words) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(span.firstChild, at);
      range.setEnd(span.firstChild, at + words.length);
      const { left, right, top, height } = range.getBoundingClientRect();
      return { left, right, middle: top + height / 2 };
    }
    return null;
  }, words);
  await opened.mouse.move(box.left + 1, box.middle);
  await opened.mouse.down();
  await opened.mouse.move(box.right, box.middle, { steps: 4 });
  await opened.mouse.up();
}

test("words that are dragged over become a claim, with the places that they have in the text", async () => {
  const { context, opened, troubles } = await enter();
  await opened.goto(`${address.origin}/documents/crane`);
  const words = "The port might close";
  await drag(opened, words);
  await opened.getByRole("button", { name: "Make a claim of it" }).click();
  const panel = opened.getByRole("dialog");
  await panel.waitFor();
  assert.equal(await panel.getByLabel("Words in the text").inputValue(), words);
  await opened.waitForFunction(() => document.getElementById("take-claim").value !== "");
  await opened.waitForFunction(() => document.getElementById("take-when").value !== "");
  await panel.getByLabel("The claim").fill("The port may close.");
  await panel.getByLabel("Who said it").fill("The fire brigade");
  await panel.getByRole("button", { name: "Write it down" }).click();
  await opened.getByRole("link", { name: "The port may close." }).first().waitFor();
  const start = [...article.slice(0, article.indexOf(words))].length;
  const claim = claims().find((text) => text.includes("The port may close."));
  assert.ok(claim.includes(`start: ${start}\n`) && claim.includes(`end: ${start + words.length}\n`), claim);
  assert.ok(claim.includes(`exact: "${words}"`), claim);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("with the keyboard alone words are left, and Escape closes the panel", async () => {
  const { context, opened, troubles } = await enter();
  await opened.goto(`${address.origin}/documents/crane`);
  const select = () => opened.evaluate(() => {
    const text = [...document.querySelectorAll(".article [data-s]")].find((it) => it.textContent.includes("window.ran")).firstChild;
    document.getSelection().setBaseAndExtent(text, 0, text, "</script>".length);
  });
  await select();
  await opened.keyboard.press("c");
  const panel = opened.getByRole("dialog");
  await panel.waitFor();
  await opened.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  await select();
  await opened.keyboard.press("c");
  await opened.waitForFunction(() => document.activeElement.id === "take-claim");
  await panel.getByLabel("nothing: boilerplate").focus();
  await opened.keyboard.press("Space");
  await panel.getByRole("button", { name: "Write it down" }).focus();
  await opened.keyboard.press("Enter");
  await opened.locator(".article .l").first().waitFor();
  assert.ok(readFileSync(path.join(root, "documents/crane.yaml"), "utf8").includes("as: boilerplate"));
  assert.deepEqual(troubles, []);
  await context.close();
});

test("words are taken from a later capture", async () => {
  const { context, opened, troubles } = await enter();
  await opened.goto(`${address.origin}/documents/crane`);
  await opened.getByText("Note a correction").click();
  const later = { name: "crane.txt", mimeType: "text/plain", buffer: Buffer.from("The crane runs again, said Ilse Maran.\n") };
  await opened.getByLabel("The file as it is now").setInputFiles(later);
  await opened.getByRole("button", { name: "Add a capture" }).click();
  await opened.getByRole("link", { name: "its text" }).click();
  await opened.getByText("the text of a later capture").waitFor();
  await drag(opened, "The crane runs again");
  await opened.getByRole("button", { name: "Make a claim of it" }).click();
  const panel = opened.getByRole("dialog");
  await panel.waitFor();
  await opened.waitForFunction(() => document.getElementById("take-by").value === "Ilse Maran");
  await panel.getByLabel("The claim").fill("The crane runs again.");
  await panel.getByRole("button", { name: "Write it down" }).click();
  await opened.getByRole("link", { name: "The crane runs again." }).first().waitFor();
  const claim = claims().find((text) => text.includes("The crane runs again."));
  const [, capture] = new URL(opened.url()).search.match(/capture=([0-9a-f]{8})/);
  assert.match(claim, new RegExp(`capture: "?${capture}`));
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a file that is dropped is the one that is logged, and the list is filtered while somebody types", async () => {
  const { context, opened, troubles } = await enter();
  await opened.goto(`${address.origin}/log`);
  const files = await opened.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["The lock leaks, said Bo Hale.\n"], "lock.txt", { type: "text/plain" }));
    return transfer;
  });
  await opened.dispatchEvent("main", "drop", { dataTransfer: files });
  await opened.getByLabel("Title").fill("The lock");
  await opened.getByRole("button", { name: "Log it" }).click();
  await opened.getByRole("heading", { name: "What is said in The lock" }).waitFor();
  await opened.goto(`${address.origin}/documents`);
  await opened.getByLabel("Title, key or publisher").pressSequentially("lock");
  await opened.getByRole("link", { name: "The crane", exact: true }).waitFor({ state: "detached" });
  await opened.getByRole("link", { name: "The lock" }).waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`no barrier in articles in ${colorScheme}, at any width`, async () => {
    for (const width of [360, 1400]) {
      const { context, opened } = await enter({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      for (const place of ["/documents", "/documents?q=nothing", "/documents/crane", "/documents/crane/read", "/log"]) {
        await opened.goto(address.origin + place);
        if (place === "/documents/crane") {
          await opened.evaluate(() => {
            const text = document.querySelector(".article [data-s]").firstChild;
            document.getSelection().setBaseAndExtent(text, 0, text, 3);
          });
          await opened.keyboard.press("c");
          await opened.getByRole("dialog").waitFor();
        }
        await opened.evaluate(axe);
        const { violations } = await opened.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map((it) => [it.id, it.nodes.map((node) => node.html)]), [], `${place} at ${width}`);
        const overflow = await opened.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${place} at ${width} is ${overflow} too wide`);
        if (process.env.PICTURES) await opened.screenshot({ path: path.join(process.env.PICTURES, `articles-${width}-${colorScheme}-${place.replaceAll(/\W/g, "_")}.png`) });
      }
      await context.close();
    }
  });
}
