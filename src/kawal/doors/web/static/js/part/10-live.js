// A region that htmx is filling is dimmed and said to be busy, after 300 ms; a failed request says so in words.
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
  // What replaced the region itself stands elsewhere in the page by now.
  const region = regionOf(event);
  const next = (region instanceof Element && region.isConnected ? region : document).querySelector("[data-focus]");
  next?.removeAttribute("data-focus");
  next?.focus();
  // What stands here now has an address of its own: reloading shows it again.
  const own = document.querySelector("[data-address]");
  if (own) history.replaceState(history.state, "", own.dataset.address);
});

document.addEventListener("htmx:error", (event) => {
  rest(event);
  const line = document.getElementById("kabar");
  const words = document.body.dataset.failed;
  if (line && words) line.textContent = words;
});
