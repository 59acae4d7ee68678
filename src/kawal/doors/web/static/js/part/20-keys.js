// Keys are a second way to what the page already offers; they rest while somebody types.
const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]") !== null;
// A key of a row acts on the row one stands on, never on another.
const press = (key) => {
  const here = document.activeElement.closest("[data-row]");
  const all = [...document.querySelectorAll(`[data-key="${key}"]`)];
  const act = all.find((it) => here?.contains(it)) ?? all.find((it) => !it.closest("[data-row]"));
  if (act) act.click();
  return Boolean(act);
};
// A row may lead to pages of its own: closing it, putting it aside.
const go = (key) => {
  const at = document.activeElement.closest("[data-row]")?.getAttribute(`data-go-${key}`);
  if (at) location.assign(at);
  return Boolean(at);
};
const rows = () => [...document.querySelectorAll("[data-row]")];
const entries = () => [...document.querySelectorAll(".nav a")];
const ORDER = "hpokl";
let leading = false;

// Where there are no rows, the page itself may have one before and one after.
const move = (by) => {
  const all = rows();
  if (!all.length) return press(by > 0 ? "j" : "k");
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next.querySelector("a")?.focus();
  next.scrollIntoView({ block: "nearest" });
};

const act = (key) => {
  if (leading) {
    leading = false;
    entries()[ORDER.indexOf(key)]?.click();
    return true;
  }
  if (key === "/") {
    document.getElementById("cari")?.focus();
    return true;
  }
  if (key === "?") {
    const help = document.getElementById("tombol");
    if (help) { help.open = true; help.querySelector("summary").focus(); }
    return true;
  }
  if (key === "g") return (leading = true);
  if (key === "j") return move(1) ?? true;
  if (key === "k") return move(-1) ?? true;
  if (key === "t") return press("t") || press("a");
  return "acnesbyu".includes(key) && (go(key) || press(key));
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) {
    const form = event.target.closest?.("form");
    if (form) { event.preventDefault(); form.requestSubmit(); }
    return;
  }
  if (event.altKey || event.ctrlKey || event.metaKey || event.key.length > 1 || typing(event.target)) return;
  if (act(event.key)) event.preventDefault();
});
