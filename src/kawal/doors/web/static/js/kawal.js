"use strict";
{
const waiting = new WeakMap();
const regionOf = (event) => event.detail?.ctx?.target ?? event.target;
document.addEventListener("htmx:before:request", (event) => {
const region = regionOf(event);
if (!(region instanceof Element)) return;
waiting.set(region, setTimeout(() => region.setAttribute("aria-busy", "true"), 300));
});
const rest = (event) => {
const region = regionOf(event);
if (!(region instanceof Element)) return;
clearTimeout(waiting.get(region));
region.removeAttribute("aria-busy");
};
document.addEventListener("htmx:finally:request", rest);
document.addEventListener("htmx:after:swap", (event) => {
rest(event);
const region = regionOf(event);
const next = (region instanceof Element && region.isConnected ? region : document).querySelector("[data-focus]");
next?.removeAttribute("data-focus");
next?.focus();
const own = document.querySelector("[data-address]");
if (own) history.replaceState(history.state, "", own.dataset.address);
});
document.addEventListener("htmx:error", (event) => {
rest(event);
const line = document.getElementById("kabar");
const words = document.body.dataset.failed;
if (line && words) line.textContent = words;
});
}
{
const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]") !== null;
const press = (key) => {
const here = document.activeElement.closest("[data-row]");
const all = [...document.querySelectorAll(`[data-key="${key}"]`)];
const act = all.find((it) => here?.contains(it)) ?? all.find((it) => !it.closest("[data-row]"));
if (act) act.click();
return Boolean(act);
};
const go = (key) => {
const at = document.activeElement.closest("[data-row]")?.getAttribute(`data-go-${key}`);
if (at) location.assign(at);
return Boolean(at);
};
const rows = () => [...document.querySelectorAll("[data-row]")];
const entries = () => [...document.querySelectorAll(".nav a")];
const ORDER = "hpokl";
let leading = false;
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
}
{
let unsaved = false;
const line = () => document.querySelector("[data-unsaved]");
document.addEventListener("input", (event) => {
if (unsaved || !event.target.closest?.("form[data-guard]")) return;
unsaved = true;
line()?.removeAttribute("hidden");
});
document.addEventListener("submit", (event) => {
if (event.target.closest?.("form[data-guard]")) unsaved = false;
});
addEventListener("beforeunload", (event) => {
if (unsaved) event.preventDefault();
});
}
{
document.addEventListener("click", async (event) => {
const button = event.target.closest?.("[data-copy]");
const source = button && document.getElementById(button.dataset.copy);
if (!source || !navigator.clipboard) return;
await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
const line = document.getElementById("kabar");
if (line) line.textContent = button.dataset.copied;
});
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
}
{
const menus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("keydown", (event) => {
if (event.key !== "Escape") return;
for (const menu of menus()) { menu.open = false; menu.querySelector("summary").focus(); }
});
document.addEventListener("click", (event) => {
for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("htmx:after:swap", () => {
for (const shown of document.querySelectorAll("[data-hide-after]")) {
const seconds = Number(shown.dataset.hideAfter);
shown.removeAttribute("data-hide-after");
setTimeout(() => { shown.textContent = shown.dataset.masked; }, seconds * 1000);
}
});
}
{
for (const button of document.querySelectorAll("[data-check-all]")) {
button.hidden = false;
button.addEventListener("click", () => {
const boxes = [...button.closest("fieldset").querySelectorAll("input[type=checkbox]")];
const all = boxes.every((box) => box.checked);
for (const box of boxes) box.checked = !all;
});
}
}
{
const inText = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select") !== null;
document.addEventListener("keydown", (event) => {
if (event.altKey || event.ctrlKey || event.metaKey) return;
if (!/^(F2|F8|[1-9])$/.test(event.key) || (event.key.length === 1 && inText(event.target))) return;
const act = document.querySelector(`#meja [data-key="${event.key}"]`);
if (!act) return;
event.preventDefault();
act.click();
});
document.addEventListener("change", async (event) => {
const input = event.target.closest?.("input[type=file][data-small]");
const file = input?.files[0];
if (!file?.type.startsWith("image/")) return;
const image = await createImageBitmap(file).catch(() => null);
if (!image) return;
const scale = Math.min(1, Number(input.dataset.small) / Math.max(image.width, image.height));
const canvas = document.createElement("canvas");
canvas.width = Math.round(image.width * scale);
canvas.height = Math.round(image.height * scale);
canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
canvas.toBlob((blob) => {
if (!blob) return;
const made = new DataTransfer();
made.items.add(new File([blob], "foto.jpg", { type: "image/jpeg" }));
input.files = made.files;
}, "image/jpeg", 0.8);
});
}
