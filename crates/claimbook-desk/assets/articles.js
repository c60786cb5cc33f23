
// Articles: words that are selected become claims, files are dropped.
{
  for (const it of document.querySelectorAll("[data-scripted]")) it.hidden = false;

  const asked = new Map();
  // The answer to the last question of its kind alone counts.
  async function ask(kind, address) {
    const turn = (asked.get(kind) || 0) + 1;
    asked.set(kind, turn);
    try {
      const answer = await fetch(address, { cache: "no-store" });
      if (!answer.ok || asked.get(kind) !== turn) return null;
      return answer;
    } catch {
      return null;
    }
  }

  const points = (text) => [...text].length;
  const make = (name, text, set = {}) => Object.assign(document.createElement(name), { textContent: text }, set);

  // The words that are selected in the article, with their place in the captured text, in code points.
  function selected() {
    const selection = document.getSelection();
    const article = document.querySelector("[data-article]");
    if (!article || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(article)) return null;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    let first = null;
    let last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.parentElement.dataset.s;
      if (at === undefined || !range.intersectsNode(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      if (from >= to) continue;
      const place = (offset) => Number(at) + points(node.data.slice(0, offset));
      if (first === null) first = place(from);
      last = place(to);
    }
    return first === null ? null : { start: first, end: last, words: selection.toString().trim(), range };
  }

  const dialog = document.getElementById("take");
  if (dialog) {
    const form = dialog.querySelector("form");
    const field = (name) => form.elements[name];
    const pick = make("button", "Make a claim of it", { type: "button", className: "pick", hidden: true });
    document.body.append(pick);

    const show = () => {
      const what = form.elements.what.value;
      for (const part of dialog.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(what);
      field("onto").required = ["again", "supports", "refutes", "context"].includes(what);
    };
    form.addEventListener("change", show);
    show();
    // A form that came back stays open where it is.
    if (!form.querySelector("[role=alert]")) dialog.close();

    const close = () => {
      // What is hidden has the focus until the page is drawn again, and a key that is pressed before would be typed there.
      if (dialog.contains(document.activeElement)) document.activeElement.blur();
      dialog.close();
      dialog.classList.remove("beside");
      if (CSS.highlights) CSS.highlights.delete("chosen");
    };
    dialog.querySelector("[data-close]").addEventListener("click", close);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && dialog.open) close();
    });

    const choose = (claim) => {
      field("onto").value = claim.handle;
    };
    const offer = (list, claims, then) => {
      list.replaceChildren(
        ...claims.map((claim) => {
          const line = make("li", "", { className: `s-${claim.class}` });
          const button = make("button", claim.claim, { type: "button", dir: "auto", title: claim.status });
          button.addEventListener("click", () => then(claim));
          line.append(button, make("span", ` ${claim.status}`, { className: "facts" }));
          return line;
        }),
      );
    };
    const again = (claim) => {
      form.elements.what.value = "again";
      show();
      choose(claim);
      field("onto").focus();
    };
    const told = (place, heading, claims) => {
      place.replaceChildren();
      if (claims.length === 0) return;
      const list = make("ul", "", { className: "offers" });
      offer(list, claims, again);
      place.append(make("p", heading, { className: "quiet" }), list);
    };

    async function open() {
      const words = selected();
      if (!words) return;
      pick.hidden = true;
      form.querySelector("[role=alert]")?.remove();
      field("start").value = words.start;
      field("end").value = words.end;
      field("words").value = words.words;
      for (const name of ["claim", "by", "when", "onto", "note"]) field(name).value = "";
      for (const id of ["take-by-d", "take-when-d", "take-known", "take-alike"]) document.getElementById(id).replaceChildren();
      form.elements.what.value = "new";
      show();
      // The browser shows no selection beside a field that is typed in.
      if (CSS.highlights) CSS.highlights.set("chosen", new Highlight(words.range));
      place(words.range.getBoundingClientRect());
      const typedBefore = field("claim").value;
      field("claim").focus({ preventScroll: true });
      // On a narrow screen the panel covers the lower part of it.
      if (innerWidth <= 700) words.range.startContainer.parentElement.scrollIntoView({ block: "start" });
      const { article, capture } = document.querySelector("[data-article]").dataset;
      const answer = await ask("propose", `${article}/propose?start=${words.start}&end=${words.end}&capture=${capture}`);
      if (!answer) return;
      const proposed = await answer.json();
      // Closed meanwhile.
      if (!dialog.open) return;
      if (field("claim").value === typedBefore) field("claim").value = proposed.claim;
      if (field("by").value === "") field("by").value = proposed.by;
      if (field("when").value === "") field("when").value = proposed.when;
      document.getElementById("take-when-d").textContent = proposed.when_why;
      const by = document.getElementById("take-by-d");
      if (proposed.maybe) {
        const button = make("button", `It is ${proposed.maybe}`, { type: "button", className: "quieter" });
        button.addEventListener("click", () => {
          field("by").value = proposed.maybe;
        });
        by.append(button, ` ${proposed.why}`);
      } else by.textContent = proposed.why;
      told(document.getElementById("take-known"), "These claims quote some of it already:", proposed.known);
      told(document.getElementById("take-alike"), "Much like it, to be said again:", proposed.alike);
      // It is higher now.
      place(words.range.getBoundingClientRect());
    }

    function place(rect) {
      dialog.classList.add("beside");
      if (!dialog.open) dialog.show();
      if (innerWidth <= 700) {
        dialog.style.removeProperty("top");
        dialog.style.removeProperty("left");
        return;
      }
      // Beside the text, not on it, as far as there is room.
      const room = document.documentElement.clientWidth - dialog.offsetWidth - 16;
      const beside = document.querySelector(".article").getBoundingClientRect().right + 16;
      dialog.style.left = `${Math.max(16, Math.min(beside, room)) + scrollX}px`;
      const lowest = innerHeight - dialog.offsetHeight - 16;
      dialog.style.top = `${Math.max(16, Math.min(rect.top, lowest)) + scrollY}px`;
    }

    pick.addEventListener("pointerdown", (event) => event.preventDefault());
    pick.addEventListener("click", open);
    document.addEventListener("selectionchange", () => {
      const words = selected();
      pick.hidden = !words;
      if (!words) return;
      const rect = words.range.getBoundingClientRect();
      pick.style.top = `${rect.bottom + scrollY + 6}px`;
      pick.style.left = `${Math.max(8, Math.min(rect.left + scrollX, document.documentElement.clientWidth - 180))}px`;
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || typing || !selected()) return;
      event.preventDefault();
      open();
    });
  }

  // A file that is dropped is the one that is chosen; on the page to log, wherever it is dropped.
  for (const drop of document.querySelectorAll("[data-drop]")) {
    const input = drop.querySelector("input[type=file]");
    const says = drop.querySelector("[data-dropped]");
    const most = Number(drop.closest("form").dataset.most);
    const check = () => {
      const large = input.files.length > 0 && input.files[0].size > most;
      input.setCustomValidity(large ? `This file is larger than ${most / 1048576} MiB. Log it in the terminal.` : "");
      says.textContent = large ? input.validationMessage : "";
    };
    input.addEventListener("change", check);
    for (const kind of ["dragover", "dragleave", "drop"]) {
      (drop.dataset.drop === "page" ? document : drop).addEventListener(kind, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        drop.classList.toggle("over", kind === "dragover");
        if (kind !== "drop") return;
        input.files = event.dataTransfer.files;
        check();
      });
    }
  }
}
