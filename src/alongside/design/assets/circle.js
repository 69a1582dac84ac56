// Lets people be dragged from ring to ring. A tap opens the same buttons as without this script; the arrow keys
// move the person who has the focus. Every move goes to the server as the form that is on the page anyway.

const rings = document.querySelector("[data-rings]");
const form = document.querySelector("[data-move]");
const FAR = 8;

function move(who, ring) {
  form.elements.namedItem("who").value = who;
  form.elements.namedItem("ring").value = ring;
  form.submit();
}

function start() {
  const middle = Number(rings.dataset.middle);
  const circles = [...rings.querySelectorAll("[data-ring]")]
    .map((each) => ({ element: each, ring: each.dataset.ring, reach: Number(each.getAttribute("r")) }))
    .sort((a, b) => a.reach - b.reach);

  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY);
    return point.matrixTransform(rings.getScreenCTM().inverse());
  };
  const ringAt = (point) => {
    const away = Math.hypot(point.x - middle, point.y - middle);
    return (circles.find((each) => away <= each.reach) || circles[circles.length - 1]).ring;
  };
  const light = (ring) =>
    circles.forEach((each) => each.element.classList.toggle("al-rings__ring--over", each.ring === ring));

  for (const face of rings.querySelectorAll("[data-who]")) {
    let from = null;
    let dragged = false;
    face.addEventListener("dragstart", (event) => event.preventDefault());
    face.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      from = place(event);
      dragged = false;
      face.setPointerCapture(event.pointerId);
    });
    face.addEventListener("pointermove", (event) => {
      if (!from) return;
      const here = place(event);
      if (Math.hypot(here.x - from.x, here.y - from.y) < FAR * 2 && !dragged) return;
      dragged = true;
      face.classList.add("al-face--moving");
      face.setAttribute("transform", `translate(${here.x - from.x} ${here.y - from.y})`);
      light(ringAt(here));
    });
    const end = (event) => {
      if (!from) return;
      const ring = ringAt(place(event));
      from = null;
      light("");
      face.classList.remove("al-face--moving");
      if (dragged && event.type === "pointerup" && ring !== face.dataset.at) move(face.dataset.who, ring);
      else face.removeAttribute("transform");
    };
    face.addEventListener("pointerup", end);
    face.addEventListener("pointercancel", end);
    face.addEventListener("click", (event) => dragged && event.preventDefault());
    face.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = circles[circles.findIndex((each) => each.ring === face.dataset.at) + step];
      if (next) move(face.dataset.who, next.ring);
    });
  }
  const hint = document.querySelector("[data-drag-hint]");
  if (hint) hint.hidden = false;
}

if (rings && form) start();
