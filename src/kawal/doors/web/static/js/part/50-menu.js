// An open menu closes by Escape and by a press elsewhere; a number shown whole hides again by itself.
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
