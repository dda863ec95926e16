// Single keys press the buttons and links of a page, unless a person is writing somewhere. Turned off, they do nothing.

let pressed = null;  // of the instance that came last: one that goes may end after the next has begun

export default function (component) {
  const { keys } = component.data;
  if (pressed) window.removeEventListener("keydown", pressed, true);
  const own = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || writing(event)) return;
    const names = keys[event.key];
    if (!names) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const name of names) {
      const target = document.querySelector(`.st-key-${name} :is(button, a)`);
      if (target) return target.click();
    }
  };
  pressed = own;
  window.addEventListener("keydown", own, true);
  return () => {
    window.removeEventListener("keydown", own, true);
    if (pressed === own) pressed = null;
  };
}

function writing(event) {
  const [first] = event.composedPath();
  return first instanceof Element && (first.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(first.tagName) && first.type !== "checkbox");
}
