// Finds claims by their words. What is needed for it is loaded from beside the page, a piece at a time.
"use strict";
(() => {
  const form = document.getElementById("find");
  if (!form) return;
  const [q, count, list] = ["find-q", "find-n", "find-r"].map((id) => document.getElementById(id));
  const most = 50;
  const [pieces, block] = [form.dataset.pieces, form.dataset.block].map(Number);
  const loaded = new Map();
  const waiting = new Map();
  window.claimbook = { found: (kind, number, what) => waiting.get(`${kind}/${number}`)?.(what) };
  const load = (kind, number) => {
    const name = `${kind}/${number}`;
    if (!loaded.has(name)) {
      const piece = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, resolve);
        script.onerror = () => {
          loaded.delete(name);
          reject(new Error(name));
        };
        script.src = `search/${name}.js`;
        document.head.append(script);
      });
      loaded.set(name, piece);
    }
    return loaded.get(name);
  };
  const alone = /[\u0e00-\u0eff\u2e80-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  const words = (text) => fold(text).replace(alone, " $& ").split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean)
    .map((word) => Array.from(word).slice(0, 40).join(""));
  const pieceOf = (word) => {
    const [first, second] = Array.from(word, (letter) => letter.codePointAt(0));
    return (first * 31 + (second ?? 0)) % pieces;
  };
  const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const numbers = (text, into) => {
    let [next, value, unit] = [0, 0, 1];
    for (const sign of text) {
      const six = signs.indexOf(sign);
      value += (six % 32) * unit;
      unit *= 32;
      if (six < 32) {
        into.add(next + value);
        [next, value, unit] = [next + value + 1, 0, 1];
      }
    }
  };
  // The claims that have a word that begins so; one letter is looked for as a word.
  const having = async (word) => {
    const short = Array.from(word).length < 2;
    const found = new Set();
    for (const [other, text] of Object.entries(await load("words", pieceOf(word)))) {
      if (short ? other === word : other.startsWith(word)) numbers(text, found);
    }
    return found;
  };
  const svg = (name, attributes) => {
    const node = document.createElementNS(document.querySelector("svg").namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const item = ([id, status, claim]) => {
    const [row, link, words] = ["li", "a", "bdi"].map((name) => document.createElement(name));
    const sign = svg("svg", { class: "i", role: "img", "aria-label": status.replace("-", " ") });
    sign.append(svg("use", { href: `#i-${status}` }));
    words.textContent = claim;
    link.className = `c s-${status}`;
    link.href = `claims/${id.slice(-2)}/${id}.html`;
    link.append(sign, words);
    row.append(link);
    return row;
  };
  let asked = 0;
  const find = async () => {
    const own = ++asked;
    const wanted = [...new Set(words(q.value))].slice(0, 12);
    if (wanted.length === 0) {
      list.replaceChildren();
      count.value = "";
      return;
    }
    const sets = (await Promise.all(wanted.map(having))).sort((a, b) => a.size - b.size);
    const [first, ...others] = sets;
    const all = [...first].filter((number) => others.every((other) => other.has(number))).sort((a, b) => b - a);
    const shown = all.slice(0, most);
    const rows = await Promise.all(
      shown.map(async (number) => item((await load("claims", Math.floor(number / block)))[number % block])),
    );
    if (own !== asked) return;
    list.replaceChildren(...rows);
    const claims = all.length === 1 ? "1 claim" : `${all.length} claims`;
    count.value = all.length > most ? `${claims}, the newest ${most} of them` : claims;
  };
  const look = () => find().catch(() => {
    count.value = "A file of this folder cannot be loaded: the lists below have every claim.";
  });
  form.hidden = false;
  form.addEventListener("input", look);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
  });
  if (q.value) look();
})();
