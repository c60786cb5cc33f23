// Makes the page handier: filters, the neighbours of a node, folded parts that open where they are needed. Without it all is there.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("filter");
  if (form) {
    const cards = Array.from(byId("cards").children, (node) => ({
      node,
      status: node.dataset.s,
      open: "open" in node.dataset,
      shaky: "shaky" in node.dataset,
      a: ` ${node.dataset.a} `,
      d: ` ${node.dataset.d} `,
      t: ` ${node.dataset.t} `,
      lower: null,
      plain: null,
    }));
    const fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
    const lower = (card) => (card.lower ??= card.node.textContent.toLowerCase());
    const plain = (card) => (card.plain ??= fold(card.node.textContent));
    // Most words are found as they stand; without accents only those that are not, which takes longer.
    const has = (card, word) => lower(card).includes(word) || plain(card).includes(fold(word));
    const [q, s, a, d, t] = ["f-q", "f-s", "f-a", "f-d", "f-t"].map(byId);
    const count = byId("f-n");
    const fits = (card, words) => {
      const status = s.value;
      if (status === "open" ? !card.open : status === "shaky" ? !card.shaky : status && card.status !== status) return false;
      if (a.value && !card.a.includes(` ${a.value} `)) return false;
      if (d.value && !card.d.includes(` ${d.value} `)) return false;
      if (t.value && !card.t.includes(` ${t.value} `)) return false;
      return words.every((word) => has(card, word));
    };
    const filter = () => {
      const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const card of cards) {
        const show = fits(card, words);
        if (card.node.hidden === show) card.node.hidden = !show;
        shown += show;
      }
      count.value = `${shown} of ${cards.length}`;
    };
    form.hidden = false;
    form.parentElement.classList.add("live");
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    const disputed = Array.from(s.options).find((option) => option.text.startsWith("disputed"));
    for (const link of document.querySelectorAll("a[data-show]")) {
      link.addEventListener("click", () => {
        form.reset();
        s.value = link.dataset.show === "disputed" ? disputed.value : link.dataset.show;
        filter();
      });
    }
    // The words of all cards, while nobody waits for them.
    const idle = window.requestIdleCallback || ((run) => setTimeout(() => run({ timeRemaining: () => 8 }), 50));
    let next = 0;
    const prepare = (deadline) => {
      while (next < cards.length && deadline.timeRemaining() > 2) plain(cards[next++]);
      if (next < cards.length) idle(prepare);
    };
    idle(prepare);
    // A link to a card that is filtered away shows it.
    const reveal = () => {
      const card = byId(decodeURIComponent(location.hash.slice(1)));
      if (card && card.hidden) {
        form.reset();
        setTimeout(() => card.scrollIntoView());
      }
    };
    addEventListener("hashchange", reveal);
    filter();
    reveal();
  }
  const graph = document.querySelector(".graph");
  if (graph) {
    const edges = Array.from(graph.querySelectorAll("[data-e]"), (node) => ({ node, ends: node.dataset.e.split(" ") }));
    const nodes = new Map(Array.from(graph.querySelectorAll("[data-g]"), (node) => [node.dataset.g, node]));
    const show = (event) => {
      const at = event.target.closest("[data-g]");
      for (const node of graph.querySelectorAll(".on")) node.classList.remove("on");
      graph.classList.toggle("some", Boolean(at));
      if (!at) return;
      at.classList.add("on");
      for (const { node, ends } of edges.filter(({ ends }) => ends.includes(at.dataset.g))) {
        node.classList.add("on");
        for (const end of ends) nodes.get(end)?.classList.add("on");
      }
    };
    for (const name of ["pointerover", "pointerleave", "focusin"]) graph.addEventListener(name, show);
    graph.addEventListener("focusout", () => graph.classList.remove("some"));
  }
  // Paper has nothing to open.
  const closed = [];
  addEventListener("beforeprint", () => {
    for (const node of document.querySelectorAll("details:not([open])")) {
      node.open = true;
      closed.push(node);
    }
  });
  addEventListener("afterprint", () => {
    for (const node of closed.splice(0)) node.open = false;
  });
})();
