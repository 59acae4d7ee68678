// Long forms (data-guard) say in words that something is not saved, and the browser asks before it is lost.
// Nothing that was typed is kept on the device: see docs/design.md.
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
