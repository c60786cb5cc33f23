// Keeps an open page true to the files. Without it every page works, and is reloaded by hand.
"use strict";

const shown = () => Number(document.documentElement.dataset.version);
let latest = shown();
let fetching = false;
// Forms that somebody typed in.
const typed = new WeakSet();

// Whether a form was typed in: then it is somebody's, and nothing touches it.
const typedIn = (part) => [...part.querySelectorAll("form[data-keep]")].some((form) => typed.has(form) || form.contains(document.activeElement));

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-keep]");
  if (form) typed.add(form);
});
// What came back with a message was typed before.
for (const trouble of document.querySelectorAll("form[data-keep] [role=alert]")) {
  typed.add(trouble.closest("form"));
  trouble.scrollIntoView({ block: "nearest" });
}

function say(text, reload) {
  const bar = document.getElementById("changed");
  bar.textContent = text;
  if (reload) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Reload";
    button.addEventListener("click", () => {
      bar.hidden = true;
      reload();
    });
    bar.append(" ", button);
  }
  bar.hidden = false;
}

// What is folded open stays so.
function unfold(part, now) {
  for (const open of part.querySelectorAll("details[open][id]")) {
    const other = now.querySelector(`#${CSS.escape(open.id)}`);
    if (other) other.open = true;
  }
}

// Puts the parts of the page as they are now in the place of the parts that are marked.
function replace(page) {
  const kept = [];
  for (const part of document.querySelectorAll("[data-live][id]")) {
    const now = page.getElementById(part.id);
    if (!now || now.isEqualNode(part)) continue;
    if (typedIn(part)) kept.push([part, now]);
    else {
      unfold(part, now);
      part.replaceWith(document.adoptNode(now));
    }
  }
  document.title = page.title;
  document.documentElement.dataset.version = page.documentElement.dataset.version;
  if (kept.length === 0) return;
  say("This changed on disk. Reload to see it; what you typed stays.", () => {
    for (const [part, now] of kept) {
      unfold(part, now);
      carry(part, now);
      part.replaceWith(document.adoptNode(now));
    }
  });
}

// Takes what was typed over into the form as it is now.
function carry(part, now) {
  for (const form of now.querySelectorAll("form[data-keep]")) typed.add(form);
  for (const field of part.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const other = field.id && now.querySelector(`#${CSS.escape(field.id)}`);
    if (!other) continue;
    if (field.type === "checkbox") other.checked = field.checked;
    else other.value = field.value;
  }
}

async function refresh() {
  if (fetching) return;
  fetching = true;
  try {
    while (shown() < latest) {
      const before = shown();
      // The page that answered a form has no address of its own to fetch it from.
      const address = document.documentElement.dataset.from || location.href;
      const answer = await fetch(address, { headers: { accept: "text/html" }, cache: "no-store" });
      if (!answer.ok) {
        say("This is not there any more.", false);
        break;
      }
      replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (shown() === before) break;
    }
  } catch {
    // The desk has ended, or starts again: the next event tells.
  } finally {
    fetching = false;
  }
}

function heard(version) {
  latest = Math.max(latest, version);
  refresh();
}

// Searching while somebody types: the same address as of the form, and of its page the results alone.
const searches = new WeakMap();

async function search(form, sent) {
  const part = document.getElementById(form.dataset.search);
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  const address = query.size > 0 ? `${form.action}?${query}` : form.action;
  searches.get(form)?.abort.abort();
  const abort = new AbortController();
  searches.set(form, { abort });
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" }, cache: "no-store", signal: abort.signal });
    if (!answer.ok) {
      if (sent) location.assign(address);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById(part.id);
    const shown = document.getElementById(part.id);
    if (now && shown) shown.replaceWith(document.adoptNode(now));
    const told = document.getElementById("told");
    if (told) told.textContent = document.querySelector(`#${CSS.escape(form.dataset.search)} .all`)?.textContent ?? "";
    history.replaceState(null, "", address);
    document.documentElement.dataset.version = page.documentElement.dataset.version;
  } catch {
    // Another key was pressed, or the desk has ended.
  }
}

const later = new WeakMap();
function soon(key, work, wait) {
  clearTimeout(later.get(key));
  later.set(key, setTimeout(work, wait));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-search]");
  if (form) soon(form, () => search(form), event.target.type === "search" ? 90 : 250);
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-search]");
  if (!form) return;
  event.preventDefault();
  clearTimeout(later.get(form));
  search(form, true);
});

// What could be meant by what is typed in a field.
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-offers]");
  if (!field) return;
  soon(field, async () => {
    const query = new URLSearchParams({ kind: field.dataset.offers, begins: field.value.split(",").pop().trim() });
    const answer = await fetch(`/offers?${query}`, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return;
    const options = (await answer.json()).map(({ value, label }) => new Option(label, value));
    if (options.length > 0) field.list?.replaceChildren(...options);
  }, 120);
});

// What an address leads to is unfolded.
function lead() {
  const id = decodeURIComponent(location.hash.slice(1));
  const there = id ? document.getElementById(id) : null;
  const inside = there?.matches("form") ? there.closest("details") : null;
  const details = inside ?? there?.querySelector(":scope > details");
  if (details) {
    details.open = true;
    if (inside) there.scrollIntoView();
    (inside ? there : details).querySelector("input:not([type=hidden]), select, textarea")?.focus({ preventScroll: true });
  }
}
addEventListener("hashchange", lead);
lead();

// What was written is said once.
if (document.getElementById("wrote")?.firstElementChild) {
  const address = new URL(location);
  for (const name of ["wrote", "of", "opened", "again", "known", "evidence", "left", "says", "seal", "made"]) address.searchParams.delete(name);
  history.replaceState(null, "", address);
}

// A browser opens six connections to one place: of all tabs one listens, and tells the others.
const others = new BroadcastChannel("claimbook");
others.onmessage = (event) => heard(event.data);

function listen() {
  return new Promise(() => {
    const changes = new EventSource("/changes");
    changes.onmessage = (event) => {
      others.postMessage(Number(event.data));
      heard(Number(event.data));
    };
  });
}

if (navigator.locks) navigator.locks.request("claimbook-changes", listen);
else listen();
