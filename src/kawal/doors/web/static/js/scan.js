// The camera reads cards. What it reads goes into the field and is sent like a code that was typed.
const box = document.querySelector("[data-scan]");
const form = document.getElementById("pindai");
const field = document.getElementById("code");
const says = box.querySelector("[data-scan-says]");
const start = box.querySelector("[data-scan-start]");
const stop = box.querySelector("[data-scan-stop]");
const video = box.querySelector("video");
const canvas = document.createElement("canvas");
const SAME_FOR = 4000, PAUSE = 120, SIDE = 720;
let stream = null, read = null, last = "", lastAt = 0;

// Browsers that read codes themselves spare the line four hundred kilobytes.
const makeReader = async () => {
  const own = window.BarcodeDetector;
  if (own && (await own.getSupportedFormats()).includes("qr_code")) {
    const detector = new own({ formats: ["qr_code"] });
    return async () => (await detector.detect(canvas))[0]?.rawValue ?? "";
  }
  const zxing = await import(box.dataset.reader);
  zxing.prepareZXingModule({ overrides: { locateFile: () => box.dataset.wasm } });
  return async (paint) => {
    const image = paint.getImageData(0, 0, canvas.width, canvas.height);
    const [found] = await zxing.readBarcodes(image, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
    return found?.isValid ? found.text : "";
  };
};

const send = (text) => {
  const now = Date.now();
  if (text === last && now - lastAt < SAME_FOR) return;
  last = text;
  lastAt = now;
  field.value = text;
  navigator.vibrate?.(60);
  form.requestSubmit();
};

const look = async () => {
  if (!stream) return;
  if (video.videoWidth) {
    const scale = Math.min(1, SIDE / Math.min(video.videoWidth, video.videoHeight));
    canvas.width = video.videoWidth * scale;
    canvas.height = video.videoHeight * scale;
    const paint = canvas.getContext("2d", { willReadFrequently: true });
    paint.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      const text = await read(paint);
      if (text) send(text);
    } catch {
      says.textContent = box.dataset.none;
      halt();
      return;
    }
  }
  setTimeout(look, PAUSE);
};

const halt = () => {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  video.hidden = stop.hidden = true;
  start.hidden = false;
};

const begin = async () => {
  start.hidden = true;
  says.textContent = "";
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    read ??= await makeReader();
    video.srcObject = stream;
    video.hidden = stop.hidden = false;
    await video.play();
    says.textContent = box.dataset.looking;
    look();
  } catch (wrong) {
    says.textContent = wrong.name === "NotAllowedError" ? box.dataset.denied : box.dataset.none;
    halt();
  }
};

if (navigator.mediaDevices?.getUserMedia) box.hidden = false;
start.addEventListener("click", begin);
stop.addEventListener("click", () => { says.textContent = ""; halt(); });
addEventListener("pagehide", halt);
// A hand scanner types: the field is ready for the next card as soon as the answer is there.
document.addEventListener("htmx:after:swap", () => {
  field.value = "";
  if (!stream) field.focus({ preventScroll: true });
  document.getElementById("jawab").scrollIntoView({ block: "nearest" });
});
