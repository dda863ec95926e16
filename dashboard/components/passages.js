// Shows a text with marked passages. Every piece goes in by textContent: a document is never read as markup.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const box = parentElement.querySelector(".text");
  box.className = data.framed ? "text framed" : "text scroll";
  box.lang = data.language || "";
  box.dir = "auto";
  if (!data.framed) { box.tabIndex = 0; box.setAttribute("role", "region"); box.setAttribute("aria-label", data.label); }
  box.replaceChildren(...data.pieces.map((piece) => {
    const element = document.createElement(piece.claims.length ? "mark" : "span");
    element.textContent = piece.text;
    if (!piece.claims.length) return element;
    element.className = `${piece.weak ? "weak" : ""} ${piece.chosen ? "chosen" : ""}`;
    element.title = piece.title;
    if (!data.framed) {
      element.tabIndex = 0;
      element.setAttribute("role", "button");
      const pick = () => setTriggerValue("claim", piece.claims[0]);
      element.onclick = pick;
      element.onkeydown = (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); }
      };
    }
    return element;
  }));
  const chosen = box.querySelector("mark.chosen");
  if (chosen && !data.framed) box.scrollTop = chosen.offsetTop - box.offsetTop - box.clientHeight / 3;
}
