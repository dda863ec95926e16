// Shows a text with marked passages. Every piece goes in by textContent: a document is never read as markup, and what
// does not print comes as a word of its own, so that it orders nothing.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const box = parentElement.querySelector(".text");
  const { scrollTop } = box;
  const held = box.contains(box.getRootNode().activeElement);
  const live = data.form === "scroll";
  box.className = `text ${data.form}`;
  box.lang = data.language || "";
  box.dir = "auto";
  if (live) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", data.label);
  }
  box.replaceChildren(...data.blocks.map((block) => blockOf(block, data, live, setTriggerValue)));
  if (!live) return;
  const marks = [...box.querySelectorAll("mark")];
  const chosen = box.querySelector("mark.chosen");
  const stop = chosen || marks[0];
  if (stop) stop.tabIndex = 0;
  marks.forEach((mark, place) => {
    mark.addEventListener("keydown", (event) => {
      const next = { ArrowDown: place + 1, ArrowRight: place + 1, ArrowUp: place - 1, ArrowLeft: place - 1, Home: 0, End: marks.length - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      if (!marks[next]) return;
      mark.tabIndex = -1;
      marks[next].tabIndex = 0;
      marks[next].focus();
    });
  });
  box.scrollTop = scrollTop;
  if (!chosen) return;
  const top = chosen.offsetTop - box.offsetTop;
  if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 40) box.scrollTop = top - box.clientHeight / 3;
  if (held) chosen.focus({ preventScroll: true });
}

function blockOf(block, data, live, setTriggerValue) {
  const found = block.pieces.map((piece) => pieceOf(piece, data, live, setTriggerValue));
  const cell = document.createElement(block.head ? "span" : "div");
  cell.className = "cell";
  cell.dir = "auto";
  cell.append(...found.flat());
  if (!block.head) return cell;
  const line = document.createElement("div");
  const head = document.createElement("span");
  line.className = "line";
  head.className = "head";
  head.dir = "auto";
  head.textContent = block.head;
  line.append(head, cell);
  return line;
}

function pieceOf(piece, data, live, setTriggerValue) {
  const element = document.createElement(piece.claims.length ? "mark" : "span");
  element.append(...piece.runs.map(([text, name]) => (name ? signOf(text, name) : document.createTextNode(text))));
  if (!piece.claims.length) return [element];
  const many = piece.claims.length > 1;
  element.className = [piece.weak && "weak", piece.chosen && "chosen", many && "many", piece.tone].filter(Boolean).join(" ");
  element.title = piece.title;
  if (live) {
    element.tabIndex = -1;
    element.setAttribute("role", "button");
    if (piece.chosen) element.setAttribute("aria-current", "true");
    const pick = () => setTriggerValue("claim", piece.claims[(piece.claims.indexOf(data.chosen) + 1) % piece.claims.length]);
    element.addEventListener("click", pick);
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); }
    });
  }
  const numbers = data.form === "paper" ? piece.numbers : [];
  return [...numbers.map((number) => {
    const above = document.createElement("sup");
    above.textContent = `[${number}]`;
    return above;
  }), element];
}

function signOf(text, name) {
  const sign = document.createElement("span");
  sign.className = "sign";
  sign.dir = "ltr";
  sign.title = name;
  sign.textContent = text;
  return sign;
}
