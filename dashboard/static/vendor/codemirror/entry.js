// What the editor of the dashboard takes from CodeMirror, under one name; build.py bundles it into codemirror.min.js.

import * as autocomplete from "@codemirror/autocomplete";
import * as commands from "@codemirror/commands";
import * as language from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import * as lint from "@codemirror/lint";
import * as state from "@codemirror/state";
import * as view from "@codemirror/view";
import { tags } from "@lezer/highlight";

globalThis.waybillCodeMirror = { autocomplete, commands, cypher, language, lint, state, tags, view };
