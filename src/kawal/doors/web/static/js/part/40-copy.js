// Buttons with data-copy put the text of the element they name on the clipboard, and say so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  const source = button && document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  const line = document.getElementById("kabar");
  if (line) line.textContent = button.dataset.copied;
});
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
