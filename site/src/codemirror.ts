/** The editor: CodeMirror with Python's grammar and only what short programs need. A chunk of its own. */
import * as commands from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import * as language from "@codemirror/language";
import { EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, type KeyBinding, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter, tagHighlighter, tags } from "@lezer/highlight";
import type { Editor, Options } from "./editor";
import { INDENT, KeyRow, tab } from "./keys";

export function create(options: Options, place: (element: HTMLElement) => void): Editor {
  const state = EditorState.create({ doc: options.text, extensions: [...BASE, attributes(options), own(options)] });
  const view = new EditorView({ state });
  place(view.dom);
  if (!options.reads) new KeyRow(view);
  const at = options.at && view.posAtCoords(options.at, false);
  if (at !== undefined) view.dispatch({ selection: { anchor: at } });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    mark: (line) => view.dispatch({ effects: marked.of(line) }),
    focus: () => view.focus(),
  };
}

/** A phone's keyboard must not correct code; a text to read takes the focus, so that the keyboard can scroll it. */
function attributes({ label, reads }: Options): Extension {
  const off = { autocapitalize: "off", autocorrect: "off", spellcheck: "false" };
  return EditorView.contentAttributes.of({ ...off, "aria-label": label, ...(reads && { tabindex: "0" }) });
}

/** What this one editor does: tells of changes and runs, or is only read. */
function own({ change, run, reads }: Options): Extension[] {
  if (reads) return [EditorState.readOnly.of(true), EditorView.editable.of(false)];
  const go = (): boolean => {
    run?.();
    return true;
  };
  const bindings: KeyBinding[] = ["Mod-Enter", "Ctrl-Enter", "Shift-Enter"].map((key) => ({ key, run: go }));
  bindings.push({ key: "Tab", run: tab, shift: commands.indentLess });
  return [
    keymap.of([...bindings, ...commands.defaultKeymap, ...commands.historyKeymap]),
    EditorView.updateListener.of((update) => update.docChanged && change?.(update.state.doc.toString())),
  ];
}

const marked = StateEffect.define<number | null>();
const line = Decoration.line({ class: "nn-marked" });

/** The line with the error; the mark goes when the text is changed. */
const mark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, { docChanged, effects, state }) {
    for (const effect of effects) {
      if (!effect.is(marked)) continue;
      const number = effect.value ?? 0;
      return number < 1 || number > state.doc.lines
        ? Decoration.none
        : Decoration.set(line.range(state.doc.line(number).from));
    }
    return docChanged ? Decoration.none : lines;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const named = tags.definition(tags.variableName);
const functions = tagHighlighter([{ tag: [tags.function(named), tags.definition(tags.className)], class: "nn-function" }]);

const BASE: Extension[] = [
  EditorView.editorAttributes.of({ class: "nn-code" }),
  lineNumbers(),
  commands.history(),
  language.indentOnInput(),
  language.bracketMatching(),
  language.indentUnit.of(INDENT),
  EditorState.tabSize.of(INDENT.length),
  pythonLanguage,
  language.syntaxHighlighting(classHighlighter),
  language.syntaxHighlighting(functions),
  mark,
];
