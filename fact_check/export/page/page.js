"use strict";
const claims = [...document.querySelectorAll(".card")];
const marks = (id) => [...document.querySelectorAll("mark")].filter((m) => m.dataset.claims.split(" ").includes(id));
const filters = [...document.querySelectorAll("nav button")];
let now = -1;

function shown() {
  return claims.filter((card) => !card.classList.contains("off"));
}

function go(card, from) {
  document.querySelectorAll(".now").forEach((e) => e.classList.remove("now"));
  if (!card) return;
  now = claims.indexOf(card);
  card.classList.add("now");
  const places = marks(card.dataset.claim);
  places.forEach((m) => m.classList.add("now"));
  const target = from === "text" ? card : places[0];
  if (target) target.scrollIntoView({ block: "center" });
  card.focus({ preventScroll: true });
}

function step(by) {
  const list = shown();
  if (!list.length) return;
  const at = list.indexOf(claims[now]);
  go(list[(at + by + list.length) % list.length], "key");
}

function filter(button) {
  filters.forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
  const wanted = button.dataset.filter;
  const fits = (card) => wanted === "all" || card.dataset.is.split(" ").includes(wanted);
  claims.forEach((card) => card.classList.toggle("off", !fits(card)));
  const on = new Set(shown().map((card) => card.dataset.claim));
  document.querySelectorAll("mark").forEach((m) => {
    m.classList.toggle("off", !m.dataset.claims.split(" ").some((id) => on.has(id)));
  });
  document.querySelector("#count").textContent = shown().length + " of " + claims.length + (claims.length === 1 ? " claim shown" : " claims shown");
}

filters.forEach((b) => b.addEventListener("click", () => filter(b)));
claims.forEach((card) => card.addEventListener("click", () => go(card, "card")));
document.querySelectorAll("mark").forEach((m) => {
  const open = () => go(document.getElementById("card-" + m.dataset.claims.split(" ")[0]), "text");
  m.addEventListener("click", open);
  m.addEventListener("keydown", (e) => {
    if (e.key === "Enter" || e.key === " ") {
      e.preventDefault();
      open();
    }
  });
});
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === "j") step(1);
  else if (e.key === "k") step(-1);
  else if (e.key >= "1" && e.key <= String(filters.length)) filter(filters[Number(e.key) - 1]);
});
