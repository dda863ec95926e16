// A query of Cypher being written: completes from the schema, marks the place of an error, and tells Python what to run.

const editors = new WeakMap();

export default async function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const parts = await library(data.texts.no_library);
  let shown = editors.get(parentElement);
  if (!shown) {
    shown = write(parts, parentElement, data);
    editors.set(parentElement, shown);
  }
  shown.take(data, setTriggerValue);
  return () => {
    editors.get(parentElement)?.view.destroy();
    editors.delete(parentElement);
  };
}

async function library(missing) {
  for (let tries = 0; tries < 400; tries += 1) {
    if (globalThis.waybillCodeMirror) return globalThis.waybillCodeMirror;
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
  throw new Error(missing);
}

function write(parts, root, first) {
  const live = root.querySelector(".live");
  const earlier = root.querySelector("select");
  const shown = { data: { ...first, text: null, fault: null }, send: () => {}, at: -1 };
  const say = (text) => { live.textContent = text; };
  const text = () => shown.view.state.doc.toString();
  const put = (given) => {
    shown.view.dispatch({ changes: { from: 0, to: shown.view.state.doc.length, insert: given } });
  };
  const ask = (act) => { if (text().trim()) shown.send("asked", { act, text: text() }); return true; };
  const recall = (step) => {
    const { history } = shown.data;
    const at = Math.min(Math.max(shown.at + step, -1), history.length - 1);
    if (at === shown.at) return true;
    if (shown.at < 0) shown.draft = text();
    shown.at = at;
    put(at < 0 ? shown.draft : history[at]);
    return true;
  };
  shown.view = new parts.view.EditorView({
    parent: root.querySelector(".editor"),
    state: parts.state.EditorState.create({ extensions: extensions(parts, shown, { ask, recall, say }) }),
  });
  root.querySelectorAll("button[data-act]").forEach((button) => { button.onclick = () => ask(button.dataset.act); });
  earlier.onchange = () => {
    const chosen = shown.data.history[Number(earlier.value)];
    if (chosen !== undefined) put(chosen);
    earlier.value = "";
    shown.view.focus();
  };
  shown.take = (data, send) => {
    const before = shown.data;
    shown.data = data;
    shown.send = send;
    label(root, data);
    if (data.text !== before.text) put(data.text);
    if (data.history[0] !== before.history[0]) shown.at = -1;
    if (JSON.stringify(data.fault) === JSON.stringify(before.fault)) return;
    mark(parts, shown.view, data);
    say(data.fault ? data.fault.message : data.texts.hint);
  };
  say(first.texts.hint);
  return shown;
}

function label(root, data) {
  const { texts, history } = data;
  root.querySelector(".bar").setAttribute("aria-label", texts.label);
  root.querySelectorAll("button[data-act]").forEach((button) => {
    button.textContent = texts[button.dataset.act];
    button.hidden = !data.acts.includes(button.dataset.act);
  });
  const earlier = root.querySelector("select");
  earlier.setAttribute("aria-label", texts.earlier);
  earlier.hidden = !history.length;
  const option = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });
  const short = (query) => query.replace(/\s+/g, " ").trim().slice(0, 120);
  earlier.replaceChildren(option("", texts.earlier), ...history.map((query, at) => option(String(at), short(query))));
}

function mark(parts, view, data) {
  const { fault } = data;
  const [from, to] = fault?.place ? fault.place.map((sign) => units(data.text, sign)) : [0, 0];
  const there = fault?.place && view.state.doc.toString() === data.text;
  const found = there ? [{ from, to: Math.max(to, from), severity: "error", message: fault.message }] : [];
  view.dispatch(parts.lint.setDiagnostics(view.state, found));
  if (there) view.dispatch({ selection: { anchor: from }, effects: parts.view.EditorView.scrollIntoView(from) });
}

// Python counts signs, the browser units of two bytes.
function units(text, sign) {
  return Array.from(text).slice(0, sign).join("").length;
}

function extensions(parts, shown, { ask, recall, say }) {
  const { autocomplete, commands, language, lint, state, view } = parts;
  const within = (text) => text.length * 3 <= shown.data.most || new TextEncoder().encode(text).length <= shown.data.most;
  const bounded = state.EditorState.changeFilter.of((change) => {
    const fits = !change.docChanged || change.newDoc.length < change.startState.doc.length || within(change.newDoc.toString());
    if (!fits) say(shown.data.texts.long);
    return fits;
  });
  const keys = [
    { key: "Ctrl-Enter", mac: "Cmd-Enter", run: () => ask("run"), preventDefault: true },
    { key: "Ctrl-Enter", run: () => ask("run"), preventDefault: true },
    { key: "Alt-ArrowUp", run: () => recall(1), preventDefault: true },
    { key: "Alt-ArrowDown", run: () => recall(-1), preventDefault: true },
    { key: "Tab", run: autocomplete.acceptCompletion },
  ];
  return [
    state.Prec.highest(view.keymap.of(keys)),
    bounded,
    view.lineNumbers(),
    commands.history(),
    language.bracketMatching(),
    autocomplete.closeBrackets(),
    autocomplete.autocompletion({ override: [(context) => complete(context, shown.data)], icons: false }),
    language.StreamLanguage.define(parts.cypher),
    language.syntaxHighlighting(colours(parts)),
    lint.lintGutter(),
    view.EditorView.lineWrapping,
    view.EditorView.contentAttributes.of({
      "aria-label": shown.data.texts.label, "aria-description": shown.data.texts.hint, spellcheck: "false",
    }),
    view.placeholder(shown.data.texts.placeholder),
    view.EditorView.theme(look(shown.data.height)),
    view.keymap.of([
      ...autocomplete.closeBracketsKeymap, ...commands.defaultKeymap, ...commands.historyKeymap,
      ...autocomplete.completionKeymap, ...lint.lintKeymap,
    ]),
  ];
}

function complete(context, data) {
  const before = context.state.sliceDoc(0, context.pos);
  const [word, place, found] = completions(before, data);
  if (!found.length) return null;
  return {
    from: context.pos - word.length,
    filter: false,
    options: found.map((name) => ({ label: name, detail: data.places[place] || "" })),
  };
}

// The rules of queries/completing.py, with its words.
export function completions(before, { vocabulary, parameters }) {
  const [word] = before.match(/[$\p{L}\p{N}_]*$/u);
  const rest = before.slice(0, before.length - word.length).trimEnd();
  if (insideWords(before)) return [word, "", []];
  let place = "word";
  if (word.startsWith("$")) place = "parameter";
  else if (rest.endsWith(".")) place = "property";
  else if (/[:|&!]$/.test(rest)) place = inRelationship(rest) ? "type" : "label";
  else if (/CALL$/i.test(rest)) place = "procedure";
  else if (!word) return [word, "", []];
  const known = place === "parameter" ? parameters.map((name) => `$${name}`) : vocabulary[place];
  const start = word.toLowerCase();
  const begins = place === "parameter" ? (one) => one.startsWith(word) : (one) => one.toLowerCase().startsWith(start) && one !== word;
  return [word, place, known.filter(begins)];
}

function insideWords(before) {
  const plain = before.replace(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|\/\/[^\n]*\n|\/\*.*?\*\//gs, "");
  return /['"`]|\/\/|\/\*/.test(plain);
}

function inRelationship(rest) {
  const last = (sign) => rest.lastIndexOf(sign);
  return last("[") > Math.max(last("("), last("]"), last("{"));
}

function colours({ language, tags }) {
  return language.HighlightStyle.define([
    { tag: tags.keyword, color: "var(--st-blue-text-color)", fontWeight: "600" },
    { tag: [tags.string, tags.special(tags.string)], color: "var(--st-green-text-color)" },
    { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--st-violet-text-color)" },
    { tag: tags.comment, color: "var(--st-text-color)", opacity: "0.75", fontStyle: "italic" },
    { tag: [tags.standard(tags.variableName), tags.definition(tags.variableName)], color: "var(--st-violet-text-color)" },
  ]);
}

function look(height) {
  const box = {
    color: "var(--st-text-color)", backgroundColor: "var(--st-background-color)", border: "1px solid var(--st-border-color)",
  };
  return {
    "&": { color: "var(--st-text-color)", fontSize: "0.95rem" },
    ".cm-scroller": { fontFamily: "var(--st-code-font, monospace)", lineHeight: "1.5", maxHeight: "60vh", overflow: "auto", borderRadius: "inherit" },
    ".cm-content, .cm-gutter": { minHeight: `${height}px` },
    ".cm-content": { caretColor: "var(--st-text-color)", padding: "0.5rem 0" },
    "&.cm-editor.cm-focused": { outline: "none" },
    ".cm-gutters": { color: "var(--st-text-color)", backgroundColor: "var(--st-secondary-background-color)", borderColor: "var(--st-border-color)" },
    ".cm-placeholder": { color: "var(--st-text-color)", opacity: "0.75" },
    ".cm-tooltip": { ...box, maxWidth: "min(32rem, 90vw)" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--st-code-font, monospace)" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--st-text-color)", backgroundColor: "var(--st-blue-background-color)", outline: "2px solid var(--st-primary-color)", outlineOffset: "-2px" },
    ".cm-completionDetail": { marginLeft: "1rem", fontStyle: "normal" },
    ".cm-diagnostic": { fontFamily: "var(--st-font)" },
    ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--st-blue-background-color)", color: "inherit" },
  };
}
