// Copies the address of the page, prints it, and says in which language the page is.

export default function (component) {
  const { data, parentElement } = component;
  document.documentElement.lang = data.language;
  const said = parentElement.querySelector(".said");
  const copy = parentElement.querySelector('[data-act="copy"]');
  const print = parentElement.querySelector('[data-act="print"]');
  copy.textContent = data.copy;
  print.textContent = data.print;
  print.hidden = !data.paper;
  print.onclick = () => window.print();
  copy.onclick = async () => {
    const done = await put(window.location.href);
    said.textContent = done ? data.copied : `${data.not_copied} ${window.location.href}`;
    setTimeout(() => { said.textContent = ""; }, done ? 3000 : 20000);
  };
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
