// Copies the address of the page, prints it, says in which language the page is, and takes the keyboard into what opens.

export default function (component) {
  const { data, parentElement } = component;
  document.documentElement.lang = data.language;
  const said = parentElement.querySelector(".said");
  const copy = parentElement.querySelector('[data-act="copy"]');
  const print = parentElement.querySelector('[data-act="print"]');
  copy.textContent = data.copy;
  print.textContent = data.print;
  copy.hidden = false;
  print.hidden = !data.paper;
  print.onclick = () => window.print();
  copy.onclick = async () => {
    const done = await put(window.location.href);
    said.textContent = done ? data.copied : `${data.not_copied} ${window.location.href}`;
    setTimeout(() => { said.textContent = ""; }, done ? 3000 : 20000);
  };
  // Added once however often this is drawn; an instance that goes must not take it from the next.
  document.addEventListener("click", enter);
}

// What a button opens lies at the end of the document, behind all that Tab can reach. Escape leads back to the button.
async function enter(event) {
  const byKey = event.detail === 0;
  if (!byKey || !(event.target instanceof Element) || !event.target.closest('[data-testid="stPopoverButton"]')) return;
  for (let tries = 0; tries < 40; tries += 1) {
    const opened = document.querySelector('[data-testid="stPopoverBody"]');
    if (opened) {
      opened.tabIndex = -1;
      opened.focus({ preventScroll: true });
      return;
    }
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

// A page that does not come over https from another machine has no clipboard of its own; the old way still works there.
async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
