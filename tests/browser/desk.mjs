// What the tests share: pages made by the built command, and a browser that is allowed nothing but to open them.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const here = path.dirname(fileURLToPath(import.meta.url));
export const repository = path.resolve(here, "../..");
export const command = process.env.CLAIMBOOK ?? path.join(repository, "target/debug/claimbook");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

for (const [file, hint] of [
  [command, "cargo build -p claimbook-cli"],
  [browserPath, "apt-get install chromium, or set CHROMIUM"],
]) {
  if (!existsSync(file)) throw new Error(`${file} is not there. Try: ${hint}`);
}

export const folder = mkdtempSync(path.join(tmpdir(), "claimbook-pages-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Makes a page of a workspace; tells its file. */
export function page(workspace, name, ...options) {
  const out = path.join(folder, `${name}.html`);
  const env = { ...process.env, CLAIMBOOK_NOW: "2026-11-28T10:00:00Z" };
  execFileSync(command, ["-C", workspace, "report", "--format", "html", "--out", out, "--no-cache", ...options], { env });
  return out;
}

/** Makes a site of a workspace; tells its folder. */
export function site(workspace, name, ...options) {
  const out = path.join(folder, name);
  const env = { ...process.env, CLAIMBOOK_NOW: "2026-11-28T10:00:00Z" };
  execFileSync(command, ["-C", workspace, "report", "--site", out, "--no-cache", "--quiet", ...options], { env });
  return out;
}

/** Makes a workspace of invented claims. */
export function generated(claims) {
  const made = path.join(folder, `claims-${claims}`);
  const arguments_ = ["run", "-q", "-p", "claimbook-core", "--example", "generate", "--", made, String(claims)];
  execFileSync("cargo", arguments_, { cwd: repository, stdio: ["ignore", "ignore", "inherit"] });
  return made;
}

export const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

/** Opens a file; collects every request but that for the file itself and, where one is named, for those of its folder, and every error. */
export async function open(file, { within, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const opened = await context.newPage();
  const troubles = [];
  const own = pathToFileURL(file).href;
  const fits = (url) => url.split("#")[0] === own || (within && url.startsWith(`${pathToFileURL(within).href}/`));
  opened.on("request", (request) => {
    if (!fits(request.url())) troubles.push(`request: ${request.url()}`);
  });
  opened.on("requestfinished", (request) => {
    if (!fits(request.url())) troubles.push(`answered: ${request.url()}`);
  });
  opened.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  opened.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  await opened.goto(own);
  return { opened, troubles, close: () => context.close() };
}

export const axe = readFileSync(path.join(here, "node_modules/axe-core/axe.min.js"), "utf8");

/** Starts the desk of a workspace; tells its first address, and how to end it: as Ctrl-C does. */
export async function serve(root) {
  const serving = spawn(command, ["-C", root, "serve", "--port", "0", "--user", "kim"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await new Promise((done) => serving.stdout.once("data", (data) => done(String(data).split("\n"))));
  const end = () => new Promise((done) => {
    serving.once("exit", done);
    serving.kill("SIGINT");
  });
  return { address: new URL(line), end };
}

/**
 * A browser that was let in at an address, with everything that a page asks for elsewhere and every error. `expected` are words of
 * messages that are none.
 */
export async function enterAt(address, { expected = [], ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const opened = await context.newPage();
  const troubles = [];
  await opened.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective}`));
  });
  opened.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && origin !== address.origin) troubles.push(`request: ${request.url()}`);
  });
  opened.on("console", (message) => {
    if (expected.some((words) => message.text().includes(words))) return;
    if (["error", "warning"].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  opened.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  await opened.goto(address.href);
  return { context, opened, troubles };
}
