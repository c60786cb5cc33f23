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
for (const trouble of document.querySelectorAll("form[data-keep] [role=alert]")) typed.add(trouble.closest("form"));

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

// Puts the parts of the page as they are now in the place of the parts that are marked.
function replace(page) {
  const kept = [];
  for (const part of document.querySelectorAll("[data-live][id]")) {
    const now = page.getElementById(part.id);
    if (!now || now.isEqualNode(part)) continue;
    if (typedIn(part)) kept.push([part, now]);
    else part.replaceWith(document.adoptNode(now));
  }
  document.title = page.title;
  document.documentElement.dataset.version = page.documentElement.dataset.version;
  if (kept.length === 0) return;
  say("This changed on disk. Reload to see it; what you typed stays.", () => {
    for (const [part, now] of kept) {
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
