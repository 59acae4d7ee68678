// A signature drawn with finger, pen or mouse, kept as a path of whole numbers. Without script something else does.
const LONGEST = 19000, NEAR = 3;

const follow = (pad) => {
  const canvas = pad.querySelector("canvas");
  const kept = pad.querySelector("input");
  const paint = canvas.getContext("2d");
  let path = kept.value, last = null;

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const whole = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
    return [
      whole(((event.clientX - box.left) * 600) / box.width, 600),
      whole(((event.clientY - box.top) * 200) / box.height, 200),
    ];
  };

  const line = (drawn) => {
    paint.lineWidth = 5;
    paint.lineCap = paint.lineJoin = "round";
    paint.strokeStyle = "#16211f";
    paint.stroke(drawn);
  };

  const begin = (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    last = at(event);
    path += `M${last[0]} ${last[1]}L${last[0]} ${last[1]}`;
  };

  const go = (event) => {
    if (!last || path.length > LONGEST) return;
    const next = at(event);
    if (Math.hypot(next[0] - last[0], next[1] - last[1]) < NEAR) return;
    path += `L${next[0]} ${next[1]}`;
    line(new Path2D(`M${last[0]} ${last[1]}L${next[0]} ${next[1]}`));
    last = next;
  };

  const end = () => {
    if (!last) return;
    last = null;
    kept.value = path;
    kept.dispatchEvent(new Event("input", { bubbles: true }));
  };

  pad.hidden = false;
  if (path) line(new Path2D(path));
  canvas.addEventListener("pointerdown", begin);
  canvas.addEventListener("pointermove", go);
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  pad.querySelector("[data-pad-clear]").addEventListener("click", () => {
    path = kept.value = "";
    paint.clearRect(0, 0, 600, 200);
  });
};

document.querySelectorAll("[data-pad]").forEach(follow);
