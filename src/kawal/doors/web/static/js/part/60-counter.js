// The counter of a reception is worked without a mouse: F2 takes the first candidate, F8 takes the last row back, 1 to 9 tick.
const inText = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select") !== null;
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (!/^(F2|F8|[1-9])$/.test(event.key) || (event.key.length === 1 && inText(event.target))) return;
  const act = document.querySelector(`#meja [data-key="${event.key}"]`);
  if (!act) return;
  event.preventDefault();
  act.click();
});

// A photo is made small where it is taken; the long side in pixels stands in data-small.
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
